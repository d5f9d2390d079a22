#include "reading/sentences.h"

#include <algorithm>

#include "reading/unicode.h"

namespace corridor::reading {
namespace {

constexpr std::size_t kShortLine = 45;  ///< characters: a line that ends here was meant to
constexpr std::size_t kLongestHeading = 100;
constexpr std::size_t kLongestSentence = 300;  ///< tokens; beyond it the text is damaged
constexpr std::size_t kLongestLabel = 32;      ///< of `Displaced: 48,200`

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool bullet = false;
};

struct Block {
  std::size_t begin = 0;
  std::size_t end = 0;
  BlockKind kind = BlockKind::prose;
};

class BlockCutter {
 public:
  explicit BlockCutter(const std::u32string& plain) : plain_(plain) {}

  std::vector<Block> run() {
    std::vector<Line> lines;
    for (std::size_t begin = 0; begin <= plain_.size();) {
      const std::size_t end = std::min(plain_.find(U'\n', begin), plain_.size());
      const Line line = trimmed(begin, end);
      const bool blank = line.begin == line.end;
      if (!lines.empty() && (blank || !goes_on(lines.back(), line))) close(lines);
      if (!blank) lines.push_back(line);
      begin = end + 1;
    }
    close(lines);
    return std::move(blocks_);
  }

 private:
  [[nodiscard]] Line trimmed(std::size_t begin, std::size_t end) const {
    while (begin < end && is_space(plain_[begin])) ++begin;
    while (end > begin && is_space(plain_[end - 1])) --end;
    Line line{begin, end, false};
    while (line.begin < end && is_bullet(line.begin, end)) {
      line.bullet = true;
      ++line.begin;
      while (line.begin < end && is_space(plain_[line.begin])) ++line.begin;
    }
    return line;
  }

  [[nodiscard]] bool is_bullet(std::size_t i, std::size_t end) const {
    const char32_t c = plain_[i];
    if (c == kBullet) return true;
    const bool sign = c == U'*' || c == U'-' || c == kDash || c == U'>' || c == U'+';
    return sign && i + 1 < end && is_space(plain_[i + 1]);
  }

  /// `Killed: 17`, a line of its own in a list of figures.
  [[nodiscard]] bool has_label(const Line& line) const {
    const std::size_t colon = plain_.find(U':', line.begin);
    return colon < std::min(line.end, line.begin + kLongestLabel) && colon + 1 < line.end &&
           is_space(plain_[colon + 1]);
  }

  /// The next line continues the one before.
  [[nodiscard]] bool goes_on(const Line& line, const Line& next) const {
    if (next.bullet) return false;
    const char32_t last = plain_[line.end - 1];
    const char32_t first = plain_[next.begin];
    if (last == U':') return false;
    if (is_letter(first) && !is_upper(first)) return true;
    if (last == U',' || last == U'-') return true;
    return line.end - line.begin >= kShortLine && !has_label(next);
  }

  void close(std::vector<Line>& lines) {
    if (lines.empty()) return;
    Block block{lines.front().begin, lines.back().end, BlockKind::prose};
    const char32_t last = plain_[block.end - 1];
    const bool stops = last == U'.' || last == U'!' || last == U'?' || last == kQuote;
    if (lines.front().bullet || has_label(lines.front())) {
      block.kind = BlockKind::item;
    } else if (!stops && block.end - block.begin < kLongestHeading && last != U':') {
      block.kind = BlockKind::heading;
    }
    blocks_.push_back(block);
    lines.clear();
  }

  const std::u32string& plain_;
  std::vector<Block> blocks_;
};

bool is_stop(const Token& token) {
  return is_mark(token, U'.') || is_mark(token, U'!') || is_mark(token, U'?');
}

/// One past the last token of the sentence that a stop at `i` ends; 0 when it ends none.
std::size_t end_of_sentence(const Tokens& tokens, std::size_t i, const PhraseTable& abbreviations) {
  if (!is_stop(tokens[i])) return 0;
  std::size_t next = i + 1;
  while (next < tokens.size() && tokens[next].glued &&
         (is_stop(tokens[next]) || is_mark(tokens[next], kQuote) || is_mark(tokens[next], U')'))) {
    ++next;
  }
  if (next >= tokens.size()) return next;
  if (is_mark(tokens[i], U'.') && i > 0) {
    const Token& before = tokens[i - 1];
    const bool initial = before.kind == TokenKind::word && before.text.size() == 1 &&
                         before.capital && tokens[i].glued;
    if (initial || (tokens[i].glued && abbreviations.ending_at(tokens, i - 1, i))) return 0;
  }
  const Token& after = tokens[next];
  const bool begins = after.capital || after.kind == TokenKind::digits || is_mark(after, kQuote) ||
                      is_mark(after, kBullet);
  return begins ? next : 0;
}

std::vector<bool> mark_quoted(const Tokens& tokens) {
  std::vector<bool> quoted(tokens.size(), false);
  bool inside = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_mark(tokens[i], kQuote)) inside = !inside;
    quoted[i] = inside;
  }
  return quoted;
}

}  // namespace

std::vector<Sentence> cut_into_sentences(const ReportText& text, const PhraseTable& abbreviations) {
  std::vector<Sentence> sentences;
  const std::vector<Block> blocks = BlockCutter(text.plain).run();
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const Tokens tokens = cut_into_tokens(text.plain, blocks[b].begin, blocks[b].end);
    const std::vector<bool> quoted = mark_quoted(tokens);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      std::size_t end = end_of_sentence(tokens, i, abbreviations);
      if (end == 0 && (i + 1 == tokens.size() || i + 1 - begin == kLongestSentence)) end = i + 1;
      if (end == 0) continue;
      sentences.push_back({{tokens.begin() + begin, tokens.begin() + end},
                           b,
                           blocks[b].kind,
                           {quoted.begin() + begin, quoted.begin() + end}});
      begin = end;
      i = end - 1;
    }
  }
  return sentences;
}

}  // namespace corridor::reading

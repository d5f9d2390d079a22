#include "reading/phrases.h"

#include <algorithm>
#include <cstdlib>

#include "base/check.h"
#include "reading/unicode.h"

namespace corridor::reading {
namespace {

constexpr std::size_t kWidestGap = 4;
const std::u32string kGap = U"..";

bool word_matches(const std::u32string& pattern, const std::u32string& word) {
  if (pattern.size() > 1 && pattern.back() == U'*') {
    return word.compare(0, pattern.size() - 1, pattern, 0, pattern.size() - 1) == 0;
  }
  if (pattern.size() > 1 && pattern.front() == U'*') {
    const std::size_t length = pattern.size() - 1;
    return word.size() > length &&
           word.compare(word.size() - length, length, pattern, 1, length) == 0;
  }
  return pattern == word;
}

bool closes_clause(const Token& token) {
  return token.kind == TokenKind::mark && token.text != U"'" && token.text != U"-" &&
         token.text != U"%";
}

/// One past the last token of the words from `w` matched from token `i`; 0 when they do not match.
std::size_t match_from(const Phrase& phrase, std::size_t w, const Tokens& tokens, std::size_t i,
                       std::size_t end) {
  const std::vector<std::u32string>& words = phrase.words;
  for (; w < words.size(); ++w, ++i) {
    if (words[w] == kGap) {
      for (std::size_t skipped = 0; skipped <= kWidestGap; ++skipped, ++i) {
        if (const std::size_t last = match_from(phrase, w + 1, tokens, i, end)) return last;
        if (i >= end || closes_clause(tokens[i])) return 0;
      }
      return 0;
    }
    if (i >= end || !word_matches(words[w], tokens[i].text)) return 0;
    if (phrase.acronyms[w] && !tokens[i].acronym) return 0;
  }
  return i;
}

/// `*` belongs to the word it touches, two points are a gap.
Phrase phrase_from(std::u32string_view text) {
  Phrase phrase;
  std::vector<std::u32string>& words = phrase.words;
  bool open = false;
  for (const Token& token : cut_into_tokens(text, 0, text.size())) {
    if (is_mark(token, U'*')) {
      if (token.glued && !words.empty()) {
        words.back() += U'*';
      } else {
        open = true;
      }
      continue;
    }
    if (is_mark(token, U'.') && token.glued && !words.empty() && words.back() == U".") {
      words.back() = kGap;
      continue;
    }
    words.push_back(open ? U"*" + token.text : token.text);
    phrase.acronyms.push_back(token.acronym);
    open = false;
  }
  return phrase;
}

}  // namespace

void PhraseTable::add(std::string label, std::u32string_view text) {
  Phrase phrase = phrase_from(text);
  if (phrase.words.empty()) return;
  phrase.number = std::strtod(label.c_str(), nullptr);
  phrase.label = std::move(label);
  const std::size_t index = phrases_.size();
  const std::u32string& first = phrase.words.front();
  if (first.front() == U'*' || first.back() == U'*') {
    open_first_.push_back(index);
  } else {
    by_first_word_[first].push_back(index);
  }
  const auto gaps =
      static_cast<std::size_t>(std::count(phrase.words.begin(), phrase.words.end(), kGap));
  longest_ = std::max(longest_, phrase.words.size() + gaps * kWidestGap);
  phrases_.push_back(std::move(phrase));
}

std::optional<PhraseMatch> PhraseTable::at(const Tokens& tokens, std::size_t i, std::size_t end,
                                           char but_not) const {
  CORRIDOR_CHECK(end <= tokens.size(), std::to_string(end));
  if (i >= end) return std::nullopt;
  std::optional<PhraseMatch> best;
  const auto consider = [&](std::size_t index) {
    if (but_not != 0 && phrases_[index].label.back() == but_not) return;
    const std::size_t last = match_from(phrases_[index], 0, tokens, i, end);
    if (last != 0 && (!best || last > best->last)) best = {&phrases_[index], i, last};
  };
  const auto listed = by_first_word_.find(tokens[i].text);
  if (listed != by_first_word_.end()) {
    for (const std::size_t index : listed->second) consider(index);
  }
  for (const std::size_t index : open_first_) consider(index);
  return best;
}

std::optional<PhraseMatch> PhraseTable::ending_at(const Tokens& tokens, std::size_t begin,
                                                  std::size_t end, char but_not) const {
  const std::size_t earliest = end > longest_ ? std::max(begin, end - longest_) : begin;
  for (std::size_t i = earliest; i < end; ++i) {
    const auto match = at(tokens, i, end, but_not);
    if (match && match->last == end) return match;
  }
  return std::nullopt;
}

std::vector<PhraseMatch> PhraseTable::all(const Tokens& tokens, std::size_t begin,
                                          std::size_t end) const {
  std::vector<PhraseMatch> matches;
  for (std::size_t i = begin; i < end;) {
    const auto match = at(tokens, i, end);
    if (match) matches.push_back(*match);
    i = match ? match->last : i + 1;
  }
  return matches;
}

}  // namespace corridor::reading

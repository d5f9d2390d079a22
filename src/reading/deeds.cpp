#include "reading/deeds.h"

#include <algorithm>

#include "reading/numbers.h"
#include "reading/speaker_names.h"

namespace corridor::reading {
namespace {

class DeedFinder {
 public:
  DeedFinder(const Sentence& sentence, const ReportText& text, const Language& language)
      : sentence_(sentence), tokens_(sentence.tokens), text_(text), language_(language) {}

  std::vector<Attribution> run() const {
    std::vector<Attribution> deeds;
    for (std::size_t i = 1; i < tokens_.size();) {
      const std::size_t begin = deeds.empty() ? 0 : deeds.back().covers_last;
      const auto number = number_at(tokens_, i, tokens_.size(), language_);
      const auto deed = number ? deed_before(begin, i) : std::nullopt;
      if (deed) deeds.push_back(*deed);
      i = std::max({i + 1, number ? number->last : 0, deed ? deed->covers_last : 0});
    }
    return deeds;
  }

 private:
  [[nodiscard]] bool ends_clause(std::size_t i) const {
    const Token& token = tokens_[i];
    const bool mark = token.kind == TokenKind::mark && token.text != U"-" && token.text != U"'" &&
                      token.text != U"%";
    return mark || language_.clause_breaks.has(tokens_, i);
  }

  [[nodiscard]] std::size_t before_qualifiers(std::size_t begin, std::size_t i) const {
    while (true) {
      auto word = language_.qualifiers.ending_at(tokens_, begin, i);
      if (!word) word = language_.fillers.ending_at(tokens_, begin, i);
      if (!word) return i;
      i = word->first;
    }
  }

  /// Where the verb may begin that ends before token `end`: "treated", "food to", "distributed food
  /// to".
  [[nodiscard]] std::vector<std::size_t> verb_begins(std::size_t begin, std::size_t end) const {
    std::vector<std::size_t> begins;
    if (const auto state = language_.states.ending_at(tokens_, begin, end, '<')) {
      begins.push_back(state->first);
      end = state->first;
    }
    if (end > begin && may_be_verb(end - 1)) begins.push_back(end - 1);
    return begins;
  }

  [[nodiscard]] bool may_be_verb(std::size_t i) const {
    return tokens_[i].kind == TokenKind::word && !tokens_[i].capital &&
           !language_.function_words.has(tokens_, i);
  }

  /// Only the words of a name stand in it: capitals, "of the", listed nouns.
  [[nodiscard]] bool is_bare_name(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last;) {
      std::size_t next = i + (tokens_[i].capital ? 1 : 0);
      for (const PhraseTable* table : {&language_.speakers, &language_.of_a_whole,
                                       &language_.determiners, &language_.range_middle}) {
        if (const auto match = table->at(tokens_, i, last)) next = std::max(next, match->last);
      }
      if (next == i) return false;
      i = next;
    }
    return true;
  }

  /// At the beginning of the sentence or behind a mark, but for an article.
  [[nodiscard]] bool begins_clause(std::size_t i) const {
    if (const auto article = language_.determiners.ending_at(tokens_, 0, i)) i = article->first;
    return i == 0 || tokens_[i - 1].kind == TokenKind::mark;
  }

  /// "On 8 April | WFP distributed", "On Friday | the Red Cross evacuated".
  [[nodiscard]] std::size_t after_day(std::size_t first, std::size_t last) const {
    const std::size_t at = std::min(language_.clock_before.after(tokens_, first), last);
    for (const PhraseTable* table : {&language_.months, &language_.weekdays}) {
      if (const auto day = table->at(tokens_, at, last)) return day->last;
    }
    return first;
  }

  /// The agency whose deed the verb at token `verb` tells.
  [[nodiscard]] std::optional<SpeakerName> agency_before(std::size_t begin,
                                                         std::size_t verb) const {
    auto name = speaker_before(sentence_, begin, verb, text_, language_);
    if (!name || name->pronoun) return std::nullopt;
    const std::size_t behind_day = after_day(name->first, name->last);
    const bool follows_day = behind_day > name->first;
    if (follows_day) name = speaker_in(sentence_, behind_day, name->last, text_, language_);
    if (!name) return std::nullopt;
    const bool is_agency = name->speaker.source_type == "un" || name->speaker.source_type == "ngo";
    const bool is_subject =
        is_bare_name(name->first, name->last) && (follows_day || begins_clause(name->first));
    return is_agency && is_subject ? name : std::nullopt;
  }

  [[nodiscard]] std::optional<Attribution> deed_before(std::size_t begin,
                                                       std::size_t number) const {
    for (const std::size_t verb : verb_begins(begin, before_qualifiers(begin, number))) {
      const auto agency = agency_before(begin, verb);
      if (!agency) continue;
      Attribution deed;
      deed.speaker = agency->speaker;
      deed.covers_first = agency->first;
      deed.covers_last = number;
      while (deed.covers_last < tokens_.size() &&
             (deed.covers_last == number || !ends_clause(deed.covers_last)))
        ++deed.covers_last;
      return deed;
    }
    return std::nullopt;
  }

  const Sentence& sentence_;
  const Tokens& tokens_;
  const ReportText& text_;
  const Language& language_;
};

}  // namespace

std::vector<Attribution> find_deeds(const Sentence& sentence, const ReportText& text,
                                    const Language& language) {
  return DeedFinder(sentence, text, language).run();
}

}  // namespace corridor::reading

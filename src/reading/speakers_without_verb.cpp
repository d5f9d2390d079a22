#include "reading/speakers_without_verb.h"

#include <algorithm>

#include "reading/numbers.h"

namespace corridor::reading {
namespace {

constexpr std::size_t kLongestVerbless = 7;  ///< tokens from the mark to the number

class VerblessFinder {
 public:
  VerblessFinder(const Sentence& sentence, const ReportText& text, const Language& language)
      : sentence_(sentence), tokens_(sentence.tokens), text_(text), language_(language) {}

  [[nodiscard]] std::optional<SpeakerName> at(std::size_t verb, std::size_t mark) const {
    const std::size_t begin = mark + 1;
    for (std::size_t end = begin + 1; end < tokens_.size() && end - begin <= kLongestVerbless;
         ++end) {
      if (!is_part_of_name(end - 1)) return std::nullopt;
      if (leads_number(end)) return named(begin, end, end);
      if (takes_up(verb, mark, end)) return named(begin, end, end + 1);
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool is_part_of_name(std::size_t i) const {
    const bool is_verb = language_.passives.has(tokens_, i) ||
                         language_.auxiliaries.has(tokens_, i) ||
                         language_.speech.has(tokens_, i) || language_.states.has(tokens_, i) ||
                         language_.speaker_breaks.has(tokens_, i);
    return tokens_[i].kind == TokenKind::word && !is_verb;
  }

  /// A number stands at token `i`, behind "about" or "at least" where it has them.
  [[nodiscard]] bool leads_number(std::size_t i) const {
    const std::size_t at = language_.qualifiers.after(tokens_, i);
    return number_at(tokens_, at, tokens_.size(), language_).has_value();
  }

  [[nodiscard]] bool same_word(std::size_t a, std::size_t b) const {
    const auto one = language_.of_a_whole.at(tokens_, a);
    const auto other = language_.of_a_whole.at(tokens_, b);
    return tokens_[a].text == tokens_[b].text ||
           (one && other && one->last == a + 1 && other->last == b + 1);  // "de", "d'"
  }

  /// The word at token `i` stands before a number here and behind the verb.
  [[nodiscard]] bool takes_up(std::size_t verb, std::size_t mark, std::size_t i) const {
    if (!leads_number(i + 1)) return false;
    for (std::size_t k = verb; k < mark; ++k) {
      if (same_word(k, i) && leads_number(k + 1)) return true;
    }
    return false;
  }

  /// Nothing stands in [begin, end) but "of health" behind "the ministry".
  [[nodiscard]] bool ends_name(std::size_t begin, std::size_t end) const {
    const auto of = language_.of_a_whole.at(tokens_, begin);
    return begin == end || (of && of->last + 1 == end);
  }

  /// A listed speaker stands in [begin, end), up to its end where the number follows at once.
  [[nodiscard]] std::optional<SpeakerName> named(std::size_t begin, std::size_t end,
                                                 std::size_t number) const {
    const auto listed = language_.speakers.all(tokens_, begin, end);
    const bool needs_end = number == end;
    if (listed.empty() || (needs_end && !ends_name(listed.back().last, end))) return std::nullopt;
    auto name = speaker_in(sentence_, begin, end, text_, language_);
    if (!name || name->pronoun) return std::nullopt;
    name->last = number;
    return name;
  }

  const Sentence& sentence_;
  const Tokens& tokens_;
  const ReportText& text_;
  const Language& language_;
};

}  // namespace

std::optional<SpeakerName> speaker_without_verb(const Sentence& sentence, std::size_t verb,
                                                std::size_t mark, const ReportText& text,
                                                const Language& language) {
  return VerblessFinder(sentence, text, language).at(verb, mark);
}

}  // namespace corridor::reading

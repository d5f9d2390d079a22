#include "reading/speaker_names.h"

#include <algorithm>
#include <array>

#include "reading/unicode.h"

namespace corridor::reading {
namespace {

constexpr std::size_t kLongestName = 14;  ///< tokens

/// When a name fits several types, the first of these: a separatist ministry is a party.
using Types = std::array<const char*, 5>;
constexpr Types kTypesByWeight = {"party", "un", "ngo", "government", "press"};
/// Of what publishes a report: a news agency is first of all press.
constexpr Types kPublisherTypes = {"un", "ngo", "press", "government", "party"};

/// The type of the weightiest noun that the language file lists; empty where there is none.
std::string listed_type(const Tokens& tokens, std::size_t first, std::size_t last,
                        const Language& language, const Types& types = kTypesByWeight) {
  const auto matches = language.speakers.all(tokens, first, last);
  for (const char* type : types) {
    for (const PhraseMatch& match : matches) {
      if (match.phrase->label == type) return type;
    }
  }
  return "";
}

class NameReader {
 public:
  NameReader(const Sentence& sentence, const ReportText& text, const Language& language)
      : tokens_(sentence.tokens), text_(text), language_(language) {}

  std::optional<SpeakerName> before(std::size_t limit, std::size_t verb) const {
    std::size_t end = before_auxiliaries(limit, verb);
    const auto relative = language_.clause_breaks.ending_at(tokens_, limit, end);
    if (relative && !tokens_[relative->first].acronym) end = relative->first;  // X, who warned
    const bool apposition = end > limit && is_mark(tokens_[end - 1], U',');
    if (apposition) --end;
    const std::size_t begin = with_first_of_two(limit, left_end(limit, end));
    auto name = country(begin, end);
    if (!name) name = named(begin, end);
    if (!name && is_letters(begin, end)) {
      name = SpeakerName{begin, end, false, {words(begin, end), "party", true}};  // "KVB said"
    }
    if (!name && end - begin == 1 && tokens_[begin].capital &&
        !language_.determiners.has(tokens_, begin) &&
        !language_.function_words.has(tokens_, begin) &&
        !language_.speaker_pronouns.has(tokens_, begin)) {
      name = SpeakerName{
          begin, end, false, {words(begin, end), "government", true}};  // "Belmark said"
    }
    if (!name) name = unlisted_name(begin, end);
    if (name && apposition) prepend_own_name(*name);
    if (apposition && name && !name->pronoun) name->last = verb;
    return name;
  }

  std::optional<SpeakerName> after(std::size_t begin) const {
    const auto one = language_.numbers.at(tokens_, std::min(begin, tokens_.size()), tokens_.size());
    if (one && one->phrase->number == 1.0) begin = one->last;  // "said one resident"
    const std::size_t end = right_end(begin);
    if (end == begin) return std::nullopt;
    if (end < tokens_.size() &&
        (language_.auxiliaries.has(tokens_, end) || language_.passives.has(tokens_, end))) {
      return std::nullopt;  // "said the army had withdrawn"
    }
    auto name = country(begin, end);
    if (!name) name = named(begin, end);
    if (name) append_role(*name);
    return name;
  }

  std::optional<SpeakerName> named(std::size_t first, std::size_t last) const {
    while (const auto time = trailing_day(first, last)) last = *time;
    if (first >= last) return std::nullopt;
    const auto pronoun = language_.speaker_pronouns.at(tokens_, first, last);
    if (pronoun && pronoun->last == last && !tokens_[first].acronym) {
      return SpeakerName{first, last, true, {}};
    }
    narrow(first, last);
    while (const auto determiner = language_.determiners.at(tokens_, first, last)) {
      first = determiner->last;
    }
    if (first >= last) return std::nullopt;
    const std::string type = type_of(first, last);
    if (type.empty()) return std::nullopt;
    return SpeakerName{first, last, false, {words(first, last), type}};
  }

 private:
  /// "Saudi Arabia said": its government.
  [[nodiscard]] std::optional<SpeakerName> country(std::size_t first, std::size_t last) const {
    while (const auto time = trailing_day(first, last)) last = *time;
    while (const auto determiner = language_.determiners.at(tokens_, first, last)) {
      first = determiner->last;
    }
    const auto match = language_.countries.at(tokens_, first, last);
    if (!match || match->last != last) return std::nullopt;
    return SpeakerName{first, last, false, {words(first, last), "government"}};
  }

  /// "The RSF said", "the Brigade said": who is known by letters or a name that no list has is
  /// taken for a party to the crisis; the publisher did not say it.
  [[nodiscard]] std::optional<SpeakerName> unlisted_name(std::size_t begin, std::size_t end) const {
    const auto determiner = language_.determiners.at(tokens_, begin, end);
    if (!determiner) return std::nullopt;
    const std::size_t first = determiner->last;
    const bool is_one_name = end - first == 1 && tokens_[first].capital;
    if (!is_one_name && !is_letters(first, end)) return std::nullopt;
    return SpeakerName{first, end, false, {words(first, end), "party", true}};
  }

  /// "K4", "KVB": capitals, or a capital and digits.
  [[nodiscard]] bool is_initials(std::size_t i) const {
    const Token& token = tokens_[i];
    const bool is_numbered = token.capital && token.text.size() > 1 && is_digit(token.text.back());
    return token.kind == TokenKind::word && (token.acronym || is_numbered);
  }

  /// "KVB", "K4/KVB": only names by letters.
  [[nodiscard]] bool is_letters(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (!is_initials(i) && !joins_names(i)) return false;
    }
    return begin < end && is_initials(begin) && is_initials(end - 1);
  }

  /// The stroke of "K4/KVB": one speaker by two names.
  [[nodiscard]] bool joins_names(std::size_t i) const {
    return is_mark(tokens_[i], U'/') && i > 0 && i + 1 < tokens_.size() && tokens_[i].glued &&
           tokens_[i + 1].glued;
  }

  [[nodiscard]] bool stops_name(std::size_t i) const {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::mark)
      return token.text != U"-" && token.text != U"'" && !joins_names(i);
    return token.kind != TokenKind::word || language_.speaker_breaks.has(tokens_, i);
  }

  /// "the separatists' latest toll" is theirs, "an assessment by the ministry" is the ministry's.
  void narrow(std::size_t& first, std::size_t& last) const {
    const auto speaks = [this](std::size_t begin, std::size_t end) {
      return !language_.speakers.all(tokens_, begin, end).empty();
    };
    for (std::size_t i = first + 1; i < last; ++i) {
      const bool possessive = tokens_[i].text == U"'s" || is_mark(tokens_[i], U'\'');
      if (possessive && speaks(first, i) && !speaks(i + 1, last)) {
        last = i;
        return;
      }
      const auto by = language_.speaker_by.at(tokens_, i, last);
      if (by && !speaks(first, i) && speaks(by->last, last)) {
        first = by->last;
        return;
      }
    }
  }

  [[nodiscard]] std::size_t before_auxiliaries(std::size_t begin, std::size_t end) const {
    while (true) {
      const auto auxiliary = language_.auxiliaries.ending_at(tokens_, begin, end);
      if (auxiliary) {
        end = auxiliary->first;
      } else if (const auto day = trailing_day(begin, end)) {
        end = *day;
      } else {
        return end;
      }
    }
  }

  /// Where a day at the end of [first, last) begins: "the ministry on Friday | said".
  [[nodiscard]] std::optional<std::size_t> trailing_day(std::size_t first, std::size_t last) const {
    auto day = language_.weekdays.ending_at(tokens_, first, last);
    if (!day) day = language_.days.ending_at(tokens_, first, last);
    if (!day) return std::nullopt;
    const auto preposition = language_.clock_before.ending_at(tokens_, first, day->first);
    return preposition ? preposition->first : day->first;
  }

  [[nodiscard]] std::size_t left_end(std::size_t limit, std::size_t end) const {
    std::size_t begin = end;
    while (begin > limit && end - begin < kLongestName && !stops_name(begin - 1) &&
           !language_.passives.ending_at(tokens_, limit, begin) &&
           !language_.auxiliaries.ending_at(tokens_, limit, begin)) {
      --begin;
    }
    return begin;
  }

  /// "officials and residents said": where the first of the two begins, at a mark.
  [[nodiscard]] std::size_t with_first_of_two(std::size_t limit, std::size_t begin) const {
    const auto joiner = language_.range_middle.ending_at(tokens_, limit, begin);
    if (!joiner || joiner->phrase->label != "between") return begin;
    const std::size_t first = left_end(limit, joiner->first);
    const bool free = first == 0 || tokens_[first - 1].kind == TokenKind::mark;
    return free && !listed_type(tokens_, first, joiner->first, language_).empty() ? first : begin;
  }

  /// "told partners", but "according to the agency's partners".
  [[nodiscard]] bool is_audience(std::size_t begin, std::size_t i) const {
    const bool is_owned = i > begin && tokens_[i - 1].text == U"'s";
    return !is_owned && language_.audiences.has(tokens_, i);
  }

  [[nodiscard]] std::size_t right_end(std::size_t begin) const {
    std::size_t end = begin;
    while (end < tokens_.size() && end - begin < kLongestName && !stops_name(end) &&
           !language_.auxiliaries.has(tokens_, end) && !language_.passives.has(tokens_, end) &&
           !language_.speech.has(tokens_, end) && !is_audience(begin, end) &&
           !language_.numbers.has(tokens_, end) && !language_.according_to.has(tokens_, end)) {
      ++end;
    }
    return end;
  }

  /// Capitalised words that begin before `end` at a mark or the beginning of the sentence.
  [[nodiscard]] std::size_t own_name_begin(std::size_t end) const {
    std::size_t begin = end;
    while (begin > 0 && end - begin < 4 && tokens_[begin - 1].kind == TokenKind::word &&
           tokens_[begin - 1].capital) {
      --begin;
    }
    const bool free = begin == 0 || stops_name(begin - 1);
    return free ? begin : end;
  }

  /// "Ada Example, the spokesperson of Y, said".
  void prepend_own_name(SpeakerName& name) const {
    std::size_t comma = name.first;
    while (const auto determiner = language_.determiners.ending_at(tokens_, 0, comma)) {
      comma = determiner->first;
    }
    if (comma == 0 || !is_mark(tokens_[comma - 1], U',')) return;
    const std::size_t begin = own_name_begin(comma - 1);
    if (begin == comma - 1) return;
    name.first = begin;
    name.speaker.name = words(begin, name.last);
  }

  /// "said Ada Example, the spokesperson of Y".
  void append_role(SpeakerName& name) const {
    if (name.pronoun || name.last + 1 >= tokens_.size() || !is_mark(tokens_[name.last], U','))
      return;
    const std::size_t begin = name.last + 1;
    if (!language_.determiners.has(tokens_, begin)) return;
    const std::size_t end = right_end(begin);
    if (end < tokens_.size() && !stops_name(end)) return;
    const auto role = named(begin, end);
    if (!role || role->pronoun) return;
    name.last = role->last;
    name.speaker.name = words(name.first, name.last);
    name.speaker.source_type = role->speaker.source_type;
  }

  [[nodiscard]] std::string type_of(std::size_t first, std::size_t last) const {
    const std::string type = listed_type(tokens_, first, last, language_);
    if (!type.empty()) return type;
    return is_own_name(first, last) ? "press" : "";
  }

  /// Two to four capitalised words: a person or an organisation that is not listed.
  [[nodiscard]] bool is_own_name(std::size_t first, std::size_t last) const {
    if (last - first < 2 || last - first > 4) return false;
    return std::all_of(tokens_.begin() + first, tokens_.begin() + last, [](const Token& token) {
      return token.kind == TokenKind::word && token.capital;
    });
  }

  /// As it stands, with single spaces.
  [[nodiscard]] std::string words(std::size_t first, std::size_t last) const {
    std::u32string name;
    for (std::size_t i = first; i < last; ++i) {
      if (i > first && !tokens_[i].glued) name += U' ';
      name += text_.plain.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
    }
    return encode_utf8(name);
  }

  const Tokens& tokens_;
  const ReportText& text_;
  const Language& language_;
};

}  // namespace

std::optional<SpeakerName> speaker_before(const Sentence& sentence, std::size_t begin,
                                          std::size_t verb, const ReportText& text,
                                          const Language& language) {
  return NameReader(sentence, text, language).before(begin, verb);
}

std::optional<SpeakerName> speaker_after(const Sentence& sentence, std::size_t begin,
                                         const ReportText& text, const Language& language) {
  return NameReader(sentence, text, language).after(begin);
}

std::optional<SpeakerName> speaker_in(const Sentence& sentence, std::size_t first, std::size_t last,
                                      const ReportText& text, const Language& language) {
  return NameReader(sentence, text, language).named(first, last);
}

std::string source_type_of(const std::string& name, const Language& language) {
  const std::u32string text = decode_utf8(name);
  const Tokens tokens = cut_into_tokens(text, 0, text.size());
  const std::string type = listed_type(tokens, 0, tokens.size(), language, kPublisherTypes);
  return type.empty() ? "press" : type;
}

}  // namespace corridor::reading

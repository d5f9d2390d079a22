#include "reading/numbers.h"

#include <algorithm>
#include <cstdlib>

#include "reading/fractions.h"
#include "reading/unicode.h"

namespace corridor::reading {
namespace {

constexpr std::size_t kThousandsGroup = 3;
constexpr std::size_t kWidestSpaceInNumber = 2;
constexpr double kLargest = 1.0e12;          ///< beyond it a text is damaged
constexpr double kLeastHalved = 1000.0;      ///< half a thousand, a million and a half
constexpr std::size_t kNamesBeforeNoun = 2;  ///< "1.2m South Sudanese refugees"

/// Every mark of the kind stands before exactly three digits, after one to three.
bool separates_thousands(std::u32string_view text, char32_t mark) {
  const std::size_t first = text.find(mark);
  if (first == 0 || first > kThousandsGroup || text[0] == U'0') return false;
  for (std::size_t at = first; at != std::u32string_view::npos;) {
    const std::size_t next = text.find(mark, at + 1);
    const std::size_t end = std::min(next, text.size());
    if (end - at - 1 != kThousandsGroup) return false;
    at = next;
  }
  return true;
}

/// The last mark when it can only be a decimal mark; 0 when all separate thousands.
char32_t decimal_mark_in(std::u32string_view text, bool before_multiplier, char32_t own) {
  const std::size_t last = text.find_last_of(U".,'");
  if (last == std::u32string_view::npos) return 0;
  const char32_t mark = text[last];
  const bool repeated = text.find(mark) != last;
  const bool other = text.find_first_of(U".,'") != text.find(mark);
  if (repeated) return 0;
  if (other) return mark;
  if (!separates_thousands(text, mark)) return mark;
  return before_multiplier && mark == own ? mark : 0;
}

class NumberReader {
 public:
  NumberReader(const Tokens& tokens, std::size_t begin, std::size_t end, const Language& language)
      : tokens_(tokens), at_(begin), end_(end), language_(language) {
    number_.first = begin;
  }

  std::optional<Number> read() {
    if (const auto match = language_.vague.at(tokens_, at_, end_)) {
      number_.vague = true;
      number_.last = match->last;
      return number_;
    }
    if (const auto fraction = read_fraction()) return fraction;
    if (tokens_[at_].kind == TokenKind::digits) return read_digits();
    return read_words();
  }

 private:
  [[nodiscard]] const PhraseMatch* multiplier(std::size_t i) {
    match_ = language_.multipliers.at(tokens_, i, end_);
    return match_ ? &*match_ : nullptr;
  }

  std::optional<Number> finish(double value) {
    if (!(value <= kLargest)) return std::nullopt;
    number_.value = value;
    number_.last = at_;
    return number_;
  }

  /// `a quarter`, `two-thirds`.
  std::optional<Number> read_fraction() {
    const auto fraction = fraction_at(tokens_, at_, end_, language_);
    if (!fraction) return std::nullopt;
    if (const auto part = part_of_multiplier(*fraction)) return part;
    if (is_mark(tokens_[fraction->last - 1], U'-')) return std::nullopt;  // half-brothers
    const bool has_whole = language_.partitives.at(tokens_, fraction->last, end_).has_value();
    if (fraction->is_one_word && !has_whole) return std::nullopt;
    at_ = fraction->last;
    number_.fraction = true;
    return finish(fraction->value);
  }

  /// `half a million`, `half-a-million`, `half-million`, `three quarters of a million`.
  std::optional<Number> part_of_multiplier(const Fraction& fraction) {
    const auto of = language_.of_a_whole.at(tokens_, fraction.last);
    const std::size_t begin = after_hyphen(tokens_, of ? of->last : fraction.last, end_);
    const auto article = language_.articles.at(tokens_, begin);
    if (of && !article) return std::nullopt;  // "half of the million people"
    const PhraseMatch* by =
        multiplier(after_hyphen(tokens_, article ? article->last : begin, end_));
    if (by == nullptr || by->phrase->number < kLeastHalved) return std::nullopt;
    at_ = by->last;
    return finish(fraction.value * by->phrase->number);
  }

  /// The fraction of `two and a half`, `two-and-a-half`, `un million et demi`.
  [[nodiscard]] std::optional<Fraction> added_fraction() const {
    const auto joiner =
        language_.number_joiners.at(tokens_, after_hyphen(tokens_, at_, end_), end_);
    if (!joiner || is_mark(tokens_[joiner->first], U'-')) return std::nullopt;
    const std::size_t begin = after_hyphen(tokens_, joiner->last, end_);
    if (const auto fraction = fraction_at(tokens_, begin, end_, language_)) return fraction;
    const std::size_t behind = language_.articles.after(tokens_, begin);
    return fraction_at(tokens_, after_hyphen(tokens_, behind, end_), end_, language_);
  }

  /// What takes parts of one: millions, hours, litres, km; "killed two and a third" has no such.
  [[nodiscard]] bool is_divisible(std::size_t i) const {
    return i < end_ &&
           (language_.multipliers.at(tokens_, i, end_) || language_.lengths.has(tokens_, i) ||
            language_.things.has(tokens_, i) || language_.not_counted_after.has(tokens_, i));
  }

  /// `unit` is the last multiplier of `value`, 1 where it has none.
  std::optional<Number> finish_with_fraction(double value, double unit) {
    const auto fraction = added_fraction();
    if (!fraction) return finish(value);
    const std::size_t behind = after_hyphen(tokens_, fraction->last, end_);
    const bool of_others = language_.partitives.at(tokens_, behind, end_).has_value();
    if (of_others || (unit < kLeastHalved && !is_divisible(behind))) return finish(value);
    at_ = fraction->last;
    return finish(multiplied(value + fraction->value * unit, behind));
  }

  /// By the multipliers that stand at token `i`.
  double multiplied(double value, std::size_t i) {
    while (const PhraseMatch* match = multiplier(i)) {
      value *= match->phrase->number;
      last_multiplier_ = match->phrase->number;
      read_looseness(*match);
      at_ = i = match->last;
    }
    return value;
  }

  std::optional<Number> read_digits() {
    const std::u32string text = joined_groups();
    if (at_ < end_ && tokens_[at_].glued && language_.ordinals.at(tokens_, at_, end_)) {
      return std::nullopt;
    }
    const auto suffix = glued_suffix();
    const bool is_multiplied = suffix || multiplier(at_) != nullptr;
    const double value = value_of_digits(text, is_multiplied, language_.decimal_mark);
    if (suffix) {
      at_ = suffix->last;
      return finish(value * suffix->phrase->number);
    }
    const double whole = multiplied(value, at_);
    return finish_with_fraction(whole, last_multiplier_);
  }

  /// `2.3M people`, `412K displaced`, `10k people`; a small letter that also measures (1.2m) is
  /// one only before what is counted.
  [[nodiscard]] std::optional<PhraseMatch> glued_suffix() const {
    const auto suffix = language_.suffixes.at(tokens_, at_, end_);
    if (!suffix || !tokens_[at_].glued) return std::nullopt;
    const bool may_measure = !tokens_[at_].capital && language_.not_counted_after.has(tokens_, at_);
    return may_measure && !is_counted(suffix->last) ? std::nullopt : suffix;
  }

  /// What happened to people stands at token `i`, or who they are, or things.
  [[nodiscard]] bool is_counted(std::size_t i) const {
    if (language_.states.has(tokens_, i) || language_.passives.has(tokens_, i)) return true;
    const std::size_t limit = std::min(end_, i + kNamesBeforeNoun + 1);
    for (; i < limit; ++i) {
      if (language_.people.has(tokens_, i) || language_.groups.has(tokens_, i) ||
          language_.things.has(tokens_, i))
        return true;
      if (tokens_[i].kind != TokenKind::word || !tokens_[i].capital) return false;
    }
    return false;
  }

  /// `40 000`: groups of three digits after one to three.
  std::u32string joined_groups() {
    std::u32string text = tokens_[at_++].text;
    if (text.size() > kThousandsGroup || text[0] == U'0') return text;
    while (at_ < end_ && tokens_[at_].kind == TokenKind::digits &&
           tokens_[at_].text.size() == kThousandsGroup &&
           tokens_[at_].text.find_first_of(U".,'") == std::u32string::npos &&
           tokens_[at_].begin - tokens_[at_ - 1].end <= kWidestSpaceInNumber) {
      text += tokens_[at_++].text;
    }
    return text;
  }

  void read_looseness(const PhraseMatch& match) {
    if (match.phrase->label.find('~') != std::string::npos) number_.loose = true;
  }

  /// A joiner's label is the least unit after which it joins: "and" after hundreds only.
  [[nodiscard]] std::size_t after_joiner(std::size_t i, double last_unit) const {
    const auto joiner = language_.number_joiners.at(tokens_, i, end_);
    return joiner && last_unit >= joiner->phrase->number ? joiner->last : i;
  }

  /// Units add, multipliers multiply what stands before them since the last larger one.
  std::optional<Number> read_words() {
    double total = 0.0;
    double part = 0.0;
    double last_unit = kLargest;
    bool any = false;
    if (const auto article = language_.articles.at(tokens_, at_, end_)) {
      if (multiplier(article->last) == nullptr) return std::nullopt;
      at_ = article->last;
    }
    for (std::size_t next = at_; next < end_; next = any ? after_joiner(at_, last_unit) : end_) {
      if (const PhraseMatch* match = multiplier(next)) {
        if (next != at_ && part == 0.0) break;
        const double by = match->phrase->number;
        part = std::max(part, 1.0) * by;
        if (by >= 1000.0) {
          total += part;
          part = 0.0;
        }
        read_looseness(*match);
        last_unit = by;
        at_ = match->last;
        any = true;
        continue;
      }
      const auto unit = language_.numbers.at(tokens_, next, end_);
      if (!unit) break;
      const double value = unit->phrase->number;
      number_.none = unit->phrase->label.find('!') != std::string::npos;
      // Twenty takes five, not ten; a hundred takes anything below it.
      const bool fits = !any || (value < last_unit && (last_unit >= 100.0 || value < 20.0) &&
                                 (last_unit >= 20.0));
      if (!fits || (number_.none && any)) break;
      read_looseness(*unit);
      part += value;
      last_unit = value;
      at_ = unit->last;
      any = true;
      if (number_.none) break;
    }
    if (!any) return std::nullopt;
    if (number_.none) return finish(total + part);
    const bool is_multiple = last_unit >= kLeastHalved;
    return finish_with_fraction(total + part, is_multiple ? last_unit : 1.0);
  }

  const Tokens& tokens_;
  std::size_t at_;
  std::size_t end_;
  const Language& language_;
  Number number_;
  std::optional<PhraseMatch> match_;
  double last_multiplier_ = 1.0;
};

}  // namespace

double value_of_digits(std::u32string_view text, bool before_multiplier, char32_t decimal_mark) {
  const char32_t mark = decimal_mark_in(text, before_multiplier, decimal_mark);
  std::string plain;
  for (const char32_t c : text) {
    if (is_digit(c)) plain += static_cast<char>(c);
    if (c == mark && mark != 0) plain += '.';
  }
  return std::strtod(plain.c_str(), nullptr);
}

std::optional<Number> number_at(const Tokens& tokens, std::size_t i, std::size_t end,
                                const Language& language) {
  if (i >= end) return std::nullopt;
  return NumberReader(tokens, i, end, language).read();
}

std::optional<int> small_number(const Tokens& tokens, std::size_t i, std::size_t longest) {
  if (i >= tokens.size() || tokens[i].kind != TokenKind::digits) return std::nullopt;
  if (tokens[i].text.size() > longest) return std::nullopt;
  int value = 0;
  for (const char32_t c : tokens[i].text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<int>(c - U'0');
  }
  return value;
}

std::vector<Number> find_numbers(const Tokens& tokens, const std::vector<bool>& taken,
                                 const Language& language) {
  std::vector<Number> numbers;
  std::size_t end = 0;
  for (std::size_t i = 0; i < tokens.size();) {
    end = std::max(end, i);
    while (end < tokens.size() && !taken[end]) ++end;
    const auto number = number_at(tokens, i, end, language);
    const auto state = language.states.at(tokens, i, end);
    if (number && number->none && state && state->last > number->last) {
      i = state->last;  // "no access to water" is no number
      continue;
    }
    const auto qualifier = language.qualifiers.at(tokens, i, end);
    if (number && number->none && qualifier && qualifier->last > number->last) {
      i = qualifier->last;  // nor is "no fewer than"
      continue;
    }
    if (number) numbers.push_back(*number);
    i = number ? number->last : i + 1;
  }
  return numbers;
}

}  // namespace corridor::reading

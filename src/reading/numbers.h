#pragma once
// Numbers in digits and in words.
#include <optional>
#include <vector>

#include "reading/language.h"

namespace corridor::reading {

struct Number {
  std::size_t first = 0;  ///< token range, `last` is one past the end
  std::size_t last = 0;
  double value = 0.0;
  bool loose = false;     ///< two dozen: meant approximately
  bool vague = false;     ///< several hundred: no number at all
  bool none = false;      ///< "no", "nobody": zero, needs a noun that says of what
  bool fraction = false;  ///< a quarter: a share
};

/// `40,000`, `40.000`, `1,2`: a mark before exactly three digits separates thousands, any other is
/// the decimal mark; before a multiplier (`1.250 million`) the language's own decides.
double value_of_digits(std::u32string_view text, bool before_multiplier, char32_t decimal_mark);

/// All numbers of a sentence, left to right. Tokens marked in `taken` (times) are left alone.
std::vector<Number> find_numbers(const Tokens& tokens, const std::vector<bool>& taken,
                                 const Language& language);

/// The number in words or digits that begins at token `i`.
std::optional<Number> number_at(const Tokens& tokens, std::size_t i, std::size_t end,
                                const Language& language);

/// A whole number in at most `longest` digits at token `i`: an hour, a day, a year.
std::optional<int> small_number(const Tokens& tokens, std::size_t i, std::size_t longest);

}  // namespace corridor::reading

#pragma once
// Parts of one: a quarter, two-thirds, half.
#include <optional>

#include "reading/language.h"

namespace corridor::reading {

struct Fraction {
  std::size_t last = 0;  ///< one past its tokens
  double value = 0.0;    ///< above 0
  bool is_one_word = false;
};

/// The fraction that begins at token `i` and ends before `end`.
std::optional<Fraction> fraction_at(const Tokens& tokens, std::size_t i, std::size_t end,
                                    const Language& language);

/// One past a hyphen at token `i`; `i` where there is none.
std::size_t after_hyphen(const Tokens& tokens, std::size_t i, std::size_t end);

}  // namespace corridor::reading

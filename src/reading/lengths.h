#pragma once
// Lengths of time: two days, 24 hours, a week.
#include <optional>

#include "base/time.h"
#include "reading/language.h"

namespace corridor::reading {

struct Length {
  std::size_t last = 0;  ///< one past its tokens
  double hours = 0.0;    ///< above 0, at most a year
};

/// The length that begins at token `i`. Without `must_count` a bare unit is one of it ("day").
std::optional<Length> length_at(const Tokens& tokens, std::size_t i, bool must_count,
                                const Language& language);

Duration duration_of(const Length& length);

}  // namespace corridor::reading

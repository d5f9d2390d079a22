#pragma once
// Clock times: 18:00, 6 p.m., noon, 8h30.
#include <optional>

#include "reading/language.h"

namespace corridor::reading {

struct ClockTime {
  std::size_t last = 0;  ///< one past its tokens
  int minutes = 0;       ///< after midnight
};

/// The clock time that begins at token `i`.
std::optional<ClockTime> clock_at(const Tokens& tokens, std::size_t i, const Language& language);

}  // namespace corridor::reading

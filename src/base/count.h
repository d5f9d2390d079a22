#pragma once
#include <cstdint>

namespace corridor {

/// Whole people, households or vehicles; signed so that a subtraction that goes wrong shows as a
/// negative number.
using Count = std::int64_t;

}  // namespace corridor

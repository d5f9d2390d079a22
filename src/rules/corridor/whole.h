#pragma once
// Whole vehicles or households in a sum of fractions.
#include "base/count.h"

namespace corridor {

/// The whole part of an amount that is not negative; what rounding took from a whole one is
/// forgiven.
inline Count whole(double amount) {
  constexpr double kRounding = 1e-9;
  return static_cast<Count>(amount + kRounding);
}

}  // namespace corridor

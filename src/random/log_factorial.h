#pragma once
#include <cmath>

#include "base/count.h"

namespace corridor {

/// What Stirling's approximation in the form ln sqrt(2 pi) + (k + 1/2) ln(k + 1) - (k + 1) lacks of
/// ln k! (Hörmann 1993, J. Stat. Comput. Simul. 46, table 1). Error below 1e-13.
inline double stirling_correction(Count k) {
  static constexpr double kTable[] = {
      0.08106146679532726,  0.04134069595540929, 0.02767792568499834, 0.02079067210376509,
      0.01664469118982119,  0.01387612882307075, 0.01189670994589177, 0.01041126526197209,
      0.009255462182712733, 0.008330563433362871};
  if (k < 10) return kTable[k];
  const double x = 1.0 / static_cast<double>(k + 1);
  const double x2 = x * x;
  return (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - x2 / 1680.0) * x2) * x2) * x;
}

/// ln k! for k >= 0.
inline double log_factorial(Count k) {
  constexpr double kLogSqrtTwoPi = 0.91893853320467274178;
  const auto x = static_cast<double>(k);
  return kLogSqrtTwoPi + (x + 0.5) * std::log(x + 1.0) - (x + 1.0) + stirling_correction(k);
}

}  // namespace corridor

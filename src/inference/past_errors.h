#pragma once
// Makes one number a distribution: by the errors that the same method made before.
#include <vector>

#include "base/time.h"

namespace corridor {

/// A forecast made at an earlier origin, and the count that came.
struct PastForecast {
  Time origin;
  Time time;       ///< that the forecast was for
  Time published;  ///< when the count became known
  double forecast = 0.0;
  double outcome = 0.0;
};

/// The forecast `point` for `time` made at `origin`, plus and minus its past errors (each in both
/// directions, as the baseline of the COVID-19 Forecast Hub does: Cramer et al. 2022), never below
/// `lowest`; sorted. Only past forecasts whose count was published before the origin are used:
/// - those whose lead was within a factor of 1.5 of this one's;
/// - where these are fewer than 8, all of them, each multiplied by the ratio of the leads;
/// - where these are fewer than 8 still, errors of a normal distribution are added whose standard
///   deviation is 30 % of `point` (of 100 people at least) times the square root of lead / `every`,
///   at most 100 %.
std::vector<double> with_past_errors(double point, Time origin, Time time, Duration every,
                                     double lowest, const std::vector<PastForecast>& past);

}  // namespace corridor

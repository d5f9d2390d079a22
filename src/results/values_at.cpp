#include "results/values_at.h"

#include <algorithm>
#include <cmath>

namespace corridor {
namespace {

double steps_until(const EnsembleResults& results, Time time) {
  return std::clamp(static_cast<double>((time - results.start).count()) /
                        static_cast<double>(results.step.count()),
                    0.0, static_cast<double>(results.steps));
}

std::size_t whole_before(double steps) {
  return static_cast<std::size_t>(std::max(0.0, std::ceil(steps) - 1.0));
}

/// Members' sums over the steps up to a moment, of a series that tells what came in each.
std::vector<double> sums_until(const EnsembleResults& results, std::size_t series, Time time) {
  const double steps = steps_until(results, time);
  std::vector<double> sums(results.members);
  for (std::size_t step = 0; static_cast<double>(step) < steps; ++step) {
    const double share = std::min(1.0, steps - static_cast<double>(step));
    const float* row = results.row(series, step);
    for (std::size_t m = 0; m < results.members; ++m)
      sums[m] += share * static_cast<double>(row[m]);
  }
  return sums;
}

}  // namespace

std::vector<double> values_at(const EnsembleResults& results, std::size_t series, Time time) {
  const double steps = steps_until(results, time);
  const std::size_t whole = whole_before(steps);
  const double share = steps - static_cast<double>(whole);
  const float* after = results.row(series, whole);
  const float* before = results.row(series, whole == 0 ? 0 : whole - 1);
  const bool from_nothing = whole == 0 && is_cumulative(results.series[series].target);
  std::vector<double> values(results.members);
  for (std::size_t m = 0; m < results.members; ++m) {
    const double from = from_nothing ? 0.0 : static_cast<double>(before[m]);
    values[m] = from + share * (static_cast<double>(after[m]) - from);
  }
  return values;
}

std::vector<double> values_between(const EnsembleResults& results, std::size_t series, Time since,
                                   Time time) {
  const bool is_of_step = kind_of(results.series[series].target) == SeriesKind::of_step;
  const auto until = is_of_step ? sums_until : values_at;
  std::vector<double> values = until(results, series, time);
  const std::vector<double> before = until(results, series, since);
  for (std::size_t m = 0; m < values.size(); ++m) values[m] -= before[m];
  return values;
}

}  // namespace corridor

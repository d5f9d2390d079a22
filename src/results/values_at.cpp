#include "results/values_at.h"

#include <algorithm>
#include <cmath>

namespace corridor {

std::vector<double> values_at(const EnsembleResults& results, std::size_t series, Time time) {
  const double steps = std::clamp(static_cast<double>((time - results.start).count()) /
                                      static_cast<double>(results.step.count()),
                                  0.0, static_cast<double>(results.steps));
  const auto whole = static_cast<std::size_t>(std::max(0.0, std::ceil(steps) - 1.0));
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

}  // namespace corridor

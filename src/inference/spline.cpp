#include "inference/spline.h"

#include <algorithm>
#include <numeric>

namespace corridor {

SplineRow cubic_splines(double u, std::size_t intervals) {
  const double position = u * static_cast<double>(intervals);
  const std::size_t interval = std::min(static_cast<std::size_t>(position), intervals - 1);
  const double t = position - static_cast<double>(interval);
  const double s = 1.0 - t;
  return {interval,
          {s * s * s / 6.0, (3.0 * t * t * t - 6.0 * t * t + 4.0) / 6.0,
           (3.0 * s * s * s - 6.0 * s * s + 4.0) / 6.0, t * t * t / 6.0}};
}

std::vector<double> scaled_ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i;
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    const double rank = 0.5 * static_cast<double>(i + end) / static_cast<double>(values.size());
    for (; i < end; ++i) ranks[order[i]] = rank;
  }
  return ranks;
}

}  // namespace corridor

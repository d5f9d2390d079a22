#pragma once
#include <algorithm>
#include <cmath>
#include <vector>

namespace corridor {

/// The value of a list at a flood level, linear between whole levels and constant above the last.
/// (Flee aborts at the last level of the list: quirk Q23.) An empty list gives `fallback`.
inline double flee_by_level(const std::vector<double>& list, double level, double fallback) {
  if (list.empty()) return fallback;
  const double last = static_cast<double>(list.size() - 1);
  const double at = std::clamp(level, 0.0, last);
  const auto below = static_cast<std::size_t>(std::floor(at));
  const std::size_t above = std::min(below + 1, list.size() - 1);
  return list[below] + (at - std::floor(at)) * (list[above] - list[below]);
}

}  // namespace corridor

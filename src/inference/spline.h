#pragma once
// Cubic B-splines on equally spaced knots, for regressions on ranks.
#include <array>
#include <cstddef>
#include <vector>

namespace corridor {

/// The four cubic B-splines that are not zero at a point.
struct SplineRow {
  std::size_t first = 0;
  std::array<double, 4> value{};
};

/// At u in [0, 1] with `intervals` equal knot intervals; there are intervals + 3 splines.
SplineRow cubic_splines(double u, std::size_t intervals);

/// Ranks scaled to (0, 1): (rank - 1/2) / n, equal values share the mean of theirs.
std::vector<double> scaled_ranks(const std::vector<double>& values);

}  // namespace corridor

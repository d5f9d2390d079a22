#pragma once
// Line charts with bands over time, as inline SVG.
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"

namespace corridor {

/// One fan: quantiles over time.
struct Fan {
  std::vector<double> q05, q25, q50, q75, q95;
};

struct ChartPoint {
  Time time;
  double value = 0.0;
};

struct FanChart {
  std::string title;
  std::string unit;
  std::vector<Time> times;
  Fan fan;
  std::vector<ChartPoint> later_counts;                     ///< known later, not used
  std::string counts_are = "counts known later, not used";  ///< what the caption says of them
  Time as_of;
  Duration utc_offset{0};
};

/// An SVG figure with caption; 50 and 90 % bands, the median labelled at its end, the as-of time
/// marked.
std::string draw_fan_chart(const FanChart& chart);

}  // namespace corridor

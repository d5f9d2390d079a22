#pragma once
// Line charts with bands over time, as inline SVG.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"

namespace corridor {

/// Quantiles at each time; NaN where there is nothing to say: a gap.
struct Fan {
  std::vector<double> q05, q25, q50, q75, q95;
};

/// A reported count that is no number but a bound.
enum class CountBound : std::uint8_t { none, at_least, at_most };

/// A reported count beside a forecast.
struct CountMark {
  Time time;
  double value = 0.0;
  double high = 0.0;  ///< above `value` where the report gives a range
  CountBound bound = CountBound::none;
  bool is_later = false;  ///< published at or after the as-of time: not used
  std::string words;      ///< what it says and who says it
};

struct FanChart {
  std::string title;
  std::string unit;
  std::vector<Time> times;
  Fan fan;
  std::vector<CountMark> counts;
  std::string counts_are;  ///< what the caption says of them; empty: which are known, which later
  Time as_of;
  Duration utc_offset{0};
};

/// Whether there is anything to see but zeros.
bool is_empty(const FanChart& chart);

/// An SVG figure with caption; 50 and 90 % bands, the median labelled at its end, the as-of time
/// marked.
std::string draw_fan_chart(const FanChart& chart);

}  // namespace corridor

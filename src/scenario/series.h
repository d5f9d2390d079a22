#pragma once
// An observed quantity: what models compute, counts are of and forecasts speak about.
#include <string>

namespace corridor {

struct SeriesInfo {
  std::string target;    ///< e.g. `arrivals_cumulative`
  std::string location;  ///< id of the place or road; empty: total
  std::string unit;      ///< `people`, `vehicles`, `h`
};

/// Whether two are one series; the unit follows from the target.
inline bool is_same(const SeriesInfo& a, const SeriesInfo& b) {
  return a.target == b.target && a.location == b.location;
}

/// True for running tallies, which only grow, such as `arrivals_cumulative`.
inline bool is_cumulative(const std::string& target) { return target.ends_with("_cumulative"); }

}  // namespace corridor

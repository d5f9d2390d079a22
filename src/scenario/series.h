#pragma once
// An observed quantity: what models compute, counts are of and forecasts speak about.
#include <string>

namespace corridor {

struct SeriesInfo {
  std::string target;         ///< e.g. `arrivals_cumulative`
  std::string location;       ///< id of the place, road or region; empty: total
  std::string unit;           ///< `people`, `vehicles`, `h`
  bool is_of_region = false;  ///< the sum over the places of a region
};

/// Whether two are one series; the unit follows from the target.
inline bool is_same(const SeriesInfo& a, const SeriesInfo& b) {
  return a.target == b.target && a.location == b.location;
}

/// Whether it is of one place or road: neither a total nor the sum over a region. Only those may be
/// added up or ranked as places.
inline bool is_of_one_place(const SeriesInfo& info) {
  return !info.location.empty() && !info.is_of_region;
}

/// True for running tallies, which only grow, such as `arrivals_cumulative`.
inline bool is_cumulative(const std::string& target) { return target.ends_with("_cumulative"); }

}  // namespace corridor

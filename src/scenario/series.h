#pragma once
// An observed quantity: what models compute, counts are of and forecasts speak about.
#include <string>
#include <string_view>

namespace corridor {

/// What a value of a series says, and hence what may be done with it.
enum class SeriesKind {
  state,        ///< how things stand at a moment
  tally,        ///< all so far: only grows
  register_,    ///< a tally of which a list of names is kept
  of_step,      ///< what happened in a step: the steps of a day add up to the day's
  within_step,  ///< describes those of a step: a day has no such number
};

/// The kind of the series of that name, in every ruleset. This is the only place that knows it: a
/// tally's name ends in `_cumulative`, and what speaks of a step is listed.
SeriesKind kind_of(std::string_view target);

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
inline bool is_cumulative(std::string_view target) {
  const SeriesKind kind = kind_of(target);
  return kind == SeriesKind::tally || kind == SeriesKind::register_;
}

}  // namespace corridor

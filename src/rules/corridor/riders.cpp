#include "rules/corridor/riders.h"

#include <algorithm>

#include "rules/corridor/state.h"

namespace corridor {

Count riders_with(Stream& stream, Count vehicles, Count riders, Count going) {
  if (riders <= vehicles) return draw_hypergeometric(stream, riders, vehicles - riders, going);
  return draw_binomial(stream, riders, static_cast<double>(going) / static_cast<double>(vehicles));
}

bool goes_without_vehicle(const Platoon& platoon, Tick riders_since) {
  if (platoon.cohorts.front().since > riders_since) return false;
  return std::all_of(platoon.cohorts.begin(), platoon.cohorts.end(),
                     [](const Cohort& cohort) { return vehicles_of(cohort) == 0; });
}

}  // namespace corridor

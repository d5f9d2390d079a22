#pragma once
// Who comes first goes first; those who came in the same tick are mixed evenly.
#include <span>

#include "base/short_list.h"
#include "engine/population.h"
#include "random/draws.h"
#include "rules/corridor/platoon.h"

namespace corridor {

/// Serves a queue from its head with a budget of households: cohorts of the same tick are served
/// together, and where the budget does not reach for all of them, each gets its share of it to the
/// nearest household. Calls `serve(index, households)` for each cohort that gets something. Returns
/// the households served.
template <class Serve>
Count serve_in_order(std::span<const Cohort> queue, Count budget, Stream stream, Serve&& serve) {
  Count served = 0;
  ShortList<Count, 64> sizes;
  ShortList<Count, 64> lots;
  for (std::size_t begin = 0; begin < queue.size() && served < budget;) {
    const Platoon platoon = platoon_at(queue, begin);
    Count together = 0;
    for (const Cohort& cohort : platoon.cohorts) together += cohort.households;
    const Count sample = together < budget - served ? together : budget - served;
    if (sample == together) {
      for (std::size_t i = begin; i < platoon.end(); ++i) {
        if (queue[i].households > 0) serve(i, queue[i].households);
      }
    } else {
      sizes.clear();
      for (const Cohort& cohort : platoon.cohorts) sizes.push_back(cohort.households);
      lots.assign(sizes.size(), 0);
      draw_systematic(stream, sizes, sample, lots);
      for (std::size_t i = begin; i < platoon.end(); ++i) {
        if (lots[i - begin] > 0) serve(i, lots[i - begin]);
      }
    }
    served += sample;
    begin = platoon.end();
  }
  return served;
}

}  // namespace corridor

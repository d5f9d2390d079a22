#pragma once
// Who comes first goes first; those who came in the same tick are mixed evenly.
#include <span>

#include "base/short_list.h"
#include "engine/population.h"
#include "random/draws.h"

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
    std::size_t end = begin;
    Count together = 0;
    for (; end < queue.size() && queue[end].since == queue[begin].since; ++end) {
      together += queue[end].households;
    }
    const Count sample = together < budget - served ? together : budget - served;
    if (sample == together) {
      for (std::size_t i = begin; i < end; ++i) {
        if (queue[i].households > 0) serve(i, queue[i].households);
      }
    } else {
      sizes.clear();
      for (std::size_t i = begin; i < end; ++i) sizes.push_back(queue[i].households);
      lots.assign(sizes.size(), 0);
      draw_systematic(stream, sizes, sample, lots);
      for (std::size_t i = begin; i < end; ++i) {
        if (lots[i - begin] > 0) serve(i, lots[i - begin]);
      }
    }
    served += sample;
    begin = end;
  }
  return served;
}

}  // namespace corridor

#include "rules/corridor/arrival.h"

#include <vector>

namespace corridor {

void record_arrival(TickContext& context, PlaceId place, const Cohort& cohort, Count households,
                    Count vehicles, Tick lost) {
  CorridorState& state = context.state;
  const Count people = households * state.population.household_size(cohort.group);
  state.arrivals += people;
  state.step.arrivals += people;
  state.vehicles_arrived += vehicles;
  state.places[place.index].arrivals += people;
  const auto delay_class = static_cast<std::size_t>(std::max(0, lost));
  std::vector<Count>& waiting = state.step.waiting_by_ticks;
  if (delay_class >= waiting.size()) waiting.resize(delay_class + 1, 0);
  waiting[delay_class] += people;
}

}  // namespace corridor

#include "rules/corridor/setting_out_on_foot.h"

#include <cmath>
#include <span>

#include "random/draws.h"

namespace corridor {

void set_out_on_foot(TickContext& context, ReadyQueues& queues, Departures& departures) {
  const World& world = context.world;
  const CorridorState& state = context.state;
  if (!queues.may_leave(Queue::without_vehicle)) return;
  const double patience_ticks = state.settings.walking_patience_hours / world.tick_hours;
  const auto is_patient = [&](const Cohort& cohort) {
    return static_cast<double>(state.now - cohort.since) < patience_ticks;
  };
  if (is_patient(queues.cohorts(Queue::without_vehicle).front())) return;
  departures.walk_from_now_on();
  if (departures.routes().empty()) return;
  const double probability =
      -std::expm1(-state.settings.walking_hazard_per_hour * world.tick_hours);
  const std::span<const Cohort> cohorts = queues.serve(Queue::without_vehicle);
  for (std::size_t i = 0; i < cohorts.size() && !is_patient(cohorts[i]); ++i) {
    Stream stream = context.stream(Process::walk, world.place_key[queues.place().index], i);
    const Count walkers = draw_binomial(stream, queues.not_gone(i), probability);
    departures.set_out({i, cohorts[i].group, Mode::foot, 1, walkers});
  }
}

}  // namespace corridor

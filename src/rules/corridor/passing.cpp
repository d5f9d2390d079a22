#include "rules/corridor/passing.h"

#include <cmath>

#include "rules/corridor/return.h"

namespace corridor {

void send_back(NodeTick& tick, const Cohort& cohort, Count vehicles) {
  const auto mode = static_cast<Mode>(cohort.plan.mode());
  if (mode != Mode::bus && mode != Mode::ambulance) return;
  CorridorState& state = tick.state;
  Fleet& fleet = state.fleets[cohort.plan.target()];
  const double hours = state.settings.bus_turn_round_hours +
                       way_back_hours(tick.context, tick.node.place, fleet.home);
  const auto ticks = static_cast<Tick>(std::ceil(hours / tick.world.tick_hours));
  fleet.coming_back.emplace_back(state.now + ticks, vehicles);
}

}  // namespace corridor

#pragma once
// Those who pass a node: off one road, onto the next or at the end of their journey.
#include <bit>

#include "rules/corridor/arrival.h"
#include "rules/corridor/node_tick.h"

namespace corridor {

/// Lost time as it is remembered on the next road: to 1 part in 32, so that those who have waited
/// about equally long are one cohort. Only the observed delay asks for it.
inline Tick remembered(Tick lost) {
  constexpr Tick kParts = 32;
  if (lost < 2 * kParts) return lost;
  const auto grain = static_cast<Tick>(std::bit_floor(static_cast<unsigned>(lost / kParts)));
  return (lost + grain / 2) / grain * grain;
}

/// A fleet's vehicle turns round and goes back to where it came from.
void send_back(NodeTick& tick, const Cohort& cohort, Count vehicles);

/// Takes households off the road, or the place, that they leave.
inline void leave_inflow(NodeTick& tick, const Inflow& inflow, const Cohort& cohort,
                         const Turn& turn, Count households, Count vehicles) {
  RoadState& road = tick.state.roads[inflow.road.index];
  if (inflow.from_home) {
    road.loading_vehicles -= vehicles;
    return;
  }
  road.left.add(vehicles);
  road.left_in_step += vehicles;
  road.outflow_credit -= static_cast<double>(vehicles);
  if (arrives(tick.world, inflow.road, turn.road.valid() ? turn.route : kNoRest)) {
    record_arrival(tick.context, tick.node.place, cohort, households, vehicles,
                   lost_ticks(tick.world, tick.state, cohort, inflow.from_home));
  }
}

/// Proposes the flow of households of the cohort at `index` of a stream. Inlined, since half of all
/// flows of a run are made here.
[[gnu::always_inline]] inline void pass(NodeTick& tick, const Inflow& inflow, const Cohort& cohort,
                                        std::size_t index, const Turn& turn, Count households) {
  const World& world = tick.world;
  CorridorState& state = tick.state;
  const Count vehicles = vehicles_in(cohort, households);
  leave_inflow(tick, inflow, cohort, turn, households, vehicles);
  const auto cohort_index = static_cast<std::uint32_t>(index);
  if (!turn.road.valid()) {
    send_back(tick, cohort, vehicles);
    state.flows.add({cohort_index, world.place_bins[tick.node.place.index].arrived, Plan{}, 0,
                     cohort.group, households});
    return;
  }
  RoadState& next = state.roads[turn.road.index];
  next.entered.add(vehicles);
  next.inflow_credit -= static_cast<double>(vehicles);
  // When those who have lost so much and go on now would have arrived.
  const Tick due = state.now - remembered(lost_ticks(world, state, cohort, inflow.from_home)) +
                   state.route_free_ticks[turn.route];
  state.flows.add({cohort_index, world.road_bins[turn.road.index].driving,
                   cohort.plan.by(turn.route), due, cohort.group, households});
}

}  // namespace corridor

#include "rules/corridor/turns.h"

#include <optional>
#include <utility>

namespace corridor {

Turn revised_turn(const NodeTick& tick, RouteId planned) {
  const World& world = tick.world;
  const std::size_t here = tick.node.place.index;
  const PlaceId destination = world.routes[planned].destination;
  const auto cost = [&](RouteId id) {
    return std::pair(world.routes[id].destination != destination, tick.state.route_free_hours[id]);
  };
  std::optional<RouteId> best;
  for (const RouteId id : tick.state.open_routes[here]) {
    if (world.enters_safety[id] > world.enters_safety[planned]) continue;
    if (!best || cost(id) < cost(*best)) best = id;
  }
  const bool elsewhere = !best || world.routes[*best].destination != destination;
  if (elsewhere && world.ends_journeys[here] != 0)
    return {RoadId{}, planned, false, tick.end_of_journey()};
  if (!best) return {RoadId{}, planned, true, tick.end_of_journey()};
  const RoadId first = world.routes[*best].roads.front();
  return {first, *best, false, world.way_out[first.index]};
}

PlatoonDemand read_platoon(NodeTick& tick, const Inflow& inflow, const Platoon& platoon) {
  RoadScratch& lists = tick.lists;
  lists.turns.clear();
  lists.platoon.assign(tick.ways, 0);
  PlatoonDemand demand;
  for (const Cohort& cohort : platoon.cohorts) {
    const Turn& turn = lists.turns.emplace_back(turn_of(tick, inflow, cohort.plan));
    if (turn.blocked) {
      demand.blocked = demand.blocked || cohort.households > 0;
      continue;
    }
    const Count vehicles = vehicles_of(cohort);
    lists.platoon[turn.way] += vehicles;
    demand.vehicles += vehicles;
    if (vehicles == 0) demand.riders += cohort.households;
  }
  return demand;
}

}  // namespace corridor

#pragma once
// Where those at a node go next.
#include "rules/corridor/node_tick.h"
#include "rules/corridor/route_choice.h"

namespace corridor {

/// The next road of the planned route from here is closed: the quickest open way to the same
/// destination instead; else the journey ends, where it may; else another destination, if a way
/// leads to one. Nobody who has arrived goes back through danger.
Turn revised_turn(const NodeTick& tick, RouteId planned);

/// Where those of a stream with this plan go. Inlined, since it is asked for each cohort that goes.
inline Turn turn_of(const NodeTick& tick, const Inflow& inflow, const Plan& plan) {
  const World& world = tick.world;
  const std::vector<RoadState>& roads = tick.state.roads;
  if (inflow.from_home) {
    return roads[inflow.road.index].open ? Turn{inflow.road, plan.route(), false, inflow.way}
                                         : revised_turn(tick, plan.route());
  }
  const RouteId rest = world.routes[plan.route()].rest;
  if (rest == kNoRest) return {RoadId{}, plan.route(), false, tick.end_of_journey()};
  const bool looks =
      world.can_revise[tick.node.place.index] != 0 && (plan.flags() & kInformed) != 0;
  const RouteId route = looks ? revised_route(tick.context, rest) : rest;
  const RoadId next = world.routes[route].roads.front();
  if (!roads[next.index].open) return revised_turn(tick, rest);
  return {next, route, false, world.way_out[next.index]};
}

/// Those of a platoon that are not blocked.
struct PlatoonDemand {
  Count vehicles = 0;
  Count riders = 0;      ///< households that ride along
  bool blocked = false;  ///< somebody has no way on
};

/// Fills `turns` by cohort and `platoon` by way out.
PlatoonDemand read_platoon(NodeTick& tick, const Inflow& inflow, const Platoon& platoon);

}  // namespace corridor

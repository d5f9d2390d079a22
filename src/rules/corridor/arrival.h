#pragma once
// Who on the way has arrived, and what the way has cost them.
#include <algorithm>

#include "rules/corridor/state.h"

namespace corridor {

/// Whether who comes by a road and goes on by `rest` (kNoRest: no further) has arrived: in safety,
/// with no danger on the way still before them. So everybody arrives once.
inline bool arrives(const World& world, RoadId road, RouteId rest) {
  return world.leads_to_safety[road.index] != 0 &&
         (rest == kNoRest || world.enters_safety[rest] == 0);
}

/// Ticks that those of a cohort have lost who leave now: the end of a road, or the place from which
/// they set out (`from_home`).
inline Tick lost_ticks(const World& world, const CorridorState& state, const Cohort& cohort,
                       bool from_home) {
  const RouteId route = cohort.plan.route();
  const RouteId rest = from_home ? route : world.routes[route].rest;
  const Tick still_to_go = rest == kNoRest ? 0 : state.route_free_ticks[rest];
  return std::max(0, state.now + still_to_go - cohort.due);
}

/// Counts people who have arrived (`arrives`), and the ticks they lost on the way (below 0: 0).
void record_arrival(TickContext& context, PlaceId place, const Cohort& cohort, Count households,
                    Count vehicles, Tick lost);

}  // namespace corridor

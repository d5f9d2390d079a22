// By which ways out of a node the vehicles of each stream want to go.
#include <span>

#include "random/draws.h"
#include "rules/corridor/node_tick.h"
#include "rules/corridor/turns.h"

namespace corridor {
namespace {

/// Of a platoon that is too large for what is left, each way its share of that.
void draw_shares(NodeTick& tick, const Inflow& inflow, Count left) {
  Stream stream = tick.context.stream(Process::road_demand, tick.world.road_key[inflow.road.index],
                                      inflow.from_home ? 1 : 0);
  tick.lists.lots.assign(tick.ways, 0);
  draw_systematic(stream, tick.lists.platoon, left, tick.lists.lots);
}

/// What the first `limit` vehicles of a stream want.
void measure_mixed_demand(NodeTick& tick, std::size_t index) {
  const Inflow& inflow = tick.lists.inflows[index];
  const std::span<const Cohort> cohorts = tick.cohorts(inflow);
  Count left = inflow.limit;
  for (std::size_t begin = 0; begin < cohorts.size();) {
    const Platoon platoon = platoon_at(cohorts, begin);
    if (!goes_on(inflow, platoon, left)) return;
    const PlatoonDemand demand = read_platoon(tick, inflow, platoon);
    const bool all = demand.vehicles <= left;
    if (!all) draw_shares(tick, inflow, left);
    const std::vector<Count>& by_way = all ? tick.lists.platoon : tick.lists.lots;
    for (std::size_t way = 0; way < tick.ways; ++way) tick.wanted(index, way) += by_way[way];
    if (demand.blocked || !all) return;
    left -= demand.vehicles;
    begin = platoon.end();
  }
}

}  // namespace

void measure_demand(NodeTick& tick) {
  for (std::size_t i = 0; i < tick.lists.inflows.size(); ++i) {
    const Inflow& inflow = tick.lists.inflows[i];
    if (inflow.same_turn) {
      tick.wanted(i, inflow.way) = inflow.limit;
    } else {
      measure_mixed_demand(tick, i);
    }
  }
}

}  // namespace corridor

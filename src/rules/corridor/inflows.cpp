// What each stream into a node can send in this tick.
#include <algorithm>
#include <cmath>
#include <span>

#include "rules/corridor/node_tick.h"
#include "rules/corridor/travel.h"
#include "rules/corridor/whole.h"

namespace corridor {
namespace {

/// Whether somebody at the head of a stream goes without a vehicle of the count.
bool riders_go_first(std::span<const Cohort> cohorts, Tick riders_since) {
  std::size_t first = 0;
  while (cohorts[first].households == 0) ++first;
  return goes_without_vehicle(platoon_at(cohorts, first), riders_since);
}

/// Vehicles at the end of a road: those that entered a free-flow time ago, within capacity.
void add_end_of(RoadId id, NodeTick& tick) {
  const World& world = tick.world;
  const CorridorState& state = tick.state;
  RoadState& road = tick.state.roads[id.index];
  const double rate_per_hour =
      checkpoint_works(tick.context, id) ? outflow_rate_per_hour(state, road) : 0.0;
  road.outflow_credit = std::min(road.outflow_credit, 1.0) + rate_per_hour * world.tick_hours;
  const BinId bin = world.road_bins[id.index].driving;
  if (state.population.bin(bin).empty()) return;
  const Count there = road.entered.felt_by_end_of(state.now) - road.left.total();
  const Count limit = std::max<Count>(0, std::min(whole(road.outflow_credit), there));
  const Tick riders_since =
      rate_per_hour > 0.0 ? static_cast<Tick>(std::floor(state.now - road.entered.lag_ticks()))
                          : kNoRiders;
  if (limit == 0 && !riders_go_first(state.population.bin(bin).cohorts(), riders_since)) return;
  const OnlyTurn& turn = world.only_turn[id.index];
  const bool same = turn.known && (!turn.road.valid() || state.roads[turn.road.index].open);
  const std::uint32_t way =
      turn.road.valid() ? world.way_out[turn.road.index] : tick.end_of_journey();
  tick.lists.inflows.push_back(
      {bin, id, false, same, way, limit, riders_since, road.capacity_vehicles_per_hour});
}

/// Vehicles from home at the beginning of a road, as far as there is room; where it is closed and
/// another way is open they go by that.
void add_beginning_of(RoadId id, NodeTick& tick) {
  const CorridorState& state = tick.state;
  RoadState& road = tick.state.roads[id.index];
  road.inflow_credit =
      std::min(road.inflow_credit, 1.0) + road.capacity_vehicles_per_hour * tick.world.tick_hours;
  const BinId bin = tick.world.road_bins[id.index].loading;
  if (state.population.bin(bin).empty()) return;
  const bool goes_round = !road.open && !state.open_routes[tick.node.place.index].empty();
  const Count limit =
      goes_round ? road.loading_vehicles : std::min(room_on(state, id), road.loading_vehicles);
  const Tick riders_since = road.open || goes_round ? state.now : kNoRiders;
  if (limit <= 0 && !riders_go_first(state.population.bin(bin).cohorts(), riders_since)) return;
  tick.lists.inflows.push_back({bin, id, true, !goes_round, tick.world.way_out[id.index], limit,
                                riders_since, road.capacity_vehicles_per_hour});
}

}  // namespace

Count room_on(const CorridorState& state, RoadId id) {
  const RoadState& road = state.roads[id.index];
  if (!road.open) return 0;
  const Count freed = road.left.felt_by_end_of(state.now);
  const Count storage = std::max<Count>(1, static_cast<Count>(road.storage_vehicles));
  return std::clamp<Count>(freed + storage - road.entered.total(), 0, whole(road.inflow_credit));
}

void collect_inflows(NodeTick& tick) {
  RoadScratch& lists = tick.lists;
  lists.inflows.clear();
  for (const RoadId id : tick.node.in) add_end_of(id, tick);
  for (const RoadId id : tick.node.out) add_beginning_of(id, tick);
  lists.wanted.assign(lists.inflows.size() * tick.ways, 0);
  lists.allowed.assign(lists.inflows.size() * tick.ways, 0);
}

}  // namespace corridor

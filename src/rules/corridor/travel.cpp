// Step 7. Vehicles on FIFO roads by Newell's simplified kinematic wave in the form of the link
// transmission model (Newell 1993, Transportation Research B 27(4); Yperman 2007, thesis, KU
// Leuven): a vehicle leaves no earlier than a free-flow time after it entered, no faster than the
// flow capacity (and the checkpoint) lets it, and enters only while storage is free, which a
// vehicle that left gives back after the time a backward wave takes (node.cpp). Transfers do not
// queue; walkers have a file of their own (walk.cpp).
#include <algorithm>
#include <cmath>
#include <span>

#include "rules/corridor/arrival.h"
#include "rules/corridor/node.h"
#include "rules/corridor/rules.h"

namespace corridor {
namespace {

/// Flights and escorted vehicles take the straight or the quickest way past the queues.
void land(TickContext& context) {
  const World& world = context.world;
  CorridorState& state = context.state;
  for (const PlaceId place : world.landings) {
    const PlaceBins& bins = world.place_bins[place.index];
    const Bin& bin = state.population.bin(bins.in_transfer);
    if (bin.empty()) continue;
    state.flows.from(bins.in_transfer);
    const std::span<const Cohort> cohorts = bin.cohorts();
    for (std::size_t i = 0; i < cohorts.size(); ++i) {
      const Cohort& cohort = cohorts[i];
      if (cohort.households == 0) continue;
      Fleet& fleet = state.fleets[cohort.plan.target()];
      const Tick ticks = transfer_ticks(world, fleet);
      if (cohort.since + ticks > state.now) continue;
      const Count vehicles = is_shared(fleet.mode) ? 0 : vehicles_of(cohort);
      record_arrival(context, place, cohort, cohort.households,
                     fleet.mode == Mode::helicopter ? 0 : vehicles, state.now - cohort.due);
      if (!is_shared(fleet.mode)) fleet.coming_back.emplace_back(state.now + ticks, vehicles);
      state.flows.add({static_cast<std::uint32_t>(i), bins.arrived, Plan{}, 0, cohort.group,
                       cohort.households});
    }
  }
}

void begin_tick(CorridorState& state) {
  for (RoadState& road : state.roads) {
    road.entered.begin_tick(state.now);
    road.left.begin_tick(state.now);
  }
}

void end_tick(CorridorState& state) {
  for (RoadState& road : state.roads) {
    road.entered.end_tick(state.now);
    road.left.end_tick(state.now);
  }
}

Tick longest_memory_ticks(const CorridorState& state) {
  Tick longest = 0;
  for (const RoadState& road : state.roads) {
    longest = std::max({longest, road.entered.memory_ticks(), road.left.memory_ticks()});
  }
  return longest;
}

/// Whether nobody has been on any road for so long that all histories are level and all credits
/// full: then a tick on the roads changes nothing.
bool roads_rest(TickContext& context) {
  CorridorState& state = context.state;
  const auto empty = [&](const RoadBins& bins) {
    return state.population.bin(bins.loading).empty() &&
           state.population.bin(bins.driving).empty() && state.population.bin(bins.walking).empty();
  };
  const bool all_empty =
      std::all_of(context.world.road_bins.begin(), context.world.road_bins.end(), empty);
  if (!all_empty) {
    state.empty_road_ticks = 0;
    return false;
  }
  return ++state.empty_road_ticks > longest_memory_ticks(state);
}

}  // namespace

Tick transfer_ticks(const World& world, const Fleet& fleet) {
  return static_cast<Tick>(std::max(1.0, std::ceil(fleet.transfer_hours / world.tick_hours)));
}

void measure_routes(const World& world, CorridorState& state) {
  state.route_free_hours.clear();
  state.route_free_ticks.clear();
  for (const Route& route : world.routes) {
    double hours = 0.0;
    double ticks = 0.0;
    for (const RoadId road : route.roads) {
      hours += state.roads[road.index].free_hours;
      ticks += state.roads[road.index].free_ticks;
    }
    state.route_free_hours.push_back(hours);
    state.route_free_ticks.push_back(static_cast<Tick>(std::lround(ticks)));
  }
}

void set_free_flow(RoadState& road, double free_hours, double tick_hours) {
  road.free_hours = free_hours;
  road.free_ticks = std::max(1.0, free_hours / tick_hours);
  road.entered.set_lag(road.free_ticks);
  const double per_tick = road.capacity_vehicles_per_hour * tick_hours;
  if (per_tick <= 0.0) return;
  road.left.set_lag(std::max(1.0, road.storage_vehicles / per_tick - road.free_ticks));
}

bool checkpoint_works(const TickContext& context, RoadId id) {
  const auto& checkpoint = context.world.scenario.road(id).checkpoint;
  return !checkpoint || (context.state.roads[id.index].open &&
                         is_open_at(checkpoint->opens_minute, checkpoint->closes_minute,
                                    local_minute(context.world, context.state)));
}

double outflow_rate_per_hour(const CorridorState& state, const RoadState& road) {
  if (road.checkpoint_vehicles_per_hour < 0.0) return road.capacity_vehicles_per_hour;
  return std::min(road.capacity_vehicles_per_hour,
                  road.checkpoint_vehicles_per_hour * state.crossing_factor);
}

Count queue_vehicles(const CorridorState& state, RoadId id) {
  const RoadState& road = state.roads[id.index];
  return road.entered.felt_by_end_of(state.now - 1) - road.left.total();
}

void travel(TickContext& context) {
  begin_tick(context.state);
  if (roads_rest(context)) {
    land(context);
    return;
  }
  for (const Node& node : context.world.nodes) run_node(context, node);
  walk_on(context);
  land(context);
  end_tick(context.state);
}

}  // namespace corridor

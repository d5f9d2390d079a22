#include "rules/corridor/world.h"

#include <algorithm>
#include <cmath>

namespace corridor {
namespace {

/// Members of a route set per pair of places: enough for a main road and its two alternatives.
constexpr std::size_t kRoutesPerDestination = 3;
constexpr Duration kLongestTick{900};

BinId add_bin(World& world, BinKind kind) {
  world.bin_kinds.push_back(kind);
  return static_cast<BinId>(world.bin_kinds.size() - 1);
}

void number_bins(World& world) {
  const auto pool = [&] { return add_bin(world, BinKind::pool); };
  const auto queue = [&] { return add_bin(world, BinKind::queue); };
  for (std::size_t p = 0; p < world.scenario.places.size(); ++p) {
    PlaceBins bins;
    bins.staying = pool();
    bins.displaced = pool();
    bins.stayers = pool();
    bins.ready_fuelled = queue();
    bins.ready_without_fuel = queue();
    bins.ready_without_vehicle = queue();
    bins.ready_needing_help = queue();
    bins.airborne = queue();
    bins.arrived = queue();
    bins.centre = pool();
    bins.hosted = pool();
    bins.own_means = pool();
    bins.unsheltered = queue();
    bins.returning = queue();
    world.place_bins.push_back(bins);
  }
  for (std::size_t r = 0; r < world.scenario.roads.size(); ++r) {
    RoadBins bins;
    bins.loading = queue();
    bins.driving = queue();
    bins.walking = queue();
    world.road_bins.push_back(bins);
  }
  for (OnwardPair& pair : world.onward) pair.inbound = queue();
}

void link_roads(World& world) {
  world.roads_into.resize(world.scenario.places.size());
  world.roads_out_of.resize(world.scenario.places.size());
  for (std::uint32_t r = 0; r < world.scenario.roads.size(); ++r) {
    world.roads_into[world.scenario.roads[r].to.index].push_back(RoadId{r});
    world.roads_out_of[world.scenario.roads[r].from.index].push_back(RoadId{r});
  }
}

void list_onward(World& world, double speed_km_per_hour) {
  world.onward_from.resize(world.scenario.places.size());
  for (const OnwardShare& share : world.scenario.onward) {
    world.onward_from[share.from.index].push_back(world.onward.size());
    world.onward.push_back({share.from, share.to, share.share,
                            quickest_hours(world.scenario, share.from, share.to, speed_km_per_hour),
                            0});
  }
}

void list_half_lives(World& world) {
  world.half_lives_hours = {0.0};
  for (const Event& event : world.scenario.events) {
    const auto at = std::find(world.half_lives_hours.begin(), world.half_lives_hours.end(),
                              event.half_life_hours);
    world.half_life_of_event.push_back(
        static_cast<std::size_t>(at - world.half_lives_hours.begin()));
    if (at == world.half_lives_hours.end()) world.half_lives_hours.push_back(event.half_life_hours);
  }
}

void measure_distances(World& world) {
  const std::vector<Place>& places = world.scenario.places;
  for (const Place& a : places) {
    for (const Place& b : places) world.distance_km.push_back(distance_km(a, b));
  }
}

std::uint64_t key_of(const std::string& name) { return name_key(name.data(), name.size()); }

void name_streams(World& world) {
  for (const Place& place : world.scenario.places) world.place_key.push_back(key_of(place.id));
  for (const Road& road : world.scenario.roads) world.road_key.push_back(key_of(road.id));
}

void list_transfers(World& world, double speed_km_per_hour) {
  for (const Event& event : world.scenario.events) {
    if (!event.to.valid()) continue;
    world.transfers.push_back(
        {event.place, event.to,
         quickest_hours(world.scenario, event.place, event.to, speed_km_per_hour)});
  }
}

void list_places(World& world) {
  std::vector<char> inhabited(world.scenario.places.size(), 0);
  for (const Group& group : world.scenario.groups) inhabited[group.place.index] = 1;
  for (std::uint32_t p = 0; p < world.scenario.places.size(); ++p) {
    if (inhabited[p] != 0) world.settlements.push_back(PlaceId{p});
    if (world.scenario.places[p].safe) world.receptions.push_back(PlaceId{p});
  }
}

}  // namespace

double World::transfer_hours(PlaceId from, PlaceId to) const {
  const auto at = std::find_if(transfers.begin(), transfers.end(), [&](const Transfer& transfer) {
    return transfer.from == from && transfer.to == to;
  });
  return at->hours;
}

World compile_world(const Scenario& known) {
  World world;
  world.scenario = known;
  const double onward_speed_km_per_hour =
      known.parameters[known.parameters.require("reception.onward_speed_km_per_hour")].prior.a;
  world.ticks_per_step = static_cast<int>((known.step + kLongestTick - Duration{1}) / kLongestTick);
  world.tick_hours = static_cast<double>(known.step.count()) / 3600.0 / world.ticks_per_step;
  list_onward(world, onward_speed_km_per_hour);
  number_bins(world);
  link_roads(world);
  world.routes = find_routes(known, kRoutesPerDestination);
  world.routes_from.resize(known.places.size());
  for (std::size_t i = 0; i < world.routes.size(); ++i) {
    world.routes_from[world.routes[i].origin.index].push_back(static_cast<std::uint16_t>(i));
  }
  list_half_lives(world);
  list_transfers(world, onward_speed_km_per_hour);
  measure_distances(world);
  name_streams(world);
  list_places(world);
  return world;
}

}  // namespace corridor

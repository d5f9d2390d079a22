#include "rules/corridor/world.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "scenario/prior.h"
#include "scenario/standing_threats.h"

namespace corridor {
namespace {

/// Members of a route set per pair of places: enough for a main road and its two alternatives.
constexpr std::size_t kRoutesPerDestination = 3;

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
    bins.ready_fuelled = pool();
    bins.ready_without_fuel = queue();
    bins.ready_without_vehicle = queue();
    bins.ready_needing_help = queue();
    bins.in_transfer = queue();
    bins.relocating = queue();
    bins.arrived = queue();
    bins.centre = pool();
    bins.hosted = pool();
    bins.own_means = pool();
    bins.placing = pool();
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

/// The places where roads of some route end or begin, and the position of each road there.
void list_nodes(World& world) {
  const std::vector<Road>& roads = world.scenario.roads;
  std::vector<char> used(roads.size(), 0);
  for (const Route& route : world.routes) {
    for (const RoadId road : route.roads) used[road.index] = 1;
  }
  world.way_out.assign(roads.size(), 0);
  for (std::uint32_t p = 0; p < world.scenario.places.size(); ++p) {
    Node node;
    node.place = PlaceId{p};
    for (std::uint32_t r = 0; r < roads.size(); ++r) {
      if (used[r] == 0) continue;
      if (roads[r].to == node.place) node.in.push_back(RoadId{r});
      if (roads[r].from != node.place) continue;
      world.way_out[r] = static_cast<std::uint32_t>(node.out.size());
      node.out.push_back(RoadId{r});
    }
    if (!node.in.empty() || !node.out.empty()) world.nodes.push_back(std::move(node));
  }
}

void list_turns(World& world) {
  const std::vector<Road>& roads = world.scenario.roads;
  std::vector<char> seen(roads.size(), 0);
  world.only_turn.resize(roads.size());
  for (const Route& route : world.routes) {
    for (std::size_t i = 0; i < route.roads.size(); ++i) {
      const RoadId next = i + 1 < route.roads.size() ? route.roads[i + 1] : RoadId{};
      OnlyTurn& turn = world.only_turn[route.roads[i].index];
      if (seen[route.roads[i].index] == 0) turn = {true, next};
      turn.known = turn.known && turn.road == next &&
                   world.can_revise[roads[route.roads[i].index].to.index] == 0;
      seen[route.roads[i].index] = 1;
    }
  }
}

void list_entries_to_safety(World& world) {
  for (const Road& road : world.scenario.roads) {
    const bool leads = world.scenario.place(road.to).safe && !world.scenario.place(road.from).safe;
    world.leads_to_safety.push_back(leads ? 1 : 0);
  }
  for (const Route& route : world.routes) {
    const bool enters = std::any_of(route.roads.begin(), route.roads.end(), [&](RoadId road) {
      return world.leads_to_safety[road.index] != 0;
    });
    world.enters_safety.push_back(enters ? 1 : 0);
  }
  world.ends_journeys.assign(world.scenario.places.size(), 0);
  for (const PlaceId place : journey_destinations(world.scenario))
    world.ends_journeys[place.index] = 1;
}

/// Where a household on its way may find another way to the same destination.
void list_junctions(World& world) {
  world.can_revise.assign(world.scenario.places.size(), 0);
  for (const Node& node : world.nodes) {
    if (node.in.empty()) continue;
    const std::vector<RouteId>& ways = world.routes_from[node.place.index];
    for (std::size_t i = 1; i < ways.size(); ++i) {
      const bool same = world.routes[ways[i]].destination == world.routes[ways[i - 1]].destination;
      if (same) world.can_revise[node.place.index] = 1;
    }
    world.any_can_revise = world.any_can_revise || world.can_revise[node.place.index] != 0;
  }
}

/// The first tick that begins at a moment or after it; 0 for what holds from the start.
Tick first_tick_from(const World& world, Time moment) {
  constexpr double kRounding = 1.0e-9;
  const double ticks = in_hours(moment - world.scenario.start) / world.tick_hours;
  return static_cast<Tick>(std::max(0.0, std::ceil(ticks - kRounding)));
}

void list_onward(World& world) {
  world.onward_from.resize(world.scenario.places.size());
  for (const OnwardShare& share : world.scenario.onward) {
    world.onward_from[share.from.index].push_back(world.onward.size());
    world.onward.push_back({share.from, share.to, share.share,
                            quickest_way(world.scenario, share.from, share.to),
                            first_tick_from(world, share.since)});
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
  if (!std::any_of(world.scenario.events.begin(), world.scenario.events.end(), is_lasting_threat))
    return;
  world.endless_half_life = world.half_lives_hours.size();
  world.half_lives_hours.push_back(std::numeric_limits<double>::infinity());
}

/// Nothing is ahead of a scenario that is known whole.
void measure_violence(World& world) {
  const Scenario& known = world.scenario;
  if (known.known_before >= known.end) return;
  world.as_of_hours = in_hours(known.known_before - known.start);
  world.violence_hours = in_hours(violence_lasted(known, known.known_before));
}

void measure_distances(World& world) {
  const std::vector<Place>& places = world.scenario.places;
  for (const Place& a : places) {
    for (const Place& b : places) world.distance_km.push_back(distance_km(a, b));
  }
}

/// Ways between safe places are made of onward journeys and of what fleets do, as far as can be by
/// road.
void list_onward_ways(World& world) {
  const std::size_t places = world.scenario.places.size();
  const auto way = [&](PlaceId from, PlaceId to) -> Way& {
    return world.onward_ways[from.index * places + to.index];
  };
  const auto is_better = [](const Way& a, const Way& b) {
    return std::pair(a.straight_km, a.road_hours) < std::pair(b.straight_km, b.road_hours);
  };
  world.onward_ways.assign(places * places, {0.0, std::numeric_limits<double>::infinity()});
  for (const PlaceId to : world.receptions) {
    for (const PlaceId home : world.settlements) {
      way(home, to) = quickest_way(world.scenario, home, to);
    }
    way(to, to) = {};
  }
  for (const OnwardPair& pair : world.onward) way(pair.from, pair.to) = pair.way;
  for (const World::Transfer& transfer : world.transfers) {
    if (world.scenario.place(transfer.from).safe) way(transfer.from, transfer.to) = transfer.way;
  }
  for (const PlaceId by : world.receptions) {
    for (const PlaceId from : world.receptions) {
      for (const PlaceId to : world.receptions) {
        const Way both{way(from, by).road_hours + way(by, to).road_hours,
                       way(from, by).straight_km + way(by, to).straight_km};
        if (is_better(both, way(from, to))) way(from, to) = both;
      }
    }
  }
}

std::uint64_t key_of(const std::string& name) { return name_key(name.data(), name.size()); }

void name_streams(World& world) {
  for (const Place& place : world.scenario.places) world.place_key.push_back(key_of(place.id));
  for (const Road& road : world.scenario.roads) world.road_key.push_back(key_of(road.id));
}

void list_transfers(World& world) {
  for (const Event& event : world.scenario.events) {
    if (!event.to.valid()) continue;
    world.transfers.push_back(
        {event.place, event.to, quickest_way(world.scenario, event.place, event.to)});
  }
}

void list_places(World& world) {
  std::vector<char> inhabited(world.scenario.places.size(), 0);
  for (const Group& group : world.scenario.groups) inhabited[group.place.index] = 1;
  for (std::uint32_t p = 0; p < world.scenario.places.size(); ++p) {
    if (inhabited[p] != 0) world.settlements.push_back(PlaceId{p});
    if (world.scenario.places[p].safe) world.receptions.push_back(PlaceId{p});
    const bool lands =
        std::any_of(world.transfers.begin(), world.transfers.end(),
                    [&](const World::Transfer& transfer) { return transfer.to == PlaceId{p}; });
    if (lands) world.landings.push_back(PlaceId{p});
  }
}

void list_walks(World& world) {
  const ParameterRegistry& registry = world.scenario.parameters;
  const double limit_km = largest_value(registry[registry.require("means.walking_limit_km")]);
  world.may_be_walked.assign(world.scenario.roads.size(), 0);
  for (const Route& route : world.routes) {
    if (!is_walkable(world.scenario, route, limit_km)) continue;
    for (const RoadId road : route.roads) world.may_be_walked[road.index] = 1;
  }
}

}  // namespace

const Way& World::transfer_way(PlaceId from, PlaceId to) const {
  const auto at = std::find_if(transfers.begin(), transfers.end(), [&](const Transfer& transfer) {
    return transfer.from == from && transfer.to == to;
  });
  return at->way;
}

double people_travelling_together(const Group& group, const ParameterValues& values) {
  double people = group.people_per_household.of(values);
  if (group.household_class == HouseholdClass::vehicle) {
    people = std::min(people, group.people_per_vehicle.of(values));
  }
  return std::clamp(people, 1.0, static_cast<double>(kMaxHouseholdSize - 1));
}

double households_per_vehicle(const Group& group, const ParameterValues& values) {
  return std::max(1.0,
                  group.people_per_vehicle.of(values) / people_travelling_together(group, values));
}

World compile_world(const Scenario& known) {
  World world;
  world.scenario = known;
  world.ticks_per_step =
      static_cast<int>((known.step + known.longest_tick - Duration{1}) / known.longest_tick);
  world.tick_hours = in_hours(known.step) / world.ticks_per_step;
  world.people_can_return =
      std::any_of(known.events.begin(), known.events.end(),
                  [](const Event& event) { return event.kind == EventKind::return_permitted; });
  world.ticks_per_hour = std::max(1, static_cast<Tick>(std::lround(1.0 / world.tick_hours)));
  const auto local = known.start + known.utc_offset;
  world.start_second = (local - std::chrono::floor<std::chrono::days>(local)).count();
  list_onward(world);
  number_bins(world);
  world.routes = find_routes(known, kRoutesPerDestination);
  world.routes_from.resize(known.places.size());
  for (std::size_t i = 0; i < world.routes.size(); ++i) {
    world.routes_from[world.routes[i].origin.index].push_back(static_cast<RouteId>(i));
  }
  link_rests(known, world.routes);
  list_nodes(world);
  list_junctions(world);
  list_turns(world);
  list_walks(world);
  list_entries_to_safety(world);
  list_half_lives(world);
  measure_violence(world);
  list_transfers(world);
  measure_distances(world);
  name_streams(world);
  list_places(world);
  list_onward_ways(world);
  return world;
}

}  // namespace corridor

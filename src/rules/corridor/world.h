#pragma once
// The scenario compiled for the rules: bins, routes, distances, ordered events. Shared by all
// members, never changed.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/population.h"
#include "rules/corridor/routes.h"
#include "scenario/scenario.h"

namespace corridor {

/// How a cohort travels.
enum class Mode : std::uint8_t { vehicle, lift, bus, ambulance, foot, helicopter, boat, train };

/// Whether whoever waits shares the seats of its vehicles.
inline bool is_shared(Mode mode) { return mode == Mode::boat || mode == Mode::train; }

/// Whether only those who need help are taken.
inline bool is_for_help(Mode mode) { return mode == Mode::ambulance || mode == Mode::helicopter; }

/// What a random draw is for (the `process` of its stream).
enum class Process : std::uint32_t {
  never_leave = 1,
  event_happens,  ///< kEventHappensProcess
  decision,
  decision_lot,
  fuel_lot,
  lift_offers,
  lift_lot,
  walk,
  route,
  merge_lot,
  road_lot,
  road_demand,
  road_riders,
  register_lot,
  onward,
  shelter,
  bed_lot,
  return_home,
  death_lot,
  other_means,
  turn_back,
  turn_back_riders,
  placement,
  foot_lot,
  order_lot,
  relocation_lot,
};

/// The queues of those who are ready to leave a place, by what they have.
enum class Queue : std::uint8_t { fuelled, without_fuel, without_vehicle, needing_help };
inline constexpr std::size_t kQueues = 4;

/// The bins of a place.
struct PlaceBins {
  BinId staying = 0;        ///< at home, may decide to leave
  BinId displaced = 0;      ///< already displaced, may decide to leave
  BinId stayers = 0;        ///< never leave unless they are told to
  BinId ready_fuelled = 0;  ///< decided, own vehicle and fuel; waiting for permission or a way out
  BinId ready_without_fuel = 0;     ///< decided, own vehicle, no fuel
  BinId ready_without_vehicle = 0;  ///< decided, no vehicle; waiting for a lift or a seat
  BinId ready_needing_help = 0;     ///< decided, cannot leave without help
  BinId in_transfer = 0;            ///< on the way here with a fleet that goes past the roads
  BinId relocating = 0;             ///< on the way here with a fleet from another safe place
  BinId arrived = 0;                ///< reached this safe place, not yet registered
  BinId centre = 0;                 ///< in a collective centre
  BinId hosted = 0;                 ///< with a host family
  BinId own_means = 0;              ///< found a place themselves
  BinId placing = 0;                ///< need a place in a centre; none has been allotted yet
  BinId unsheltered = 0;            ///< allotted a place in a centre where none is free
  BinId returning = 0;  ///< on the way home to here, or resting before they may decide again

  /// Those who are ready to leave, in the order of the queues.
  [[nodiscard]] std::array<BinId, kQueues> ready() const {
    return {ready_fuelled, ready_without_fuel, ready_without_vehicle, ready_needing_help};
  }
  /// Those who live here and have not set out.
  [[nodiscard]] std::array<BinId, 7> not_left() const {
    return {staying,           displaced,          stayers,
            ready_fuelled,     ready_without_fuel, ready_without_vehicle,
            ready_needing_help};
  }
  /// Those who came to this safe place.
  [[nodiscard]] std::array<BinId, 6> received() const {
    return {arrived, centre, hosted, own_means, placing, unsheltered};
  }
};

/// The bins of a road.
struct RoadBins {
  BinId loading = 0;  ///< vehicles at its beginning that come from home, waiting to get in
  BinId driving = 0;
  BinId walking = 0;
};

struct OnwardPair {
  PlaceId from;
  PlaceId to;
  Value share;
  Way way;
  Tick begins = 0;    ///< nobody sets out before
  BinId inbound = 0;  ///< on the way
};

/// A place where roads of some route end or begin.
struct Node {
  PlaceId place;
  std::vector<RoadId> in;
  std::vector<RoadId> out;
};

/// What vehicles at the end of a road do next, where every route that uses it goes on the same way.
struct OnlyTurn {
  bool known = false;
  RoadId road;  ///< invalid: the journey ends
};

/// A household size never exceeds this (people); groups are numbered group * kMaxHouseholdSize +
/// size - 1.
inline constexpr Count kMaxHouseholdSize = 20;

struct World {
  Scenario scenario;
  double tick_hours = 0.25;
  bool people_can_return = false;  ///< some event permits it
  int ticks_per_step = 4;
  Tick ticks_per_hour = 4;     ///< at least 1
  long long start_second = 0;  ///< local seconds after midnight at the start
  std::vector<PlaceBins> place_bins;
  std::vector<RoadBins> road_bins;
  std::vector<BinKind> bin_kinds;
  std::vector<Route> routes;
  std::vector<std::vector<RouteId>> routes_from;  ///< by place
  std::vector<Node> nodes;                        ///< in the order of places
  std::vector<std::uint32_t> way_out;  ///< by road: its position among those that begin with it
  std::vector<OnlyTurn> only_turn;     ///< by road
  std::vector<char> may_be_walked;     ///< by road: a route that is short enough goes by it
  std::vector<char> can_revise;  ///< by place: roads lead there, and several ways on to one goal
  bool any_can_revise = false;
  std::vector<char> leads_to_safety;  ///< by road: from an unsafe place to a safe one
  std::vector<char> enters_safety;    ///< by route: one of its roads leads to safety
  std::vector<char> ends_journeys;    ///< by place: where journeys may end
  std::vector<OnwardPair> onward;
  std::vector<std::vector<std::size_t>> onward_from;  ///< by place, indices into `onward`
  struct Transfer {
    PlaceId from;
    PlaceId to;
    Way way;
  };
  std::vector<Transfer> transfers;       ///< of the events with a `to`
  std::vector<double> distance_km;       ///< place * places + place
  std::vector<Way> onward_ways;          ///< the same
  std::vector<double> half_lives_hours;  ///< distinct half-lives of events; the first is the
                                         ///< registry's default, an infinite one that of threats
                                         ///< that go on
  std::vector<std::size_t> half_life_of_event;  ///< once it fades
  std::size_t endless_half_life = 0;            ///< of what goes on, where something does
  double as_of_hours = 0.0;              ///< since the start, of a scenario as it was known then
  double violence_hours = 0.0;           ///< from the first threat to then; 0 of a whole scenario
  std::vector<std::uint64_t> place_key;  ///< names as stream entities
  std::vector<std::uint64_t> road_key;
  std::vector<PlaceId> settlements;  ///< places where groups live, in order
  std::vector<PlaceId> receptions;   ///< safe places where people can stay, in order
  std::vector<PlaceId> landings;     ///< where fleets that go past the roads end, in order

  [[nodiscard]] double distance(PlaceId a, PlaceId b) const {
    return distance_km[a.index * scenario.places.size() + b.index];
  }
  /// The way to a safe place at the speeds of the start: from a settlement the quickest of all;
  /// from a safe place by onward journeys (infinitely long where none lead there).
  [[nodiscard]] const Way& onward_way(PlaceId from, PlaceId to) const {
    return onward_ways[from.index * scenario.places.size() + to.index];
  }
  /// The way of an escorted ambulance between two places named in an event.
  [[nodiscard]] const Way& transfer_way(PlaceId from, PlaceId to) const;
  [[nodiscard]] GroupId group_of(std::size_t scenario_group, Count household_size) const {
    return GroupId{static_cast<std::uint32_t>(scenario_group * kMaxHouseholdSize +
                                              static_cast<std::size_t>(household_size) - 1)};
  }
  /// Who a household counts as once it has set out: no rule then asks for its class, nor for its
  /// home unless people can come back, so those of one size are one cohort (and a household whose
  /// home does matter stays what it is).
  [[nodiscard]] static GroupId traveller(GroupId id, bool home_matters) {
    return home_matters ? id : GroupId{id.index % static_cast<std::uint32_t>(kMaxHouseholdSize)};
  }
  [[nodiscard]] const Group& group(GroupId id) const {
    return scenario.groups[id.index / kMaxHouseholdSize];
  }
};

/// People of a group who travel together, on average; from 1 to kMaxHouseholdSize - 1: a household,
/// or, where a private vehicle carries fewer people than a household has, one vehicle's load: the
/// household then goes in several vehicles.
double people_travelling_together(const Group& group, const ParameterValues& values);

/// Households of a group that share a vehicle on average; at least 1.
double households_per_vehicle(const Group& group, const ParameterValues& values);

/// Compiles a scenario. A tick is the longest equal part of the step that is no longer than
/// the scenario's `longest_tick`.
World compile_world(const Scenario& known);

}  // namespace corridor

#pragma once
// A member's state: cohorts, stocks, vehicles under way, carried fractions of capacity, parameters.
#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "base/scratch.h"
#include "model.h"
#include "rules/corridor/cumulative_count.h"
#include "rules/corridor/road_scratch.h"
#include "rules/corridor/settings.h"
#include "rules/corridor/world.h"

namespace corridor {

/// Flag of a plan: the household knows the queues now standing.
inline constexpr std::uint8_t kInformed = 1;

/// Keeps the streams of several bins of one place apart: more cohorts than any bin has.
inline constexpr std::uint64_t kOrdinalsPerBin = 1ULL << 20;

/// How those of a bin decide to leave until the hazards are assessed next.
struct DecisionPlan {
  double probability = 0.0;  ///< for each household to decide within a tick
  bool each_tick = false;    ///< so many that they are drawn tick by tick; else `planned_decisions`
};

struct PlaceState {
  double food_person_days = 0.0;
  double medicine_person_days = 0.0;
  Count fuel_litres = 0;
  double electricity = 1.0, gas = 1.0, water = 1.0, telecom = 1.0;
  double deprivation = 0.0;          ///< D in [0, 1]
  DecisionPlan decisions[2];         ///< of those at home, of those already displaced
  double hazard_per_tick = 0.0;      ///< of a household of mean readiness, as assessed last
  double hazard_so_far = 0.0;        ///< of such a household since the start
  double households_at_start = 0.0;  ///< of the size that groups have on average
  Count people_at_start = 0;
  double vehicles_at_start = 0.0;  ///< private ones, as far as they will be filled
  Count departed = 0;              ///< people who set out from here by road
  double vehicles_owed = 0.0;      ///< part of a private vehicle that rounding has left
  double registration_people_per_hour = 0.0;
  bool has_desk = false;             ///< since it first had a rate; a rate of 0 then closes it
  double registration_credit = 0.0;  ///< people; carried fraction
  double shelter_people = 0.0;
  double host_share = 0.0;
  double own_means_share = 0.0;
  Count present_before = 0;  ///< people of earlier flights, who take part in nothing
  bool ordered_to_leave = false;
  bool return_permitted = false;
  Count returned = 0;    ///< people who set out for their home here
  Count arrivals = 0;    ///< people who arrived here (arrival.h, `arrives`)
  Count registered = 0;  ///< people
};

struct RoadState {
  bool open = true;
  double capacity_vehicles_per_hour = 0.0;
  double checkpoint_vehicles_per_hour = -1.0;  ///< below 0: no checkpoint
  double checkpoint_people_per_hour = -1.0;    ///< on foot; below 0: no limit
  double storage_vehicles = 0.0;
  double free_hours = 0.0;  ///< free-flow time
  double free_ticks = 1.0;  ///< the same as the engine takes it; at least one tick
  double outflow_credit = 0.0;
  double inflow_credit = 0.0;
  double foot_credit = 0.0;  ///< people on foot; below 0 after a household that was too large
  CumulativeCount entered;   ///< vehicles at the upstream end; felt downstream in free flow
  CumulativeCount left;      ///< vehicles at the downstream end; a backward wave tells of them
  Count left_in_step = 0;    ///< vehicles
  Count left_on_foot_in_step = 0;  ///< people
  Count loading_vehicles = 0;      ///< from home, waiting to get in
};

/// Vehicles that come back for more: those of one event.
struct Fleet {
  Mode mode = Mode::bus;
  PlaceId home;
  PlaceId to;                   ///< valid for transfers past the roads
  double transfer_hours = 0.0;  ///< one way, where `to` is valid
  bool relocates = false;       ///< carries on who was received at `home`, a safe place
  Count seats = 0;
  Count idle = 0;
  Tick until = 0;
  std::vector<std::pair<Tick, Count>> coming_back;
};

struct ScheduledEvent {
  double hours = 0.0;  ///< since the start; may be negative
  std::size_t event = 0;
  bool ends = false;  ///< the end of a threat that lasted; else the event begins
};

struct StepCounters {
  Count arrivals = 0;                   ///< people who reached safety in the step
  std::vector<Count> waiting_by_ticks;  ///< people who reached safety, by ticks of delay
};

/// Lists that the departures of one place and tick work with.
struct MeansScratch {
  std::vector<RouteId> walkable;   ///< routes
  std::vector<double> informed;    ///< probabilities of the routes for who knows the queues
  std::vector<double> uninformed;  ///< and for the others
  std::vector<Count> parties;      ///< by route
  std::array<std::vector<Count>, kQueues> gone;      ///< households by queue and cohort
  std::array<std::vector<Cohort>, kQueues> allowed;  ///< the queues without who may not leave
};

struct CorridorState : ModelState {
  explicit CorridorState(Population people) : population(std::move(people)) {}
  [[nodiscard]] std::unique_ptr<ModelState> clone() const override {
    return std::make_unique<CorridorState>(*this);
  }
  void reslot(const MemberStreams& later) override { streams = later; }

  Population population;
  Settings settings{};
  ParameterValues values;
  MemberStreams streams;
  Tick now = 0;
  std::vector<double> households_per_vehicle;  ///< by group of the scenario; vehicle class only
  double most_households_per_vehicle = 1.0;    ///< of any group
  std::vector<PlaceState> places;
  std::vector<Count>
      planned_decisions;  ///< households: (place * 2 + displaced) * ticks an hour + tick
  std::vector<RoadState> roads;
  std::vector<Fleet> fleets;
  std::vector<ScheduledEvent> schedule;  ///< by time
  std::size_t next_event = 0;
  std::vector<double> kin_utility;       ///< of kin named in the scenario, by route
  std::vector<Count> departed_by_route;  ///< people who set out by it, by route
  std::vector<double> route_free_hours;  ///< free-flow time now, by route
  std::vector<Tick> route_free_ticks;    ///< the same as the engine takes it, rounded
  std::vector<double> half_life_decay;   ///< factor on threat an hour, by half-life
  std::vector<double> threat;            ///< sums of weights: place * half-lives + half-life
  std::vector<double> onward_share;      ///< by onward pair
  std::size_t given_shocks = 0;          ///< of the checkpoints' rates: the last of `values`
  std::size_t crossing_knots =
      0;                          ///< knots of the checkpoints' wandering passed, the next included
  double crossing_before = 0.0;   ///< ln of the factor at the last knot
  double crossing_after = 0.0;    ///< and at the next
  double crossing_factor = 1.0;   ///< on the checkpoints' rates now
  double ceasefire_factor = 1.0;  ///< 1: none holds
  bool home_matters = false;      ///< those under way may come back: home and class are remembered
  std::vector<char> may_leave;    ///< by group of the scenario, by the rules of exit
  bool somebody_must_stay = false;                ///< not all may
  std::vector<std::vector<RouteId>> open_routes;  ///< by place: routes whose roads are all open
  Tick empty_road_ticks = 0;                      ///< for how long nobody has been on a road
  Count departures = 0;                           ///< people ever set out
  Count arrivals = 0;                             ///< people ever arrived in safety
  Count vehicles_arrived = 0;
  Count registered = 0;
  Count returned = 0;  ///< people who ever set out for home
  StepCounters step;
  Flows flows;  ///< empty between ticks
  Scratch<MeansScratch> means_scratch;
  Scratch<RoadScratch> road_scratch;  ///< without meaning between ticks
};

/// What every stage of a tick works with.
struct TickContext {
  const World& world;
  CorridorState& state;
  /// Whether the present tick is the first of an hour, or its last.
  [[nodiscard]] bool hour_begins() const { return state.now % world.ticks_per_hour == 0; }
  [[nodiscard]] bool hour_ends() const { return (state.now + 1) % world.ticks_per_hour == 0; }
  /// The stream of a draw; `ordinal` tells apart several draws of one process at one place or road
  /// in one tick.
  [[nodiscard]] Stream stream(Process process, std::uint64_t entity_key,
                              std::uint64_t ordinal = 0) const {
    return Stream(state.streams, static_cast<std::uint32_t>(state.now),
                  static_cast<std::uint32_t>(process), entity_key + ordinal * kOrdinalStride);
  }

 private:
  static constexpr std::uint64_t kOrdinalStride = 0x9E3779B97F4A7C15ULL;
};

/// Whether the rules of exit let a group leave.
inline bool may_leave_by_rule(const CorridorState& state, GroupId group) {
  return state.may_leave[group.index / kMaxHouseholdSize] != 0;
}

/// Vehicles that some households of a cohort fill: whole parties; those who ride along have none.
inline Count vehicles_in(const Cohort& cohort, Count households) {
  const Mode mode = static_cast<Mode>(cohort.plan.mode());
  if (mode == Mode::lift || mode == Mode::foot) return 0;
  return cohort.plan.party() == 1 ? households : households / cohort.plan.party();
}
inline Count vehicles_of(const Cohort& cohort) { return vehicles_in(cohort, cohort.households); }

}  // namespace corridor

#pragma once
// A member's state: cohorts, stocks, vehicles under way, carried fractions of capacity, parameters.
#include <cstdint>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include "model.h"
#include "rules/corridor/world.h"

namespace corridor {

/// The registry's numbers of one member by name; units as in parameters.cpp.
struct Settings {
  double hazard_max_per_hour, intercept, threat_weight, deprivation_weight, contagion_weight,
      way_out_weight;
  double displaced_factor, never_leave_share;
  double default_half_life_hours, default_radius_km, violation_weakening;
  double comfort_days, comfort_fuel_litres, food_weight, fuel_weight, medicine_weight,
      services_weight;
  double fuelled_share, fuel_litres_per_km, fuel_queue_factor, lift_probability;
  double walking_speed_km_per_hour, walking_limit_km, walking_patience_hours,
      walking_hazard_per_hour;
  double bus_turn_round_hours, flight_speed_km_per_hour;
  double route_time_weight, route_danger_weight, route_kin_weight, route_room_weight,
      informed_share;
  double centre_acceptance, return_hazard_per_hour, return_threat_limit, return_deprivation_limit;
  double population_scale;
  double checkpoint_spread, checkpoint_memory_hours;
};

Settings resolve_settings(const ParameterRegistry& registry, const ParameterValues& values);

struct PlaceState {
  double food_person_days = 0.0;
  double medicine_person_days = 0.0;
  Count fuel_litres = 0;
  double electricity = 1.0, gas = 1.0, water = 1.0, telecom = 1.0;
  double deprivation = 0.0;    ///< D in [0, 1]
  std::vector<double> threat;  ///< one impulse sum for each half-life
  Count households_at_start = 0;
  double registration_people_per_hour = 0.0;
  double registration_credit = 0.0;  ///< people; carried fraction
  double shelter_people = 0.0;
  double host_share = 0.0;
  double own_means_share = 0.0;
  Count arrivals = 0;    ///< people whose first safe place this was
  Count registered = 0;  ///< people
};

struct RoadState {
  bool open = true;
  double capacity_vehicles_per_hour = 0.0;
  double checkpoint_vehicles_per_hour = -1.0;  ///< below 0: no checkpoint
  double storage_vehicles = 0.0;
  int free_ticks = 1;  ///< free-flow time
  double outflow_credit = 0.0;
  double inflow_credit = 0.0;
  Count entered = 0;                   ///< vehicles ever, N at the upstream end
  Count left = 0;                      ///< vehicles ever, N at the downstream end
  std::vector<Count> entered_history;  ///< ring over free_ticks
  std::vector<Count> left_history;     ///< ring over the time a backward wave takes
  Count left_in_step = 0;
  Count loading_vehicles = 0;
};

/// Vehicles that come back for more: buses, ambulances, helicopters of one event.
struct Fleet {
  Mode mode = Mode::bus;
  PlaceId home;
  PlaceId to;                   ///< valid for transfers past the roads
  double transfer_hours = 0.0;  ///< one way, where `to` is valid
  Count seats = 0;
  Count idle = 0;
  Tick until = 0;
  std::vector<std::pair<Tick, Count>> coming_back;
};

struct ScheduledEvent {
  double hours = 0.0;  ///< since the start; may be negative
  std::size_t event = 0;
};

struct StepCounters {
  Count arrivals = 0;                   ///< people who reached safety in the step
  std::size_t delay_classes = 0;        ///< classes in use: all behind them are 0
  std::vector<Count> waiting_by_ticks;  ///< people by ticks of delay, the last class open
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
  std::vector<PlaceState> places;
  std::vector<RoadState> roads;
  std::vector<Fleet> fleets;
  std::vector<ScheduledEvent> schedule;  ///< by time
  std::size_t next_event = 0;
  std::size_t given_shocks = 0;  ///< how many stand behind the parameters in `values`
  std::size_t crossing_knots =
      0;                         ///< knots of the checkpoints' wandering passed, the next included
  double crossing_before = 0.0;  ///< ln of the factor at the last knot
  double crossing_after = 0.0;   ///< and at the next
  double crossing_factor = 1.0;  ///< on the checkpoints' rates now
  std::vector<double> half_life_decay;  ///< factor on threat a tick, by half-life
  double ceasefire_factor = 1.0;        ///< 1: none holds
  bool return_permitted = false;
  std::vector<char> may_leave{1, 1, 1};  ///< by HouseholdClass
  std::vector<std::vector<std::uint16_t>>
      open_routes;             ///< by place: routes whose roads are all open
  Tick empty_road_ticks = 0;   ///< for how long nobody has been on a road
  Tick road_memory_ticks = 0;  ///< the longest history of a road
  Count departures = 0;        ///< people ever set out
  Count arrivals = 0;          ///< people ever arrived in safety
  Count vehicles_arrived = 0;
  Count registered = 0;
  StepCounters step;
  Flows flows;  ///< scratch
};

/// What every stage of a tick works with.
struct TickContext {
  const World& world;
  CorridorState& state;
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

/// Vehicles of a cohort: whole parties; those who ride along have none.
inline Count vehicles_of(const Cohort& cohort) {
  const Mode mode = static_cast<Mode>(cohort.plan.mode);
  return mode == Mode::lift || mode == Mode::foot ? 0 : cohort.households / cohort.plan.party;
}

}  // namespace corridor

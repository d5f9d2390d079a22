#include "rules/corridor/corridor_model.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "random/draws.h"
#include "rules/corridor/observer.h"
#include "rules/corridor/rules.h"
#include "scenario/hypotheses.h"

namespace corridor {
namespace {

/// The books are added up after every step; every cohort is recounted once a simulated day.
constexpr double kHoursBetweenRecounts = 24.0;

PlaceState start_place(const Place& place, const ParameterValues& values, double scale) {
  PlaceState state;
  state.food_person_days = scale * place.supplies.food_person_days.of(values);
  state.medicine_person_days = scale * place.supplies.medicine_person_days.of(values);
  state.fuel_litres = static_cast<Count>(scale * place.supplies.fuel_litres.of(values));
  state.electricity = place.supplies.electricity;
  state.gas = place.supplies.gas;
  state.water = place.supplies.water;
  state.telecom = place.supplies.telecom;
  set_desk_rate(state, scale * place.registration_people_per_hour.of(values));
  state.shelter_people = scale * place.shelter_people.of(values);
  state.host_share = place.host_share.of(values);
  state.own_means_share = place.own_means_share.of(values);
  state.present_before = std::llround(place.present_before.of(values));
  return state;
}

RoadState start_road(const Road& road, const ParameterValues& values, double scale,
                     double tick_hours) {
  RoadState state;
  state.open = road.open;
  state.capacity_vehicles_per_hour = scale * road.capacity_vehicles_per_hour.of(values);
  if (road.checkpoint) {
    state.checkpoint_vehicles_per_hour = scale * road.checkpoint->vehicles_per_hour.of(values);
    if (const auto& people = road.checkpoint->people_on_foot_per_hour)
      state.checkpoint_people_per_hour = scale * people->of(values);
  }
  state.storage_vehicles = scale * road.storage_vehicles;
  set_free_flow(state, road.length_km / road.free_speed_km_per_hour, tick_hours);
  return state;
}

/// Splits people into households of whole sizes k and k + 1 that add up exactly.
struct Households {
  Count size = 1;  ///< k
  Count of_size = 0;
  Count of_next = 0;  ///< of k + 1
  Count rest = 0;  ///< people of one smaller household, where there are too few for one of size k
};

Households split_into_households(Count people, double mean) {
  Households split;
  split.size = static_cast<Count>(mean);
  const Count households = static_cast<Count>(std::llround(static_cast<double>(people) / mean));
  if (households == 0 || people < split.size * households) {
    split.of_size = people / split.size;
    split.rest = people % split.size;
    return split;
  }
  split.of_next = people - split.size * households;
  split.of_size = households - split.of_next;
  if (split.of_size < 0) {
    split.of_next = people / (split.size + 1);
    split.of_size = 0;
    split.rest = people % (split.size + 1);
  }
  return split;
}

class CorridorModel : public Model {
 public:
  explicit CorridorModel(const Scenario& known)
      : world_(compile_world(known)),
        series_(list_series(world_)),
        open_events_(open_events(world_.scenario).size()),
        ticks_between_recounts_(
            static_cast<int>(std::lround(kHoursBetweenRecounts / world_.tick_hours))) {}

  [[nodiscard]] Time start_time() const override { return world_.scenario.start; }
  [[nodiscard]] Duration step_length() const override { return world_.scenario.step; }
  [[nodiscard]] const std::vector<SeriesInfo>& series() const override { return series_; }

  [[nodiscard]] std::size_t shocks(std::size_t steps) const override {
    const double step_hours = world_.tick_hours * world_.ticks_per_step;
    return open_events_ + crossing_shocks(world_, static_cast<double>(steps) * step_hours);
  }

  [[nodiscard]] std::unique_ptr<ModelState> start(const ParameterValues& parameters,
                                                  const MemberStreams& streams) const override {
    auto state = std::make_unique<CorridorState>(Population(world_.bin_kinds, household_sizes()));
    state->values = parameters;
    const std::size_t before_shocks = world_.scenario.parameters.all().size() + open_events_;
    state->given_shocks = parameters.size() - std::min(parameters.size(), before_shocks);
    state->streams = streams;
    state->settings = resolve_settings(world_.scenario.parameters, parameters);
    state->home_matters =
        world_.people_can_return || state->settings.turn_back_hazard_per_hour > 0.0;
    state->open_routes.resize(world_.scenario.places.size());
    state->planned_decisions.assign(
        world_.scenario.places.size() * 2 * static_cast<std::size_t>(world_.ticks_per_hour), 0);
    for (const Place& place : world_.scenario.places) {
      state->places.push_back(start_place(place, parameters, state->settings.capacity_scale));
    }
    for (const Road& road : world_.scenario.roads) {
      state->roads.push_back(
          start_road(road, parameters, state->settings.capacity_scale, world_.tick_hours));
    }
    for (const double hours : world_.half_lives_hours) {
      const double half_life = hours > 0.0 ? hours : state->settings.default_half_life_hours;
      state->half_life_decay.push_back(
          std::exp2(-world_.ticks_per_hour * world_.tick_hours / half_life));
    }
    state->threat.assign(world_.scenario.places.size() * world_.half_lives_hours.size(), 0.0);
    for (const OnwardPair& pair : world_.onward) {
      state->onward_share.push_back(std::max(0.0, pair.share.of(parameters)));
    }
    measure_routes(world_, *state);
    weigh_kin(world_, *state);
    state->may_leave.assign(world_.scenario.groups.size(), 1);
    state->departed_by_route.assign(world_.routes.size(), 0);
    TickContext context{world_, *state};
    settle_population(context);
    refresh_open_routes(world_, *state);
    schedule_events(context);
    assess_supplies(context, 0.0);
    return state;
  }

  void step(ModelState& model_state) const override {
    auto& state = static_cast<CorridorState&>(model_state);
    begin_step(state);
    for (int tick = 0; tick < world_.ticks_per_step; ++tick) run_tick(state);
    state.population.check_books();
    if (state.now % ticks_between_recounts_ < world_.ticks_per_step)
      state.population.check_conservation();
  }

  void observe(const ModelState& state, std::span<double> out) const override {
    observe_state(world_, static_cast<const CorridorState&>(state), out);
  }

 private:
  static void begin_step(CorridorState& state) {
    state.step.waiting_by_ticks.clear();
    state.step.arrivals = 0;
    for (RoadState& road : state.roads) road.left_in_step = road.left_on_foot_in_step = 0;
  }

  /// The ten steps of docs/model.md; the choice of destination and route (6) is made inside the
  /// departures (5), and the observation (10) at the end of a step.
  void run_tick(CorridorState& state) const {
    TickContext context{world_, state};
    const bool something_happened = run_events(context);
    const bool hour_begins = context.hour_begins();
    if (hour_begins || something_happened) {
      assess_supplies(context, hour_begins ? world_.ticks_per_hour * world_.tick_hours : 0.0);
      if (hour_begins) fade_threat(context);
      assess_hazards(context);
    }
    wander(context);
    for (const auto stage :
         {decide, find_means, travel, turn_back, receive, shelter, relocate, go_home}) {
      stage(context);
      state.population.apply(state.flows, state.now);
    }
    ++state.now;
  }

  [[nodiscard]] std::vector<Count> household_sizes() const {
    std::vector<Count> sizes;
    for (std::size_t g = 0; g < world_.scenario.groups.size(); ++g) {
      for (Count size = 1; size <= kMaxHouseholdSize; ++size) sizes.push_back(size);
    }
    return sizes;
  }

  void settle_population(TickContext& context) const {
    CorridorState& state = context.state;
    for (std::size_t g = 0; g < world_.scenario.groups.size(); ++g) {
      const Group& group = world_.scenario.groups[g];
      state.households_per_vehicle.push_back(households_per_vehicle(group, state.values));
      state.most_households_per_vehicle =
          std::max(state.most_households_per_vehicle, state.households_per_vehicle.back());
      const double people = group.people.of(state.values) * state.settings.population_scale;
      const Households split =
          split_into_households(static_cast<Count>(std::llround(std::max(0.0, people))),
                                people_travelling_together(group, state.values));
      settle_households(context, g, split.size, split.of_size);
      settle_households(context, g, split.size + 1, split.of_next);
      if (split.rest > 0) settle_households(context, g, split.rest, 1);
    }
  }

  /// The group's own share of those who never leave, or what holds for all.
  static double never_leave_share(const CorridorState& state, const Group& group) {
    return group.never_leave_share ? group.never_leave_share->of(state.values)
                                   : state.settings.never_leave_share;
  }

  /// A fraction of each group never leaves: drawn once, a cohort of its own.
  void settle_households(TickContext& context, std::size_t g, Count size, Count households) const {
    if (households == 0) return;
    CorridorState& state = context.state;
    const Group& group = world_.scenario.groups[g];
    const std::uint64_t key = name_key(group.id.data(), group.id.size());
    Stream stream = context.stream(Process::never_leave, key, static_cast<std::uint64_t>(size));
    const Count stayers = draw_binomial(stream, households, never_leave_share(state, group));
    const PlaceBins& bins = world_.place_bins[group.place.index];
    Cohort cohort;
    cohort.group = world_.group_of(g, size);
    cohort.households = stayers;
    state.population.place_initially(bins.stayers, cohort);
    cohort.households = households - stayers;
    state.population.place_initially(group.displaced ? bins.displaced : bins.staying, cohort);
    PlaceState& here = state.places[group.place.index];
    here.households_at_start += static_cast<double>(households * size) /
                                std::max(1.0, group.people_per_household.of(state.values));
    here.people_at_start += households * size;
    if (group.household_class == HouseholdClass::vehicle) {
      here.vehicles_at_start += static_cast<double>(households) / state.households_per_vehicle[g];
    }
  }

  /// Draws which events happen and when; those before the start are applied at once, faded to the
  /// start.
  void schedule_events(TickContext& context) const {
    CorridorState& state = context.state;
    for (std::size_t e = 0; e < world_.scenario.events.size(); ++e) {
      const auto hours = event_hours(world_.scenario, e, state.values, state.streams);
      if (!hours) continue;
      state.schedule.push_back({*hours, e});
      const double end =
          end_hours(world_.scenario, world_.scenario.events[e], *hours, state.values);
      if (end > *hours) state.schedule.push_back({end, e, true});
    }
    std::stable_sort(
        state.schedule.begin(), state.schedule.end(),
        [](const ScheduledEvent& a, const ScheduledEvent& b) { return a.hours < b.hours; });
    while (state.next_event < state.schedule.size() &&
           state.schedule[state.next_event].hours <= 0.0) {
      run_event(context, state.schedule[state.next_event++]);
    }
  }

  World world_;
  std::vector<SeriesInfo> series_;
  std::size_t open_events_;
  int ticks_between_recounts_;
};

}  // namespace

std::unique_ptr<Model> make_corridor_model(const Scenario& known) {
  return std::make_unique<CorridorModel>(known);
}

}  // namespace corridor

#include "rules/corridor/observer.h"

#include <algorithm>

#include "base/short_list.h"
#include "rules/corridor/corridor_model.h"
#include "rules/corridor/rules.h"

namespace corridor {
namespace {

Count people_in(const Population& population, std::initializer_list<BinId> bins) {
  return population.people_in(std::span(bins.begin(), bins.size()));
}

Count staying_at(const Population& population, const PlaceBins& bins) {
  return people_in(population, {bins.staying, bins.displaced, bins.stayers});
}

Count ready_at(const Population& population, const PlaceBins& bins) {
  return people_in(population, {bins.ready_fuelled, bins.ready_without_fuel,
                                bins.ready_without_vehicle, bins.ready_needing_help});
}

/// People of a queue who may leave: those whom the rules of exit hold back wait for nothing else.
Count free_to_leave(const CorridorState& state, BinId queue) {
  const Population& population = state.population;
  if (!state.somebody_must_stay) return population.people(queue);
  Count people = 0;
  for (const Cohort& cohort : population.bin(queue).cohorts()) {
    if (may_leave_by_rule(state, cohort.group))
      people += cohort.households * population.household_size(cohort.group);
  }
  return people;
}

/// What the totals are read from: every bin and road is looked at once.
struct Observation {
  Observation(const World& world, const CorridorState& seen) : state(seen) {
    for (const PlaceBins& bins : world.place_bins) add_place(bins);
    for (std::uint32_t r = 0; r < seen.roads.size(); ++r) {
      add_road(world.road_bins[r], RoadId{r});
      add_walkers(world, RoadId{r});
    }
    for (const OnwardPair& pair : world.onward)
      on_onward_journey += seen.population.people(pair.inbound);
    if (seen.home_matters) add_way_home(world);
  }

  const CorridorState& state;
  Count staying = 0;
  Count ready = 0;
  Count for_fuel = 0;  ///< of them those who wait for fuel, a seat, help
  Count for_seat = 0;
  Count for_help = 0;
  Count before_desk = 0;
  Count on_onward_journey = 0;
  Count centre = 0;
  Count hosted = 0;
  Count own_means = 0;
  Count awaiting_placement = 0;
  Count without_shelter = 0;
  Count on_road = 0;
  ShortList<Count, 64> queues;          ///< vehicles, by road
  ShortList<Count, 64> queues_on_foot;  ///< people, by road; 0 where nobody may walk
  Count waiting_on_foot = 0;            ///< of them all
  Count waiting_vehicles = 0;           ///< in queues and waiting to get onto a road

 private:
  void add_place(const PlaceBins& bins) {
    const Population& population = state.population;
    staying += staying_at(population, bins);
    ready += ready_at(population, bins);
    for_fuel += free_to_leave(state, bins.ready_without_fuel);
    for_seat += free_to_leave(state, bins.ready_without_vehicle);
    for_help += free_to_leave(state, bins.ready_needing_help);
    before_desk += population.people(bins.arrived);
    centre += population.people(bins.centre);
    hosted += population.people(bins.hosted);
    own_means += population.people(bins.own_means);
    awaiting_placement += population.people(bins.placing);
    without_shelter += population.people(bins.unsheltered);
    on_road += population.people(bins.in_transfer);
    on_onward_journey += population.people(bins.relocating);
  }

  void add_way_home(const World& world) {
    for (const PlaceId home : world.settlements) {
      on_road += state.population.people(world.place_bins[home.index].returning);
    }
  }

  void add_walkers(const World& world, RoadId road) {
    const bool may_be_walked = world.may_be_walked[road.index] != 0;
    queues_on_foot.push_back(may_be_walked ? queue_on_foot(world, state, road) : 0);
    waiting_on_foot += queues_on_foot.back();
  }

  void add_road(const RoadBins& bins, RoadId road) {
    on_road += people_in(state.population, {bins.loading, bins.driving, bins.walking});
    queues.push_back(queue_vehicles(state, road));
    waiting_vehicles += queues.back() + state.roads[road.index].loading_vehicles;
  }
};

/// Hours of delay that a share `level` of the step's arrivals did not exceed; 0 when nobody
/// arrived.
double waiting_hours(const World& world, const CorridorState& state, double level) {
  if (state.step.arrivals == 0) return 0.0;
  const double wanted = level * static_cast<double>(state.step.arrivals);
  Count seen = 0;
  for (std::size_t ticks = 0; ticks < state.step.waiting_by_ticks.size(); ++ticks) {
    seen += state.step.waiting_by_ticks[ticks];
    if (seen > 0 && static_cast<double>(seen) >= wanted)
      return static_cast<double>(ticks) * world.tick_hours;
  }
  return 0.0;
}

/// Hours that the first vehicle in line at the end of a road has stood there; 0 without a line.
double hours_in_line(const World& world, const CorridorState& state, RoadId road) {
  for (const Cohort& cohort : state.population.bin(world.road_bins[road.index].driving).cohorts()) {
    if (cohort.households == 0) continue;
    const double ticks =
        static_cast<double>(state.now - cohort.since) - state.roads[road.index].free_ticks;
    return std::max(0.0, ticks) * world.tick_hours;
  }
  return 0.0;
}

bool way_out_is_open(const World& world, const CorridorState& state) {
  return std::any_of(world.settlements.begin(), world.settlements.end(),
                     [&](PlaceId place) { return has_way_out(state, place); });
}

bool anybody_may_walk(const World& world) {
  return std::any_of(world.may_be_walked.begin(), world.may_be_walked.end(),
                     [](char may) { return may != 0; });
}

template <class Emit>
void emit_totals(const World& world, const Observation* seen, Emit&& emit) {
  static const std::string kEverywhere;
  const auto total = [&](const char* target, const char* unit, auto&& value) {
    emit(target, kEverywhere, unit, value);
  };
  total("departures_cumulative", "people", [&] { return seen->state.departures; });
  total("arrivals_cumulative", "people", [&] { return seen->state.arrivals; });
  total("arrivals", "people", [&] { return seen->state.step.arrivals; });
  total("vehicles_cumulative", "vehicles", [&] { return seen->state.vehicles_arrived; });
  total("on_road", "people", [&] { return seen->on_road; });
  total("queue_vehicles", "vehicles", [&] { return seen->waiting_vehicles; });
  if (anybody_may_walk(world))
    total("queue_on_foot", "people", [&] { return seen->waiting_on_foot; });
  total("waiting_to_leave", "people", [&] { return seen->ready; });
  total("waiting_for_fuel", "people", [&] { return seen->for_fuel; });
  total("waiting_for_seat", "people", [&] { return seen->for_seat; });
  total("waiting_for_help", "people", [&] { return seen->for_help; });
  total("staying", "people", [&] { return seen->staying; });
  total("waiting_hours_p50", "h", [&] { return waiting_hours(world, seen->state, 0.5); });
  total("waiting_hours_p90", "h", [&] { return waiting_hours(world, seen->state, 0.9); });
  total("registered_cumulative", "people", [&] { return seen->state.registered; });
  total("awaiting_registration", "people", [&] { return seen->before_desk; });
  total("on_onward_journey", "people", [&] { return seen->on_onward_journey; });
  total("awaiting_placement", "people", [&] { return seen->awaiting_placement; });
  total("without_shelter", "people", [&] { return seen->without_shelter; });
  total("sheltered_centre", "people", [&] { return seen->centre; });
  total("hosted", "people", [&] { return seen->hosted; });
  total("own_means", "people", [&] { return seen->own_means; });
  if (world.people_can_return)
    total("returns_cumulative", "people", [&] { return seen->state.returned; });
  total("way_out_open", "1", [&] { return way_out_is_open(world, seen->state); });
}

template <class Emit>
void emit_places(const World& world, const Observation* seen, Emit&& emit) {
  const auto at = [&](const char* target, PlaceId place, auto&& value) {
    emit(target, world.scenario.place(place).id, "people", value);
  };
  for (const PlaceId place : world.settlements) {
    const PlaceBins& bins = world.place_bins[place.index];
    at("staying", place, [&] { return staying_at(seen->state.population, bins); });
    at("waiting_to_leave", place, [&] { return ready_at(seen->state.population, bins); });
    at("waiting_for_fuel", place,
       [&] { return free_to_leave(seen->state, bins.ready_without_fuel); });
    at("waiting_for_seat", place,
       [&] { return free_to_leave(seen->state, bins.ready_without_vehicle); });
    if (world.people_can_return)
      at("returns_cumulative", place, [&] { return seen->state.places[place.index].returned; });
  }
  for (const PlaceId place : world.receptions) {
    const PlaceBins& bins = world.place_bins[place.index];
    const auto in = [&](std::initializer_list<BinId> ids) {
      return people_in(seen->state.population, ids);
    };
    const auto so_far = [&]() -> const PlaceState& { return seen->state.places[place.index]; };
    at("arrivals_cumulative", place, [&] { return so_far().arrivals; });
    at("registered_cumulative", place, [&] { return so_far().registered; });
    at("present", place,
       [&] { return seen->state.population.people_in(bins.received()) + so_far().present_before; });
    if (may_have_people_before(world.scenario.place(place)))
      at("present_before", place, [&] { return so_far().present_before; });
    at("awaiting_registration", place, [&] { return in({bins.arrived}); });
    at("sheltered_centre", place, [&] { return in({bins.centre}); });
    at("hosted", place, [&] { return in({bins.hosted}); });
    at("own_means", place, [&] { return in({bins.own_means}); });
    at("awaiting_placement", place, [&] { return in({bins.placing}); });
    at("without_shelter", place, [&] { return in({bins.unsheltered}); });
  }
}

template <class Emit>
void emit_walkers(const World& world, const Observation* seen, RoadId id, Emit&& emit) {
  const auto at = [&](const char* target, auto&& value) {
    emit(target, world.scenario.road(id).id, "people", value);
  };
  at("road_on_foot",
     [&] { return seen->state.population.people(world.road_bins[id.index].walking); });
  at("road_queue_on_foot", [&] { return seen->queues_on_foot[id.index]; });
  at("road_outflow_on_foot", [&] { return seen->state.roads[id.index].left_on_foot_in_step; });
}

template <class Emit>
void emit_roads(const World& world, const Observation* seen, Emit&& emit) {
  for (std::uint32_t r = 0; r < world.scenario.roads.size(); ++r) {
    const auto at = [&](const char* target, auto&& value) {
      emit(target, world.scenario.roads[r].id, "vehicles", value);
    };
    const auto road = [&]() -> const RoadState& { return seen->state.roads[r]; };
    at("road_vehicles", [&] { return road().entered.total() - road().left.total(); });
    at("road_queue_vehicles", [&] { return seen->queues[r]; });
    at("road_outflow_vehicles", [&] { return road().left_in_step; });
    if (world.scenario.roads[r].checkpoint) {
      emit("road_waiting_hours", world.scenario.roads[r].id, "h",
           [&] { return hours_in_line(world, seen->state, RoadId{r}); });
    }
    emit("road_people_in_vehicles", world.scenario.roads[r].id, "people",
         [&] { return seen->state.population.people(world.road_bins[r].driving); });
    if (world.may_be_walked[r] != 0) emit_walkers(world, seen, RoadId{r}, emit);
  }
}

/// Emits every series with the way to read its value: the same walk lists the series and fills
/// their values, so that the two cannot drift apart. `seen` is needed for values only.
template <class Emit>
void walk_series(const World& world, const Observation* seen, Emit&& emit) {
  emit_totals(world, seen, emit);
  emit_places(world, seen, emit);
  emit_roads(world, seen, emit);
}

}  // namespace

std::vector<SeriesInfo> list_series(const World& world) {
  std::vector<SeriesInfo> series;
  walk_series(world, nullptr,
              [&](const char* target, const std::string& location, const char* unit, auto&&) {
                series.push_back({target, location, unit});
              });
  return series;
}

std::vector<Topic> corridor_series() {
  const auto topic = [](const char* name, const char* unit, const char* meaning) {
    return Topic{name, unit, meaning, true};
  };
  return {
      topic("departures_cumulative", "people", "people who have set out"),
      topic("arrivals_cumulative", "people",
            "people who have reached safety, with no danger on the way still before them"),
      topic("arrivals", "people", "people who arrived in the step"),
      topic("vehicles_cumulative", "vehicles", "vehicles that have arrived"),
      topic("on_road", "people", "people on the way"),
      topic("queue_vehicles", "vehicles", "vehicles that stand in queues"),
      topic("queue_on_foot", "people",
            "people on foot who stand before a checkpoint or a way that is closed"),
      topic("waiting_to_leave", "people", "people who have decided and wait for means or a way"),
      topic("waiting_for_fuel", "people",
            "of them those who may leave and have a vehicle and no fuel"),
      topic("waiting_for_seat", "people", "of them those who may leave and have no vehicle"),
      topic("waiting_for_help", "people", "of them those who may leave and cannot without help"),
      topic("staying", "people", "people who have not decided to leave"),
      topic("waiting_hours_p50", "h", "hours lost on the way by half of the step's arrivals"),
      topic("waiting_hours_p90", "h", "hours lost on the way by a tenth of the step's arrivals"),
      topic("registered_cumulative", "people", "people registered by a desk"),
      topic("awaiting_registration", "people", "people who have arrived and wait before a desk"),
      topic("on_onward_journey", "people",
            "people registered who are on their way to another place"),
      topic("awaiting_placement", "people",
            "people who need a place in a centre, not allotted yet"),
      topic("without_shelter", "people", "people arrived who have no place to stay"),
      topic("sheltered_centre", "people", "people in centres"),
      topic("hosted", "people", "people with hosts"),
      topic("own_means", "people", "people who found a place by their own means"),
      topic("returns_cumulative", "people",
            "people who have set out for their home, where an event permits it"),
      topic("way_out_open", "1", "whether a way out is open"),
      topic("present", "people", "people present at a place of reception"),
      topic("present_before", "people", "of them those who were there already at the start"),
      topic("road_vehicles", "vehicles", "vehicles on a road"),
      topic("road_queue_vehicles", "vehicles", "vehicles that stand on a road"),
      topic("road_outflow_vehicles", "vehicles", "vehicles that left a road in the step"),
      topic("road_waiting_hours", "h",
            "hours that the first in line before a checkpoint has stood"),
      topic("road_people_in_vehicles", "people", "people in vehicles on a road"),
      topic("road_on_foot", "people", "people on foot on a road"),
      topic("road_queue_on_foot", "people", "people on foot who stand at the end of a road"),
      topic("road_outflow_on_foot", "people", "people on foot who left a road in the step"),
  };
}

void observe_state(const World& world, const CorridorState& state, std::span<double> out) {
  const Observation seen(world, state);
  std::size_t next = 0;
  walk_series(world, &seen, [&](const char*, const std::string&, const char*, auto&& value) {
    out[next++] = static_cast<double>(value());
  });
}

}  // namespace corridor

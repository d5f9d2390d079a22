#include "rules/corridor/observer.h"

#include <algorithm>

#include "rules/corridor/corridor_model.h"
#include "rules/corridor/rules.h"

namespace corridor {
namespace {

/// Fills `out` in order; the same walk lists the series, so names and values cannot drift apart.
template <class Emit>
void walk_series(const World& world, const CorridorState* state, Emit&& emit);

Count people_in(const CorridorState& state, std::initializer_list<BinId> bins) {
  Count people = 0;
  for (const BinId bin : bins) people += state.population.bin(bin).people();
  return people;
}

Count staying_at(const CorridorState& state, const PlaceBins& bins) {
  return people_in(state, {bins.staying, bins.displaced, bins.stayers});
}

Count ready_at(const CorridorState& state, const PlaceBins& bins) {
  return people_in(state, {bins.ready_fuelled, bins.ready_without_fuel, bins.ready_without_vehicle,
                           bins.ready_needing_help});
}

Count without_shelter_at(const CorridorState& state, const PlaceBins& bins) {
  return state.population.bin(bins.unsheltered).people();
}

Count present_at(const CorridorState& state, const PlaceBins& bins) {
  return people_in(state,
                   {bins.arrived, bins.centre, bins.hosted, bins.own_means, bins.unsheltered});
}

Count on_road(const World& world, const CorridorState& state) {
  Count people = 0;
  for (const RoadBins& bins : world.road_bins)
    people += people_in(state, {bins.loading, bins.driving, bins.walking});
  for (const PlaceBins& bins : world.place_bins) people += people_in(state, {bins.airborne});
  return people;
}

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

template <class Emit>
void emit_totals(const World& world, const CorridorState* state, Emit&& emit) {
  const auto total = [&](const char* target, const char* unit, auto&& value) {
    emit(target, std::string(), unit, [&] { return static_cast<double>(value(*state)); });
  };
  const auto sum_places = [&](auto&& count) {
    return [&world, count](const CorridorState& s) {
      Count people = 0;
      for (const PlaceBins& bins : world.place_bins) people += count(s, bins);
      return people;
    };
  };
  total("departures_cumulative", "people", [](const CorridorState& s) { return s.departures; });
  total("arrivals_cumulative", "people", [](const CorridorState& s) { return s.arrivals; });
  total("arrivals", "people", [](const CorridorState& s) { return s.step.arrivals; });
  total("vehicles_cumulative", "vehicles",
        [](const CorridorState& s) { return s.vehicles_arrived; });
  total("on_road", "people", [&](const CorridorState& s) { return on_road(world, s); });
  total("queue_vehicles", "vehicles", [&](const CorridorState& s) {
    Count vehicles = 0;
    for (std::uint32_t r = 0; r < s.roads.size(); ++r) {
      vehicles += queue_vehicles(s, RoadId{r}) + s.roads[r].loading_vehicles;
    }
    return vehicles;
  });
  total("waiting_to_leave", "people", sum_places(ready_at));
  total("staying", "people", sum_places(staying_at));
  total("waiting_hours_p50", "h",
        [&](const CorridorState& s) { return waiting_hours(world, s, 0.5); });
  total("waiting_hours_p90", "h",
        [&](const CorridorState& s) { return waiting_hours(world, s, 0.9); });
  total("registered_cumulative", "people", [](const CorridorState& s) { return s.registered; });
  total("without_shelter", "people", sum_places(without_shelter_at));
  total("sheltered_centre", "people", sum_places([](const CorridorState& s, const PlaceBins& b) {
          return s.population.bin(b.centre).people();
        }));
  total("hosted", "people", sum_places([](const CorridorState& s, const PlaceBins& b) {
          return s.population.bin(b.hosted).people();
        }));
  total("own_means", "people", sum_places([](const CorridorState& s, const PlaceBins& b) {
          return s.population.bin(b.own_means).people();
        }));
  total("way_out_open", "1", [&](const CorridorState& s) {
    return std::any_of(world.settlements.begin(), world.settlements.end(),
                       [&](PlaceId place) { return !s.open_routes[place.index].empty(); });
  });
}

template <class Emit>
void emit_places(const World& world, const CorridorState* state, Emit&& emit) {
  const auto at = [&](const char* target, PlaceId place, auto&& value) {
    emit(target, world.scenario.place(place).id, "people", [&] {
      return static_cast<double>(
          value(*state, world.place_bins[place.index], state->places[place.index]));
    });
  };
  const auto in = [](BinId PlaceBins::*bin) {
    return [bin](const CorridorState& s, const PlaceBins& b, const PlaceState&) {
      return s.population.bin(b.*bin).people();
    };
  };
  for (const PlaceId place : world.settlements) {
    at("staying", place, [](const CorridorState& s, const PlaceBins& b, const PlaceState&) {
      return staying_at(s, b);
    });
    at("waiting_to_leave", place,
       [](const CorridorState& s, const PlaceBins& b, const PlaceState&) {
         return ready_at(s, b);
       });
  }
  for (const PlaceId place : world.receptions) {
    at("arrivals_cumulative", place,
       [](const CorridorState&, const PlaceBins&, const PlaceState& p) { return p.arrivals; });
    at("registered_cumulative", place,
       [](const CorridorState&, const PlaceBins&, const PlaceState& p) { return p.registered; });
    at("present", place, [](const CorridorState& s, const PlaceBins& b, const PlaceState&) {
      return present_at(s, b);
    });
    at("sheltered_centre", place, in(&PlaceBins::centre));
    at("hosted", place, in(&PlaceBins::hosted));
    at("own_means", place, in(&PlaceBins::own_means));
    at("without_shelter", place, [](const CorridorState& s, const PlaceBins& b, const PlaceState&) {
      return without_shelter_at(s, b);
    });
  }
}

template <class Emit>
void emit_roads(const World& world, const CorridorState* state, Emit&& emit) {
  for (std::uint32_t r = 0; r < world.scenario.roads.size(); ++r) {
    const auto at = [&](const char* target, auto&& value) {
      emit(target, world.scenario.roads[r].id, "vehicles",
           [&] { return static_cast<double>(value(state->roads[r])); });
    };
    at("road_vehicles",
       [](const RoadState& road) { return road.entered.total() - road.left.total(); });
    at("road_queue_vehicles", [&](const RoadState&) { return queue_vehicles(*state, RoadId{r}); });
    at("road_outflow_vehicles", [](const RoadState& road) { return road.left_in_step; });
  }
}

template <class Emit>
void walk_series(const World& world, const CorridorState* state, Emit&& emit) {
  emit_totals(world, state, emit);
  emit_places(world, state, emit);
  emit_roads(world, state, emit);
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
      topic("arrivals_cumulative", "people", "people who have reached the first safe place"),
      topic("arrivals", "people", "people who arrived in the step"),
      topic("vehicles_cumulative", "vehicles", "vehicles that have arrived"),
      topic("on_road", "people", "people on the way"),
      topic("queue_vehicles", "vehicles", "vehicles that stand in queues"),
      topic("waiting_to_leave", "people", "people who have decided and wait for means or a way"),
      topic("staying", "people", "people who have not decided to leave"),
      topic("waiting_hours_p50", "h", "hours lost on the way by half of the step's arrivals"),
      topic("waiting_hours_p90", "h", "hours lost on the way by a tenth of the step's arrivals"),
      topic("registered_cumulative", "people", "people registered by a desk"),
      topic("without_shelter", "people", "people arrived who have no place to stay"),
      topic("sheltered_centre", "people", "people in centres"),
      topic("hosted", "people", "people with hosts"),
      topic("own_means", "people", "people who found a place by their own means"),
      topic("way_out_open", "1", "whether a way out is open"),
      topic("present", "people", "people present at a place of reception"),
      topic("road_vehicles", "vehicles", "vehicles on a road"),
      topic("road_queue_vehicles", "vehicles", "vehicles that stand on a road"),
      topic("road_outflow_vehicles", "vehicles", "vehicles that left a road in the step"),
  };
}

void observe_state(const World& world, const CorridorState& state, std::span<double> out) {
  std::size_t next = 0;
  walk_series(world, &state, [&](const char*, const std::string&, const char*, auto&& value) {
    out[next++] = value();
  });
}

}  // namespace corridor

#pragma once
// Small networks drawn as text: `A---B=x=C` is an open road from A to B and a closed one from B to
// C. Every place is one capital letter; the last place of the drawing is the safe desk. Roads have
// the same length, speed and capacity unless a test changes them, and people decide as in an
// evacuation, all alike.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "rules/corridor/corridor_model.h"

namespace corridor::test {

struct DrawnWorld {
  Scenario scenario;
  std::vector<std::string> changes;

  explicit DrawnWorld(const std::string& drawing) {
    scenario.id = "drawn";
    scenario.start = Time{std::chrono::hours{24 * 365}};
    scenario.end = scenario.start + std::chrono::hours{240};
    scenario.step = std::chrono::hours{1};
    scenario.parameters = ParameterRegistry(corridor_parameters());
    set("decision.hazard_max_per_hour", 0.1).set("decision.variety", 0.0);
    add_places(drawing);
    add_roads(drawing);
  }

  /// `people` people at `place`, all of one class; households of `size` people, one household a
  /// vehicle.
  DrawnWorld& with_people(char place, double people,
                          HouseholdClass household_class = HouseholdClass::vehicle,
                          double size = 4.0) {
    Group group;
    group.id = std::string(1, place) + "-" + std::to_string(scenario.groups.size());
    group.place = id(place);
    group.household_class = household_class;
    group.people = Value::constant(people);
    group.people_per_household = Value::constant(size);
    group.people_per_vehicle = Value::constant(size);
    scenario.groups.push_back(group);
    return *this;
  }

  DrawnWorld& set(const std::string& parameter, double value) {
    const ParameterId parameter_id = scenario.parameters.require(parameter);
    Parameter changed = scenario.parameters[parameter_id];
    changed.prior = Prior{PriorFamily::fixed, value, 0.0, 0.0};
    scenario.parameters.replace(parameter_id, changed);
    return *this;
  }

  /// Everybody decides at once, has fuel, and nobody stays.
  DrawnWorld& everybody_leaves_at_once() {
    return set("decision.hazard_max_per_hour", 1.0e6)
        .set("decision.intercept", 50.0)
        .set("decision.never_leave_share", 0.0)
        .set("means.fuelled_share", 1.0)
        .set("means.lift_probability", 0.0);
  }

  DrawnWorld& event(EventKind kind, double hours, double amount, char place = 0,
                    const std::string& road = "") {
    Event event;
    event.id = "event-" + std::to_string(scenario.events.size());
    event.kind = kind;
    event.time = scenario.start + Duration{static_cast<long long>(hours * 3600.0)};
    event.delay_hours = Value::constant(0.0);
    event.probability = Value::constant(1.0);
    event.amount = Value::constant(amount);
    if (place != 0) event.place = id(place);
    if (!road.empty()) event.road = road_id(road);
    scenario.events.push_back(event);
    return *this;
  }

  /// Kin at `to` of the people of `from` (0: of everybody).
  DrawnWorld& with_kin(char from, char to, double people) {
    Kin kin;
    kin.id = "kin-" + std::to_string(scenario.kin.size());
    if (from != 0) kin.from = id(from);
    kin.to = id(to);
    kin.people = Value::constant(people);
    scenario.kin.push_back(kin);
    return *this;
  }
  /// A safe desk, beside the last place of the drawing.
  DrawnWorld& with_desk(char letter) {
    place(letter).safe = true;
    place(letter).kind = PlaceKind::desk;
    return *this;
  }

  [[nodiscard]] PlaceId id(char letter) const {
    for (std::uint32_t p = 0; p < scenario.places.size(); ++p) {
      if (scenario.places[p].id == std::string(1, letter)) return PlaceId{p};
    }
    return PlaceId{};
  }
  [[nodiscard]] RoadId road_id(const std::string& name) const {
    for (std::uint32_t r = 0; r < scenario.roads.size(); ++r) {
      if (scenario.roads[r].id == name) return RoadId{r};
    }
    return RoadId{};
  }
  Place& place(char letter) { return scenario.places[id(letter).index]; }
  Road& road(const std::string& name) { return scenario.roads[road_id(name).index]; }

  /// Every parameter at its prior's first number (mean, median or value).
  [[nodiscard]] ParameterValues values() const {
    ParameterValues values;
    for (const Parameter& parameter : scenario.parameters.all()) {
      const bool beta = parameter.prior.family == PriorFamily::beta;
      values.push_back(beta ? parameter.prior.a / (parameter.prior.a + parameter.prior.b)
                            : parameter.prior.a);
    }
    return values;
  }

 private:
  void add_places(const std::string& drawing) {
    char last = 'A';
    for (const char c : drawing) {
      if (c < 'A' || c > 'Z') continue;
      last = c;
      if (id(c).valid()) continue;
      Place place;
      place.id = std::string(1, c);
      place.name = place.id;
      place.longitude_deg = 0.1 * static_cast<double>(scenario.places.size());
      for (Value* value :
           {&place.supplies.food_person_days, &place.supplies.fuel_litres,
            &place.supplies.medicine_person_days, &place.registration_people_per_hour,
            &place.shelter_people, &place.host_share, &place.own_means_share}) {
        *value = Value::constant(0.0);
      }
      scenario.places.push_back(place);
    }
    std::sort(scenario.places.begin(), scenario.places.end(),
              [](const Place& a, const Place& b) { return a.id < b.id; });
    place(last).safe = true;
    place(last).kind = PlaceKind::desk;
  }

  void add_roads(const std::string& drawing) {
    for (std::size_t at = 0; at + 4 < drawing.size(); ++at) {
      const std::string link = drawing.substr(at + 1, 3);
      if (link != "---" && link != "=x=") continue;
      Road road;
      road.id = drawing.substr(at, 1) + drawing.substr(at + 4, 1);
      road.from = id(drawing[at]);
      road.to = id(drawing[at + 4]);
      road.length_km = 20.0;
      road.free_speed_km_per_hour = 40.0;
      road.capacity_vehicles_per_hour = Value::constant(400.0);
      road.storage_vehicles = 20.0 / 0.0075;
      road.open = link == "---";
      scenario.roads.push_back(road);
    }
    std::sort(scenario.roads.begin(), scenario.roads.end(),
              [](const Road& a, const Road& b) { return a.id < b.id; });
  }
};

/// A member run to the end: rows[k][s] is series s after k + 1 steps.
struct MemberRun {
  std::vector<SeriesInfo> series;
  std::vector<std::vector<double>> rows;

  [[nodiscard]] double at(std::size_t step, const std::string& target,
                          const std::string& location = "") const {
    for (std::size_t s = 0; s < series.size(); ++s) {
      if (series[s].target == target && series[s].location == location) return rows[step][s];
    }
    throw std::runtime_error("no series " + target + " at " + location);
  }
};

/// `shocks` stand behind the parameters.
inline MemberRun run(const DrawnWorld& world, std::size_t steps, MemberStreams streams = {1, 0},
                     const std::vector<double>& shocks = {}) {
  const auto model = make_corridor_model(world.scenario);
  MemberRun result{model->series(), {}};
  ParameterValues values = world.values();
  values.insert(values.end(), shocks.begin(), shocks.end());
  const auto state = model->start(values, streams);
  for (std::size_t k = 0; k < steps; ++k) {
    model->step(*state);
    result.rows.emplace_back(result.series.size());
    model->observe(*state, result.rows.back());
  }
  return result;
}

}  // namespace corridor::test

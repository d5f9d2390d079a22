#include "scenario/scenario.h"

#include <algorithm>
#include <cmath>

namespace corridor {
namespace {

template <class Thing>
std::uint32_t index_of(const std::vector<Thing>& things, const std::string& id) {
  const auto at = std::lower_bound(
      things.begin(), things.end(), id,
      [](const Thing& have, const std::string& wanted) { return have.id < wanted; });
  if (at == things.end() || at->id != id) return UINT32_MAX;
  return static_cast<std::uint32_t>(at - things.begin());
}

/// The places that roads, closed ones too, lead to: from those where `from` holds, through those
/// where `through` does.
template <class From, class Through>
std::vector<char> reached(const Scenario& scenario, From&& from, Through&& through) {
  std::vector<char> seen(scenario.places.size(), 0);
  for (std::uint32_t p = 0; p < scenario.places.size(); ++p)
    seen[p] = from(scenario.places[p]) ? 1 : 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (const Road& road : scenario.roads) {
      if (seen[road.from.index] == 0 || seen[road.to.index] != 0) continue;
      if (!through(scenario.place(road.from))) continue;
      seen[road.to.index] = 1;
      changed = true;
    }
  }
  return seen;
}

/// Whether a place of `ends` can be reached from the place without leaving safety.
bool leads_on(const Scenario& scenario, std::uint32_t from, const std::vector<char>& ends) {
  const Place& start = scenario.places[from];
  const std::vector<char> behind = reached(
      scenario, [&](const Place& place) { return &place == &start; },
      [](const Place& place) { return place.safe; });
  for (std::size_t p = 0; p < behind.size(); ++p) {
    if (p != from && behind[p] != 0 && ends[p] != 0) return true;
  }
  return false;
}

}  // namespace

std::vector<ObservationRow> all_counts(const Scenario& scenario) {
  std::vector<ObservationRow> all = scenario.observations;
  all.insert(all.end(), scenario.period_counts.begin(), scenario.period_counts.end());
  return all;
}

bool says_at_least(Qualifier qualifier) {
  return qualifier != Qualifier::at_most && qualifier != Qualifier::statement;
}

bool says_at_most(Qualifier qualifier) {
  return qualifier != Qualifier::at_least && qualifier != Qualifier::statement;
}

bool is_threat(EventKind kind) {
  return kind == EventKind::attack || kind == EventKind::shelling || kind == EventKind::explosion ||
         kind == EventKind::violation || kind == EventKind::control_change ||
         kind == EventKind::hazard;
}

bool is_lasting_threat(const Event& event) {
  const bool ends_at_once = event.lasts_hours.is_constant() && event.lasts_hours.of({}) <= 0.0;
  return is_threat(event.kind) && (event.until || !ends_at_once);
}

bool opens_or_closes_road(EventKind kind) {
  return kind == EventKind::road_opens || kind == EventKind::road_closes;
}

bool is_relocation(const Scenario& scenario, const Event& event) {
  const bool takes_all = event.kind == EventKind::buses || event.kind == EventKind::boats ||
                         event.kind == EventKind::trains;
  return takes_all && event.to.valid() && event.to != event.place &&
         scenario.place(event.place).safe;
}

bool is_fleet(EventKind kind) {
  return kind == EventKind::buses || kind == EventKind::ambulances || passes_roads(kind);
}

bool passes_roads(EventKind kind) {
  return kind == EventKind::helicopter || kind == EventKind::boats || kind == EventKind::trains;
}

PlaceId Scenario::find_place(const std::string& id_text) const {
  return PlaceId{index_of(places, id_text)};
}
RoadId Scenario::find_road(const std::string& id_text) const {
  return RoadId{index_of(roads, id_text)};
}

const Region* Scenario::find_region(const std::string& id_text) const {
  const std::uint32_t index = index_of(regions, id_text);
  return index < regions.size() ? &regions[index] : nullptr;
}

bool Scenario::has_location(const std::string& id_text) const {
  return find_place(id_text).valid() || find_road(id_text).valid() ||
         find_region(id_text) != nullptr;
}

Names Scenario::names_of(const std::string& id_text) const {
  const PlaceId place_id = find_place(id_text);
  if (place_id.valid()) return {place(place_id).name, place(place_id).other_name};
  const Region* region = find_region(id_text);
  return region != nullptr ? Names{region->name, region->other_name} : Names{id_text, ""};
}

const Topic* Scenario::find_topic(const std::string& name) const {
  const auto at = std::lower_bound(
      topics.begin(), topics.end(), name,
      [](const Topic& have, const std::string& wanted) { return have.name < wanted; });
  return at == topics.end() || at->name != name ? nullptr : &*at;
}
std::string Scenario::unit_of(const std::string& subject) const {
  const ParameterId parameter = parameters.find(subject);
  if (parameter.valid()) return parameters[parameter].unit;
  const Topic* topic = find_topic(subject);
  return topic == nullptr ? "" : topic->unit;
}

bool is_about_a_parameters_matter(const Scenario& scenario, const std::string& place,
                                  const std::optional<Time>& holds_for) {
  if (!place.empty()) return false;
  return !holds_for || (*holds_for >= scenario.start && *holds_for <= scenario.end);
}

bool stops_everybody(const Place& place) { return place.safe && place.kind == PlaceKind::desk; }

bool receives_people(const Place& place) {
  return place.safe && (place.kind == PlaceKind::reception || place.kind == PlaceKind::destination);
}

bool may_have_people_before(const Place& place) {
  return !place.present_before.is_constant() || place.present_before.of({}) > 0.0;
}

std::vector<PlaceId> journey_destinations(const Scenario& scenario) {
  const auto& places = scenario.places;
  // Roads lead out of unsafe places and on through safe ones, but not past a desk.
  const std::vector<char> on_the_way = reached(
      scenario, [](const Place& place) { return !place.safe; },
      [](const Place& place) { return !stops_everybody(place); });
  std::vector<char> ends(places.size(), 0);
  for (std::size_t p = 0; p < places.size(); ++p) {
    const bool is_reached = receives_people(places[p]) && on_the_way[p] != 0;
    ends[p] = stops_everybody(places[p]) || is_reached ? 1 : 0;
  }
  std::vector<PlaceId> destinations;
  for (std::uint32_t p = 0; p < places.size(); ++p) {
    const bool is_crossing = places[p].safe && places[p].kind == PlaceKind::crossing;
    if (ends[p] != 0 || (is_crossing && on_the_way[p] != 0 && !leads_on(scenario, p, ends)))
      destinations.push_back(PlaceId{p});
  }
  return destinations;
}

double distance_km(const Place& a, const Place& b) {
  constexpr double kEarthRadiusKm = 6371.0;
  constexpr double kRadiansPerDegree = 3.14159265358979323846 / 180.0;
  const double latitude = (b.latitude_deg - a.latitude_deg) * kRadiansPerDegree;
  const double longitude = (b.longitude_deg - a.longitude_deg) * kRadiansPerDegree;
  const double sine_lat = std::sin(latitude / 2.0);
  const double sine_lon = std::sin(longitude / 2.0);
  const double haversine = sine_lat * sine_lat + std::cos(a.latitude_deg * kRadiansPerDegree) *
                                                     std::cos(b.latitude_deg * kRadiansPerDegree) *
                                                     sine_lon * sine_lon;
  return 2.0 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(haversine)));
}

}  // namespace corridor

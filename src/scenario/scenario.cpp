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

}  // namespace

bool says_at_least(Qualifier qualifier) {
  return qualifier != Qualifier::at_most && qualifier != Qualifier::statement;
}

PlaceId Scenario::find_place(const std::string& id_text) const {
  return PlaceId{index_of(places, id_text)};
}
RoadId Scenario::find_road(const std::string& id_text) const {
  return RoadId{index_of(roads, id_text)};
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

bool is_about_a_parameters_matter(const Scenario& scenario, PlaceId place,
                                  const std::optional<Time>& holds_for) {
  if (place.valid()) return false;
  return !holds_for || (*holds_for >= scenario.start && *holds_for <= scenario.end);
}

std::vector<PlaceId> journey_destinations(const Scenario& scenario) {
  const auto select = [&](auto&& wanted) {
    std::vector<PlaceId> ids;
    for (std::uint32_t p = 0; p < scenario.places.size(); ++p) {
      if (scenario.places[p].safe && wanted(scenario.places[p].kind)) ids.push_back(PlaceId{p});
    }
    return ids;
  };
  std::vector<PlaceId> desks = select([](PlaceKind kind) { return kind == PlaceKind::desk; });
  if (!desks.empty()) return desks;
  return select([](PlaceKind kind) {
    return kind == PlaceKind::reception || kind == PlaceKind::destination ||
           kind == PlaceKind::crossing;
  });
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

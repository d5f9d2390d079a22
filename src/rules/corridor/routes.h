#pragma once
// The ways from each place to the destinations: loopless, shortest by free-flow time.
#include <vector>

#include "scenario/scenario.h"

namespace corridor {

/// A loopless sequence of roads from `origin` to `destination`.
struct Route {
  PlaceId origin;
  PlaceId destination;
  std::vector<RoadId> roads;
  double length_km = 0.0;
  double free_flow_hours = 0.0;
};

/// The destinations of journeys: safe desks, or, where there are none, safe reception sites,
/// destinations and crossings.
std::vector<PlaceId> journey_destinations(const Scenario& scenario);

/// Up to `per_destination` shortest routes (Yen 1971, Management Science 17(11)) from every unsafe
/// place to every destination, closed roads included, none of them through another destination.
/// Ordered by origin, destination, time.
std::vector<Route> find_routes(const Scenario& scenario, std::size_t per_destination);

/// Free-flow hours of the quickest way between two places by road, or along the straight line at
/// `speed_km_per_hour` where no road leads.
double quickest_hours(const Scenario& scenario, PlaceId from, PlaceId to, double speed_km_per_hour);

}  // namespace corridor

#pragma once
// The ways from each place to the destinations: loopless, shortest by free-flow time.
#include <vector>

#include "engine/population.h"
#include "scenario/scenario.h"

namespace corridor {

/// Behind the last road of a route there is no further route.
inline constexpr RouteId kNoRest = kMostRoutes;

/// A loopless sequence of roads from `origin` to `destination`. Who has passed the first road
/// follows the rest, a route of its own: households that share the way still before them are alike,
/// wherever they came from.
struct Route {
  PlaceId origin;
  PlaceId destination;
  std::vector<RoadId> roads;
  double length_km = 0.0;
  double free_flow_hours = 0.0;  ///< with the speeds of the start
  RouteId rest = kNoRest;        ///< the route without its first road, by its place in the list
};

/// Up to `per_destination` shortest routes (Yen 1971, Management Science 17(11)) from every place
/// but desks to every destination, closed roads included, none of them past a desk.
/// Ordered by origin, destination, time; rests are not linked yet.
std::vector<Route> find_routes(const Scenario& scenario, std::size_t per_destination);

/// Whether people would walk it: no longer than they set out for on foot, and every road open to
/// walkers.
bool is_walkable(const Scenario& scenario, const Route& route, double limit_km);

/// Links every route to its rest; rests that are not in the list are added behind the others.
void link_rests(const Scenario& scenario, std::vector<Route>& routes);

/// A way between two places: by road, or along the straight line where no road leads.
struct Way {
  double road_hours = 0.0;   ///< free-flow time; 0 where no road leads
  double straight_km = 0.0;  ///< 0 where a road leads
  [[nodiscard]] double hours(double speed_off_roads_km_per_hour) const {
    return road_hours + straight_km / speed_off_roads_km_per_hour;
  }
};

/// The quickest way between two places, closed roads included.
Way quickest_way(const Scenario& scenario, PlaceId from, PlaceId to);

}  // namespace corridor

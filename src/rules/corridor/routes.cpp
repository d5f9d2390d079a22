#include "rules/corridor/routes.h"

#include <algorithm>
#include <limits>
#include <map>
#include <queue>
#include <set>
#include <string>
#include <utility>

#include "base/check.h"

namespace corridor {
namespace {

double hours_of(const Road& road) { return road.length_km / road.free_speed_km_per_hour; }

using Path = std::vector<RoadId>;

/// What a search may not use.
struct Barred {
  std::vector<char> places;
  std::set<RoadId> roads;
};

class Graph {
 public:
  explicit Graph(const Scenario& scenario) : scenario_(scenario), out_(scenario.places.size()) {
    for (std::uint32_t r = 0; r < scenario.roads.size(); ++r) {
      out_[scenario.roads[r].from.index].push_back(RoadId{r});
    }
  }

  /// The quickest path by Dijkstra's algorithm; empty when there is none.
  [[nodiscard]] Path quickest(PlaceId from, PlaceId to, const Barred& barred) const {
    constexpr double kUnreached = std::numeric_limits<double>::infinity();
    std::vector<double> best(out_.size(), kUnreached);
    std::vector<RoadId> arrived_by(out_.size());
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    best[from.index] = 0.0;
    open.emplace(0.0, from.index);
    while (!open.empty()) {
      const auto [hours, place] = open.top();
      open.pop();
      if (hours > best[place] || place == to.index) continue;
      for (const RoadId id : out_[place]) {
        const Road& road = scenario_.road(id);
        if (barred.roads.contains(id) || barred.places[road.to.index] != 0) continue;
        const double there = hours + hours_of(road);
        if (there < best[road.to.index]) {
          best[road.to.index] = there;
          arrived_by[road.to.index] = id;
          open.emplace(there, road.to.index);
        }
      }
    }
    Path path;
    if (best[to.index] == kUnreached) return path;
    for (PlaceId at = to; at != from; at = scenario_.road(path.back()).from) {
      path.push_back(arrived_by[at.index]);
    }
    std::reverse(path.begin(), path.end());
    return path;
  }

  [[nodiscard]] double hours(const Path& path) const {
    double sum = 0.0;
    for (const RoadId id : path) sum += hours_of(scenario_.road(id));
    return sum;
  }

 private:
  const Scenario& scenario_;
  std::vector<std::vector<RoadId>> out_;
};

/// Yen's deviations of `last` at every node that lead to paths not found yet.
void add_deviations(const Scenario& scenario, const Graph& graph, PlaceId from, PlaceId to,
                    const std::vector<Path>& found, const std::vector<char>& barred_places,
                    std::set<std::pair<double, Path>>& candidates) {
  const Path& last = found.back();
  for (std::size_t i = 0; i < last.size(); ++i) {
    const Path root(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(i));
    const PlaceId spur = i == 0 ? from : scenario.road(root.back()).to;
    Barred barred{barred_places, {}};
    for (const Path& path : found) {
      if (path.size() > i && std::equal(root.begin(), root.end(), path.begin())) {
        barred.roads.insert(path[i]);
      }
    }
    for (const RoadId id : root) barred.places[scenario.road(id).from.index] = 1;
    const Path rest = graph.quickest(spur, to, barred);
    if (rest.empty()) continue;
    Path path = root;
    path.insert(path.end(), rest.begin(), rest.end());
    candidates.emplace(graph.hours(path), path);
  }
}

std::vector<Path> shortest_paths(const Scenario& scenario, const Graph& graph, PlaceId from,
                                 PlaceId to, std::size_t count,
                                 const std::vector<char>& barred_places) {
  std::vector<Path> found;
  Path first = graph.quickest(from, to, Barred{barred_places, {}});
  if (first.empty()) return found;
  found.push_back(std::move(first));
  std::set<std::pair<double, Path>> candidates;
  while (found.size() < count) {
    add_deviations(scenario, graph, from, to, found, barred_places, candidates);
    for (const Path& path : found) candidates.erase({graph.hours(path), path});
    if (candidates.empty()) break;
    found.push_back(candidates.begin()->second);
    candidates.erase(candidates.begin());
  }
  return found;
}

Route as_route(const Scenario& scenario, const Graph& graph, Path path) {
  Route route;
  route.origin = scenario.road(path.front()).from;
  route.destination = scenario.road(path.back()).to;
  route.free_flow_hours = graph.hours(path);
  for (const RoadId id : path) route.length_km += scenario.road(id).length_km;
  route.roads = std::move(path);
  return route;
}

}  // namespace

std::vector<Route> find_routes(const Scenario& scenario, std::size_t per_destination) {
  const Graph graph(scenario);
  const std::vector<PlaceId> destinations = journey_destinations(scenario);
  std::vector<char> stops;
  for (const Place& place : scenario.places) stops.push_back(stops_everybody(place) ? 1 : 0);
  std::vector<Route> routes;
  for (std::uint32_t p = 0; p < scenario.places.size(); ++p) {
    const PlaceId from{p};
    if (stops[p] != 0) continue;
    for (const PlaceId to : destinations) {
      if (to == from) continue;
      std::vector<char> barred = stops;
      barred[to.index] = 0;
      for (Path& path : shortest_paths(scenario, graph, from, to, per_destination, barred)) {
        routes.push_back(as_route(scenario, graph, std::move(path)));
      }
    }
  }
  return routes;
}

bool is_walkable(const Scenario& scenario, const Route& route, double limit_km) {
  return route.length_km <= limit_km &&
         std::all_of(route.roads.begin(), route.roads.end(),
                     [&](RoadId road) { return scenario.road(road).walkable; });
}

void link_rests(const Scenario& scenario, std::vector<Route>& routes) {
  const Graph graph(scenario);
  std::map<Path, std::size_t> known;
  for (std::size_t i = 0; i < routes.size(); ++i) known.emplace(routes[i].roads, i);
  for (std::size_t i = 0; i < routes.size(); ++i) {
    if (routes[i].roads.size() < 2) continue;
    Path rest(routes[i].roads.begin() + 1, routes[i].roads.end());
    const auto [at, is_new] = known.emplace(rest, routes.size());
    if (is_new) routes.push_back(as_route(scenario, graph, std::move(rest)));
    routes[i].rest = static_cast<RouteId>(at->second);
  }
  CORRIDOR_CHECK(routes.size() <= kMostRoutes, std::to_string(routes.size()) + " routes");
}

Way quickest_way(const Scenario& scenario, PlaceId from, PlaceId to) {
  const Graph graph(scenario);
  const Path path =
      graph.quickest(from, to, Barred{std::vector<char>(scenario.places.size(), 0), {}});
  if (!path.empty()) return {graph.hours(path), 0.0};
  return {0.0, distance_km(scenario.place(from), scenario.place(to))};
}

}  // namespace corridor

// Step 6. Multinomial logit over the open routes (McFadden 1974): V = -b_t hours - b_d danger + b_k
// kin + b_r ln(1 + room). The informed share counts the hours in the queues now standing, the
// others only the free-flow hours; for a household whose knowledge is not recorded the probability
// is the mixture of both.
#include <algorithm>
#include <cmath>

#include "rules/corridor/rules.h"

namespace corridor {
namespace {

/// Hours that the vehicles now queueing on the route and waiting to get in will take to be let out.
double queueing_hours(const TickContext& context, const Route& route) {
  double hours = 0.0;
  for (const RoadId id : route.roads) {
    const RoadState& road = context.state.roads[id.index];
    double rate = road.capacity_vehicles_per_hour;
    if (road.checkpoint_vehicles_per_hour >= 0.0)
      rate = std::min(rate, road.checkpoint_vehicles_per_hour);
    const auto waiting =
        static_cast<double>(queue_vehicles(context.state, id) + road.loading_vehicles);
    if (waiting > 0.0) hours += waiting / std::max(rate, 1e-9);
  }
  return hours;
}

double danger_on(const TickContext& context, const Route& route) {
  double worst = 0.0;
  for (const RoadId id : route.roads) {
    const PlaceId place = context.world.scenario.road(id).to;
    if (!context.world.scenario.place(place).safe)
      worst = std::max(worst, threat_at(context.state, place));
  }
  return worst;
}

double room_at(const TickContext& context, PlaceId place) {
  const Bin& centre = context.state.population.bin(context.world.place_bins[place.index].centre);
  return std::max(
      0.0, context.state.places[place.index].shelter_people - static_cast<double>(centre.people()));
}

/// Turns utilities into logit probabilities, in place.
void normalise(std::vector<double>& utilities) {
  const double best = *std::max_element(utilities.begin(), utilities.end());
  double sum = 0.0;
  for (double& utility : utilities) sum += utility = std::exp(utility - best);
  for (double& utility : utilities) utility /= sum;
}

}  // namespace

void route_probabilities(const TickContext& context, PlaceId from, std::vector<double>& out) {
  const std::vector<std::uint16_t>& open = context.state.open_routes[from.index];
  out.assign(open.size(), 1.0);
  if (open.size() < 2) return;
  const Settings& s = context.state.settings;
  std::vector<double> uninformed(open.size());
  for (std::size_t i = 0; i < open.size(); ++i) {
    const Route& route = context.world.routes[open[i]];
    const PlaceState& destination = context.state.places[route.destination.index];
    uninformed[i] = -s.route_time_weight * route.free_flow_hours -
                    s.route_danger_weight * danger_on(context, route) +
                    s.route_kin_weight * destination.host_share +
                    s.route_room_weight * std::log1p(room_at(context, route.destination));
    out[i] = uninformed[i] - s.route_time_weight * queueing_hours(context, route);
  }
  normalise(out);
  normalise(uninformed);
  for (std::size_t i = 0; i < open.size(); ++i) {
    out[i] = s.informed_share * out[i] + (1.0 - s.informed_share) * uninformed[i];
  }
}

}  // namespace corridor

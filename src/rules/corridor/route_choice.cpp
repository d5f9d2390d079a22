// Step 6. Multinomial logit over the open routes (McFadden 1974): V = -b_t hours - b_d danger + b_k
// kin + b_r ln(1 + room) + b_s ln(1 + stock), kin being the share of newcomers taken in by hosts
// plus the share of those from the same place who went there before, and stock the people there
// whom the scenario names as kin. The informed share counts the hours in the
// queues now standing on the roads and before the desk, the others only the free-flow hours; the
// informed revise their way at junctions.
#include "rules/corridor/route_choice.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "rules/corridor/opening_hours.h"
#include "rules/corridor/threat.h"
#include "rules/corridor/travel.h"
#include "rules/corridor/walk.h"

namespace corridor {
namespace {

/// Hours of work that so many are, where `rate_per_hour` of them get on.
double work_hours(Count waiting, double rate_per_hour) {
  constexpr double kSmallestRate = 1e-9;
  return static_cast<double>(waiting) / std::max(rate_per_hour, kSmallestRate);
}

/// The local minute so many hours from now.
int local_minute_in(const TickContext& context, double hours) {
  constexpr double kMinutesPerHour = 60.0;
  constexpr int kMinutesPerDay = 1440;
  const auto later = static_cast<int>(std::fmod(hours * kMinutesPerHour, kMinutesPerDay));
  return (local_minute(context.world, context.state) + later) % kMinutesPerDay;
}

/// Hours that the vehicles now queueing on a road and waiting to get in take to be let out; at a
/// checkpoint with one more behind them, who gets there in `ahead_hours`: what is closed then keeps
/// waiting also where nobody waits yet.
double queueing_hours(const TickContext& context, RoadId id, double ahead_hours) {
  const RoadState& road = context.state.roads[id.index];
  const auto& checkpoint = context.world.scenario.road(id).checkpoint;
  const Count waiting = queue_vehicles(context.state, id) + road.loading_vehicles;
  if (!checkpoint && waiting <= 0) return 0.0;
  const double rate_per_hour = outflow_rate_per_hour(context.state, road);
  if (!checkpoint) return work_hours(waiting, rate_per_hour);
  return hours_until_worked(checkpoint->opens_minute, checkpoint->closes_minute,
                            local_minute_in(context, ahead_hours),
                            work_hours(waiting + 1, rate_per_hour));
}

double queueing_hours(const TickContext& context, const Route& route) {
  double hours = 0.0;
  double ahead_hours = 0.0;
  for (const RoadId id : route.roads) {
    ahead_hours += context.state.roads[id.index].free_hours;
    hours += queueing_hours(context, id, ahead_hours);
  }
  return hours;
}

/// Hours until as many as now wait before a desk, and one more behind them who gets there in
/// `ahead_hours`, are registered.
double desk_hours(const TickContext& context, PlaceId place, double ahead_hours) {
  const PlaceState& here = context.state.places[place.index];
  if (!here.has_desk) return 0.0;
  const Count waiting =
      context.state.population.people(context.world.place_bins[place.index].arrived);
  const Place& desk = context.world.scenario.place(place);
  return hours_until_worked(desk.desk_opens_minute, desk.desk_closes_minute,
                            local_minute_in(context, ahead_hours),
                            work_hours(waiting + 1, here.registration_people_per_hour));
}

/// Hours that people on foot who stand at the end of a road take to be let through, as above.
double queueing_hours_on_foot(const TickContext& context, RoadId id, double ahead_hours) {
  const auto& checkpoint = context.world.scenario.road(id).checkpoint;
  if (!checkpoint) return 0.0;
  constexpr double kAMoment_hours = 1e-6;
  double work = kAMoment_hours;
  if (checkpoint->people_on_foot_per_hour) {
    const Count waiting = queue_on_foot(context.world, context.state, id);
    work =
        work_hours(waiting + 1, foot_rate_per_hour(context.state, context.state.roads[id.index]));
  }
  return hours_until_worked(checkpoint->opens_minute, checkpoint->closes_minute,
                            local_minute_in(context, ahead_hours), work);
}

double walking_hours(const TickContext& context, double length_km) {
  return length_km / context.state.settings.walking_speed_km_per_hour;
}

double queueing_hours_on_foot(const TickContext& context, const Route& route) {
  double hours = 0.0;
  double ahead_hours = 0.0;
  for (const RoadId id : route.roads) {
    ahead_hours += walking_hours(context, context.world.scenario.road(id).length_km);
    hours += queueing_hours_on_foot(context, id, ahead_hours);
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
  const Count in_centre =
      context.state.population.people(context.world.place_bins[place.index].centre);
  return std::max(
      0.0, context.state.places[place.index].shelter_people - static_cast<double>(in_centre));
}

/// Turns utilities into logit probabilities, in place.
void normalise(std::vector<double>& utilities) {
  const double best = *std::max_element(utilities.begin(), utilities.end());
  double sum = 0.0;
  for (double& utility : utilities) sum += utility = std::exp(utility - best);
  for (double& utility : utilities) utility /= sum;
}

/// Share of those who set out from a place before whom the same destination drew.
double followed_share(const TickContext& context, PlaceId from, PlaceId destination) {
  const CorridorState& state = context.state;
  const Count all = state.places[from.index].departed;
  if (all == 0) return 0.0;
  Count there = 0;
  for (const RouteId id : context.world.routes_from[from.index]) {
    if (context.world.routes[id].destination == destination) there += state.departed_by_route[id];
  }
  return static_cast<double>(there) / static_cast<double>(all);
}

/// People at the route's destination who are kin to those of its origin.
double kin_on(const Scenario& scenario, const Route& route, const ParameterValues& values) {
  double people = 0.0;
  for (const Kin& kin : scenario.kin) {
    if (kin.to != route.destination) continue;
    if (!kin.from.valid() || kin.from == route.origin) {
      people += std::max(0.0, kin.people.of(values));
    }
  }
  return people;
}

}  // namespace

void weigh_kin(const World& world, CorridorState& state) {
  state.kin_utility.assign(world.routes.size(), 0.0);
  if (world.scenario.kin.empty()) return;
  for (std::size_t r = 0; r < world.routes.size(); ++r) {
    const double people = kin_on(world.scenario, world.routes[r], state.values);
    state.kin_utility[r] = state.settings.route_kin_stock_weight * std::log1p(people);
  }
}

void route_probabilities(const TickContext& context, PlaceId from, std::span<const RouteId> routes,
                         bool on_foot, std::vector<double>& informed,
                         std::vector<double>& uninformed) {
  informed.assign(routes.size(), 1.0);
  uninformed.assign(routes.size(), 1.0);
  if (routes.size() < 2) return;
  const Settings& s = context.state.settings;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    const Route& route = context.world.routes[routes[i]];
    const double kin = context.state.places[route.destination.index].host_share +
                       followed_share(context, from, route.destination);
    const double free_hours = on_foot ? walking_hours(context, route.length_km)
                                      : context.state.route_free_hours[routes[i]];
    uninformed[i] = -s.route_time_weight * free_hours -
                    s.route_danger_weight * danger_on(context, route) + s.route_kin_weight * kin +
                    s.route_room_weight * std::log1p(room_at(context, route.destination)) +
                    context.state.kin_utility[routes[i]];
    const double queues =
        on_foot ? queueing_hours_on_foot(context, route) : queueing_hours(context, route);
    informed[i] = uninformed[i] - s.route_time_weight *
                                      (queues + desk_hours(context, route.destination, free_hours));
  }
  normalise(informed);
  normalise(uninformed);
}

RouteId revised_route(const TickContext& context, RouteId route) {
  const Route& planned = context.world.routes[route];
  const auto hours = [&](RouteId way) {
    return context.state.route_free_hours[way] + queueing_hours(context, context.world.routes[way]);
  };
  double best_hours = hours(route) - context.state.settings.revision_saving_hours;
  RouteId best = route;
  for (const RouteId id : context.state.open_routes[planned.origin.index]) {
    const Route& other = context.world.routes[id];
    if (id == route || other.destination != planned.destination) continue;
    // Nobody who has arrived goes back through danger.
    if (context.world.enters_safety[id] > context.world.enters_safety[route]) continue;
    const double other_hours = hours(id);
    if (other_hours >= best_hours) continue;
    best_hours = other_hours;
    best = id;
  }
  return best;
}

}  // namespace corridor

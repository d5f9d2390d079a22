#pragma once
// The stages of a tick, in the order in which `step` runs them. Each reads the state and proposes
// flows; only Population::apply moves people, at the end of the stage. Stocks, rates and carried
// fractions belong to the stage that uses them.
#include <cstdint>
#include <span>
#include <vector>

#include "rules/corridor/state.h"

namespace corridor {

/// 1. Events that fall due: threat, services, roads, rules of exit, deliveries, fleets, offers,
/// deaths. Returns whether anything happened.
bool run_events(TickContext& context);
/// The same for one event at `hours` since the start (also for the history before the start).
void run_event(TickContext& context, const Event& event, std::size_t event_index, double hours);
/// Recomputes which routes are open. Called when a road opens or closes.
void refresh_open_routes(const World& world, CorridorState& state);

/// 2. Supplies of `hours_eaten` hours are eaten; deprivation D follows.
void assess_supplies(TickContext& context, double hours_eaten);

/// 3. Threat fades by its half-lives for the hour (or the tick, if longer) that begins.
void fade_threat(TickContext& context);
/// Threat T at a place as felt now: the sum of impulses times the ceasefire's factor.
double threat_at(const CorridorState& state, PlaceId place);

/// People of a place who have not set out: at home, displaced there, or ready.
Count people_who_have_not_left(const World& world, const CorridorState& state, PlaceId place);

/// 4. Households decide to leave: staying -> ready. The hazard of each place is assessed every hour
/// (or tick, if longer) and when something happens.
void assess_hazards(TickContext& context);
void decide(TickContext& context);
/// Whether people of a settlement may decide to leave: it is not safe, and somebody lived there at
/// the start.
bool people_decide_at(const World& world, const CorridorState& state, PlaceId place);
/// Whether there is a way out of a place for everybody who may leave: a route of open roads, or a
/// fleet that fetches people here and goes past the roads (not for those who need help alone).
bool has_way_out(const CorridorState& state, PlaceId place);
/// What those at a place decide upon.
struct Circumstances {
  double threat = 0.0;            ///< T
  double deprivation = 0.0;       ///< D
  double share_gone = 0.0;        ///< S, of those who lived there at the start
  bool way_out = false;           ///< O
  bool ordered_to_leave = false;  ///< E
};
/// Those of a settlement where people decide.
Circumstances circumstances(const World& world, const CorridorState& state, PlaceId place);
/// R in [0, 1], the share who see a reason to leave: 1 where people are told to; else T + D counts,
/// from none at `decision.reason_begins` to all at `decision.reason_full`.
double reason_to_leave(const Settings& settings, const Circumstances& here);
/// The hazard of the decision: lambda_max R logistic(a0 + aT T + aD D + aS S + aO O + aE E), 1/h.
double decision_hazard_per_hour(const Settings& settings, const Circumstances& here);

/// 5. Those with means set out: ready -> loading, on foot, or in transfer past the roads.
void find_means(TickContext& context);

/// 6. Probabilities of these routes from a place (multinomial logit), in their order: for
/// households that know the queues now standing and for the others.
void route_probabilities(const TickContext& context, PlaceId from, std::span<const RouteId> routes,
                         std::vector<double>& informed, std::vector<double>& uninformed);
/// Sets what kin named in the scenario are worth on each route: their weight times ln(1 + people).
void weigh_kin(const World& world, CorridorState& state);
/// The route that those who know the queues take at a junction instead of `route`, which begins
/// there: the quickest open one to the same destination where it saves enough, else `route`.
RouteId revised_route(const TickContext& context, RouteId route);

/// How many shocks the checkpoints' wandering takes in so many hours.
std::size_t crossing_shocks(const World& world, double hours);
/// Moves the factor on the checkpoints' rates to the present tick.
void wander(TickContext& context);

/// 7. Vehicles move on the roads, walkers walk, transfers end.
void travel(TickContext& context);
/// Those whose patience with a queue is over turn back: loading or driving -> returning.
void turn_back(TickContext& context);
/// Ticks that a transfer past the roads takes one way, rounded up, at least 1.
Tick transfer_ticks(const World& world, const Fleet& fleet);
/// Sets the free-flow time of a road (no less than a tick) and the time that a backward wave takes
/// along it, for all that is on it too: what is half-way has half of the new time before it. With a
/// triangular fundamental diagram of capacity q, free-flow time f and storage S (jam density times
/// length) the wave takes (S - q f) / q (Newell 1993).
void set_free_flow(RoadState& road, double free_hours, double tick_hours);
/// Ticks that a route takes on foot.
Tick walking_ticks(const TickContext& context, RouteId route);
/// Recomputes the free-flow times of all routes.
void measure_routes(const World& world, CorridorState& state);
/// Whether the end of a road lets anybody out now: no checkpoint stands there, or it is open.
bool checkpoint_works(const TickContext& context, RoadId road);
/// Vehicles an hour that may leave a road while its checkpoint works: its flow capacity, or what
/// the checkpoint lets through as it wanders now.
double outflow_rate_per_hour(const CorridorState& state, const RoadState& road);
/// Vehicles standing in the queue at the end of a road: entered a free-flow time ago and still
/// there.
Count queue_vehicles(const CorridorState& state, RoadId road);

/// 8. Registration and onward journeys; then beds for those who need one.
void receive(TickContext& context);
void shelter(TickContext& context);
/// From now on a desk registers so many people an hour. The first rate above 0 makes a place one
/// with a desk; a rate of 0 thereafter closes it.
void set_desk_rate(PlaceState& place, double people_per_hour);

/// 9. Return where it is permitted, safe and served.
void go_home(TickContext& context);
/// Free-flow hours from a safe place back to a home, taken as those of the quickest way out: a
/// route, as quick as it is now, and onward journeys from its end; or where people do not come
/// there so, the way by road.
double way_back_hours(const TickContext& context, PlaceId from, PlaceId home);
/// The part of the hazard of return that is left at a home with this threat and deprivation:
/// (1 - T / T limit)+ (1 - D / D limit)+.
double return_weight(const Settings& settings, double threat, double deprivation);

/// Local minutes after midnight at the beginning of the present tick.
int local_minute(const World& world, const CorridorState& state);
/// Whether a service with these hours (minutes after midnight; equal: always) is open at `minute`.
bool is_open_at(int opens_minute, int closes_minute, int minute);
/// Hours from `minute` on until such a service has worked for `hours` above 0.
double hours_until_worked(int opens_minute, int closes_minute, int minute, double hours);

}  // namespace corridor

// Step 1. What happens at its hour: threat, services, roads, rules of exit, deliveries, fleets,
// offers, return, deaths.
#include <algorithm>
#include <cmath>
#include <vector>

#include "rules/corridor/deaths.h"
#include "rules/corridor/deliveries.h"
#include "rules/corridor/new_fleet.h"
#include "rules/corridor/orders.h"
#include "rules/corridor/rules.h"
#include "rules/corridor/threat.h"
#include "scenario/exit_rules.h"

namespace corridor {
namespace {

/// A road on which a draw is slower is this slow: only road_closes stops all.
constexpr double kSlowest_km_per_hour = 1.0;

/// The amount of an event; what it holds or lets through is scaled like everything of that kind.
double amount_of(const CorridorState& state, const Event& event) {
  const double amount = event.amount.of(state.values);
  switch (event.kind) {
    case EventKind::road_capacity:
    case EventKind::checkpoint_rate:
    case EventKind::checkpoint_rate_on_foot:
    case EventKind::delivery_food:
    case EventKind::delivery_fuel:
    case EventKind::delivery_medicine:
    case EventKind::buses:
    case EventKind::ambulances:
    case EventKind::helicopter:
    case EventKind::boats:
    case EventKind::trains:
    case EventKind::shelter_offer:
    case EventKind::desk_rate:
      return amount * state.settings.capacity_scale;
    default:
      return amount;
  }
}

/// Sets what is true of a place, or of all where none is named.
template <class Field>
void set_at(CorridorState& state, PlaceId place, Field PlaceState::*field, Field value) {
  for (std::uint32_t p = 0; p < state.places.size(); ++p) {
    if (!place.valid() || place.index == p) state.places[p].*field = value;
  }
}

void set_exit_rule(TickContext& context, const Event& event) {
  CorridorState& state = context.state;
  apply_exit_rule(context.world.scenario, event, state.values, state.may_leave);
  state.somebody_must_stay =
      std::find(state.may_leave.begin(), state.may_leave.end(), 0) != state.may_leave.end();
}

void open_road(TickContext& context, const Event& event, bool open) {
  context.state.roads[event.road.index].open = open;
  refresh_open_routes(context.world, context.state);
}

/// From now on so many lanes lead this way: with no lane the road is closed. A road that becomes
/// one-way is two events, no lane one way and all of them the other.
void set_lanes(TickContext& context, RoadId id, double lanes) {
  CorridorState& state = context.state;
  const Road& road = context.world.scenario.road(id);
  const double share = lanes / road.lanes;
  if (share > 0.0) {
    const double scale = share * state.settings.capacity_scale;
    RoadState& here = state.roads[id.index];
    here.capacity_vehicles_per_hour = scale * road.capacity_vehicles_per_hour.of(state.values);
    here.storage_vehicles = scale * road.storage_vehicles;
    set_free_flow(here, here.free_hours, context.world.tick_hours);
  }
  state.roads[id.index].open = share > 0.0;
  refresh_open_routes(context.world, state);
}

}  // namespace

void refresh_open_routes(const World& world, CorridorState& state) {
  for (std::size_t p = 0; p < world.routes_from.size(); ++p) {
    state.open_routes[p].clear();
    for (const RouteId id : world.routes_from[p]) {
      const std::vector<RoadId>& roads = world.routes[id].roads;
      if (std::all_of(roads.begin(), roads.end(),
                      [&](RoadId road) { return state.roads[road.index].open; })) {
        state.open_routes[p].push_back(id);
      }
    }
  }
}

void run_event(TickContext& context, const ScheduledEvent& due) {
  if (due.ends) return end_threat(context, due);
  CorridorState& state = context.state;
  const Event& event = context.world.scenario.events[due.event];
  const double amount = amount_of(state, event);
  switch (event.kind) {
    case EventKind::attack:
    case EventKind::shelling:
    case EventKind::explosion:
    case EventKind::control_change:
    case EventKind::hazard:
      begin_threat(context, due);
      break;
    case EventKind::violation:
      begin_threat(context, due);
      state.ceasefire_factor += (1.0 - state.ceasefire_factor) * state.settings.violation_weakening;
      break;
    case EventKind::ceasefire:
      state.ceasefire_factor = amount;
      break;
    case EventKind::evacuation_order:
      set_at(state, event.place, &PlaceState::ordered_to_leave, amount > 0.0);
      if (amount > 0.0) move_stayers(context, event.place, due.event);
      break;
    case EventKind::announcement:
      break;
    case EventKind::road_opens:
      open_road(context, event, true);
      break;
    case EventKind::road_closes:
      open_road(context, event, false);
      break;
    case EventKind::road_capacity: {
      RoadState& road = state.roads[event.road.index];
      road.capacity_vehicles_per_hour = amount;
      set_free_flow(road, road.free_hours, context.world.tick_hours);
      break;
    }
    case EventKind::road_lanes:
      set_lanes(context, event.road, amount);
      break;
    case EventKind::checkpoint_rate:
      state.roads[event.road.index].checkpoint_vehicles_per_hour = amount;
      break;
    case EventKind::checkpoint_rate_on_foot:
      state.roads[event.road.index].checkpoint_people_per_hour = amount;
      break;
    case EventKind::road_speed: {
      RoadState& road = state.roads[event.road.index];
      const double free_hours = context.world.scenario.road(event.road).length_km /
                                std::max(amount, kSlowest_km_per_hour);
      set_free_flow(road, free_hours, context.world.tick_hours);
      measure_routes(context.world, state);
      break;
    }
    case EventKind::exit_rule:
      set_exit_rule(context, event);
      break;
    case EventKind::delivery_food:
    case EventKind::delivery_fuel:
    case EventKind::delivery_medicine:
      deliver(context, event, amount);
      break;
    case EventKind::service_electricity:
      set_at(state, event.place, &PlaceState::electricity, amount);
      break;
    case EventKind::service_gas:
      set_at(state, event.place, &PlaceState::gas, amount);
      break;
    case EventKind::service_water:
      set_at(state, event.place, &PlaceState::water, amount);
      break;
    case EventKind::service_telecom:
      set_at(state, event.place, &PlaceState::telecom, amount);
      break;
    case EventKind::buses:
      add_fleet(context, event, Mode::bus, amount);
      break;
    case EventKind::ambulances:
      add_fleet(context, event, Mode::ambulance, amount);
      break;
    case EventKind::helicopter:
      add_fleet(context, event, Mode::helicopter, amount);
      break;
    case EventKind::boats:
      add_fleet(context, event, Mode::boat, amount);
      break;
    case EventKind::trains:
      add_fleet(context, event, Mode::train, amount);
      break;
    case EventKind::shelter_offer:
      state.places[event.place.index].shelter_people += amount;
      break;
    case EventKind::desk_rate:
      set_desk_rate(state.places[event.place.index], amount);
      break;
    case EventKind::return_permitted:
      set_at(state, event.place, &PlaceState::return_permitted, amount > 0.0);
      break;
    case EventKind::deaths:
      record_deaths(context, event.place, due.event, amount);
      break;
  }
}

bool run_events(TickContext& context) {
  CorridorState& state = context.state;
  const std::size_t before = state.next_event;
  const double middle_of_tick_hours = (state.now + 0.5) * context.world.tick_hours;
  while (state.next_event < state.schedule.size() &&
         state.schedule[state.next_event].hours < middle_of_tick_hours) {
    run_event(context, state.schedule[state.next_event++]);
  }
  return state.next_event > before;
}

}  // namespace corridor

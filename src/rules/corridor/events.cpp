// Step 1. What happens at its hour: threat, services, roads, rules of exit, deliveries, fleets,
// offers, return, deaths.
#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "rules/corridor/rules.h"

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

/// Adds an impulse of threat around the event (everywhere when it has no place), faded to the
/// present.
void add_threat(TickContext& context, const Event& event, std::size_t event_index, double hours) {
  const World& world = context.world;
  CorridorState& state = context.state;
  const std::size_t half_life = world.half_life_of_event[event_index];
  const double half_life_hours =
      half_life == 0 ? state.settings.default_half_life_hours : world.half_lives_hours[half_life];
  const double radius_km =
      event.radius_km > 0.0 ? event.radius_km : state.settings.default_radius_km;
  // Impulses are kept as they will be when they fade next, at a full hour.
  const Tick next_fade = (state.now + world.ticks_per_hour - 1) / world.ticks_per_hour;
  const double now_hours = next_fade * world.ticks_per_hour * world.tick_hours;
  const double weight =
      amount_of(state, event) * std::exp2(-std::max(0.0, now_hours - hours) / half_life_hours);
  for (std::uint32_t p = 0; p < state.places.size(); ++p) {
    const double kernel =
        event.place.valid() ? std::exp(-world.distance(event.place, PlaceId{p}) / radius_km) : 1.0;
    state.threat[p * state.half_life_decay.size() + half_life] += weight * kernel;
  }
}

/// Sets what is true of a place, or of all where none is named.
template <class Field>
void set_at(CorridorState& state, PlaceId place, Field PlaceState::*field, Field value) {
  for (std::uint32_t p = 0; p < state.places.size(); ++p) {
    if (!place.valid() || place.index == p) state.places[p].*field = value;
  }
}

void add_to_stock(PlaceState& place, EventKind delivery, double amount) {
  if (delivery == EventKind::delivery_food) place.food_person_days += amount;
  if (delivery == EventKind::delivery_medicine) place.medicine_person_days += amount;
  if (delivery == EventKind::delivery_fuel) {
    place.fuel_litres += static_cast<Count>(std::floor(amount));
  }
}

/// Those among whom a delivery is shared: vehicles for fuel, people for all else, as at the start.
double sharers(const PlaceState& place, EventKind delivery) {
  return delivery == EventKind::delivery_fuel ? place.vehicles_at_start
                                              : static_cast<double>(place.people_at_start);
}

/// A delivery without a place is shared over the settlements in proportion to their sharers.
void deliver(TickContext& context, const Event& event) {
  CorridorState& state = context.state;
  const double amount = amount_of(state, event);
  if (event.place.valid()) {
    add_to_stock(state.places[event.place.index], event.kind, amount);
    return;
  }
  double all = 0.0;
  for (const PlaceId id : context.world.settlements) {
    all += sharers(state.places[id.index], event.kind);
  }
  if (all <= 0.0) return;
  for (const PlaceId id : context.world.settlements) {
    PlaceState& place = state.places[id.index];
    add_to_stock(place, event.kind, amount * sharers(place, event.kind) / all);
  }
}

void set_exit_rule(CorridorState& state, const Event& event) {
  if (event.applies_to.empty()) {
    state.may_leave.assign(state.may_leave.size(), 1);
    return;
  }
  state.may_leave.assign(state.may_leave.size(), 0);
  for (const HouseholdClass allowed : event.applies_to) {
    state.may_leave[static_cast<std::size_t>(allowed)] = 1;
  }
}

/// Hours that a fleet takes to where it is bound for: those that need no road go straight.
double transfer_hours(const TickContext& context, const Fleet& fleet) {
  const Settings& s = context.state.settings;
  const double straight_km = context.world.distance(fleet.home, fleet.to);
  switch (fleet.mode) {
    case Mode::helicopter:
      return straight_km / s.flight_speed_km_per_hour;
    case Mode::boat:
      return straight_km / s.boat_speed_km_per_hour;
    case Mode::train:
      return straight_km / s.train_speed_km_per_hour;
    default:
      return context.world.transfer_way(fleet.home, fleet.to).hours(s.onward_speed_km_per_hour);
  }
}

/// A ship or a train is as many parts of some 50 seats, which leave as they fill: what it carries
/// in a day hangs on its seats and its way, not on who is ready in one tick.
void divide(Fleet& fleet) {
  constexpr Count kSeatsOfAPart = 50;
  const Count parts = (fleet.seats + kSeatsOfAPart - 1) / kSeatsOfAPart;
  fleet.idle *= parts;
  fleet.seats = (fleet.seats + parts - 1) / parts;
}

void add_fleet(TickContext& context, const Event& event, Mode mode) {
  Fleet fleet;
  fleet.mode = mode;
  fleet.home = event.place;
  fleet.to = event.to;
  if (fleet.to.valid()) fleet.transfer_hours = transfer_hours(context, fleet);
  fleet.seats = static_cast<Count>(event.seats);
  fleet.idle = static_cast<Count>(std::floor(amount_of(context.state, event)));
  if (is_shared(mode)) divide(fleet);
  fleet.until = std::numeric_limits<Tick>::max();
  if (event.until) {
    const double seconds =
        static_cast<double>((*event.until - context.world.scenario.start).count());
    fleet.until = static_cast<Tick>(seconds / 3600.0 / context.world.tick_hours);
  }
  context.state.fleets.push_back(std::move(fleet));
}

/// Everybody at a place, but for who is in a vehicle, on foot or back to rest.
std::vector<BinId> bins_at(const PlaceBins& bins) {
  std::vector<BinId> here;
  for (const BinId id : bins.not_left()) here.push_back(id);
  for (const BinId id : bins.received()) here.push_back(id);
  return here;
}

/// The person with this number among those in the bin dies: the household becomes one person
/// smaller; where it queues it waits anew.
void record_death(CorridorState& state, BinId id, Count person) {
  const std::span<const Cohort> cohorts = state.population.bin(id).cohorts();
  const auto people_of = [&](const Cohort& cohort) {
    return cohort.households * state.population.household_size(cohort.group);
  };
  std::uint32_t i = 0;
  for (; person >= people_of(cohorts[i]); ++i) person -= people_of(cohorts[i]);
  const GroupId group = cohorts[i].group;
  const bool last_one = state.population.household_size(group) == 1;
  const GroupId smaller = last_one ? GroupId{} : GroupId{group.index - 1};
  state.flows.from(id);
  state.flows.add({i, id, cohorts[i].plan, cohorts[i].due, smaller, 1});
  state.population.apply(state.flows, state.now);
}

/// Deaths are recorded, not predicted: each is that of a person drawn from all who are at the
/// place.
void record_deaths(TickContext& context, const Event& event, std::size_t event_index) {
  CorridorState& state = context.state;
  const std::vector<BinId> here = bins_at(context.world.place_bins[event.place.index]);
  Count people = state.population.people_in(here);
  const Count deaths = std::min(people, static_cast<Count>(std::floor(amount_of(state, event))));
  Stream stream =
      context.stream(Process::death_lot, context.world.place_key[event.place.index], event_index);
  for (const Count survivors = people - deaths; people > survivors; --people) {
    auto person = static_cast<Count>(stream.below(static_cast<std::uint64_t>(people)));
    auto bin = here.begin();
    for (; person >= state.population.people(*bin); ++bin) person -= state.population.people(*bin);
    record_death(state, *bin, person);
  }
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

void run_event(TickContext& context, const Event& event, std::size_t event_index, double hours) {
  CorridorState& state = context.state;
  const double amount = amount_of(state, event);
  switch (event.kind) {
    case EventKind::attack:
    case EventKind::shelling:
    case EventKind::explosion:
      add_threat(context, event, event_index, hours);
      break;
    case EventKind::violation:
      add_threat(context, event, event_index, hours);
      state.ceasefire_factor += (1.0 - state.ceasefire_factor) * state.settings.violation_weakening;
      break;
    case EventKind::ceasefire:
      state.ceasefire_factor = amount;
      break;
    case EventKind::control_change:
    case EventKind::hazard:
      add_threat(context, event, event_index, hours);
      break;
    case EventKind::evacuation_order:
      set_at(state, event.place, &PlaceState::ordered_to_leave, amount > 0.0);
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
      set_exit_rule(state, event);
      break;
    case EventKind::delivery_food:
    case EventKind::delivery_fuel:
    case EventKind::delivery_medicine:
      deliver(context, event);
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
      add_fleet(context, event, Mode::bus);
      break;
    case EventKind::ambulances:
      add_fleet(context, event, Mode::ambulance);
      break;
    case EventKind::helicopter:
      add_fleet(context, event, Mode::helicopter);
      break;
    case EventKind::boats:
      add_fleet(context, event, Mode::boat);
      break;
    case EventKind::trains:
      add_fleet(context, event, Mode::train);
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
      record_deaths(context, event, event_index);
      break;
  }
}

bool run_events(TickContext& context) {
  CorridorState& state = context.state;
  const std::size_t before = state.next_event;
  const double middle_of_tick_hours = (state.now + 0.5) * context.world.tick_hours;
  while (state.next_event < state.schedule.size() &&
         state.schedule[state.next_event].hours < middle_of_tick_hours) {
    const ScheduledEvent& due = state.schedule[state.next_event++];
    run_event(context, context.world.scenario.events[due.event], due.event, due.hours);
  }
  return state.next_event > before;
}

}  // namespace corridor

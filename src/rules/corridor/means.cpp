// Step 5. Who can set out: vehicles with fuel as soon as a way is open and the rules of exit allow
// it; vehicles without fuel as far as the stock reaches; households without a vehicle by a lift, a
// seat on a bus, or on foot; those who need help by ambulance, helicopter, bus or lift. All three
// find means that nobody planned at a small rate: fuel from a neighbour, a lorry, a relative who
// comes back. Scarce things go to those who were ready first.
#include "rules/corridor/means.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <vector>

#include "rules/corridor/lots.h"
#include "rules/corridor/route_choice.h"
#include "rules/corridor/travel.h"
#include "rules/corridor/walk.h"

namespace corridor {
namespace {

constexpr Count kLargestParty = 255;

/// The queues of those who are ready to leave a place.
enum class Queue : std::uint8_t { fuelled, without_fuel, without_vehicle, needing_help };
constexpr std::uint64_t kQueues = 4;

/// The departures from one place in one tick.
class Departures {
 public:
  Departures(TickContext& context, PlaceId place, double other_means_probability)
      : context_(context),
        world_(context.world),
        state_(context.state),
        place_(place),
        other_means_probability_(other_means_probability),
        key_(context.world.place_key[place.index]),
        bins_(context.world.place_bins[place.index]),
        routes_(context.state.open_routes[place.index]),
        lists_(context.state.means_scratch),
        lifted_(lists_.lifted),
        lifted_needing_help_(lists_.lifted_needing_help),
        lifted_without_fuel_(lists_.lifted_without_fuel) {
    lifted_.clear();
    lifted_needing_help_.clear();
    lifted_without_fuel_.clear();
  }

  void run() {
    const bool on_road = !routes_.empty();
    if (on_road) {
      drive();
      offer_lifts();
    }
    for (std::size_t fleet = 0; fleet < state_.fleets.size(); ++fleet) board(fleet, on_road);
    if (on_road) walk();
  }

 private:
  [[nodiscard]] BinId bin_of(Queue queue) const {
    switch (queue) {
      case Queue::fuelled:
        return bins_.ready_fuelled;
      case Queue::without_fuel:
        return bins_.ready_without_fuel;
      case Queue::without_vehicle:
        return bins_.ready_without_vehicle;
      case Queue::needing_help:
        return bins_.ready_needing_help;
    }
    return bins_.ready_without_vehicle;
  }
  [[nodiscard]] const Bin& ready(Queue queue) const { return state_.population.bin(bin_of(queue)); }
  /// Whoever departs next comes from this queue.
  void serve(Queue queue) {
    queue_ = queue;
    state_.flows.from(bin_of(queue));
  }
  [[nodiscard]] bool may_leave(HouseholdClass household_class) const {
    return state_.may_leave[static_cast<std::size_t>(household_class)] != 0;
  }

  void drive() {
    if (!may_leave(HouseholdClass::vehicle)) return;
    const Bin& fuelled = ready(Queue::fuelled);
    if (!fuelled.empty()) {
      serve(Queue::fuelled);
      const std::span<const Cohort> cohorts = fuelled.cohorts();
      for (std::size_t i = 0; i < cohorts.size(); ++i) {
        if (cohorts[i].households > 0) set_out_by_vehicle(cohorts[i], i, cohorts[i].households);
      }
    }
    drive_with_fuel_from_stock();
  }

  void drive_with_fuel_from_stock() {
    const Bin& waiting = ready(Queue::without_fuel);
    Count& stock = state_.places[place_.index].fuel_litres;
    const Count found = find_other_means(Queue::without_fuel);
    if (waiting.empty() || (stock <= 0 && found == 0)) return;
    const double litres = litres_per_vehicle();
    const Count from_stock =
        households_that_fuel_reaches(waiting, static_cast<double>(stock) / litres);
    serve(Queue::without_fuel);
    double vehicles = 0.0;
    const Count served = serve_in_order(
        waiting.cohorts(), from_stock + found, context_.stream(Process::fuel_lot, key_),
        [&](std::size_t i, Count households) {
          const Cohort& cohort = waiting.cohorts()[i];
          vehicles += static_cast<double>(households) / households_per_vehicle(cohort.group);
          set_out_by_vehicle(cohort, i, households);
        });
    got_fuel_ = served;
    if (served == 0) return;
    const double share =
        static_cast<double>(std::min(served, from_stock)) / static_cast<double>(served);
    stock -= std::min<Count>(stock, std::llround(share * vehicles * litres));
  }

  /// Households of a queue for which fuel for so many vehicles is enough.
  [[nodiscard]] Count households_that_fuel_reaches(const Bin& waiting, double full_vehicles) const {
    // Most often a rest is left that is enough for nobody.
    if (full_vehicles * state_.most_households_per_vehicle < 1.0 - 1e-9) return 0;
    double vehicles = 0.0;
    for (const Cohort& cohort : waiting.cohorts()) {
      vehicles += static_cast<double>(cohort.households) / households_per_vehicle(cohort.group);
    }
    const double reached = full_vehicles / vehicles;
    if (reached >= 1.0) return waiting.households();
    return static_cast<Count>(reached * static_cast<double>(waiting.households()) + 1e-9);
  }

  /// Households of a queue that find a way nobody planned in this tick.
  [[nodiscard]] Count find_other_means(Queue queue) const {
    if (other_means_probability_ <= 0.0 || ready(queue).empty()) return 0;
    Stream stream = context_.stream(Process::other_means, key_, static_cast<std::uint64_t>(queue));
    return draw_binomial(stream, ready(queue).households(), other_means_probability_);
  }

  [[nodiscard]] double households_per_vehicle(GroupId group) const {
    return state_.households_per_vehicle[group.index / kMaxHouseholdSize];
  }

  /// What a vehicle takes for the shortest open way, in whole litres.
  [[nodiscard]] double litres_per_vehicle() const {
    double shortest_km = 1.0e9;
    for (const RouteId route : routes_) {
      shortest_km = std::min(shortest_km, world_.routes[route].length_km);
    }
    return std::max(1.0, std::ceil(shortest_km * state_.settings.fuel_litres_per_km *
                                   state_.settings.fuel_queue_factor));
  }

  /// As many vehicles as carry `people_per_vehicle` on average, filled evenly with whole
  /// households; the part of a vehicle that rounding leaves is owed to those who set out next.
  void set_out_by_vehicle(const Cohort& cohort, std::size_t index, Count households) {
    double& owed = state_.places[place_.index].vehicles_owed;
    owed += static_cast<double>(households) / households_per_vehicle(cohort.group);
    const Count fewest = (households + kLargestParty - 1) / kLargestParty;
    const Count vehicles = std::clamp<Count>(std::llround(owed), fewest, households);
    owed = std::clamp(owed - static_cast<double>(vehicles), -0.5, 0.5);
    const Count party = households / vehicles;
    const Count larger = households % vehicles;
    depart(cohort, index, Mode::vehicle, party + 1, larger * (party + 1));
    depart(cohort, index, Mode::vehicle, party, (vehicles - larger) * party);
  }

  /// Splits parties over the routes and proposes the flows to the first roads.
  void depart(const Cohort& cohort, std::size_t index, Mode mode, Count party, Count households,
              std::uint16_t fleet = 0) {
    if (households == 0) return;
    if (routes_.size() == 1 && !world_.any_can_revise) {
      depart_by(routes_[0], cohort, index, mode, party, households, fleet, 0);
      return;
    }
    if (!weights_known_) {
      route_probabilities(context_, place_, routes_, on_foot_, lists_.informed, lists_.uninformed);
    }
    weights_known_ = true;
    Stream stream =
        context_.stream(Process::route, key_, ordinal_of_parties(index, mode, party, fleet));
    const Count all = households / party;
    const Count informed = draw_binomial(stream, all, state_.settings.informed_share);
    const auto split = [&](Count count, const std::vector<double>& weights, std::uint8_t flags) {
      std::vector<Count>& parties = lists_.parties;
      parties.assign(routes_.size(), 0);
      draw_multinomial(stream, count, weights, parties);
      for (std::size_t i = 0; i < routes_.size(); ++i) {
        if (parties[i] == 0) continue;
        depart_by(routes_[i], cohort, index, mode, party, parties[i] * party, fleet, flags);
      }
    };
    split(informed, lists_.informed, world_.any_can_revise ? kInformed : std::uint8_t{0});
    split(all - informed, lists_.uninformed, 0);
  }

  /// A number of its own for the parties of one size that one cohort of the queue sends one way of
  /// travelling in this tick.
  [[nodiscard]] std::uint64_t ordinal_of_parties(std::size_t index, Mode mode, Count party,
                                                 std::uint16_t fleet) const {
    constexpr std::uint64_t kModes = 8;
    std::uint64_t ordinal = index * (kLargestParty + 1) + static_cast<std::uint64_t>(party);
    ordinal = ordinal * kModes + static_cast<std::uint64_t>(mode);
    ordinal = ordinal * (state_.fleets.size() + 1) + fleet;
    return ordinal * kQueues + static_cast<std::uint64_t>(queue_);
  }

  void depart_by(RouteId route, const Cohort& cohort, std::size_t index, Mode mode, Count party,
                 Count households, std::uint16_t fleet, std::uint8_t flags) {
    const RoadId first = world_.routes[route].roads.front();
    const RoadBins& road_bins = world_.road_bins[first.index];
    const Plan plan(route, static_cast<std::uint8_t>(mode), static_cast<std::uint8_t>(party), fleet,
                    flags);
    const BinId to = mode == Mode::foot ? road_bins.walking : road_bins.loading;
    const Tick free = mode == Mode::foot ? walking_ticks(world_, state_, world_.routes[route])
                                         : state_.route_free_ticks[route];
    state_.flows.add({static_cast<std::uint32_t>(index), to, plan, state_.now + free,
                      World::traveller(cohort.group, state_.home_matters), households});
    const Count people = households * state_.population.household_size(cohort.group);
    state_.departures += people;
    state_.places[place_.index].departed += people;
    state_.departed_by_route[route] += people;
    if (mode != Mode::foot && mode != Mode::lift) {
      state_.roads[first.index].loading_vehicles += households / party;
      vehicles_ += mode == Mode::vehicle ? households / party : 0;
    }
  }

  /// Vehicles that set out now take others along, and some find a seat in one that passes; the
  /// longest waiting first, those without a vehicle before the rest.
  void offer_lifts() {
    Count offers = 0;
    if (vehicles_ > 0) {
      Stream stream = context_.stream(Process::lift_offers, key_);
      offers = draw_binomial(stream, vehicles_, state_.settings.lift_probability);
    }
    const Count seats = find_other_means(Queue::without_vehicle);
    const Count lifted =
        lift(Queue::without_vehicle, HouseholdClass::no_vehicle, offers + seats, lifted_);
    offers -= std::max<Count>(0, lifted - seats);
    const Count seats_with_help = find_other_means(Queue::needing_help);
    const Count helped = lift(Queue::needing_help, HouseholdClass::needs_help,
                              offers + seats_with_help, lifted_needing_help_);
    offers -= std::max<Count>(0, helped - seats_with_help);
    if (got_fuel_ == 0) {
      lift(Queue::without_fuel, HouseholdClass::vehicle, offers, lifted_without_fuel_);
    }
  }

  Count lift(Queue queue, HouseholdClass household_class, Count offers,
             std::vector<Count>& lifted) {
    const std::span<const Cohort> cohorts = ready(queue).cohorts();
    if (cohorts.empty() || offers == 0 || !may_leave(household_class)) return 0;
    serve(queue);
    return serve_in_order(
        cohorts, offers,
        context_.stream(Process::lift_lot, key_, static_cast<std::uint64_t>(queue)),
        [&](std::size_t i, Count households) {
          note(lifted, i, households);
          depart(cohorts[i], i, Mode::lift, 1, households);
        });
  }

  /// Seats of one fleet: ambulances and helicopters for those who need help, buses, boats and
  /// trains also for those without a vehicle or fuel.
  void board(std::size_t fleet_index, bool on_road) {
    Fleet& fleet = state_.fleets[fleet_index];
    if (fleet.home != place_ || fleet.idle == 0 || state_.now >= fleet.until) return;
    if (!fleet.to.valid() && !on_road) return;
    if (is_shared(fleet.mode)) {
      embark(fleet_index);
      return;
    }
    serve_waiting(fleet,
                  [&](Queue queue, HouseholdClass household_class, std::vector<Count>& gone) {
                    board_class(fleet_index, queue, household_class, gone);
                  });
  }

  /// Those whom a fleet fetches, in their order: `board(queue, household class, those of the queue
  /// who have gone in this tick)`.
  template <class Board>
  void serve_waiting(const Fleet& fleet, const Board& board) {
    board(Queue::needing_help, HouseholdClass::needs_help, lifted_needing_help_);
    if (is_for_help(fleet.mode)) return;
    board(Queue::without_vehicle, HouseholdClass::no_vehicle, lifted_);
    if (got_fuel_ == 0) board(Queue::without_fuel, HouseholdClass::vehicle, lifted_without_fuel_);
  }

  /// Whoever waits shares the seats of all parts of boats or trains at the place; as many go as
  /// that takes, and are back after twice the way and the time at both ends.
  void embark(std::size_t fleet_index) {
    Fleet& fleet = state_.fleets[fleet_index];
    const Count all_seats = fleet.idle * fleet.seats;
    Count seats = all_seats;
    serve_waiting(fleet,
                  [&](Queue queue, HouseholdClass household_class, std::vector<Count>& gone) {
                    embark_class(fleet_index, queue, household_class, gone, seats);
                  });
    const Count parts = (all_seats - seats + fleet.seats - 1) / fleet.seats;
    if (parts == 0) return;
    fleet.idle -= parts;
    const auto embarking =
        static_cast<Tick>(std::lround(state_.settings.embarkation_hours / world_.tick_hours));
    fleet.coming_back.emplace_back(state_.now + 2 * transfer_ticks(world_, fleet) + embarking,
                                   parts);
  }

  void embark_class(std::size_t fleet_index, Queue queue, HouseholdClass household_class,
                    std::vector<Count>& gone, Count& seats) {
    const std::span<const Cohort> cohorts = ready(queue).cohorts();
    if (cohorts.empty() || !may_leave(household_class)) return;
    serve(queue);
    for (std::size_t i = 0; i < cohorts.size(); ++i) {
      const Count size = state_.population.household_size(cohorts[i].group);
      const Count going = std::min(cohorts[i].households - noted(gone, i), seats / size);
      if (going <= 0) continue;
      transfer(fleet_index, cohorts[i], i, 1, going);
      note(gone, i, going);
      seats -= going * size;
    }
  }

  /// Fills vehicle after vehicle from the head of the queue; a vehicle carries households of one
  /// cohort.
  void board_class(std::size_t fleet_index, Queue queue, HouseholdClass household_class,
                   std::vector<Count>& gone) {
    Fleet& fleet = state_.fleets[fleet_index];
    const std::span<const Cohort> cohorts = ready(queue).cohorts();
    if (cohorts.empty() || fleet.idle == 0 || !may_leave(household_class)) return;
    serve(queue);
    for (std::size_t i = 0; i < cohorts.size() && fleet.idle > 0; ++i) {
      const Count waiting = cohorts[i].households - noted(gone, i);
      const Count size = state_.population.household_size(cohorts[i].group);
      const Count party = std::min(kLargestParty, fleet.seats / size);
      if (waiting == 0 || party == 0) continue;
      const Count full = std::min(fleet.idle, waiting / party);
      board_party(fleet_index, cohorts[i], i, party, full * party);
      const Count rest = std::min(waiting - full * party, party);
      const bool last_vehicle = fleet.idle > 0 && rest > 0;
      if (last_vehicle) board_party(fleet_index, cohorts[i], i, rest, rest);
      note(gone, i, full * party + (last_vehicle ? rest : 0));
    }
  }

  void board_party(std::size_t fleet_index, const Cohort& cohort, std::size_t index, Count party,
                   Count households) {
    if (households == 0) return;
    Fleet& fleet = state_.fleets[fleet_index];
    fleet.idle -= households / party;
    if (!fleet.to.valid()) {
      depart(cohort, index, fleet.mode, party, households, static_cast<std::uint16_t>(fleet_index));
      return;
    }
    transfer(fleet_index, cohort, index, party, households);
  }

  /// Proposes the flow past the roads to where the fleet is bound for.
  void transfer(std::size_t fleet_index, const Cohort& cohort, std::size_t index, Count party,
                Count households) {
    const Fleet& fleet = state_.fleets[fleet_index];
    const Plan plan(0, static_cast<std::uint8_t>(fleet.mode), static_cast<std::uint8_t>(party),
                    static_cast<std::uint16_t>(fleet_index), 0);
    const Tick free = transfer_ticks(world_, fleet);
    state_.flows.add({static_cast<std::uint32_t>(index),
                      world_.place_bins[fleet.to.index].in_transfer, plan, state_.now + free,
                      World::traveller(cohort.group, state_.home_matters), households});
    state_.departures += households * state_.population.household_size(cohort.group);
  }

  /// Those who waited too long for a seat, by the ways that are short enough to walk.
  void walk() {
    const std::span<const Cohort> cohorts = ready(Queue::without_vehicle).cohorts();
    const double patience_ticks = state_.settings.walking_patience_hours / world_.tick_hours;
    if (cohorts.empty() || !may_leave(HouseholdClass::no_vehicle) ||
        static_cast<double>(state_.now - cohorts.front().since) < patience_ticks ||
        !choose_among_walkable()) {
      return;
    }
    const double probability =
        -std::expm1(-state_.settings.walking_hazard_per_hour * world_.tick_hours);
    serve(Queue::without_vehicle);
    for (std::size_t i = 0; i < cohorts.size(); ++i) {
      if (static_cast<double>(state_.now - cohorts[i].since) < patience_ticks) break;
      Stream stream = context_.stream(Process::walk, key_, i);
      const Count walkers =
          draw_binomial(stream, cohorts[i].households - noted(lifted_, i), probability);
      depart(cohorts[i], i, Mode::foot, 1, walkers);
    }
  }

  /// From now on in this tick people choose among the routes that can be walked; whether there are
  /// any.
  bool choose_among_walkable() {
    std::vector<RouteId>& walkable = lists_.walkable;
    walkable.clear();
    std::copy_if(routes_.begin(), routes_.end(), std::back_inserter(walkable), [&](RouteId route) {
      return is_walkable(world_.scenario, world_.routes[route], state_.settings.walking_limit_km);
    });
    routes_ = walkable;
    on_foot_ = true;
    weights_known_ = false;
    return !routes_.empty();
  }

  /// Households of cohort `i` proposed so far; those behind the list's end have none.
  static Count noted(const std::vector<Count>& list, std::size_t i) {
    return i < list.size() ? list[i] : 0;
  }
  static void note(std::vector<Count>& list, std::size_t i, Count households) {
    if (i >= list.size()) list.resize(i + 1, 0);
    list[i] += households;
  }

  TickContext& context_;
  const World& world_;
  CorridorState& state_;
  PlaceId place_;
  double other_means_probability_;  ///< for a waiting household to find them in this tick
  std::uint64_t key_;
  const PlaceBins& bins_;
  std::span<const RouteId> routes_;  ///< to choose among: open; for walkers, walkable
  MeansScratch& lists_;
  std::vector<Count>& lifted_;  ///< by cohort without a vehicle: households already proposed
  std::vector<Count>& lifted_needing_help_;  ///< the same for those who need help
  std::vector<Count>& lifted_without_fuel_;  ///< and for those without fuel
  Queue queue_ = Queue::fuelled;             ///< being served
  bool on_foot_ = false;                     ///< whether those who choose walk
  bool weights_known_ = false;
  Count got_fuel_ = 0;  ///< households that got fuel in this tick
  Count vehicles_ = 0;  ///< private vehicles that set out in this tick
};

void call_back_fleets(CorridorState& state) {
  for (Fleet& fleet : state.fleets) {
    for (auto& [tick, vehicles] : fleet.coming_back) {
      if (tick <= state.now) fleet.idle += std::exchange(vehicles, 0);
    }
    std::erase_if(fleet.coming_back, [](const auto& returning) { return returning.second == 0; });
  }
}

/// Probability that a waiting household finds means that nobody planned: once an hour, for the
/// hour.
double other_means(const TickContext& context) {
  const World& world = context.world;
  if (!context.hour_begins()) return 0.0;
  return -std::expm1(-context.state.settings.other_means_hazard_per_hour * world.tick_hours *
                     world.ticks_per_hour);
}

bool somebody_is_ready(const Population& population, const PlaceBins& bins) {
  for (const BinId id : {bins.ready_fuelled, bins.ready_without_fuel, bins.ready_without_vehicle,
                         bins.ready_needing_help}) {
    if (!population.bin(id).empty()) return true;
  }
  return false;
}

}  // namespace

void find_means(TickContext& context) {
  call_back_fleets(context.state);
  const double other_means_probability = other_means(context);
  for (const PlaceId place : context.world.settlements) {
    const PlaceBins& bins = context.world.place_bins[place.index];
    if (context.world.scenario.place(place).safe ||
        !somebody_is_ready(context.state.population, bins)) {
      continue;
    }
    Departures(context, place, other_means_probability).run();
  }
}

}  // namespace corridor

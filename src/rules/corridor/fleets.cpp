// Ambulances and helicopters take those who need help, buses, boats and trains also those without a
// vehicle or fuel.
#include "rules/corridor/fleets.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "rules/corridor/travel.h"

namespace corridor {
namespace {

/// Those whom a fleet fetches, in their order.
std::span<const Queue> fetched_by(Mode mode) {
  static constexpr Queue kInOrder[] = {Queue::needing_help, Queue::without_vehicle,
                                       Queue::without_fuel};
  const std::span<const Queue> all(kInOrder);
  return is_for_help(mode) ? all.first(1) : all;
}

/// One fleet at the place whose people it fetches.
class Boarding {
 public:
  Boarding(TickContext& context, ReadyQueues& queues, Departures& departures, Fleet& fleet)
      : world_(context.world),
        state_(context.state),
        queues_(queues),
        departures_(departures),
        fleet_(fleet),
        number_(static_cast<std::uint16_t>(&fleet - context.state.fleets.data())) {}

  void run() {
    if (is_shared(fleet_.mode)) {
      embark();
    } else {
      board();
    }
  }

 private:
  /// Whoever waits shares the seats of all parts of boats or trains at the place; as many go as
  /// that takes, and are back after twice the way and the time at both ends.
  void embark() {
    const Count all_seats = fleet_.idle * fleet_.seats;
    Count seats = all_seats;
    for (const Queue queue : fetched_by(fleet_.mode)) seats -= embark_from(queue, seats);
    send_off(world_, state_, fleet_, all_seats - seats);
  }

  /// Returns the seats that are taken.
  Count embark_from(Queue queue, Count seats) {
    if (!queues_.may_leave(queue)) return 0;
    const std::span<const Cohort> cohorts = queues_.serve(queue);
    Count taken = 0;
    for (std::size_t i = 0; i < cohorts.size(); ++i) {
      const Count size = state_.population.household_size(cohorts[i].group);
      const Count going = std::min(queues_.not_gone(i), (seats - taken) / size);
      if (going <= 0) continue;
      transfer(i, cohorts[i].group, 1, going);
      queues_.note_gone(i, going);
      taken += going * size;
    }
    return taken;
  }

  void board() {
    for (const Queue queue : fetched_by(fleet_.mode)) {
      if (fleet_.idle > 0 && queues_.may_leave(queue)) board_from(queue);
    }
  }

  /// Fills vehicle after vehicle from the head of the queue; a vehicle carries households of one
  /// cohort.
  void board_from(Queue queue) {
    const std::span<const Cohort> cohorts = queues_.serve(queue);
    for (std::size_t i = 0; i < cohorts.size() && fleet_.idle > 0; ++i) {
      const Count waiting = queues_.not_gone(i);
      const Count size = state_.population.household_size(cohorts[i].group);
      const Count party = std::min(kLargestParty, fleet_.seats / size);
      if (waiting == 0 || party == 0) continue;
      const Count full = std::min(fleet_.idle, waiting / party);
      leave(i, cohorts[i].group, party, full * party);
      const Count rest = std::min(waiting - full * party, party);
      const bool last_vehicle = fleet_.idle > 0 && rest > 0;
      if (last_vehicle) leave(i, cohorts[i].group, rest, rest);
      queues_.note_gone(i, full * party + (last_vehicle ? rest : 0));
    }
  }

  void leave(std::size_t cohort, GroupId group, Count party, Count households) {
    if (households == 0) return;
    fleet_.idle -= households / party;
    if (fleet_.to.valid()) {
      transfer(cohort, group, party, households);
    } else {
      departures_.set_out({cohort, group, fleet_.mode, party, households, number_});
    }
  }

  /// Proposes the flow past the roads to where the fleet is bound for.
  void transfer(std::size_t cohort, GroupId group, Count party, Count households) {
    const Plan plan(0, static_cast<std::uint8_t>(fleet_.mode), static_cast<std::uint8_t>(party),
                    number_, 0);
    state_.flows.add({static_cast<std::uint32_t>(cohort),
                      world_.place_bins[fleet_.to.index].in_transfer, plan,
                      state_.now + transfer_ticks(world_, fleet_),
                      World::traveller(group, state_.home_matters), households});
    state_.departures += households * state_.population.household_size(group);
  }

  const World& world_;
  CorridorState& state_;
  ReadyQueues& queues_;
  Departures& departures_;
  Fleet& fleet_;
  std::uint16_t number_;  ///< of the fleet
};

}  // namespace

void call_back_fleets(CorridorState& state) {
  for (Fleet& fleet : state.fleets) {
    for (auto& [tick, vehicles] : fleet.coming_back) {
      if (tick <= state.now) fleet.idle += std::exchange(vehicles, 0);
    }
    std::erase_if(fleet.coming_back, [](const auto& returning) { return returning.second == 0; });
  }
}

void send_off(const World& world, CorridorState& state, Fleet& fleet, Count seats_taken) {
  const Count vehicles = (seats_taken + fleet.seats - 1) / fleet.seats;
  if (vehicles == 0) return;
  const double embarking_hours = is_shared(fleet.mode) ? state.settings.embarkation_hours : 0.0;
  const Tick away = 2 * transfer_ticks(world, fleet) +
                    static_cast<Tick>(std::lround(embarking_hours / world.tick_hours));
  fleet.idle -= vehicles;
  fleet.coming_back.emplace_back(state.now + away, vehicles);
}

void board_fleets(TickContext& context, ReadyQueues& queues, Departures& departures) {
  const PlaceId place = queues.place();
  const Tick now = context.state.now;
  for (Fleet& fleet : context.state.fleets) {
    if (fleet.home != place || fleet.idle == 0 || now >= fleet.until) continue;
    const bool has_way = fleet.to.valid() || !departures.routes().empty();
    if (has_way) Boarding(context, queues, departures, fleet).run();
  }
}

}  // namespace corridor

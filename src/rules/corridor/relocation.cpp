#include "rules/corridor/relocation.h"

#include <algorithm>
#include <span>

#include "rules/corridor/fleets.h"
#include "rules/corridor/lots.h"
#include "rules/corridor/travel.h"

namespace corridor {
namespace {

/// One fleet at the safe place from which it carries people on. Whoever waits shares the seats of
/// all vehicles that are there.
class Relocation {
 public:
  Relocation(TickContext& context, std::size_t number)
      : context_(context),
        world_(context.world),
        state_(context.state),
        fleet_(context.state.fleets[number]),
        number_(number) {}

  void run() {
    const PlaceBins& here = world_.place_bins[fleet_.home.index];
    const Count all_seats = fleet_.idle * fleet_.seats;
    seats_ = all_seats;
    for (const BinId bin : {here.unsheltered, here.placing, here.centre}) board_from(bin);
    send_off(world_, state_, fleet_, all_seats - seats_);
    state_.population.apply(state_.flows, state_.now);
  }

 private:
  /// Who came first goes first; those of a pool are mixed evenly.
  void board_from(BinId bin) {
    const std::span<const Cohort> cohorts = state_.population.bin(bin).cohorts();
    state_.flows.from(bin);
    serve_in_order(cohorts, households_that_fit(bin),
                   context_.stream(Process::relocation_lot, world_.place_key[fleet_.home.index],
                                   number_ * kOrdinalsPerBin + bin),
                   [&](std::size_t i, Count households) { board(i, cohorts[i], households); });
  }

  /// As many as the seats are enough for, were all of the mean size; while a seat is free at least
  /// one.
  [[nodiscard]] Count households_that_fit(BinId bin) const {
    const Count households = state_.population.bin(bin).households();
    const Count people = state_.population.people(bin);
    if (seats_ == 0) return 0;
    if (people <= seats_) return households;
    return std::max<Count>(1, seats_ * households / people);
  }

  void board(std::size_t i, const Cohort& cohort, Count households) {
    const Count size = state_.population.household_size(cohort.group);
    const Count going = std::min(households, seats_ / size);
    if (going == 0) return;
    seats_ -= going * size;
    state_.flows.add({static_cast<std::uint32_t>(i), world_.place_bins[fleet_.to.index].relocating,
                      Plan{}, state_.now + transfer_ticks(world_, fleet_), cohort.group, going});
  }

  TickContext& context_;
  const World& world_;
  CorridorState& state_;
  Fleet& fleet_;
  std::size_t number_;
  Count seats_ = 0;  ///< free
};

}  // namespace

void relocate(TickContext& context) {
  CorridorState& state = context.state;
  for (std::size_t number = 0; number < state.fleets.size(); ++number) {
    const Fleet& fleet = state.fleets[number];
    const bool is_ready = fleet.relocates && fleet.idle > 0 && state.now < fleet.until;
    if (is_ready) Relocation(context, number).run();
  }
}

}  // namespace corridor

#include "rules/corridor/orders.h"

#include "random/draws.h"
#include "rules/corridor/decision.h"

namespace corridor {
namespace {

/// Proposes who of those that would never leave a place begins to decide.
void move_stayers_of(TickContext& context, PlaceId place, std::size_t event_index) {
  CorridorState& state = context.state;
  const PlaceBins& bins = context.world.place_bins[place.index];
  const std::span<const Cohort> cohorts = state.population.bin(bins.stayers).cohorts();
  Stream stream =
      context.stream(Process::order_lot, context.world.place_key[place.index], event_index);
  state.flows.from(bins.stayers);
  for (std::uint32_t i = 0; i < cohorts.size(); ++i) {
    const Count moved =
        draw_binomial(stream, cohorts[i].households, state.settings.order_moves_share);
    if (moved == 0) continue;
    const bool displaced = context.world.group(cohorts[i].group).displaced;
    state.flows.add(
        {i, displaced ? bins.displaced : bins.staying, Plan{}, 0, cohorts[i].group, moved});
  }
}

}  // namespace

void move_stayers(TickContext& context, PlaceId place, std::size_t event_index) {
  for (const PlaceId here : context.world.settlements) {
    const bool is_told = !place.valid() || place == here;
    if (is_told && people_decide_at(context.world, context.state, here))
      move_stayers_of(context, here, event_index);
  }
  context.state.population.apply(context.state.flows, context.state.now);
}

}  // namespace corridor

// Step 9. Households go home with a constant hazard where return is permitted, the threat at home
// is low and services and supplies are back; they travel against the stream at free-flow time.
#include <cmath>

#include "random/draws.h"
#include "rules/corridor/rules.h"

namespace corridor {
namespace {

bool may_return_to(const TickContext& context, PlaceId home) {
  const CorridorState& state = context.state;
  return threat_at(state, home) <= state.settings.return_threat_limit &&
         state.places[home.index].deprivation <= state.settings.return_deprivation_limit;
}

void leave_shelter(TickContext& context, BinId bin, double probability, std::uint64_t key,
                   std::uint64_t ordinal) {
  CorridorState& state = context.state;
  const std::span<const Cohort> cohorts = state.population.bin(bin).cohorts();
  state.flows.from(bin);
  for (std::size_t i = 0; i < cohorts.size(); ++i) {
    const PlaceId home = context.world.group(cohorts[i].group).place;
    if (cohorts[i].households == 0 || !may_return_to(context, home)) continue;
    Stream stream = context.stream(Process::return_home, key, ordinal * 4096 + i);
    const Count going = draw_binomial(stream, cohorts[i].households, probability);
    if (going == 0) continue;
    state.flows.add({static_cast<std::uint32_t>(i), context.world.place_bins[home.index].returning,
                     Plan{}, 0, cohorts[i].group, going});
  }
}

/// Free-flow hours of the quickest route out of a home, taken as the time of the way back.
double way_back_hours(const World& world, PlaceId home) {
  const std::vector<std::uint16_t>& routes = world.routes_from[home.index];
  return routes.empty() ? 0.0 : world.routes[routes.front()].free_flow_hours;
}

void come_home(TickContext& context, PlaceId home) {
  CorridorState& state = context.state;
  const PlaceBins& bins = context.world.place_bins[home.index];
  const Bin& bin = state.population.bin(bins.returning);
  if (bin.empty()) return;
  const auto ticks = static_cast<Tick>(
      std::max(1.0, std::ceil(way_back_hours(context.world, home) / context.world.tick_hours)));
  state.flows.from(bins.returning);
  const std::span<const Cohort> cohorts = bin.cohorts();
  for (std::size_t i = 0; i < cohorts.size() && cohorts[i].since + ticks <= state.now; ++i) {
    if (cohorts[i].households == 0) continue;
    state.flows.add({static_cast<std::uint32_t>(i), bins.staying, Plan{}, 0, cohorts[i].group,
                     cohorts[i].households});
  }
}

}  // namespace

void go_home(TickContext& context) {
  const World& world = context.world;
  if (!world.people_can_return) return;
  for (const PlaceId home : world.settlements) come_home(context, home);
  if (!context.state.return_permitted) return;
  const double probability =
      -std::expm1(-context.state.settings.return_hazard_per_hour * world.tick_hours);
  for (const PlaceId place : world.receptions) {
    const PlaceBins& bins = world.place_bins[place.index];
    const std::uint64_t key = world.place_key[place.index];
    leave_shelter(context, bins.centre, probability, key, 0);
    leave_shelter(context, bins.hosted, probability, key, 1);
    leave_shelter(context, bins.own_means, probability, key, 2);
  }
}

}  // namespace corridor

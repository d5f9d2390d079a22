// Step 9. Where return is permitted and nobody is told to leave, households go home with the hazard
// lambda_r (1 - T / T*)+ (1 - D / D*)+: the lower the threat T and the deprivation D at home are
// below their limits T* and D*, the more return; they travel against the stream at free-flow time.
#include "rules/corridor/return.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "random/draws.h"
#include "rules/corridor/threat.h"

namespace corridor {
namespace {

/// What is left of 1 at `level` on the way to `limit`; a limit of 0 lets only 0 pass.
double room_below(double level, double limit) {
  if (limit <= 0.0) return level <= 0.0 ? 1.0 : 0.0;
  return std::max(0.0, 1.0 - level / limit);
}

/// Probability that a household of this home sets out for it within a tick.
double return_probability(const TickContext& context, PlaceId home) {
  const CorridorState& state = context.state;
  const PlaceState& there = state.places[home.index];
  if (!there.return_permitted || there.ordered_to_leave) return 0.0;
  const double hazard_per_hour =
      state.settings.return_hazard_per_hour *
      return_weight(state.settings, threat_at(state, home), there.deprivation);
  return -std::expm1(-hazard_per_hour * context.world.tick_hours);
}

Tick way_back_ticks(const TickContext& context, PlaceId from, PlaceId home) {
  const double ticks = way_back_hours(context, from, home) / context.world.tick_hours;
  return static_cast<Tick>(std::max(1.0, std::ceil(ticks)));
}

/// Returning from one of the bins of `place`.
void leave_shelter(TickContext& context, PlaceId place, BinId bin, std::uint64_t ordinal) {
  const std::uint64_t key = context.world.place_key[place.index];
  CorridorState& state = context.state;
  const std::span<const Cohort> cohorts = state.population.bin(bin).cohorts();
  state.flows.from(bin);
  for (std::size_t i = 0; i < cohorts.size(); ++i) {
    const PlaceId home = context.world.group(cohorts[i].group).place;
    if (cohorts[i].households == 0) continue;
    const double probability = return_probability(context, home);
    if (probability <= 0.0) continue;
    Stream stream = context.stream(Process::return_home, key, ordinal * kOrdinalsPerBin + i);
    const Count going = draw_binomial(stream, cohorts[i].households, probability);
    if (going == 0) continue;
    const Count people = going * state.population.household_size(cohorts[i].group);
    state.returned += people;
    state.places[home.index].returned += people;
    state.flows.add({static_cast<std::uint32_t>(i), context.world.place_bins[home.index].returning,
                     Plan{}, state.now + way_back_ticks(context, place, home), cohorts[i].group,
                     going});
  }
}

void come_home(TickContext& context, PlaceId home) {
  CorridorState& state = context.state;
  const PlaceBins& bins = context.world.place_bins[home.index];
  const Bin& bin = state.population.bin(bins.returning);
  if (bin.empty()) return;
  state.flows.from(bins.returning);
  const std::span<const Cohort> cohorts = bin.cohorts();
  for (std::size_t i = 0; i < cohorts.size(); ++i) {
    if (cohorts[i].households == 0 || cohorts[i].due > state.now) continue;
    state.flows.add({static_cast<std::uint32_t>(i), bins.staying, Plan{}, 0, cohorts[i].group,
                     cohorts[i].households});
  }
}

}  // namespace

double way_back_hours(const TickContext& context, PlaceId from, PlaceId home) {
  const World& world = context.world;
  const double speed_km_per_hour = context.state.settings.onward_speed_km_per_hour;
  double quickest = std::numeric_limits<double>::infinity();
  for (const RouteId id : world.routes_from[home.index]) {
    const Way& onward = world.onward_way(world.routes[id].destination, from);
    quickest =
        std::min(quickest, context.state.route_free_hours[id] + onward.hours(speed_km_per_hour));
  }
  return std::isfinite(quickest) ? quickest : world.onward_way(home, from).hours(speed_km_per_hour);
}

double return_weight(const Settings& settings, double threat, double deprivation) {
  return room_below(threat, settings.return_threat_limit) *
         room_below(deprivation, settings.return_deprivation_limit);
}

void go_home(TickContext& context) {
  const World& world = context.world;
  if (!context.state.home_matters) return;
  for (const PlaceId home : world.settlements) come_home(context, home);
  const auto is_permitted = [&](PlaceId home) {
    return context.state.places[home.index].return_permitted;
  };
  if (std::none_of(world.settlements.begin(), world.settlements.end(), is_permitted)) return;
  for (const PlaceId place : world.receptions) {
    const PlaceBins& bins = world.place_bins[place.index];
    leave_shelter(context, place, bins.centre, 0);
    leave_shelter(context, place, bins.hosted, 1);
    leave_shelter(context, place, bins.own_means, 2);
    leave_shelter(context, place, bins.placing, 3);
    leave_shelter(context, place, bins.unsheltered, 4);
  }
}

}  // namespace corridor

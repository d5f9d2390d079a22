// Step 4. Each household that has not decided yet decides to leave with hazard
// lambda = lambda_max logistic(a0 + aT T + aD D + aS S + aO O), p = 1 - exp(-lambda dt): the
// departure curve is produced, not prescribed. S is the share of neighbours no longer at home, O
// whether a way out is open. All households of a place share the hazard, so one binomial decides
// how many and one hypergeometric lot which.
#include <cmath>

#include "base/short_list.h"
#include "random/draws.h"
#include "rules/corridor/rules.h"

namespace corridor {
namespace {

BinId ready_bin(const PlaceBins& bins, HouseholdClass household_class, bool fuelled) {
  switch (household_class) {
    case HouseholdClass::vehicle:
      return fuelled ? bins.ready_fuelled : bins.ready_without_fuel;
    case HouseholdClass::no_vehicle:
      return bins.ready_without_vehicle;
    case HouseholdClass::needs_help:
      return bins.ready_needing_help;
  }
  return bins.ready_without_vehicle;
}

/// Proposes that `count` households of cohort `index` are ready; those with a vehicle learn whether
/// its tank will do.
void make_ready(TickContext& context, PlaceId place, std::span<const Cohort> cohorts,
                std::size_t index, Count count, std::uint64_t ordinal) {
  const Cohort& cohort = cohorts[index];
  const HouseholdClass household_class = context.world.group(cohort.group).household_class;
  const PlaceBins& bins = context.world.place_bins[place.index];
  const auto propose = [&](Count households, bool fuelled) {
    if (households == 0) return;
    context.state.flows.add({static_cast<std::uint32_t>(index),
                             ready_bin(bins, household_class, fuelled), Plan{}, context.state.now,
                             cohort.group, households});
  };
  if (household_class != HouseholdClass::vehicle) {
    propose(count, false);
    return;
  }
  Stream stream = context.stream(Process::decision_fuel, context.world.place_key[place.index],
                                 2 * index + ordinal);
  const Count fuelled = draw_binomial(stream, count, context.state.settings.fuelled_share);
  propose(fuelled, true);
  propose(count - fuelled, false);
}

/// Where more households than this are expected to decide at once, one binomial a cohort is cheaper
/// than one for all and a lot among them; the law is the same.
constexpr double kMany = 12.0;

/// How many of each cohort decide: independent binomials with one probability, drawn in whichever
/// way is cheaper.
void draw_deciding(TickContext& context, std::span<const Cohort> cohorts, Count households,
                   double probability, std::uint64_t key, std::uint64_t ordinal,
                   std::span<Count> deciding) {
  if (static_cast<double>(households) * probability > kMany) {
    Stream stream = context.stream(Process::decision_lot, key, ordinal);
    for (std::size_t i = 0; i < cohorts.size(); ++i) {
      deciding[i] = draw_binomial(stream, cohorts[i].households, probability);
    }
    return;
  }
  Stream stream = context.stream(Process::decision, key, ordinal);
  const Count all = draw_binomial(stream, households, probability);
  if (all == 0) return;
  ShortList<Count, 32> sizes;
  for (const Cohort& cohort : cohorts) sizes.push_back(cohort.households);
  draw_multivariate_hypergeometric(stream, sizes, all, deciding);
}

void decide_in_bin(TickContext& context, PlaceId place, BinId id, double probability,
                   std::uint64_t ordinal) {
  const Bin& bin = context.state.population.bin(id);
  if (bin.empty()) return;
  const std::span<const Cohort> cohorts = bin.cohorts();
  ShortList<Count, 32> deciding(cohorts.size(), Count{0});
  draw_deciding(context, cohorts, bin.households(), probability,
                context.world.place_key[place.index], ordinal, deciding);
  context.state.flows.from(id);
  for (std::size_t i = 0; i < deciding.size(); ++i) {
    if (deciding[i] > 0) make_ready(context, place, cohorts, i, deciding[i], ordinal);
  }
}

Count households_at_home(const World& world, const CorridorState& state, PlaceId place) {
  const PlaceBins& bins = world.place_bins[place.index];
  return state.population.bin(bins.staying).households() +
         state.population.bin(bins.displaced).households() +
         state.population.bin(bins.stayers).households();
}

}  // namespace

double decision_hazard_per_hour(const Settings& settings, double threat, double deprivation,
                                double share_gone, bool way_out) {
  const double pressure = settings.intercept + settings.threat_weight * threat +
                          settings.deprivation_weight * deprivation +
                          settings.contagion_weight * share_gone +
                          (way_out ? settings.way_out_weight : 0.0);
  return settings.hazard_max_per_hour / (1.0 + std::exp(-pressure));
}

void decide(TickContext& context) {
  const World& world = context.world;
  CorridorState& state = context.state;
  for (const PlaceId place : world.settlements) {
    if (world.scenario.place(place).safe) continue;
    const PlaceBins& bins = world.place_bins[place.index];
    if (state.population.bin(bins.staying).empty() &&
        state.population.bin(bins.displaced).empty()) {
      continue;
    }
    const PlaceState& here = state.places[place.index];
    const double share_gone = 1.0 - static_cast<double>(households_at_home(world, state, place)) /
                                        static_cast<double>(here.households_at_start);
    const double hazard =
        decision_hazard_per_hour(state.settings, threat_at(state, place), here.deprivation,
                                 share_gone, !state.open_routes[place.index].empty());
    const double hours = world.tick_hours;
    decide_in_bin(context, place, bins.staying, -std::expm1(-hazard * hours), 0);
    decide_in_bin(context, place, bins.displaced,
                  -std::expm1(-hazard * state.settings.displaced_factor * hours), 1);
  }
}

}  // namespace corridor

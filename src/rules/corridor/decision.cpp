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
                             ready_bin(bins, household_class, fuelled), Plan{}, 0, cohort.group,
                             households});
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
/// way is cheaper. Empty where nobody does.
ShortList<Count, 32> draw_deciding(TickContext& context, const Bin& bin, double probability,
                                   std::uint64_t key, std::uint64_t ordinal) {
  ShortList<Count, 32> deciding;
  if (static_cast<double>(bin.households()) * probability > kMany) {
    Stream stream = context.stream(Process::decision_lot, key, ordinal);
    for (const Cohort& cohort : bin.cohorts()) {
      deciding.push_back(draw_binomial(stream, cohort.households, probability));
    }
    return deciding;
  }
  Stream stream = context.stream(Process::decision, key, ordinal);
  const Count all = draw_binomial(stream, bin.households(), probability);
  if (all == 0) return deciding;
  ShortList<Count, 32> sizes;
  for (const Cohort& cohort : bin.cohorts()) sizes.push_back(cohort.households);
  deciding.assign(sizes.size(), 0);
  draw_multivariate_hypergeometric(stream, sizes, all, deciding);
  return deciding;
}

/// `displaced` tells the bins of a place apart: at home 0, already displaced 1.
void decide_in_bin(TickContext& context, PlaceId place, BinId id, std::size_t displaced) {
  const Bin& bin = context.state.population.bin(id);
  const double probability = context.state.places[place.index].decision_probability[displaced];
  if (bin.empty() || probability <= 0.0) return;
  const ShortList<Count, 32> deciding =
      draw_deciding(context, bin, probability, context.world.place_key[place.index], displaced);
  context.state.flows.from(id);
  for (std::size_t i = 0; i < deciding.size(); ++i) {
    if (deciding[i] > 0) make_ready(context, place, bin.cohorts(), i, deciding[i], displaced);
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

void assess_hazards(TickContext& context) {
  const World& world = context.world;
  CorridorState& state = context.state;
  for (const PlaceId place : world.settlements) {
    PlaceState& here = state.places[place.index];
    if (world.scenario.place(place).safe || here.households_at_start == 0) continue;
    const double share_gone = 1.0 - static_cast<double>(households_at_home(world, state, place)) /
                                        static_cast<double>(here.households_at_start);
    const double hazard_per_tick =
        world.tick_hours * decision_hazard_per_hour(state.settings, threat_at(state, place),
                                                    here.deprivation, share_gone,
                                                    !state.open_routes[place.index].empty());
    here.decision_probability[0] = -std::expm1(-hazard_per_tick);
    here.decision_probability[1] = -std::expm1(-hazard_per_tick * state.settings.displaced_factor);
  }
}

void decide(TickContext& context) {
  for (const PlaceId place : context.world.settlements) {
    const PlaceBins& bins = context.world.place_bins[place.index];
    decide_in_bin(context, place, bins.staying, 0);
    decide_in_bin(context, place, bins.displaced, 1);
  }
}

}  // namespace corridor

// Step 4. Each household that has not decided yet decides to leave with hazard
// lambda = lambda_max R logistic(a0 + aT T + aD D + aS S + aO O + aE E), p = 1 - exp(-lambda dt):
// the departure curve is produced, not prescribed. S is the share of neighbours no longer at home,
// O whether a way out is open, E whether people are told to leave, R whether there is a reason to.
// All households of a place share the hazard, so one binomial decides how many of an hour, and one
// hypergeometric lot in each tick which. Where they differ in readiness (gamma with mean 1 and
// variance v), the hazard of those left is lambda / (1 + v Lambda), Lambda the hazard so far: who
// is most ready has gone (Vaupel, Manton & Stallard 1979, eq. 5).
#include "rules/corridor/decision.h"

#include <algorithm>
#include <cmath>

#include "base/short_list.h"
#include "random/draws.h"
#include "rules/corridor/threat.h"

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
                std::size_t index, Count count, Stream& stream) {
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
  const Count fuelled = draw_binomial(stream, count, context.state.settings.fuelled_share);
  propose(fuelled, true);
  propose(count - fuelled, false);
}

/// Where more households than this are expected to decide in a tick, one binomial a cohort is
/// cheaper than one for all and a lot among them; the law is the same.
constexpr double kMany = 12.0;

/// Proposes the deciding households of each cohort.
void make_all_ready(TickContext& context, PlaceId place, BinId id, std::span<const Count> deciding,
                    Stream& stream) {
  context.state.flows.from(id);
  const std::span<const Cohort> cohorts = context.state.population.bin(id).cohorts();
  for (std::size_t i = 0; i < deciding.size(); ++i) {
    if (deciding[i] > 0) make_ready(context, place, cohorts, i, deciding[i], stream);
  }
}

/// Those who decide in this tick, each cohort on its own.
void decide_by_cohort(TickContext& context, PlaceId place, BinId id, double probability,
                      std::uint64_t ordinal) {
  ShortList<Count, 32> deciding;
  Stream stream =
      context.stream(Process::decision_lot, context.world.place_key[place.index], ordinal);
  for (const Cohort& cohort : context.state.population.bin(id).cohorts()) {
    deciding.push_back(draw_binomial(stream, cohort.households, probability));
  }
  make_all_ready(context, place, id, deciding, stream);
}

/// `count` households of the bin decide in this tick: any with equal chance.
void decide_by_lot(TickContext& context, PlaceId place, BinId id, Count count,
                   std::uint64_t ordinal) {
  ShortList<Count, 32> sizes;
  for (const Cohort& cohort : context.state.population.bin(id).cohorts()) {
    sizes.push_back(cohort.households);
  }
  ShortList<Count, 32> deciding(sizes.size(), 0);
  Stream stream =
      context.stream(Process::decision_lot, context.world.place_key[place.index], ordinal);
  draw_multivariate_hypergeometric(stream, sizes, count, deciding);
  make_all_ready(context, place, id, deciding, stream);
}

/// The households of a bin that decide in each tick of the hour, as planned.
std::span<Count> planned(TickContext& context, PlaceId place, std::size_t displaced) {
  const auto ticks = static_cast<std::size_t>(context.world.ticks_per_hour);
  return std::span(context.state.planned_decisions)
      .subspan((place.index * 2 + displaced) * ticks, ticks);
}

/// Up to so many households of a bin that decide within an hour do so together, in one tick of it.
constexpr Count kTogether = 100;

/// Draws how many households of a bin decide in which tick until the hazards are assessed next. The
/// hazard is constant until then, so the number of all is one binomial, and who decides at all does
/// so in tick k with a probability in proportion to (1 - p)^k: the law of a draw in every tick. A
/// few households share one such tick: how many decide by the hour and when each of them does keep
/// their law.
void plan_bin(TickContext& context, PlaceId place, BinId id, std::size_t displaced,
              double hazard_per_tick) {
  const Bin& bin = context.state.population.bin(id);
  const Tick ticks = context.world.ticks_per_hour;
  const std::span<Count> by_tick = planned(context, place, displaced);
  std::fill(by_tick.begin(), by_tick.end(), 0);
  DecisionPlan& plan = context.state.places[place.index].decisions[displaced];
  plan = {};
  if (bin.empty()) return;
  const double p = -std::expm1(-hazard_per_tick);
  plan.probability = p;
  plan.each_tick = static_cast<double>(bin.households()) * p > kMany;
  if (plan.each_tick || p <= 0.0) return;
  Tick tick = context.state.now % ticks;
  Stream stream =
      context.stream(Process::decision, context.world.place_key[place.index], displaced);
  double later = -std::expm1(-hazard_per_tick * static_cast<double>(ticks - tick));
  Count left = draw_binomial(stream, bin.households(), later);
  for (; left > 0 && tick + 1 < ticks; ++tick) {
    const double share = std::min(1.0, p / later);
    const Count now = left <= kTogether ? left * draw_binomial(stream, 1, share)
                                        : draw_binomial(stream, left, share);
    by_tick[static_cast<std::size_t>(tick)] = now;
    left -= now;
    later = (later - p) / (1.0 - p);
  }
  by_tick[static_cast<std::size_t>(tick)] = left;
}

/// `displaced` tells the bins of a place apart: at home 0, already displaced 1.
void decide_in_bin(TickContext& context, PlaceId place, BinId id, std::size_t displaced) {
  const DecisionPlan& plan = context.state.places[place.index].decisions[displaced];
  const Bin& bin = context.state.population.bin(id);
  if (plan.each_tick) {
    if (!bin.empty()) decide_by_cohort(context, place, id, plan.probability, displaced);
    return;
  }
  const Tick tick = context.state.now % context.world.ticks_per_hour;
  const Count now = planned(context, place, displaced)[static_cast<std::size_t>(tick)];
  if (now > 0) decide_by_lot(context, place, id, now, displaced);
}

}  // namespace

Count people_who_have_not_left(const World& world, const CorridorState& state, PlaceId place) {
  return state.population.people_in(world.place_bins[place.index].not_left());
}

double reason_to_leave(const Settings& settings, const Circumstances& here) {
  const double want = here.threat + here.deprivation;
  if (here.ordered_to_leave || want >= settings.reason_full) return 1.0;
  if (want <= settings.reason_begins) return 0.0;
  return (want - settings.reason_begins) / (settings.reason_full - settings.reason_begins);
}

double decision_hazard_per_hour(const Settings& settings, const Circumstances& here) {
  const double pressure = settings.intercept + settings.threat_weight * here.threat +
                          settings.deprivation_weight * here.deprivation +
                          settings.contagion_weight * here.share_gone +
                          (here.way_out ? settings.way_out_weight : 0.0) +
                          (here.ordered_to_leave ? settings.order_weight : 0.0);
  return settings.hazard_max_per_hour * reason_to_leave(settings, here) /
         (1.0 + std::exp(-pressure));
}

double hazard_of_those_left(double variety, double hazard_so_far, double hazard, double time) {
  if (variety <= 0.0) return hazard;
  const double gone = 1.0 + variety * hazard_so_far;
  return std::log1p(variety * time * hazard / gone) / (variety * time);
}

bool people_decide_at(const World& world, const CorridorState& state, PlaceId place) {
  return !world.scenario.place(place).safe && state.places[place.index].people_at_start > 0;
}

bool has_way_out(const CorridorState& state, PlaceId place) {
  const auto takes_all = [&](const Fleet& fleet) {
    const bool has_vehicles = fleet.idle > 0 || !fleet.coming_back.empty();
    return fleet.home == place && fleet.to.valid() && !is_for_help(fleet.mode) && has_vehicles &&
           state.now < fleet.until;
  };
  return !state.open_routes[place.index].empty() ||
         std::any_of(state.fleets.begin(), state.fleets.end(), takes_all);
}

Circumstances circumstances(const World& world, const CorridorState& state, PlaceId place) {
  const PlaceState& here = state.places[place.index];
  const auto not_left = static_cast<double>(people_who_have_not_left(world, state, place));
  return {threat_at(state, place), here.deprivation,
          1.0 - not_left / static_cast<double>(here.people_at_start), has_way_out(state, place),
          here.ordered_to_leave};
}

void assess_hazards(TickContext& context) {
  const World& world = context.world;
  CorridorState& state = context.state;
  for (const PlaceId place : world.settlements) {
    if (!people_decide_at(world, state, place)) continue;
    PlaceState& here = state.places[place.index];
    here.hazard_per_tick =
        world.tick_hours *
        decision_hazard_per_hour(state.settings, circumstances(world, state, place));
    const PlaceBins& bins = world.place_bins[place.index];
    const Tick ticks_left = world.ticks_per_hour - state.now % world.ticks_per_hour;
    const auto of_those_left = [&](double factor) {
      return hazard_of_those_left(state.settings.variety, factor * here.hazard_so_far,
                                  factor * here.hazard_per_tick, static_cast<double>(ticks_left));
    };
    plan_bin(context, place, bins.staying, 0, of_those_left(1.0));
    plan_bin(context, place, bins.displaced, 1, of_those_left(state.settings.displaced_factor));
  }
}

void decide(TickContext& context) {
  for (const PlaceId place : context.world.settlements) {
    const PlaceBins& bins = context.world.place_bins[place.index];
    decide_in_bin(context, place, bins.staying, 0);
    decide_in_bin(context, place, bins.displaced, 1);
    PlaceState& here = context.state.places[place.index];
    here.hazard_so_far += here.hazard_per_tick;
  }
}

}  // namespace corridor

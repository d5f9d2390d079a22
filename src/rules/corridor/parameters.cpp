// The registry of the corridor rules: every number that a rule uses, with unit, meaning, prior,
// bounds and source. Priors describe what was known before the crises they are tested on; scenarios
// narrow them with evidence of their own.
#include <cstddef>
#include <iterator>
#include <vector>

#include "rules/corridor/corridor_model.h"
#include "rules/corridor/settings.h"

namespace corridor {
namespace {

constexpr Prior fixed(double value) { return {PriorFamily::fixed, value}; }
constexpr Prior normal(double mean, double deviation) {
  return {PriorFamily::normal, mean, deviation};
}
constexpr Prior lognormal(double median, double log_deviation) {
  return {PriorFamily::lognormal, median, log_deviation};
}
constexpr Prior beta(double shape_a, double shape_b) {
  return {PriorFamily::beta, shape_a, shape_b};
}
constexpr Prior triangular(double low, double high, double mode) {
  return {PriorFamily::triangular, low, high, mode};
}

constexpr const char* kJudgement =
    "judgement of the authors, wide on purpose; narrowed by counts as they arrive";
/// Of one number nothing can be learned.
constexpr const char* kJudgementOfOne =
    "judgement of the authors, one number: give it a prior where counts are to teach it";

/// A number of the rules and all that is known of it before a scenario.
struct Entry {
  double Settings::*number;
  const char* name;
  const char* unit;
  Prior prior;
  double lower;
  double upper;
  const char* meaning;
  const char* source;
};

constexpr Entry kEntries[] = {
    // What-ifs about the whole.
    {&Settings::population_scale, "population_scale", "1", fixed(1.0), 0.0, 1.0e6,
     "factor on the people of every group", "for what-ifs and scaling tests"},
    {&Settings::capacity_scale, "capacity_scale", "1", fixed(1.0), 0.0, 1.0e6,
     "factor on what roads, checkpoints, desks, centres, fleets and stocks hold or let through",
     "for what-ifs and scaling tests"},

    // The decision to leave.
    {&Settings::hazard_max_per_hour, "decision.hazard_max_per_hour", "1/h", lognormal(0.03, 1.2),
     0.001, 2.0, "rate at which households decide to leave under the strongest pressure",
     "between evacuations, in which most of those who leave do so within one to three days of the "
     "order (a tenth an hour; Hurricane Irene, Cape May, TRR 2376, 2013; Lindell et al. 2020, doi "
     "10.1016/j.trd.2020.102457), and wars, in which it takes weeks (half a hundredth: some 2.5 "
     "million left Ukraine in the first two weeks, 5 million in eight, UNHCR 2022)"},
    {&Settings::intercept, "decision.intercept", "1", normal(-5.0, 0.8), -12.0, 4.0,
     "logit of the pressure to leave in calm, a0", kJudgement},
    {&Settings::threat_weight, "decision.threat_weight", "1", lognormal(1.5, 0.4), 0.0, 10.0,
     "effect of threat on the logit, aT",
     "perceived threat predicts leaving better than demographics (Lindell et al. 2020)"},
    {&Settings::deprivation_weight, "decision.deprivation_weight", "1", lognormal(1.5, 0.4), 0.0,
     10.0, "effect of deprivation on the logit, aD", kJudgement},
    {&Settings::contagion_weight, "decision.contagion_weight", "1", lognormal(1.5, 0.5), 0.0, 10.0,
     "effect of the share of neighbours already gone on the logit, aS",
     "departures follow S-shaped curves, i.e. the rate rises with those gone (TRR 2376, 2013)"},
    {&Settings::way_out_weight, "decision.way_out_weight", "1", lognormal(3.0, 0.3), 0.0, 10.0,
     "effect of an open way out on the logit, aO",
     "sharp changes of slope after each order or opening (TRR 2376, 2013)"},
    {&Settings::order_weight, "decision.order_weight", "1", fixed(3.0), 0.0, 10.0,
     "effect of an order to evacuate on the logit, aE",
     "an official warning moves people more than anything else: of those at high risk over 80 per "
     "cent went where they were told to, 20 to 60 where they were not (Baker 1991, Int. J. Mass "
     "Emergencies and Disasters 9(2); Huang, Lindell & Prater 2016, doi "
     "10.1177/0013916515578485); size on the logit: judgement"},
    {&Settings::reason_begins, "decision.reason_begins", "1", fixed(0.4), 0.0, 10.0,
     "threat plus deprivation up to which nobody sees a reason to leave",
     "the sum of return.threat_limit and return.deprivation_limit: where people return nobody "
     "leaves again"},
    {&Settings::reason_full, "decision.reason_full", "1", fixed(0.5), 0.0, 10.0,
     "threat plus deprivation from which everybody sees one", kJudgement},
    {&Settings::displaced_factor, "decision.displaced_factor", "1", fixed(2.0), 0.1, 20.0,
     "how much faster those already displaced decide", kJudgement},
    {&Settings::variety, "decision.variety", "1", lognormal(1.0, 1.0), 0.0, 10.0,
     "how much households differ in readiness to leave: the variance of their hazards around a "
     "mean of 1; 0: all alike",
     "those most ready go first and the flow fades over weeks (Vaupel, Manton & Stallard 1979, "
     "Demography 16(3), eq. 5); size: judgement of the authors, wide on purpose; narrowed by "
     "counts as they arrive"},
    {&Settings::never_leave_share, "decision.never_leave_share", "1", beta(1.3, 5.2), 0.0, 1.0,
     "share of households that never leave, unless they are told to; of groups that give none",
     "between a few per cent and half stay in evacuations and wars; about 90,000 of some 145,000 "
     "left in autumn 2020 (UNHCR/OCHA response plan 2020-21)"},
    {&Settings::order_moves_share, "decision.order_moves_share", "1", fixed(0.5), 0.0, 1.0,
     "share of the households that would never leave who begin to decide like all others when an "
     "order to evacuate comes",
     "of those told to leave four fifths and more do in areas of high risk (Baker 1991, Int. J. "
     "Mass Emergencies and Disasters 9(2)): where a fifth would never leave, half of it; "
     "judgement"},

    // Threat and supplies.
    {&Settings::default_half_life_hours, "threat.half_life_hours", "h", lognormal(48.0, 0.5), 1.0,
     2000.0, "time in which the fear after an event halves, where the event gives none",
     kJudgement},
    {&Settings::default_radius_km, "threat.radius_km", "km", fixed(15.0), 0.1, 1000.0,
     "distance at which an event's weight falls to 1/e, where the event gives none", kJudgement},
    {&Settings::goes_on_times, "threat.goes_on_times", "1", lognormal(1.0, 1.7), 0.0, 100.0,
     "how many times as long as it has gone on by the as-of time violence goes on: until then "
     "threat does not fade",
     "whoever meets a thing at a random moment of its life finds as much of it ahead as behind, "
     "half of the time between a third and three times (Gott 1993, Nature 363, 315-319); the same "
     "quartiles"},
    {&Settings::violation_weakening, "threat.violation_weakening", "1", fixed(0.25), 0.0, 1.0,
     "share of a ceasefire's calming effect that one violation destroys", kJudgement},
    {&Settings::comfort_days, "deprivation.comfort_days", "d", fixed(3.0), 0.1, 60.0,
     "days of food or medicine in stock above which nobody feels short of them",
     "three days of food is the usual household emergency reserve"},
    {&Settings::comfort_fuel_litres, "deprivation.comfort_fuel_litres", "l", fixed(5.0), 0.1, 100.0,
     "litres of fuel in stock per household above which nobody feels short of it", kJudgement},
    {&Settings::food_weight, "deprivation.food_weight", "1", fixed(0.40), 0.0, 1.0,
     "weight of food in deprivation", kJudgement},
    {&Settings::fuel_weight, "deprivation.fuel_weight", "1", fixed(0.10), 0.0, 1.0,
     "weight of fuel in deprivation", kJudgement},
    {&Settings::medicine_weight, "deprivation.medicine_weight", "1", fixed(0.15), 0.0, 1.0,
     "weight of medicine in deprivation", kJudgement},
    {&Settings::services_weight, "deprivation.services_weight", "1", fixed(0.35), 0.0, 1.0,
     "weight of electricity, gas, water and telephone together in deprivation", kJudgement},

    // Means to leave.
    {&Settings::fuelled_share, "means.fuelled_share", "1", beta(2.0, 2.0), 0.0, 1.0,
     "share of vehicle households with enough fuel in the tank for the journey", kJudgement},
    {&Settings::fuel_litres_per_km, "means.fuel_litres_per_km", "l/km", fixed(0.10), 0.01, 1.0,
     "fuel a car uses on the road", "10 l per 100 km, an older loaded car"},
    {&Settings::fuel_queue_factor, "means.fuel_queue_factor", "1", fixed(1.5), 1.0, 10.0,
     "fuel used in a stop-and-go queue compared with free flow", kJudgement},
    {&Settings::lift_probability, "means.lift_probability", "1", beta(2.0, 3.0), 0.0, 1.0,
     "chance that a departing vehicle takes a household without one along", kJudgement},
    {&Settings::other_means_hazard_per_hour, "means.other_means_hazard_per_hour", "1/h", fixed(0.0),
     0.0, 5.0,
     "rate at which households that wait for fuel or a seat beside an open road find means that "
     "nobody planned: fuel from a neighbour, a lorry, a tractor, a relative who comes back",
     "none unless a scenario says otherwise"},
    {&Settings::households_per_uncounted_vehicle, "means.households_per_uncounted_vehicle", "1",
     fixed(5.0), 1.0, 100.0,
     "households in a vehicle that passes and is in no count: it takes its turn where others do",
     "judgement: a lorry with some 20 people"},
    {&Settings::walking_speed_km_per_hour, "means.walking_speed_km_per_hour", "km/h", fixed(4.0),
     0.5, 7.0, "speed on foot", "usual walking speed of a mixed group on a road"},
    {&Settings::walking_limit_km, "means.walking_limit_km", "km", fixed(30.0), 0.0, 500.0,
     "longest way that people set out on foot", "about a day's walk"},
    {&Settings::walking_patience_hours, "means.walking_patience_hours", "h", fixed(24.0), 0.0,
     1000.0, "wait for a seat after which people consider walking", kJudgement},
    {&Settings::walking_hazard_per_hour, "means.walking_hazard_per_hour", "1/h", fixed(0.02), 0.0,
     5.0, "rate at which those who waited too long set out on foot", kJudgement},
    {&Settings::bus_turn_round_hours, "means.bus_turn_round_hours", "h", fixed(2.0), 0.0, 48.0,
     "time a bus, or an ambulance by the roads, needs for unloading, fuel and the driver's rest "
     "before it goes back",
     kJudgement},
    {&Settings::embarkation_hours, "means.embarkation_hours", "h", fixed(1.0), 0.0, 48.0,
     "time boats and trains stand at both ends of their way together, to take people in and let "
     "them out",
     kJudgement},
    {&Settings::flight_speed_km_per_hour, "means.flight_speed_km_per_hour", "km/h", fixed(200.0),
     10.0, 900.0, "speed of a helicopter",
     "cruising speed of common transport helicopters, 200 to 250 km/h"},
    {&Settings::boat_speed_km_per_hour, "means.boat_speed_km_per_hour", "km/h", fixed(20.0), 1.0,
     80.0, "speed of boats along the straight line",
     "ferries and lake boats, 8 to 15 knots (judgement)"},
    {&Settings::train_speed_km_per_hour, "means.train_speed_km_per_hour", "km/h", fixed(40.0), 5.0,
     200.0, "speed of trains along the straight line, halts and bends included", kJudgement},

    // The choice of a route.
    {&Settings::route_time_weight, "route.time_weight_per_hour", "1/h", fixed(0.5), 0.0, 20.0,
     "disutility of an hour on the way", kJudgement},
    {&Settings::route_danger_weight, "route.danger_weight", "1", fixed(1.0), 0.0, 20.0,
     "disutility of a unit of threat on the way", kJudgement},
    {&Settings::route_kin_weight, "route.kin_weight", "1", fixed(1.0), 0.0, 20.0,
     "utility of a destination that takes in all newcomers with hosts, and of one where all went "
     "who left the same place before",
     "chain migration: who left before draws kin and neighbours after (MacDonald & MacDonald "
     "1964); weight: judgement"},
    {&Settings::route_kin_stock_weight, "route.kin_stock_weight", "1", fixed(0.65), 0.0, 20.0,
     "utility of the logarithm of 1 + people at a destination who are kin, by kin.csv: the "
     "elasticity of those who go there with respect to those already there",
     "0.6 to 0.7 between countries (Beine, Docquier & Ozden 2011, doi "
     "10.1016/j.jdeveco.2009.11.004)"},
    {&Settings::route_room_weight, "route.room_weight", "1", fixed(0.1), 0.0, 20.0,
     "utility of the logarithm of free places in centres at a destination", kJudgement},
    {&Settings::informed_share, "route.informed_share", "1", fixed(0.7), 0.0, 1.0,
     "share of households that know the queues now standing", kJudgement},
    {&Settings::revision_saving_hours, "route.revision_saving_hours", "h", fixed(1.0), 0.0, 1000.0,
     "hours that another way must save for those who know the queues to take it at a junction",
     kJudgement},

    // Checkpoints.
    {&Settings::checkpoint_spread, "road.checkpoint_spread", "1", fixed(0.0), 0.0, 2.0,
     "standard deviation of the logarithm of the checkpoints' rates about their mean, over time",
     "none unless a scenario says otherwise"},
    {&Settings::checkpoint_memory_hours, "road.checkpoint_memory_hours", "h", fixed(48.0), 1.0,
     10000.0, "time in which the checkpoints' rates forget where they were",
     "waits at Medyka fell from 24-36 hours to 20 minutes within days, March 2022 (tvn24.pl)"},

    // Turning back.
    {&Settings::turn_back_hazard_per_hour, "road.turn_back_hazard_per_hour", "1/h", fixed(0.0), 0.0,
     5.0, "rate at which private vehicles in a queue turn back once their patience is over",
     "none unless a scenario says otherwise; that some families do is reported, e.g. from the jam "
     "of Stepanakert (armenpress.am 1120558), how many is not"},
    {&Settings::turn_back_patience_hours, "road.turn_back_patience_hours", "h", fixed(12.0), 0.0,
     1000.0, "hours lost on the way before people think of turning back", kJudgement},
    {&Settings::turn_back_rest_hours, "road.turn_back_rest_hours", "h", fixed(12.0), 0.0, 1000.0,
     "hours at home before those who turned back may decide again", "a night's rest (judgement)"},

    // Reception and return.
    {&Settings::centre_acceptance, "reception.centre_acceptance", "1", triangular(0.7, 1.0, 0.95),
     0.0, 1.0, "share of those without hosts or means who take a place in a centre when offered",
     kJudgement},
    {&Settings::placement_hours, "reception.placement_hours", "h", fixed(0.0), 0.0, 1000.0,
     "mean time until somebody who needs a place in a centre is allotted one", "0: at once"},
    {&Settings::onward_speed_km_per_hour, "reception.onward_speed_km_per_hour", "km/h", fixed(50.0),
     5.0, 120.0, "speed of onward journeys where no road of the scenario leads",
     "ordinary traffic on main roads"},
    {&Settings::return_hazard_per_hour, "return.hazard_per_hour", "1/h", fixed(0.002), 0.0, 1.0,
     "rate of return once it is permitted, safe and served", kJudgement},
    {&Settings::return_threat_limit, "return.threat_limit", "1", fixed(0.1), 0.0, 10.0,
     "threat at home below which people return", kJudgement},
    {&Settings::return_deprivation_limit, "return.deprivation_limit", "1", fixed(0.3), 0.0, 1.0,
     "deprivation at home below which people return", kJudgement},
};

/// Whether every number of the settings has an entry, and one only.
constexpr bool every_number_has_one_entry() {
  for (std::size_t i = 0; i < std::size(kEntries); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (kEntries[i].number == kEntries[k].number) return false;
    }
  }
  return std::size(kEntries) * sizeof(double) == sizeof(Settings);
}
static_assert(every_number_has_one_entry());

}  // namespace

std::vector<Parameter> corridor_parameters() {
  std::vector<Parameter> list;
  for (const Entry& entry : kEntries) {
    const bool is_one_number = entry.prior.family == PriorFamily::fixed;
    const char* source =
        is_one_number && entry.source == kJudgement ? kJudgementOfOne : entry.source;
    list.push_back(uncertain_parameter(entry.name, entry.unit, entry.prior, entry.lower,
                                       entry.upper, entry.meaning, source));
  }
  return list;
}

Settings resolve_settings(const ParameterRegistry& registry, const ParameterValues& values) {
  Settings settings{};
  for (const Entry& entry : kEntries) {
    settings.*entry.number = values[registry.require(entry.name).index];
  }
  return settings;
}

}  // namespace corridor

// The registry of the corridor rules: every number that a rule uses, with unit, meaning, prior,
// bounds and source. Priors describe what was known before the crises they are tested on; scenarios
// narrow them with evidence of their own.
#include "rules/corridor/corridor_model.h"

namespace corridor {
namespace {

constexpr auto kLognormal = PriorFamily::lognormal;
constexpr auto kNormal = PriorFamily::normal;
constexpr auto kBeta = PriorFamily::beta;
constexpr auto kTriangular = PriorFamily::triangular;

const char* const kJudgement =
    "judgement of the authors, wide on purpose; narrowed by counts as they arrive";
const char* const kSCurves =
    "response curves of evacuations: most of those who leave do so within one to three days of "
    "the order (Hurricane Irene, Cape May, TRR 2376, 2013; Lindell et al. 2020, "
    "doi 10.1016/j.trd.2020.102457)";

void add_decision(std::vector<Parameter>& list) {
  list.push_back(uncertain_parameter(
      "decision.hazard_max_per_hour", "1/h", {kLognormal, 0.10, 0.7, 0}, 0.001, 2.0,
      "rate at which households decide to leave under the strongest pressure", kSCurves));
  list.push_back(uncertain_parameter("decision.intercept", "1", {kNormal, -5.0, 0.8, 0}, -12.0, 4.0,
                                     "logit of the pressure to leave in calm, a0", kJudgement));
  list.push_back(uncertain_parameter(
      "decision.threat_weight", "1", {kLognormal, 1.5, 0.4, 0}, 0.0, 10.0,
      "effect of threat on the logit, aT",
      "perceived threat predicts leaving better than demographics (Lindell et al. 2020)"));
  list.push_back(uncertain_parameter("decision.deprivation_weight", "1", {kLognormal, 1.5, 0.4, 0},
                                     0.0, 10.0, "effect of deprivation on the logit, aD",
                                     kJudgement));
  list.push_back(uncertain_parameter(
      "decision.contagion_weight", "1", {kLognormal, 1.5, 0.5, 0}, 0.0, 10.0,
      "effect of the share of neighbours already gone on the logit, aS",
      "departures follow S-shaped curves, i.e. the rate rises with those gone (TRR 2376, 2013)"));
  list.push_back(
      uncertain_parameter("decision.way_out_weight", "1", {kLognormal, 3.0, 0.3, 0}, 0.0, 10.0,
                          "effect of an open way out on the logit, aO",
                          "sharp changes of slope after each order or opening (TRR 2376, 2013)"));
  list.push_back(fixed_parameter(
      "decision.order_weight", "1", 3.0, 0.0, 10.0,
      "effect of an order to evacuate on the logit, aE",
      "an official warning moves people more than anything else: of those at high risk over 80 per "
      "cent went where they were told to, 20 to 60 where they were not (Baker 1991, Int. J. Mass "
      "Emergencies and Disasters 9(2); Huang, Lindell & Prater 2016, doi "
      "10.1177/0013916515578485); size on the logit: judgement"));
  list.push_back(
      fixed_parameter("decision.reason_begins", "1", 0.4, 0.0, 10.0,
                      "threat plus deprivation up to which nobody sees a reason to leave",
                      "the sum of return.threat_limit and return.deprivation_limit: where people "
                      "return nobody leaves again"));
  list.push_back(fixed_parameter("decision.reason_full", "1", 0.5, 0.0, 10.0,
                                 "threat plus deprivation from which everybody sees one",
                                 kJudgement));
  list.push_back(fixed_parameter("decision.displaced_factor", "1", 2.0, 0.1, 20.0,
                                 "how much faster those already displaced decide", kJudgement));
  list.push_back(uncertain_parameter(
      "decision.never_leave_share", "1", {kBeta, 1.3, 5.2, 0}, 0.0, 1.0,
      "share of households that never leave",
      "between a few per cent and half stay in evacuations and wars; about 90,000 of some "
      "145,000 left in autumn 2020 (UNHCR/OCHA response plan 2020-21)"));
}

void add_threat_and_supplies(std::vector<Parameter>& list) {
  list.push_back(uncertain_parameter(
      "threat.half_life_hours", "h", {kLognormal, 48.0, 0.5, 0}, 1.0, 2000.0,
      "time in which the fear after an event halves, where the event gives none", kJudgement));
  list.push_back(fixed_parameter(
      "threat.radius_km", "km", 15.0, 0.1, 1000.0,
      "distance at which an event's weight falls to 1/e, where the event gives none", kJudgement));
  list.push_back(fixed_parameter(
      "threat.violation_weakening", "1", 0.25, 0.0, 1.0,
      "share of a ceasefire's calming effect that one violation destroys", kJudgement));
  list.push_back(
      fixed_parameter("deprivation.comfort_days", "d", 3.0, 0.1, 60.0,
                      "days of food or medicine in stock above which nobody feels short of them",
                      "three days of food is the usual household emergency reserve"));
  list.push_back(fixed_parameter(
      "deprivation.comfort_fuel_litres", "l", 5.0, 0.1, 100.0,
      "litres of fuel in stock per household above which nobody feels short of it", kJudgement));
  list.push_back(fixed_parameter("deprivation.food_weight", "1", 0.40, 0.0, 1.0,
                                 "weight of food in deprivation", kJudgement));
  list.push_back(fixed_parameter("deprivation.fuel_weight", "1", 0.10, 0.0, 1.0,
                                 "weight of fuel in deprivation", kJudgement));
  list.push_back(fixed_parameter("deprivation.medicine_weight", "1", 0.15, 0.0, 1.0,
                                 "weight of medicine in deprivation", kJudgement));
  list.push_back(fixed_parameter(
      "deprivation.services_weight", "1", 0.35, 0.0, 1.0,
      "weight of electricity, gas, water and telephone together in deprivation", kJudgement));
}

void add_means(std::vector<Parameter>& list) {
  list.push_back(uncertain_parameter(
      "means.fuelled_share", "1", {kBeta, 2.0, 2.0, 0}, 0.0, 1.0,
      "share of vehicle households with enough fuel in the tank for the journey", kJudgement));
  list.push_back(fixed_parameter("means.fuel_litres_per_km", "l/km", 0.10, 0.01, 1.0,
                                 "fuel a car uses on the road",
                                 "10 l per 100 km, an older loaded car"));
  list.push_back(fixed_parameter("means.fuel_queue_factor", "1", 1.5, 1.0, 10.0,
                                 "fuel used in a stop-and-go queue compared with free flow",
                                 kJudgement));
  list.push_back(uncertain_parameter(
      "means.lift_probability", "1", {kBeta, 2.0, 3.0, 0}, 0.0, 1.0,
      "chance that a departing vehicle takes a household without one along", kJudgement));
  list.push_back(fixed_parameter(
      "means.other_means_hazard_per_hour", "1/h", 0.0, 0.0, 5.0,
      "rate at which households that wait for fuel or a seat beside an open road find means that "
      "nobody planned: fuel from a neighbour, a lorry, a tractor, a relative who comes back",
      "none unless a scenario says otherwise"));
  list.push_back(fixed_parameter(
      "means.households_per_uncounted_vehicle", "1", 5.0, 1.0, 100.0,
      "households in a vehicle that passes and is in no count: it takes its turn where others do",
      "judgement: a lorry with some 20 people"));
  list.push_back(fixed_parameter("means.walking_speed_km_per_hour", "km/h", 4.0, 0.5, 7.0,
                                 "speed on foot",
                                 "usual walking speed of a mixed group on a road"));
  list.push_back(fixed_parameter("means.walking_limit_km", "km", 30.0, 0.0, 500.0,
                                 "longest way that people set out on foot", "about a day's walk"));
  list.push_back(fixed_parameter("means.walking_patience_hours", "h", 24.0, 0.0, 1000.0,
                                 "wait for a seat after which people consider walking",
                                 kJudgement));
  list.push_back(fixed_parameter("means.walking_hazard_per_hour", "1/h", 0.02, 0.0, 5.0,
                                 "rate at which those who waited too long set out on foot",
                                 kJudgement));
  list.push_back(
      fixed_parameter("means.bus_turn_round_hours", "h", 2.0, 0.0, 48.0,
                      "time a bus, or an ambulance by the roads, needs for unloading, fuel and "
                      "the driver's rest before it goes back",
                      kJudgement));
  list.push_back(
      fixed_parameter("means.embarkation_hours", "h", 1.0, 0.0, 48.0,
                      "time boats and trains stand at both ends of their way together, to take "
                      "people in and let them out",
                      kJudgement));
  list.push_back(fixed_parameter(
      "means.flight_speed_km_per_hour", "km/h", 200.0, 10.0, 900.0, "speed of a helicopter",
      "cruising speed of common transport helicopters, 200 to 250 km/h"));
  list.push_back(fixed_parameter("means.boat_speed_km_per_hour", "km/h", 20.0, 1.0, 80.0,
                                 "speed of boats along the straight line",
                                 "ferries and lake boats, 8 to 15 knots (judgement)"));
  list.push_back(fixed_parameter(
      "means.train_speed_km_per_hour", "km/h", 40.0, 5.0, 200.0,
      "speed of trains along the straight line, halts and bends included", kJudgement));
}

void add_route_choice(std::vector<Parameter>& list) {
  list.push_back(fixed_parameter("route.time_weight_per_hour", "1/h", 0.5, 0.0, 20.0,
                                 "disutility of an hour on the way", kJudgement));
  list.push_back(fixed_parameter("route.danger_weight", "1", 1.0, 0.0, 20.0,
                                 "disutility of a unit of threat on the way", kJudgement));
  list.push_back(
      fixed_parameter("route.kin_weight", "1", 1.0, 0.0, 20.0,
                      "utility of a destination that takes in all newcomers with hosts, and of "
                      "one where all went who left the same place before",
                      "chain migration: who left before draws kin and neighbours after "
                      "(MacDonald & MacDonald 1964); weight: judgement"));
  list.push_back(fixed_parameter(
      "route.kin_stock_weight", "1", 0.65, 0.0, 20.0,
      "utility of the logarithm of 1 + people at a destination who are kin, by kin.csv: the "
      "elasticity of those who go there with respect to those already there",
      "0.6 to 0.7 between countries (Beine, Docquier & Ozden 2011, doi "
      "10.1016/j.jdeveco.2009.11.004)"));
  list.push_back(fixed_parameter(
      "route.room_weight", "1", 0.1, 0.0, 20.0,
      "utility of the logarithm of free places in centres at a destination", kJudgement));
  list.push_back(fixed_parameter("route.informed_share", "1", 0.7, 0.0, 1.0,
                                 "share of households that know the queues now standing",
                                 kJudgement));
  list.push_back(
      fixed_parameter("route.revision_saving_hours", "h", 1.0, 0.0, 1000.0,
                      "hours that another way must save for those who know the queues to take it "
                      "at a junction",
                      kJudgement));
}

void add_crossing(std::vector<Parameter>& list) {
  list.push_back(
      fixed_parameter("road.checkpoint_spread", "1", 0.0, 0.0, 2.0,
                      "standard deviation of the logarithm of the checkpoints' rates about their "
                      "mean, over time",
                      "none unless a scenario says otherwise"));
  list.push_back(
      fixed_parameter("road.checkpoint_memory_hours", "h", 48.0, 1.0, 10000.0,
                      "time in which the checkpoints' rates forget where they were",
                      "waits at Medyka fell from 24-36 hours to 20 minutes within days, March "
                      "2022 (tvn24.pl)"));
}

void add_turning_back(std::vector<Parameter>& list) {
  list.push_back(
      fixed_parameter("road.turn_back_hazard_per_hour", "1/h", 0.0, 0.0, 5.0,
                      "rate at which private vehicles in a queue turn back once their patience "
                      "is over",
                      "none unless a scenario says otherwise; that some families do is reported, "
                      "e.g. from the jam of Stepanakert (armenpress.am 1120558), how many is not"));
  list.push_back(fixed_parameter("road.turn_back_patience_hours", "h", 12.0, 0.0, 1000.0,
                                 "hours lost on the way before people think of turning back",
                                 kJudgement));
  list.push_back(fixed_parameter("road.turn_back_rest_hours", "h", 12.0, 0.0, 1000.0,
                                 "hours at home before those who turned back may decide again",
                                 "a night's rest (judgement)"));
}

void add_reception(std::vector<Parameter>& list) {
  list.push_back(uncertain_parameter(
      "reception.centre_acceptance", "1", {kTriangular, 0.7, 1.0, 0.95}, 0.0, 1.0,
      "share of those without hosts or means who take a place in a centre when offered",
      kJudgement));
  list.push_back(fixed_parameter(
      "reception.placement_hours", "h", 0.0, 0.0, 1000.0,
      "mean time until somebody who needs a place in a centre is allotted one", "0: at once"));
  list.push_back(fixed_parameter("reception.onward_speed_km_per_hour", "km/h", 50.0, 5.0, 120.0,
                                 "speed of onward journeys where no road of the scenario leads",
                                 "ordinary traffic on main roads"));
  list.push_back(fixed_parameter("return.hazard_per_hour", "1/h", 0.002, 0.0, 1.0,
                                 "rate of return once it is permitted, safe and served",
                                 kJudgement));
  list.push_back(fixed_parameter("return.threat_limit", "1", 0.1, 0.0, 10.0,
                                 "threat at home below which people return", kJudgement));
  list.push_back(fixed_parameter("return.deprivation_limit", "1", 0.3, 0.0, 1.0,
                                 "deprivation at home below which people return", kJudgement));
}

}  // namespace

std::vector<Parameter> corridor_parameters() {
  std::vector<Parameter> list;
  list.push_back(fixed_parameter("population_scale", "1", 1.0, 0.0, 1.0e6,
                                 "factor on the people of every group",
                                 "for what-ifs and scaling tests"));
  list.push_back(
      fixed_parameter("capacity_scale", "1", 1.0, 0.0, 1.0e6,
                      "factor on what roads, checkpoints, desks, centres, fleets and stocks hold "
                      "or let through",
                      "for what-ifs and scaling tests"));
  add_decision(list);
  add_threat_and_supplies(list);
  add_means(list);
  add_route_choice(list);
  add_crossing(list);
  add_turning_back(list);
  add_reception(list);
  return list;
}

}  // namespace corridor

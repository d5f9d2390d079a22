// Hand-worked cases for the steps other than travel.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "drawn_world.h"
#include "rules/corridor/decision_standing.h"
#include "rules/corridor/rules.h"

namespace corridor::test {
namespace {

TEST(Decision, HazardIsTheLogisticOfThePressure) {
  Settings s{};
  s.hazard_max_per_hour = 0.2;
  s.intercept = -2.0;
  s.threat_weight = 1.0;
  s.deprivation_weight = 2.0;
  s.contagion_weight = 3.0;
  s.way_out_weight = 4.0;
  s.order_weight = 1.5;
  // -2 + 0.5 + 2 * 0.25 + 3 * 0.1 + 4 = 3.3
  const auto hazard = [&](bool way_out, bool ordered) {
    return decision_hazard_per_hour(s, {0.5, 0.25, 0.1, way_out, ordered});
  };
  EXPECT_NEAR(hazard(true, false), 0.2 / (1.0 + std::exp(-3.3)), 1e-15);
  EXPECT_NEAR(hazard(false, false), 0.2 / (1.0 + std::exp(0.7)), 1e-15);
  EXPECT_NEAR(hazard(true, true), 0.2 / (1.0 + std::exp(-4.8)), 1e-15);
  // Half of the way from 0.65 to 0.85 half of them see a reason to leave.
  s.reason_begins = 0.65;
  s.reason_full = 0.85;
  EXPECT_NEAR(hazard(true, false), 0.1 / (1.0 + std::exp(-3.3)), 1e-15);
  EXPECT_NEAR(hazard(true, true), 0.2 / (1.0 + std::exp(-4.8)), 1e-15);
}

TEST(Decision, AReasonToLeaveGrowsWithThreatAndWant) {
  Settings s{};
  s.reason_begins = 0.3;
  s.reason_full = 0.5;
  EXPECT_EQ(reason_to_leave(s, {0.0, 0.0, 1.0, true, false}), 0.0);
  EXPECT_EQ(reason_to_leave(s, {0.1, 0.1, 0.0, true, false}), 0.0);
  EXPECT_NEAR(reason_to_leave(s, {0.25, 0.1, 0.0, true, false}), 0.25, 1e-12);
  EXPECT_EQ(reason_to_leave(s, {0.2, 0.3, 0.0, false, false}), 1.0);
  EXPECT_EQ(reason_to_leave(s, {3.0, 1.0, 0.0, false, false}), 1.0);
  EXPECT_EQ(reason_to_leave(s, {0.0, 0.0, 0.0, false, true}), 1.0);
  s.reason_begins = s.reason_full = 0.0;
  EXPECT_EQ(reason_to_leave(s, {0.0, 0.0, 0.0, false, false}), 1.0);
}

/// Everything that people need, for months; of `places` the last is the desk.
DrawnWorld calm_world(const std::string& drawing, const std::string& places) {
  DrawnWorld world(drawing);
  for (const char place : places) {
    world.with_people(place, 20000).place(place).supplies.food_person_days = Value::constant(1e7);
    world.place(place).supplies.medicine_person_days = Value::constant(1e7);
    world.place(place).supplies.fuel_litres = Value::constant(1e7);
  }
  return world.set("decision.never_leave_share", 0.0);
}

TEST(Decision, NobodyLeavesACalmTownBesideAnOpenRoad) {
  const MemberRun calm = run(calm_world("A---B", "A"), 200);
  EXPECT_EQ(calm.at(199, "departures_cumulative"), 0.0);
  EXPECT_EQ(calm.at(199, "waiting_to_leave"), 0.0);
  DrawnWorld eruption = calm_world("A---B", "A");
  eruption.event(EventKind::hazard, 24.0, 2.0, 'A');
  const MemberRun r = run(eruption, 200);
  EXPECT_EQ(r.at(23, "departures_cumulative"), 0.0);
  EXPECT_GT(r.at(72, "departures_cumulative"), 10000.0);
}

TEST(Decision, AnOrderMovesThosePlacesThatItNamesUntilItIsLifted) {
  DrawnWorld world = calm_world("A---C B---C", "AB");
  world.event(EventKind::evacuation_order, 10.0, 1.0, 'A');
  world.event(EventKind::evacuation_order, 20.0, 0.0, 'A');
  const MemberRun r = run(world, 100);
  EXPECT_EQ(r.at(9, "staying", "A"), 20000.0);
  EXPECT_LT(r.at(19, "staying", "A"), 14000.0);
  EXPECT_EQ(r.at(99, "staying", "A"), r.at(19, "staying", "A"));
  EXPECT_EQ(r.at(99, "staying", "B"), 20000.0);
  DrawnWorld everywhere = calm_world("A---C B---C", "AB");
  everywhere.event(EventKind::evacuation_order, 10.0, 1.0);
  const MemberRun all = run(everywhere, 100);
  EXPECT_LT(all.at(99, "staying", "A"), 400.0);
  EXPECT_LT(all.at(99, "staying", "B"), 400.0);
}

TEST(Decision, NobodyLeavesWhoNeverLeaves) {
  DrawnWorld world("A---B");
  world.with_people('A', 4000).everybody_leaves_at_once().set("decision.never_leave_share", 1.0);
  EXPECT_EQ(run(world, 24).at(23, "staying"), 4000);
}

TEST(Decision, DepartureCurveFollowsTheHazard) {
  // Constant hazard 0.1 a hour without contagion: after 10 hours a share 1 - exp(-1) has decided.
  DrawnWorld world("A=x=B");
  world.with_people('A', 400000)
      .set("decision.hazard_max_per_hour", 0.1)
      .set("decision.intercept", 60.0)
      .set("decision.never_leave_share", 0.0);
  const double staying = run(world, 10).at(9, "staying");
  const double expected = 400000 * std::exp(-1.0);
  const double four_deviations =
      4.0 * 4.0 * std::sqrt(100000 * std::exp(-1.0) * (1 - std::exp(-1.0)));
  EXPECT_NEAR(staying, expected, four_deviations);
}

TEST(Decision, WhereHouseholdsDifferTheMostReadyGoFirst) {
  // Hazard 0.1 an hour of a mean household, variance 2: after t hours a share (1 + 0.2 t)^(-1/2)
  // has not decided, and so many decide from there on; four standard deviations.
  DrawnWorld world("A=x=B");
  world.with_people('A', 400000)
      .set("decision.hazard_max_per_hour", 0.1)
      .set("decision.intercept", 60.0)
      .set("decision.never_leave_share", 0.0)
      .set("decision.variety", 2.0);
  const MemberRun r = run(world, 60);
  for (const std::size_t hours : {10U, 60U}) {
    const double share = std::pow(1.0 + 0.2 * static_cast<double>(hours), -0.5);
    const double four_deviations = 4.0 * 4.0 * std::sqrt(100000 * share * (1.0 - share));
    EXPECT_NEAR(r.at(hours - 1, "staying"), 400000 * share, four_deviations) << hours;
  }
  const auto model = make_corridor_model(world.scenario);
  const World compiled = compile_world(world.scenario);
  const auto state = model->start(world.values(), {1, 0});
  for (int hour = 0; hour < 10; ++hour) model->step(*state);
  const auto standings = decision_standings(compiled, static_cast<const CorridorState&>(*state));
  ASSERT_EQ(standings.size(), 1U);
  const double left = static_cast<double>(standings[0].at_home);
  EXPECT_NEAR(people_decided_after(standings[0], 50.0, false) / left, 1.0 - std::sqrt(3.0 / 13.0),
              1e-9);
}

TEST(Decision, WhoIsReadyButStillAtHomeDrawsNobodyAfterThem) {
  // Nobody can leave A: how strongly people follow those gone makes no difference.
  DrawnWorld world("A=x=B");
  world.with_people('A', 40000).set("decision.hazard_max_per_hour", 0.2);
  world.set("decision.intercept", -1.0);
  const auto waiting = [&](double contagion_weight) {
    world.set("decision.contagion_weight", contagion_weight);
    return run(world, 24).at(23, "waiting_to_leave");
  };
  EXPECT_GT(waiting(0.0), 0.0);
  EXPECT_EQ(waiting(5.0), waiting(0.0));
}

TEST(Decision, WhoHasGoneDrawsOthersAfterThem) {
  DrawnWorld world("A---B");
  world.with_people('A', 40000).set("decision.hazard_max_per_hour", 0.2);
  world.set("decision.intercept", -1.0).set("decision.way_out_weight", 0.0);
  const auto staying = [&](double contagion_weight) {
    world.set("decision.contagion_weight", contagion_weight);
    return run(world, 24).at(23, "staying");
  };
  EXPECT_LT(staying(5.0), 0.9 * staying(0.0));
}

TEST(Decision, TheStateAtTheStartKnowsWhatPeopleLack) {
  // Of nothing but services is there enough: before the first tick, too.
  DrawnWorld world("A---B");
  world.with_people('A', 4000);
  const auto start = make_corridor_model(world.scenario)->start(world.values(), {1, 0});
  const World compiled = compile_world(world.scenario);
  const auto standings = decision_standings(compiled, static_cast<const CorridorState&>(*start));
  ASSERT_EQ(standings.size(), 1U);
  EXPECT_GT(standings.front().hazard_per_hour, 0.0);
}

TEST(Threat, AnImpulseHalvesInItsHalfLifeAndFallsWithDistance) {
  DrawnWorld world("A---B---C");
  world.with_people('A', 400).with_people('B', 400);
  world.event(EventKind::attack, 0.0, 2.0, 'A');
  world.scenario.events.back().half_life_hours = 6.0;
  world.scenario.events.back().radius_km = 10.0;
  const World compiled = compile_world(world.scenario);
  const double kernel = std::exp(-compiled.distance(world.id('A'), world.id('B')) / 10.0);
  const auto model = make_corridor_model(world.scenario);
  const auto state = model->start(world.values(), {1, 0});
  const auto& corridor_state = static_cast<const CorridorState&>(*state);
  EXPECT_NEAR(threat_at(corridor_state, world.id('A')), 2.0, 1e-9);
  EXPECT_NEAR(threat_at(corridor_state, world.id('B')), 2.0 * kernel, 1e-9);
  for (int hour = 0; hour < 6; ++hour) model->step(*state);
  EXPECT_NEAR(threat_at(corridor_state, world.id('A')), 1.0, 1e-9);
}

TEST(Threat, ACeasefireCalmsAndAViolationWeakensIt) {
  DrawnWorld world("A---B");
  world.with_people('A', 400).set("threat.violation_weakening", 0.5);
  world.event(EventKind::attack, 0.0, 1.0, 'A').event(EventKind::ceasefire, 1.0, 0.2);
  world.scenario.events[0].half_life_hours = 1.0e9;
  world.event(EventKind::violation, 2.0, 0.0, 'A');
  const auto model = make_corridor_model(world.scenario);
  const auto state = model->start(world.values(), {1, 0});
  const auto& corridor_state = static_cast<const CorridorState&>(*state);
  model->step(*state);
  EXPECT_NEAR(threat_at(corridor_state, world.id('A')), 1.0, 1e-6);
  model->step(*state);
  EXPECT_NEAR(threat_at(corridor_state, world.id('A')), 0.2, 1e-6);
  model->step(*state);
  EXPECT_NEAR(threat_at(corridor_state, world.id('A')), 0.6, 1e-6);
}

TEST(Supplies, FoodRunsOutByTheDayAndDeprivationRises) {
  // 400 people with 400 person-days: one day later the stock is gone.
  DrawnWorld world("A=x=B");
  world.with_people('A', 400)
      .set("decision.hazard_max_per_hour", 1e-3)
      .set("decision.intercept", -12);
  world.place('A').supplies.food_person_days = Value::constant(400.0);
  const auto model = make_corridor_model(world.scenario);
  const auto state = model->start(world.values(), {1, 0});
  const auto& here = static_cast<const CorridorState&>(*state).places[world.id('A').index];
  for (int hour = 0; hour < 12; ++hour) model->step(*state);
  EXPECT_NEAR(here.food_person_days, 200.0, 1e-6);
  const double before = here.deprivation;
  for (int hour = 0; hour < 12; ++hour) model->step(*state);
  EXPECT_NEAR(here.food_person_days, 0.0, 1e-6);
  EXPECT_GT(here.deprivation, before);
}

/// Nobody has fuel; 20 km at 0.1 l/km, factor 1: a vehicle takes 2 litres.
DrawnWorld without_fuel(double people) {
  DrawnWorld world("A---B");
  world.with_people('A', people)
      .everybody_leaves_at_once()
      .set("means.fuelled_share", 0.0)
      .set("means.fuel_queue_factor", 1.0);
  return world;
}

TEST(Means, WithoutFuelNobodyDrivesAndADeliveryServesExactlyAsManyAsItReaches) {
  // 100 litres serve 50 of 100 households.
  DrawnWorld world = without_fuel(400);
  world.event(EventKind::delivery_fuel, 5.0, 100.0, 'A');
  const MemberRun r = run(world, 10);
  EXPECT_EQ(r.at(4, "departures_cumulative"), 0);
  EXPECT_EQ(r.at(9, "departures_cumulative"), 200);
}

TEST(Means, BusesComeBackForMore) {
  // 2 buses of 40 seats, households of 4: 80 people a round; 20 km at 40 km/h and 2 h turn-round.
  DrawnWorld world("A---B");
  world.with_people('A', 400, HouseholdClass::no_vehicle).everybody_leaves_at_once();
  world.event(EventKind::buses, 1.0, 2.0, 'A');
  world.scenario.events.back().seats = 40;
  const MemberRun r = run(world, 24);
  EXPECT_EQ(r.at(2, "departures_cumulative"), 80);
  EXPECT_EQ(r.at(3, "vehicles_cumulative"), 2);
  EXPECT_EQ(r.at(23, "departures_cumulative"), 400);
  EXPECT_EQ(r.at(23, "vehicles_cumulative"), 10);
}

TEST(Means, BusesGoBackAtTheSpeedOfNow) {
  // A bus of 40 seats is back 10 + 2 hours after it has arrived at hour 10: 20 km at 2 km/h.
  DrawnWorld world("A---B");
  world.with_people('A', 80, HouseholdClass::no_vehicle).everybody_leaves_at_once();
  world.event(EventKind::road_speed, 0.0, 2.0, 0, "AB");
  world.event(EventKind::buses, 0.0, 1.0, 'A');
  world.scenario.events.back().seats = 40;
  const MemberRun r = run(world, 24);
  EXPECT_EQ(r.at(21, "departures_cumulative"), 40);
  EXPECT_EQ(r.at(22, "departures_cumulative"), 80);
}

TEST(Means, AnExitRuleHoldsBackTheOthers) {
  DrawnWorld world("A---B");
  world.with_people('A', 400)
      .with_people('A', 400, HouseholdClass::needs_help)
      .everybody_leaves_at_once();
  world.event(EventKind::exit_rule, 0.0, 0.0);
  world.scenario.events.back().applies_to = {HouseholdClass::needs_help};
  EXPECT_EQ(run(world, 10).at(9, "departures_cumulative"), 0);
}

TEST(Means, AHelicopterNeedsNoRoad) {
  DrawnWorld world("A=x=B");
  world.with_people('A', 40, HouseholdClass::needs_help).everybody_leaves_at_once();
  world.event(EventKind::helicopter, 1.0, 1.0, 'A');
  world.scenario.events.back().seats = 8;
  world.scenario.events.back().to = world.id('B');
  EXPECT_EQ(run(world, 12).at(11, "arrivals_cumulative"), 40);
}

TEST(Means, PeoplePerVehicleIsMetOnAverage) {
  DrawnWorld world("A---B");
  world.with_people('A', 120000, HouseholdClass::vehicle, 3.0).everybody_leaves_at_once();
  world.scenario.groups[0].people_per_vehicle = Value::constant(4.5);
  world.road("AB").capacity_vehicles_per_hour = Value::constant(4000.0);
  const MemberRun r = run(world, 48);
  EXPECT_EQ(r.at(47, "arrivals_cumulative"), 120000);
  EXPECT_NEAR(r.at(47, "arrivals_cumulative") / r.at(47, "vehicles_cumulative"), 4.5, 0.05);
}

/// People per vehicle of all who leave A at `hazard_per_hour`, as it comes out.
double people_per_vehicle(double people, double per_household, double per_vehicle,
                          double hazard_per_hour) {
  DrawnWorld world("A---B");
  world.with_people('A', people, HouseholdClass::vehicle, per_household)
      .everybody_leaves_at_once()
      .set("decision.hazard_max_per_hour", hazard_per_hour);
  world.scenario.groups[0].people_per_vehicle = Value::constant(per_vehicle);
  world.road("AB").capacity_vehicles_per_hour = Value::constant(4000.0);
  const MemberRun r = run(world, 100);
  return r.at(99, "arrivals_cumulative") / r.at(99, "vehicles_cumulative");
}

TEST(Means, AHouseholdLargerThanAVehicleGoesInSeveral) {
  EXPECT_NEAR(people_per_vehicle(50000, 5.0, 2.5, 0.1), 2.5, 0.01);
  EXPECT_NEAR(people_per_vehicle(50000, 3.9, 3.7, 0.1), 3.7, 0.01);
}

TEST(Means, SmallFlowsMeetPeoplePerVehicleToo) {
  // 2,000 households leave at some 5 a tick in the beginning, fewer and fewer later on.
  EXPECT_NEAR(people_per_vehicle(7800, 3.9, 4.2, 0.01), 4.2, 0.03);
  EXPECT_NEAR(people_per_vehicle(7800, 3.9, 7.0, 0.01), 7.0, 0.2);
}

/// Litres for 1,000 vehicles, whatever number of households shares one and whichever group is
/// first.
TEST(Means, FuelReachesAsManyVehiclesHoweverTheyAreFilled) {
  for (const double per_vehicle : {4.0, 4.8, 6.4, 12.0, 2.5}) {
    DrawnWorld world = without_fuel(40000);
    world.with_people('A', 40000);
    world.scenario.groups[0].people_per_vehicle = Value::constant(per_vehicle);
    world.road("AB").capacity_vehicles_per_hour = Value::constant(4000.0);
    world.event(EventKind::delivery_fuel, 5.0, 2000.0, 'A');
    EXPECT_NEAR(run(world, 24).at(23, "vehicles_cumulative"), 1000, 10) << per_vehicle;
  }
}

TEST(Means, FuelIsCountedByVehicle) {
  // Two households a vehicle: 100 litres serve 100 of 200 households.
  DrawnWorld world = without_fuel(800);
  world.scenario.groups[0].people_per_vehicle = Value::constant(8.0);
  world.event(EventKind::delivery_fuel, 5.0, 100.0, 'A');
  const MemberRun r = run(world, 10);
  EXPECT_EQ(r.at(9, "departures_cumulative"), 400);
  EXPECT_EQ(r.at(9, "vehicles_cumulative"), 50);
}

TEST(Means, LiftsTakeThoseWithoutAVehicle) {
  DrawnWorld world("A---B");
  world.with_people('A', 4000)
      .with_people('A', 2000, HouseholdClass::no_vehicle)
      .everybody_leaves_at_once();
  world.set("means.lift_probability", 0.25);
  const MemberRun r = run(world, 30);
  // 1,000 vehicles offer a lift with probability 1/4 each: 250 households, standard deviation 14.
  EXPECT_NEAR(r.at(29, "arrivals_cumulative"), 4000 + 4 * 250, 4 * 4 * 14);
  EXPECT_EQ(r.at(29, "vehicles_cumulative"), 1000);
}

TEST(Means, WhoWaitsBesideAnOpenRoadFindsOtherMeansAtTheirRate) {
  DrawnWorld world("A---B");
  world.with_people('A', 20000)
      .with_people('A', 20000, HouseholdClass::no_vehicle)
      .with_people('A', 20000, HouseholdClass::needs_help)
      .everybody_leaves_at_once()
      .set("means.fuelled_share", 0.0)
      .set("means.walking_hazard_per_hour", 0.0)
      .set("means.other_means_hazard_per_hour", 0.02);
  const MemberRun r = run(world, 60);
  // Each of 15,000 households finds means after an exponential time: after 50 hours (less the two
  // ticks in which it decides and looks for means) 63 % have set out, standard deviation 0.4 %.
  EXPECT_NEAR(r.at(49, "departures_cumulative") / 60000.0, 1.0 - std::exp(-0.02 * 49.5), 0.02);
  // Those with a car of their own drive it, all others ride along.
  EXPECT_NEAR(r.at(59, "vehicles_cumulative") / 5000.0, 1.0 - std::exp(-0.02 * 58.0), 0.05);
}

TEST(Reception, ADeskRegistersAtItsRate) {
  DrawnWorld world("A---B");
  world.with_people('A', 4000).everybody_leaves_at_once();
  world.place('B').registration_people_per_hour = Value::constant(100.0);
  const MemberRun r = run(world, 20);
  EXPECT_NEAR(r.at(19, "registered_cumulative") - r.at(9, "registered_cumulative"), 1000, 8);
}

TEST(Reception, ADeskKeepsNothingWhileItIsClosed) {
  // All come after it has closed at 18:00; from 8:00 on it registers 100 people an hour.
  DrawnWorld world("A=x=B");
  world.with_people('A', 4000).everybody_leaves_at_once();
  world.event(EventKind::road_opens, 20.0, 0.0, 0, "AB");
  world.place('B').registration_people_per_hour = Value::constant(100.0);
  world.place('B').desk_opens_minute = 8 * 60;
  world.place('B').desk_closes_minute = 18 * 60;
  const MemberRun r = run(world, 33);
  EXPECT_EQ(r.at(31, "registered_cumulative"), 0);
  EXPECT_EQ(r.at(32, "registered_cumulative"), 100);
}

TEST(Reception, ADeskThatClosesWithinTheHourRegistersForTheTimeItWasOpen) {
  DrawnWorld world("A---B");
  world.with_people('A', 8000).everybody_leaves_at_once();
  world.place('B').registration_people_per_hour = Value::constant(80.0);
  world.place('B').desk_opens_minute = 8 * 60;
  world.place('B').desk_closes_minute = 17 * 60 + 30;
  const MemberRun r = run(world, 24);
  EXPECT_EQ(r.at(16, "registered_cumulative"), 9 * 80);
  EXPECT_EQ(r.at(17, "registered_cumulative"), 9 * 80 + 40);
  EXPECT_EQ(r.at(23, "registered_cumulative"), 9 * 80 + 40);
}

TEST(Reception, ADeskThatAnEventClosesRegistersNobodyUntilAnotherOpensIt) {
  DrawnWorld world("A---B");
  world.with_people('A', 4000).everybody_leaves_at_once();
  world.place('B').registration_people_per_hour = Value::constant(100.0);
  world.event(EventKind::desk_rate, 12.0, 0.0, 'B').event(EventKind::desk_rate, 30.0, 200.0, 'B');
  const MemberRun r = run(world, 40);
  const double until_noon = r.at(11, "registered_cumulative");
  EXPECT_NEAR(until_noon, 1000, 200);
  EXPECT_EQ(r.at(29, "registered_cumulative"), until_noon);
  EXPECT_EQ(r.at(29, "awaiting_registration"), 4000 - until_noon);
  EXPECT_NEAR(r.at(39, "registered_cumulative"), until_noon + 2000, 8);
}

TEST(Reception, WhoComesBeforeAPlaceHasADeskGoesOnAtOnce) {
  DrawnWorld world("A---B");
  world.with_people('A', 4000).everybody_leaves_at_once();
  world.road("AB").capacity_vehicles_per_hour = Value::constant(100.0);
  world.event(EventKind::desk_rate, 4.0, 1.0, 'B');
  const MemberRun r = run(world, 10);
  EXPECT_GT(r.at(3, "arrivals_cumulative"), 0);
  EXPECT_EQ(r.at(3, "awaiting_registration"), 0);
  EXPECT_GT(r.at(9, "awaiting_registration"), 0);
}

/// Hours that a member with this speed of onward journeys takes from a desk to a place some 100 km
/// away where no road leads.
int onward_hours(double speed_km_per_hour) {
  DrawnWorld world("A---B");
  world.with_people('A', 40).everybody_leaves_at_once();
  Place far = world.place('B');
  far.id = "Z";
  far.kind = PlaceKind::destination;
  far.longitude_deg = 1.0;
  world.scenario.places.push_back(far);
  world.scenario.onward.push_back(
      {world.id('B'), world.id('Z'), Value::constant(1.0), kAlways, ""});
  ParameterValues values = world.values();
  values[world.scenario.parameters.require("reception.onward_speed_km_per_hour").index] =
      speed_km_per_hour;
  const auto model = make_corridor_model(world.scenario);
  const auto state = model->start(values, {1, 0});
  const BinId there = compile_world(world.scenario).onward.front().inbound;
  const auto& population = static_cast<const CorridorState&>(*state).population;
  while (population.people(there) == 0) model->step(*state);
  int hours = 0;
  for (; population.people(there) > 0; ++hours) model->step(*state);
  return hours;
}

TEST(Reception, OnwardJourneysTakeTheMembersOwnSpeed) {
  // 0.9 degrees on the equator are 100.08 km: somewhat more than 2 and than 5 hours, to the hour.
  EXPECT_EQ(onward_hours(50.0), 3);
  EXPECT_EQ(onward_hours(20.0), 6);
}

TEST(Reception, PlacesInCentresAreAllottedAfterAWhile) {
  // All 2,000 households are there from hour 3 on.
  DrawnWorld world("A---B");
  world.with_people('A', 8000).everybody_leaves_at_once().set("reception.centre_acceptance", 1.0);
  world.road("AB").capacity_vehicles_per_hour = Value::constant(8000.0);
  world.place('B').shelter_people = Value::constant(6000.0);
  world.set("reception.placement_hours", 10.0);
  const MemberRun r = run(world, 100);
  const auto awaiting = [&](std::size_t hour) { return r.at(hour, "awaiting_placement", "B"); };
  ASSERT_EQ(r.at(3, "arrivals_cumulative"), 8000);
  // 1 - exp(-1) of those who wait at hour 4 have been allotted a place at hour 14.
  EXPECT_NEAR(awaiting(14) / awaiting(4), std::exp(-1.0), 4.0 * 0.011);
  EXPECT_EQ(r.at(11, "without_shelter"), 0);  // some 5,600 of 6,000 places are taken
  for (std::size_t hour = 4; hour < 100; ++hour) {
    EXPECT_EQ(awaiting(hour) + r.at(hour, "sheltered_centre") + r.at(hour, "without_shelter"), 8000)
        << hour;
    EXPECT_EQ(r.at(hour, "present", "B"), 8000) << hour;
  }
  // Who has been allotted a place where none is free is without shelter.
  EXPECT_EQ(r.at(99, "sheltered_centre"), 6000);
  EXPECT_NEAR(r.at(99, "without_shelter"), 2000, 20);
}

TEST(Reception, AllottingTakesTheSameTimeWhateverTheStep) {
  for (const int minutes : {60, 48, 80}) {
    DrawnWorld world("A---B");
    world.scenario.step = std::chrono::minutes{minutes};
    world.with_people('A', 16000)
        .everybody_leaves_at_once()
        .set("reception.centre_acceptance", 1.0);
    world.road("AB").capacity_vehicles_per_hour = Value::constant(8000.0);
    world.place('B').shelter_people = Value::constant(16000.0);
    world.set("reception.placement_hours", 24.0);
    const MemberRun r = run(world, static_cast<std::size_t>(64 * 60 / minutes));
    const auto awaiting = [&](int hour) {
      return r.at(static_cast<std::size_t>(hour * 60 / minutes - 1), "awaiting_placement");
    };
    EXPECT_NEAR(awaiting(56) / awaiting(8), std::exp(-2.0), 0.03) << minutes;
  }
}

TEST(Reception, WhoWasThereBeforeIsPresentAndTakesPartInNothing) {
  DrawnWorld world("A---B");
  world.with_people('A', 400).everybody_leaves_at_once().set("reception.centre_acceptance", 1.0);
  world.place('B').shelter_people = Value::constant(1000.0);
  const MemberRun alone = run(world, 20);
  world.place('B').present_before = Value::constant(33000.0);
  const MemberRun r = run(world, 20);
  EXPECT_EQ(r.at(0, "present", "B"), alone.at(0, "present", "B") + 33000);
  EXPECT_EQ(r.at(19, "present", "B"), 33400);
  EXPECT_EQ(r.at(19, "present_before", "B"), 33000);
  EXPECT_EQ(alone.at(19, "present", "B"), 400);
  for (const char* same : {"arrivals_cumulative", "sheltered_centre", "registered_cumulative"})
    EXPECT_EQ(r.at(19, same), alone.at(19, same)) << same;
}

TEST(Reception, OverflowIsVisibleAsPeopleWithoutAPlace) {
  DrawnWorld world("A---B");
  world.with_people('A', 400).everybody_leaves_at_once().set("reception.centre_acceptance", 1.0);
  world.place('B').shelter_people = Value::constant(100.0);
  world.event(EventKind::shelter_offer, 12.0, 60.0, 'B');
  const MemberRun r = run(world, 20);
  EXPECT_EQ(r.at(10, "sheltered_centre", "B"), 100);
  EXPECT_EQ(r.at(10, "without_shelter", "B"), 300);
  EXPECT_EQ(r.at(19, "sheltered_centre", "B"), 160);
}

TEST(Reception, OnwardSharesAndHostsAreMetOnAverage) {
  DrawnWorld world("A---B");
  world.with_people('A', 40000).everybody_leaves_at_once();
  world.road("AB").capacity_vehicles_per_hour = Value::constant(2000.0);
  Place far = world.place('B');
  far.id = "Z";
  far.kind = PlaceKind::destination;
  far.host_share = Value::constant(0.5);
  far.own_means_share = Value::constant(0.5);
  far.longitude_deg = 1.0;
  world.scenario.places.push_back(far);
  world.scenario.onward.push_back(
      {world.id('B'), world.id('Z'), Value::constant(0.3), kAlways, ""});
  const MemberRun r = run(world, 48);
  EXPECT_NEAR(r.at(47, "present", "Z"), 12000, 4 * 4 * std::sqrt(10000 * 0.3 * 0.7));
  EXPECT_NEAR(r.at(47, "hosted", "Z"), 6000, 4 * 4 * std::sqrt(3000.0));
}

TEST(Reception, NobodyGoesOnToACampBeforeItOpens) {
  DrawnWorld world("A---B");
  world.with_people('A', 4000).everybody_leaves_at_once();
  world.road("AB").capacity_vehicles_per_hour = Value::constant(100.0);
  Place camp = world.place('B');
  camp.id = "Z";
  camp.kind = PlaceKind::destination;
  camp.own_means_share = Value::constant(1.0);
  world.scenario.places.push_back(camp);
  const Time opens = world.scenario.start + std::chrono::hours{5};
  world.scenario.onward.push_back(
      {world.id('B'), world.id('Z'), Value::constant(1.0), kAlways, "", opens});
  const MemberRun r = run(world, 24);
  const double before = r.at(4, "arrivals_cumulative");
  EXPECT_GT(before, 0.0);
  EXPECT_EQ(r.at(4, "present", "Z"), 0);
  EXPECT_EQ(r.at(23, "present", "Z"), 4000 - before);  // who was there by then has settled
  EXPECT_EQ(r.at(23, "present", "B"), before);
}

TEST(Series, EveryOneMayBeCounted) {
  DrawnWorld world("A---B");
  world.with_people('A', 400).event(EventKind::return_permitted, 1.0, 1.0);
  const std::vector<Topic> countable = corridor_series();
  const auto model = make_corridor_model(world.scenario);
  for (const SeriesInfo& series : model->series()) {
    const bool is_known = std::any_of(countable.begin(), countable.end(), [&](const Topic& topic) {
      return topic.name == series.target && topic.unit == series.unit;
    });
    EXPECT_TRUE(is_known) << series.target;
  }
}

TEST(Return, PeopleComeHomeOncePermittedSafeAndServed) {
  DrawnWorld world("A---B");
  world.with_people('A', 400).everybody_leaves_at_once();
  world.set("return.hazard_per_hour", 0.5).set("return.deprivation_limit", 1.0);
  world.set("decision.intercept", 50.0);
  world.event(EventKind::return_permitted, 12.0, 1.0);
  world.event(EventKind::road_closes, 11.0, 0.0, 0, "AB");
  world.place('B').own_means_share = Value::constant(1.0);
  const MemberRun r = run(world, 40);
  EXPECT_EQ(r.at(10, "own_means", "B"), 400);
  EXPECT_LT(r.at(39, "present", "B"), 20);
  EXPECT_GT(r.at(39, "staying") + r.at(39, "waiting_to_leave"), 380);
}

/// Those of A and B wait behind the desk, where nothing keeps them but what events say.
DrawnWorld returning_from_desk() {
  DrawnWorld world = calm_world("A---C B---C", "AB");
  world.event(EventKind::evacuation_order, 0.0, 1.0).event(EventKind::evacuation_order, 90.0, 0.0);
  world.place('C').own_means_share = Value::constant(1.0);
  return world.set("decision.hazard_max_per_hour", 1.0).set("return.hazard_per_hour", 1.0);
}

TEST(Return, IsPermittedPlaceByPlace) {
  DrawnWorld world = returning_from_desk();
  world.event(EventKind::return_permitted, 100.0, 1.0, 'A');
  const MemberRun r = run(world, 150);
  EXPECT_EQ(r.at(99, "own_means", "C"), 40000.0);
  EXPECT_EQ(r.at(149, "staying", "A"), 20000.0);
  EXPECT_EQ(r.at(149, "staying", "B"), 0.0);
  EXPECT_EQ(r.at(149, "returns_cumulative"), 20000.0);
  EXPECT_EQ(r.at(149, "returns_cumulative", "A"), 20000.0);
  EXPECT_EQ(r.at(149, "returns_cumulative", "B"), 0.0);
}

TEST(Return, NobodyComesBackToAPlaceThatPeopleAreToldToLeave) {
  DrawnWorld world = returning_from_desk();
  world.event(EventKind::return_permitted, 100.0, 1.0);
  world.event(EventKind::evacuation_order, 99.0, 1.0, 'B');
  const MemberRun r = run(world, 150);
  EXPECT_EQ(r.at(149, "returns_cumulative", "A"), 20000.0);
  EXPECT_EQ(r.at(149, "returns_cumulative", "B"), 0.0);
}

/// Cohorts of a bin that have a place of their own in the streams, however many there are: those of
/// one bin draw other numbers than those of the next.
TEST(Return, EveryCohortOfEveryBinHasALotOfItsOwn) {
  constexpr std::uint32_t kGroups = 4120;
  constexpr Count kInEach = 1000;
  DrawnWorld world("A---B");
  while (world.scenario.groups.size() * kMaxHouseholdSize < kGroups) world.with_people('A', 0);
  world.event(EventKind::return_permitted, 0.0, 1.0);
  world.set("return.hazard_per_hour", 1.0).set("return.deprivation_limit", 2.0);
  const World compiled = compile_world(world.scenario);
  const auto model = make_corridor_model(world.scenario);
  const auto start = model->start(world.values(), {1, 0});
  auto& state = static_cast<CorridorState&>(*start);
  const PlaceBins& bins = compiled.place_bins[world.id('B').index];
  for (const BinId bin : {bins.centre, bins.hosted}) {
    for (std::uint32_t group = 0; group < kGroups; ++group) {
      Cohort cohort;
      cohort.group = GroupId{group};
      cohort.households = kInEach;
      state.population.place_initially(bin, cohort);
    }
  }
  TickContext context{compiled, state};
  go_home(context);
  state.population.apply(state.flows, state.now);
  const auto left = [&](BinId bin, std::size_t cohort) {
    return state.population.bin(bin).cohorts()[cohort].households;
  };
  constexpr std::size_t kApart = 4096;
  std::size_t same = 0;
  for (std::size_t i = 0; i + kApart < kGroups; ++i)
    same += left(bins.centre, kApart + i) == left(bins.hosted, i) ? 1 : 0;
  EXPECT_LT(left(bins.centre, 0), kInEach);
  EXPECT_LT(same, 5U);
}

/// Behind the desk E, 20 km from A, lies F, an hour's way on. Who has come to E or F may return
/// after ten hours, and does so at once.
DrawnWorld return_world(const std::string& drawing) {
  DrawnWorld world(drawing);
  world.with_desk('E').with_people('A', 400).everybody_leaves_at_once();
  world.place('F').kind = PlaceKind::destination;
  world.road("EF").length_km = 40.0;
  for (const char place : {'E', 'F'}) world.place(place).own_means_share = Value::constant(1.0);
  world.set("return.hazard_per_hour", 1.0e6).set("return.deprivation_limit", 1.0);
  world.event(EventKind::road_closes, 9.0, 0.0, 0, "AE");
  world.event(EventKind::return_permitted, 10.0, 1.0);
  return world;
}

/// Hours on the way home, by the last hour in which nobody has come.
double hours_home(const DrawnWorld& world) {
  const MemberRun r = run(world, 30);
  EXPECT_EQ(r.at(9, "staying", "A") + r.at(9, "waiting_to_leave", "A"), 0);
  for (std::size_t hour = 10; hour < 30; ++hour) {
    const double back = r.at(hour, "staying", "A") + r.at(hour, "waiting_to_leave", "A");
    if (back == 400) return static_cast<double>(hour) - 10.0;
  }
  return -1.0;
}

TEST(Return, WhoWaitsForAPlaceReturnsToo) {
  DrawnWorld world("A---B");
  world.with_people('A', 4000).everybody_leaves_at_once().set("reception.centre_acceptance", 1.0);
  world.set("reception.placement_hours", 1000.0).set("return.hazard_per_hour", 1.0e6);
  world.set("return.deprivation_limit", 1.0).set("return.threat_limit", 1.0);
  world.set("decision.reason_begins", 0.0).set("decision.reason_full", 0.0);
  world.place('A').supplies.food_person_days = Value::constant(1.0e6);
  world.event(EventKind::return_permitted, 20.0, 1.0);
  const MemberRun r = run(world, 22);
  EXPECT_GT(r.at(19, "awaiting_placement"), 3800);
  EXPECT_EQ(r.at(20, "awaiting_placement"), 0);
}

TEST(Return, TheWayHomeIsFromWherePeopleAreAtTheSpeedOfNow) {
  // Back from E: 20 km at 4 km/h since an event, not at the 40 km/h of the start, nor the way from
  // the desk D.
  DrawnWorld world = return_world("A=x=D A---E---F");
  world.with_desk('D');
  world.event(EventKind::road_speed, 5.0, 4.0, 0, "AE");
  EXPECT_EQ(hours_home(world), 5.0);
}

TEST(Return, WhoWentOnFromWhereTheRouteEndsHasThatWayBackToo) {
  DrawnWorld world = return_world("A=x=D A---E---F");
  world.with_desk('D');
  world.scenario.onward.push_back(
      {world.id('E'), world.id('F'), Value::constant(1.0), kAlways, ""});
  world.road("AE").free_speed_km_per_hour = 10.0;  // two hours, and one from F to E
  EXPECT_EQ(hours_home(world), 3.0);
}

TEST(Return, TheHazardFallsToNothingAtTheLimitsOfThreatAndDeprivation) {
  Settings s{};
  s.return_threat_limit = 0.4;
  s.return_deprivation_limit = 0.5;
  EXPECT_DOUBLE_EQ(return_weight(s, 0.0, 0.0), 1.0);
  EXPECT_NEAR(return_weight(s, 0.1, 0.25), 0.75 * 0.5, 1e-15);
  EXPECT_DOUBLE_EQ(return_weight(s, 0.4, 0.0), 0.0);
  EXPECT_DOUBLE_EQ(return_weight(s, 0.0, 0.6), 0.0);
  s.return_threat_limit = 0.0;  // only a home without any threat
  EXPECT_DOUBLE_EQ(return_weight(s, 0.0, 0.25), 0.5);
  EXPECT_DOUBLE_EQ(return_weight(s, 0.01, 0.0), 0.0);
}

TEST(Return, HalfTheLimitsOfDeprivationHalvesTheReturnOfAnHour) {
  // Services of A at 0 with a weight of 1 are a deprivation of 1, half of the limit of 2: of 10,000
  // households exp(-0.1 * 0.5 * 10) = 0.607 are still away after ten hours, not exp(-1) = 0.368.
  DrawnWorld world("A---B");
  world.with_people('A', 40000).everybody_leaves_at_once();
  world.road("AB").capacity_vehicles_per_hour = Value::constant(8000.0);
  world.road("AB").storage_vehicles = 40000;
  world.set("return.hazard_per_hour", 0.1).set("return.deprivation_limit", 2.0);
  world.set("deprivation.food_weight", 0.0).set("deprivation.fuel_weight", 0.0);
  world.set("deprivation.medicine_weight", 0.0).set("deprivation.services_weight", 1.0);
  world.event(EventKind::service_electricity, 0.0, 0.0, 'A');
  world.event(EventKind::service_gas, 0.0, 0.0, 'A');
  world.event(EventKind::service_water, 0.0, 0.0, 'A');
  world.event(EventKind::service_telecom, 0.0, 0.0, 'A');
  world.event(EventKind::road_closes, 11.0, 0.0, 0, "AB");
  world.event(EventKind::return_permitted, 12.0, 1.0);
  world.place('B').own_means_share = Value::constant(1.0);
  const MemberRun r = run(world, 22);
  ASSERT_EQ(r.at(10, "own_means", "B"), 40000);
  const double away = std::exp(-0.5);
  EXPECT_NEAR(r.at(21, "own_means", "B"), 40000 * away,
              4 * 4 * std::sqrt(10000 * away * (1 - away)));
}

/// Probability that those of `from` who do not know the queues choose `destination`, in the state
/// that `change` makes of the start.
template <class Change>
double share_to(const DrawnWorld& world, char from, char destination, Change&& change) {
  const World compiled = compile_world(world.scenario);
  const auto model = make_corridor_model(world.scenario);
  const auto state = model->start(world.values(), {1, 0});
  auto& here = static_cast<CorridorState&>(*state);
  change(compiled, here);
  std::vector<double> informed;
  std::vector<double> uninformed;
  route_probabilities({compiled, here}, world.id(from), here.open_routes[world.id(from).index],
                      false, informed, uninformed);
  EXPECT_EQ(informed, uninformed);  // no queues
  const std::vector<RouteId>& open = here.open_routes[world.id(from).index];
  double share = 0.0;
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (compiled.routes[open[i]].destination == world.id(destination)) share += uninformed[i];
  }
  return share;
}
double share_to(const DrawnWorld& world, char from, char destination) {
  return share_to(world, from, destination, [](const World&, CorridorState&) {});
}

/// Two desks alike, D and E.
DrawnWorld two_desks() {
  DrawnWorld world("A---D A---E B---D B---E");
  world.with_desk('D').with_people('A', 400).with_people('B', 400);
  return world.set("route.room_weight", 0.0).set("route.danger_weight", 0.0);
}

TEST(RouteChoice, PeopleFollowThoseWhoLeftTheSamePlaceBefore) {
  // 300 people of A have gone to D and 100 to E: with a weight of 2 the odds are
  // exp(2 * (0.75 - 0.25)).
  DrawnWorld world = two_desks().set("route.kin_weight", 2.0);
  const double to_d = share_to(world, 'A', 'D', [&](const World& compiled, CorridorState& here) {
    ASSERT_EQ(here.open_routes[world.id('A').index].size(), 2U);
    here.places[world.id('A').index].departed = 400;
    for (const RouteId id : here.open_routes[world.id('A').index]) {
      const bool is_d = compiled.routes[id].destination == world.id('D');
      here.departed_by_route[id] = is_d ? 300 : 100;
    }
  });
  EXPECT_NEAR(to_d, std::exp(1.0) / (1.0 + std::exp(1.0)), 1e-12);
}

TEST(RouteChoice, HostsAndNoHistoryAreAsBefore) {
  DrawnWorld world = two_desks().set("route.kin_weight", 1.0);
  world.place('D').host_share = Value::constant(0.5);
  EXPECT_NEAR(share_to(world, 'A', 'D'), std::exp(0.5) / (1.0 + std::exp(0.5)), 1e-12);
}

TEST(RouteChoice, TheInformedGoToTheDeskBeforeWhichFewerWait) {
  DrawnWorld world("A---B A---C");
  world.with_desk('B').with_people('A', 20000).everybody_leaves_at_once();
  world.set("decision.hazard_max_per_hour", 0.05);  // a queue can grow before the last set out
  world.set("route.kin_weight", 0.0).set("route.informed_share", 1.0);
  const auto share_of_slow_desk = [&](double people_per_hour) {
    world.place('B').registration_people_per_hour = Value::constant(people_per_hour);
    world.place('C').registration_people_per_hour = Value::constant(5000.0);
    const MemberRun r = run(world, 60);
    return r.at(59, "arrivals_cumulative", "B") / r.at(59, "arrivals_cumulative");
  };
  EXPECT_NEAR(share_of_slow_desk(5000.0), 0.5, 0.03);
  EXPECT_LT(share_of_slow_desk(50.0), 0.35);
  world.set("route.informed_share", 0.0);
  EXPECT_NEAR(share_of_slow_desk(50.0), 0.5, 0.03);
}

TEST(RouteChoice, NamedKinDrawByTheirNumberToThePowerOfTheWeight) {
  // Everybody has 299 kin at D; those of A have 99 at E, those of B none. With a weight of 0.5 the
  // odds of D are sqrt(300 / 100) for A and sqrt(300) for B.
  DrawnWorld world = two_desks().set("route.kin_stock_weight", 0.5);
  world.with_kin(0, 'D', 299.0).with_kin('A', 'E', 99.0);
  EXPECT_NEAR(share_to(world, 'A', 'D'), std::sqrt(3.0) / (1.0 + std::sqrt(3.0)), 1e-12);
  EXPECT_NEAR(share_to(world, 'B', 'D'), std::sqrt(300.0) / (1.0 + std::sqrt(300.0)), 1e-12);
  // 200 more of A's at D, beside everybody's, are 499.
  world.with_kin('A', 'D', 200.0);
  EXPECT_NEAR(share_to(world, 'A', 'D'), std::sqrt(5.0) / (1.0 + std::sqrt(5.0)), 1e-12);
  EXPECT_NEAR(share_to(world, 'B', 'D'), std::sqrt(300.0) / (1.0 + std::sqrt(300.0)), 1e-12);
}

TEST(Deaths, ARecordedDeathMakesAHouseholdSmallerAndTheBooksBalance) {
  DrawnWorld world("A=x=B");
  world.with_people('A', 400)
      .set("decision.hazard_max_per_hour", 1e-3)
      .set("decision.intercept", -12);
  world.event(EventKind::deaths, 2.0, 7.0, 'A');
  const MemberRun r = run(world, 4);  // step() checks conservation
  EXPECT_EQ(r.at(3, "staying") + r.at(3, "waiting_to_leave"), 393);
}

TEST(Deaths, FallOnThoseWhoWaitToLeaveAsOnThoseWhoStay) {
  // Half never leave, half wait beside the closed road; 400 of 4,000 people die.
  DrawnWorld world("A=x=B");
  world.with_people('A', 4000).everybody_leaves_at_once().set("decision.never_leave_share", 0.5);
  world.event(EventKind::deaths, 5.0, 400.0, 'A');
  const MemberRun r = run(world, 7);
  const double share = r.at(3, "staying") / 4000.0;
  EXPECT_EQ(r.at(6, "staying") + r.at(6, "waiting_to_leave"), 3600);
  EXPECT_NEAR(r.at(3, "staying") - r.at(6, "staying"), 400 * share,
              4.0 * std::sqrt(400 * share * (1.0 - share)));
}

TEST(Deaths, FallOnPeopleNotOnHouseholds) {
  // 900 people live alone and 900 in households of 9: of 200 deaths each loses half.
  DrawnWorld world("A=x=B");
  world.with_people('A', 900, HouseholdClass::no_vehicle, 1.0);
  world.with_people('A', 900, HouseholdClass::no_vehicle, 9.0);
  world.set("decision.never_leave_share", 1.0);
  world.event(EventKind::deaths, 0.0, 200.0, 'A');
  const auto model = make_corridor_model(world.scenario);
  const auto state = model->start(world.values(), {1, 0});
  const World compiled = compile_world(world.scenario);
  const Population& population = static_cast<const CorridorState&>(*state).population;
  Count alone = 0;
  for (const Cohort& cohort :
       population.bin(compiled.place_bins[world.id('A').index].stayers).cohorts()) {
    if (&compiled.group(cohort.group) == compiled.scenario.groups.data()) {
      alone += cohort.households;
    }
  }
  EXPECT_EQ(population.dead(), 200);
  EXPECT_NEAR(static_cast<double>(900 - alone), 100.0, 4.0 * std::sqrt(200 * 0.25));
}

TEST(Deaths, FallOnThoseAtAPlaceOfReceptionAndAreNoMoreThanThePeople) {
  DrawnWorld world("A---B");
  world.with_people('A', 400).everybody_leaves_at_once();
  world.place('B').own_means_share = Value::constant(1.0);
  world.event(EventKind::deaths, 12.0, 7.0, 'B').event(EventKind::deaths, 14.0, 1000.0, 'B');
  const MemberRun r = run(world, 16);
  EXPECT_EQ(r.at(12, "present", "B"), 393);
  EXPECT_EQ(r.at(15, "present", "B"), 0);
}

TEST(Households, PeopleAddUpExactlyForEveryMeanSize) {
  for (double people : {1.0, 2.0, 3.0, 7.0, 101.0, 4999.0, 120000.0}) {
    for (double size : {1.0, 2.3, 3.88, 4.44, 6.0}) {
      DrawnWorld world("A=x=B");
      world.with_people('A', people, HouseholdClass::vehicle, size);
      const MemberRun r = run(world, 1);
      EXPECT_EQ(r.at(0, "staying") + r.at(0, "waiting_to_leave"), people)
          << people << " in households of " << size;
    }
  }
}

}  // namespace
}  // namespace corridor::test

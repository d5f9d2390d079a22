// People received at one safe place whom fleets carry on to another.
#include <gtest/gtest.h>

#include "drawn_world.h"

namespace corridor::test {
namespace {

/// 4,000 people of A come to B in the first hours: 1,000 find a bed there, 3,000 none. Z lies half
/// a degree of the equator from B, 55.6 km, without a road, and has 600 beds.
DrawnWorld stadium() {
  DrawnWorld world("A---B");
  world.with_people('A', 4000).everybody_leaves_at_once();
  world.set("reception.centre_acceptance", 1.0).set("reception.onward_speed_km_per_hour", 60.0);
  world.road("AB").capacity_vehicles_per_hour = Value::constant(1000.0);
  world.place('B').shelter_people = Value::constant(1000.0);
  Place far = world.place('B');
  far.id = "Z";
  far.kind = PlaceKind::reception;
  far.longitude_deg += 0.5;
  far.shelter_people = Value::constant(600.0);
  world.scenario.places.push_back(far);
  return world;
}

/// Vehicles come to B at hour 30 and carry people to Z.
DrawnWorld& with_fleet(DrawnWorld& world, EventKind kind, double vehicles, double seats) {
  world.event(kind, 30.0, vehicles, 'B');
  world.scenario.events.back().seats = seats;
  world.scenario.events.back().to = world.id('Z');
  return world;
}

/// The row that tells how things stand at the end of the hour that begins then.
constexpr std::size_t kHourOfFleet = 30;

TEST(Relocation, BusesCarryOnThoseWithoutShelterThenThoseInCentres) {
  // 55.6 km at 60 km/h are two ticks of half an hour, as many back: 400 people every two hours.
  DrawnWorld world = stadium();
  const MemberRun r = run(with_fleet(world, EventKind::buses, 10.0, 40.0), 60);
  EXPECT_EQ(r.at(kHourOfFleet - 1, "without_shelter", "B"), 3000.0);
  // In the first hour they leave, at the end of the second they come, as the next leave.
  EXPECT_EQ(r.at(kHourOfFleet, "without_shelter", "B"), 2600.0);
  EXPECT_EQ(r.at(kHourOfFleet, "on_onward_journey"), 400.0);
  EXPECT_EQ(r.at(kHourOfFleet + 1, "sheltered_centre", "Z"), 400.0);
  EXPECT_EQ(r.at(kHourOfFleet + 1, "on_onward_journey"), 0.0);
  EXPECT_EQ(r.at(kHourOfFleet + 3, "sheltered_centre", "Z"), 600.0);
  EXPECT_EQ(r.at(kHourOfFleet + 3, "without_shelter", "Z"), 200.0);
  // Seven times 400 have none; with the last 200 of them go the first 200 of the centre.
  EXPECT_EQ(r.at(kHourOfFleet + 13, "sheltered_centre", "B"), 1000.0);
  EXPECT_EQ(r.at(kHourOfFleet + 14, "sheltered_centre", "B"), 800.0);
  EXPECT_EQ(r.at(kHourOfFleet + 14, "without_shelter", "B"), 0.0);
  EXPECT_EQ(r.at(59, "present", "B"), 0.0);
  EXPECT_EQ(r.at(59, "present", "Z"), 4000.0);
}

TEST(Relocation, IsNoSecondArrivalAndNoRegistration) {
  DrawnWorld world = stadium();
  const MemberRun r = run(with_fleet(world, EventKind::buses, 10.0, 40.0), 60);
  EXPECT_EQ(r.at(59, "arrivals_cumulative"), 4000.0);
  EXPECT_EQ(r.at(59, "arrivals_cumulative", "Z"), 0.0);
  EXPECT_EQ(r.at(59, "registered_cumulative"), 4000.0);
  EXPECT_EQ(r.at(59, "departures_cumulative"), 4000.0);
}

TEST(Relocation, LeavesThoseWithHostsAndByOwnMeans) {
  DrawnWorld world = stadium();
  world.place('B').host_share = Value::constant(0.25);
  world.place('B').own_means_share = Value::constant(0.25);
  const MemberRun r = run(with_fleet(world, EventKind::buses, 100.0, 40.0), 60);
  EXPECT_GT(r.at(59, "hosted", "B"), 800.0);
  EXPECT_EQ(r.at(59, "hosted", "B"), r.at(kHourOfFleet - 1, "hosted", "B"));
  EXPECT_EQ(r.at(59, "own_means", "B"), r.at(kHourOfFleet - 1, "own_means", "B"));
  EXPECT_EQ(r.at(59, "sheltered_centre", "B") + r.at(59, "without_shelter", "B"), 0.0);
}

TEST(Relocation, CarriesThoseWhoWaitToBeAllottedAPlace) {
  DrawnWorld world = stadium().set("reception.placement_hours", 1000.0);
  const MemberRun r = run(with_fleet(world, EventKind::buses, 100.0, 40.0), 60);
  EXPECT_GT(r.at(kHourOfFleet - 1, "awaiting_placement", "B"), 3000.0);
  EXPECT_EQ(r.at(59, "present", "Z"), 4000.0);
}

TEST(Relocation, EndsWithTheService) {
  // 400 leave in the first hour, and nobody after hour 31, when the service is over.
  DrawnWorld world = stadium();
  with_fleet(world, EventKind::buses, 10.0, 40.0);
  world.scenario.events.back().until = world.scenario.start + std::chrono::hours{31};
  EXPECT_EQ(run(world, 60).at(59, "present", "Z"), 400.0);
}

TEST(Relocation, BoatsTakeTheirOwnTimeAndStandAtBothEnds) {
  // 55.6 km at 20 km/h are 2.8 h, six ticks; with an hour at the ends they are back after seven
  // hours. A boat of 100 seats goes as two parts of 50.
  DrawnWorld world = stadium().set("means.boat_speed_km_per_hour", 20.0);
  const MemberRun r = run(with_fleet(world, EventKind::boats, 4.0, 100.0), 60);
  EXPECT_EQ(r.at(kHourOfFleet + 2, "present", "Z"), 0.0);
  EXPECT_EQ(r.at(kHourOfFleet + 3, "present", "Z"), 400.0);
  EXPECT_EQ(r.at(kHourOfFleet + 6, "present", "B"), 3600.0);
  EXPECT_EQ(r.at(kHourOfFleet + 7, "present", "B"), 3200.0);
}

TEST(Relocation, TwoFleetsShareThePeople) {
  DrawnWorld world = stadium();
  with_fleet(world, EventKind::buses, 60.0, 50.0);
  with_fleet(world, EventKind::trains, 1.0, 1500.0);
  const MemberRun r = run(world, 40);
  EXPECT_EQ(r.at(kHourOfFleet, "present", "B"), 0.0);
  EXPECT_EQ(r.at(39, "present", "Z"), 4000.0);
}

TEST(Relocation, MixesHouseholdsOfAllSizes) {
  DrawnWorld world = stadium();
  world.with_people('A', 4000, HouseholdClass::vehicle, 8.0);
  world.place('B').shelter_people = Value::constant(8000.0);
  const MemberRun r = run(with_fleet(world, EventKind::buses, 100.0, 40.0), 32);
  // 8,000 people in 1,500 households: nearly all seats are taken, whoever sits there.
  EXPECT_LE(r.at(kHourOfFleet, "on_onward_journey"), 4000.0);
  EXPECT_GE(r.at(kHourOfFleet, "on_onward_journey"), 3960.0);
}

TEST(Relocation, WhoWasMovedOnComesHomeFromThere) {
  DrawnWorld world = stadium();
  with_fleet(world, EventKind::buses, 100.0, 40.0);
  world.event(EventKind::return_permitted, 60.0, 1.0);
  world.set("return.hazard_per_hour", 5.0).set("return.deprivation_limit", 2.0);
  world.set("decision.way_out_weight", 0.0).set("decision.reason_begins", 5.0);
  world.set("decision.reason_full", 6.0);
  world.event(EventKind::evacuation_order, 0.0, 1.0);
  world.event(EventKind::evacuation_order, 50.0, 0.0);
  EXPECT_EQ(run(world, 60).at(59, "present", "Z"), 4000.0);
  const MemberRun r = run(world, 100);
  EXPECT_EQ(r.at(99, "present", "Z"), 0.0);
  EXPECT_EQ(r.at(99, "staying", "A"), 4000.0);
}

}  // namespace
}  // namespace corridor::test

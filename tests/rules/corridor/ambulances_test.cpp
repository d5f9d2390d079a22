// Ambulances: for those who need help, by the roads or escorted past them, in rounds.
#include <gtest/gtest.h>

#include "drawn_world.h"

namespace corridor::test {
namespace {

/// 20 households of 4 who need help; from 1:00 on two ambulances of 8 seats: 16 people a round.
DrawnWorld with_ambulances(const std::string& drawing) {
  DrawnWorld world(drawing);
  world.with_people('A', 80, HouseholdClass::needs_help).everybody_leaves_at_once();
  world.event(EventKind::ambulances, 1.0, 2.0, 'A');
  world.scenario.events.back().seats = 8;
  return world;
}

TEST(Ambulances, ByTheRoadsComeBackForMore) {
  // 20 km at 40 km/h there and back and 2 hours for turning round: five rounds end within a day.
  const MemberRun r = run(with_ambulances("A---B"), 24);
  EXPECT_EQ(r.at(2, "departures_cumulative"), 16);
  EXPECT_EQ(r.at(3, "vehicles_cumulative"), 2);
  EXPECT_EQ(r.at(23, "arrivals_cumulative"), 80);
  EXPECT_EQ(r.at(23, "vehicles_cumulative"), 10);
}

TEST(Ambulances, EscortedPassAClosedRoadInRoundsOfTwiceItsTime) {
  DrawnWorld world = with_ambulances("A=x=B");
  world.scenario.events.back().to = world.id('B');
  const MemberRun r = run(world, 6);
  for (std::size_t round = 1; round <= 5; ++round) {
    EXPECT_EQ(r.at(round, "arrivals_cumulative"), 16.0 * static_cast<double>(round));
    EXPECT_EQ(r.at(round, "vehicles_cumulative"), 2.0 * static_cast<double>(round));
  }
}

TEST(Ambulances, BusesEscortedPastARoadAreVehiclesThatArriveAndFlightsAreNot) {
  for (const auto& [kind, vehicles] :
       {std::pair(EventKind::buses, 10.0), std::pair(EventKind::ambulances, 10.0),
        std::pair(EventKind::helicopter, 0.0)}) {
    DrawnWorld world = with_ambulances("A=x=B");
    world.scenario.events.back().kind = kind;
    world.scenario.events.back().to = world.id('B');
    const MemberRun r = run(world, 24);
    EXPECT_EQ(r.at(23, "arrivals_cumulative"), 80.0);
    EXPECT_EQ(r.at(23, "vehicles_cumulative"), vehicles);
  }
}

TEST(Fleets, BoatsAndTrainsTakeEverybodyWithoutAVehiclePastTheRoadsAtTheirSpeed) {
  // 11 km: a boat takes 33 minutes, two ticks each way; a train 17, a tick each way.
  const auto arrivals = [](EventKind kind) {
    DrawnWorld world("A=x=B");
    world.with_people('A', 400, HouseholdClass::no_vehicle).everybody_leaves_at_once();
    world.set("means.embarkation_hours", 0.0).event(kind, 1.0, 1.0, 'A');
    world.scenario.events.back().seats = 100;
    world.scenario.events.back().to = world.id('B');
    return run(world, 12);
  };
  const MemberRun boats = arrivals(EventKind::boats);
  EXPECT_EQ(boats.at(1, "arrivals_cumulative"), 0.0);
  EXPECT_EQ(boats.at(2, "arrivals_cumulative"), 100.0);
  EXPECT_EQ(boats.at(4, "arrivals_cumulative"), 200.0);
  EXPECT_EQ(boats.at(8, "arrivals_cumulative"), 400.0);
  EXPECT_EQ(boats.at(11, "vehicles_cumulative"), 0.0);
  const MemberRun trains = arrivals(EventKind::trains);
  EXPECT_EQ(trains.at(1, "arrivals_cumulative"), 100.0);
  EXPECT_EQ(trains.at(4, "arrivals_cumulative"), 400.0);
}

TEST(Fleets, BoatsStandAtBothEndsOfTheirWay) {
  // Two ticks of half an hour each way and an hour for getting in and out: a round of three hours.
  DrawnWorld world("A=x=B");
  world.with_people('A', 400, HouseholdClass::no_vehicle).everybody_leaves_at_once();
  world.set("means.embarkation_hours", 1.0).event(EventKind::boats, 1.0, 1.0, 'A');
  world.scenario.events.back().seats = 100;
  world.scenario.events.back().to = world.id('B');
  const MemberRun r = run(world, 12);
  EXPECT_EQ(r.at(2, "arrivals_cumulative"), 100.0);
  EXPECT_EQ(r.at(4, "arrivals_cumulative"), 100.0);
  EXPECT_EQ(r.at(5, "arrivals_cumulative"), 200.0);
  EXPECT_EQ(r.at(11, "arrivals_cumulative"), 400.0);
}

/// Whoever may leave has a way out where boats sail, though every road is closed; ambulances are
/// none, and boats none once they sail no more.
TEST(Fleets, ThatTakeEverybodyPastTheRoadsAreAWayOut) {
  const auto way_out = [](EventKind kind, std::size_t step) {
    DrawnWorld world("A=x=B");
    world.with_people('A', 400, HouseholdClass::no_vehicle).everybody_leaves_at_once();
    world.event(kind, 1.0, 1.0, 'A');
    world.scenario.events.back().seats = 10;
    world.scenario.events.back().to = world.id('B');
    world.scenario.events.back().until = world.scenario.start + std::chrono::hours{4};
    return run(world, 8).at(step, "way_out_open");
  };
  EXPECT_EQ(way_out(EventKind::boats, 0), 0.0);
  EXPECT_EQ(way_out(EventKind::boats, 2), 1.0);
  EXPECT_EQ(way_out(EventKind::boats, 6), 0.0);
  EXPECT_EQ(way_out(EventKind::buses, 2), 1.0);
  EXPECT_EQ(way_out(EventKind::ambulances, 2), 0.0);
}

TEST(Fleets, ManyGroupsShareTheSeatsOfOneTrain) {
  // 2,000 seats, 17 minutes there and back each: 2,000 people a tick of half an hour every other
  // tick, however many groups they are of and whoever is first.
  DrawnWorld world("A=x=B");
  for (int group = 0; group < 5; ++group) world.with_people('A', 2000, HouseholdClass::no_vehicle);
  world.with_people('A', 1000, HouseholdClass::needs_help).with_people('A', 1000);
  world.everybody_leaves_at_once().set("means.fuelled_share", 0.0);
  world.set("means.embarkation_hours", 0.0);
  world.event(EventKind::trains, 1.0, 1.0, 'A');
  world.scenario.events.back().seats = 2000;
  world.scenario.events.back().to = world.id('B');
  const MemberRun r = run(world, 12);
  EXPECT_EQ(r.at(1, "arrivals_cumulative"), 2000.0);
  EXPECT_EQ(r.at(1, "waiting_for_help"), 0.0);
  EXPECT_EQ(r.at(5, "arrivals_cumulative"), 10000.0);
  EXPECT_EQ(r.at(6, "arrivals_cumulative"), 12000.0);
}

TEST(Ambulances, WhoIsFlownLosesNoTimeToTicks) {
  // 11 km are a few minutes in the air and a tick of half an hour; 20 km by road are a tick.
  for (const EventKind kind : {EventKind::ambulances, EventKind::helicopter}) {
    DrawnWorld world = with_ambulances("A=x=B");
    world.road("AB").free_speed_km_per_hour = 30.0;  // 40 minutes: two ticks
    world.scenario.events.back().kind = kind;
    world.scenario.events.back().to = world.id('B');
    const MemberRun r = run(world, 24);
    EXPECT_EQ(r.at(23, "arrivals_cumulative"), 80.0);
    for (std::size_t step = 0; step < 24; ++step) EXPECT_EQ(r.at(step, "waiting_hours_p90"), 0.0);
  }
}

TEST(Ambulances, TakeNobodyWhoNeedsNoHelp) {
  DrawnWorld world("A---B");
  world.with_people('A', 80, HouseholdClass::no_vehicle).everybody_leaves_at_once();
  world.event(EventKind::ambulances, 1.0, 2.0, 'A');
  world.scenario.events.back().seats = 8;
  EXPECT_EQ(run(world, 10).at(9, "departures_cumulative"), 0);
}

}  // namespace
}  // namespace corridor::test

// Roads that become slower, narrower or closed, by hand.
#include <gtest/gtest.h>

#include <algorithm>

#include "drawn_world.h"
#include "rules/corridor/rules.h"

namespace corridor::test {
namespace {

constexpr double kStep_hours = 0.25;

/// The last step that has ended by `hours` after the start.
std::size_t by(double hours) { return static_cast<std::size_t>(hours / kStep_hours) - 1; }

/// 4,000 vehicles of A drive 20 km to B: from the start on 400 an hour, each for half an hour.
DrawnWorld stream_to_b() {
  DrawnWorld world("A---B");
  world.with_people('A', 16000).everybody_leaves_at_once();
  world.scenario.step = std::chrono::minutes{15};
  return world;
}

TEST(RoadSpeed, WhoIsOnARoadThatBecomesSlowerHasTheRestOfTheWayAtItsNewSpeed) {
  // From hour 4 on the way takes 5 hours. Those who were on it then arrive until hour 9, a tenth as
  // dense as they entered; those who come later 5 hours after they entered.
  DrawnWorld world = stream_to_b();
  world.event(EventKind::road_speed, 4.0, 4.0, 0, "AB");
  const MemberRun r = run(world, by(11.0) + 1);
  EXPECT_EQ(r.at(by(4.0), "vehicles_cumulative"), 1400);
  EXPECT_NEAR(r.at(by(6.5), "vehicles_cumulative"), 1500, 1);
  EXPECT_NEAR(r.at(by(9.0), "vehicles_cumulative"), 1600, 1);
  EXPECT_NEAR(r.at(by(10.0), "vehicles_cumulative"), 2000, 1);
  EXPECT_NEAR(r.at(by(11.0), "vehicles_cumulative"), 2400, 1);
}

TEST(RoadSpeed, TheFirstOnARoadHaveTheRestOfTheWayAtItsNewSpeedToo) {
  // 5 hours from the start on, 10 from hour 2 on: the first have three fifths of that before them,
  // those behind them arrive half as dense as they entered.
  DrawnWorld world = stream_to_b();
  world.road("AB").free_speed_km_per_hour = 4.0;
  world.event(EventKind::road_speed, 2.0, 2.0, 0, "AB");
  const MemberRun r = run(world, by(9.0) + 1);
  EXPECT_EQ(r.at(by(8.0), "vehicles_cumulative"), 0);
  EXPECT_NEAR(r.at(by(9.0), "vehicles_cumulative"), 200, 1);
}

TEST(RoadSpeed, WhoStandsInTheQueueStaysThereWhenTheRoadBecomesSlower) {
  // A checkpoint lets 100 an hour out from 0:30 on. At hour 5 those who entered by 4:30 are in the
  // queue, at hour 6 those who entered by 4:36: the hour is a fifth of the new way.
  DrawnWorld world = stream_to_b();
  world.road("AB").checkpoint = Checkpoint{Value::constant(100.0), 0, 0};
  world.event(EventKind::road_speed, 5.0, 4.0, 0, "AB");
  const MemberRun r = run(world, by(6.0) + 1);
  EXPECT_NEAR(r.at(by(5.0), "road_queue_vehicles", "AB"), 400 * 4.5 - 450, 1);
  EXPECT_NEAR(r.at(by(6.0), "road_queue_vehicles", "AB"), 400 * 4.6 - 550, 1);
}

TEST(RoadSpeed, ADrawOfNoSpeedIsOneKilometreAnHour) {
  DrawnWorld world = stream_to_b();
  world.event(EventKind::road_speed, 0.0, 0.0, 0, "AB");
  world.road("AB").storage_vehicles = 20000.0;
  const MemberRun r = run(world, by(21.0) + 1);
  EXPECT_EQ(r.at(by(20.0), "vehicles_cumulative"), 0);
  EXPECT_NEAR(r.at(by(21.0), "vehicles_cumulative"), 400, 1);
}

/// From J two roads lead to D: by B, half an hour quicker, and by C. At
/// hour 1 the way by B becomes four hours longer.
DrawnWorld slowed_way() {
  DrawnWorld world("A---J---B---D J---C---D");
  world.with_people('A', 8000).everybody_leaves_at_once();
  world.set("route.informed_share", 0.0).set("route.time_weight_per_hour", 20.0);
  world.road("CD").free_speed_km_per_hour = 20.0;
  world.event(EventKind::road_speed, 1.0, 40.0 / 9.0, 0, "BD");
  return world;
}

double most_on(const DrawnWorld& world, const std::string& road) {
  const MemberRun r = run(world, 12);
  double most = 0.0;
  for (std::size_t hour = 0; hour < 12; ++hour) {
    most = std::max(most, r.at(hour, "road_vehicles", road));
  }
  return most;
}

TEST(RoadSpeed, WhoSetsOutLaterChoosesByTheSpeedOfNow) {
  // All set out in the first tick, unless they have no fuel yet.
  DrawnWorld world = slowed_way();
  EXPECT_EQ(most_on(world, "JC"), 0);
  world.set("means.fuelled_share", 0.0);
  world.event(EventKind::delivery_fuel, 2.0, 1.0e6, 'A');
  EXPECT_EQ(most_on(world, "JB"), 0);
  EXPECT_GT(most_on(world, "JC"), 100);
}

TEST(RoadSpeed, TheInformedOnTheirWayTakeTheWayThatIsQuickerNow) {
  DrawnWorld world = slowed_way();
  world.set("route.informed_share", 1.0);
  EXPECT_GT(most_on(world, "JC"), 100);
}

TEST(RoadSpeed, WhereTheNextRoadClosesTheWayThatIsQuickerNowIsTaken) {
  // From J there are three ways; the middle one, by K, closes.
  DrawnWorld world("A---J---K---D J---B---D J---C---D");
  world.with_people('A', 4000).everybody_leaves_at_once();
  world.set("route.informed_share", 0.0).set("route.time_weight_per_hour", 20.0);
  world.road("JB").free_speed_km_per_hour = 20.0;
  world.road("JC").free_speed_km_per_hour = 15.0;
  world.event(EventKind::road_speed, 0.5, 10.0, 0, "BD");
  world.event(EventKind::road_closes, 0.5, 0.0, 0, "JK");
  EXPECT_EQ(most_on(world, "JB"), 0);
  EXPECT_GT(most_on(world, "JC"), 100);
}

TEST(RoadCapacity, ANarrowedRoadLetsOutItsNewCapacity) {
  DrawnWorld world = stream_to_b();
  world.event(EventKind::road_capacity, 4.0, 100.0, 0, "AB");
  const MemberRun r = run(world, by(8.0) + 1);
  EXPECT_EQ(r.at(by(4.0), "vehicles_cumulative"), 1400);
  EXPECT_NEAR(r.at(by(6.0), "vehicles_cumulative"), 1600, 1);
  EXPECT_NEAR(r.at(by(8.0), "vehicles_cumulative"), 1800, 1);
}

TEST(RoadCapacity, TheRoomThatAVehicleLeavesComesBackOverANarrowedRoadAfterItsNewWave) {
  // AB is full: 400 of 800 vehicles stand on it, the others wait at A. From hour 5 on it lets 50 an
  // hour through, so that a backward wave takes 400 / 50 - 0.5 = 7.5 hours. BC opens at hour 6: the
  // first who leaves is felt at A at 13:30, when 400 - 7.5 * 50 are left; from then on as many
  // come in as go out, 50 an hour for half an hour.
  DrawnWorld world("A---B---C");
  world.with_people('A', 3200).everybody_leaves_at_once();
  world.scenario.step = std::chrono::minutes{15};
  world.road("AB").storage_vehicles = 400.0;
  world.event(EventKind::road_closes, 0.5, 0.0, 0, "BC");
  world.event(EventKind::road_capacity, 5.0, 50.0, 0, "AB");
  world.event(EventKind::road_opens, 6.0, 0.0, 0, "BC");
  const MemberRun r = run(world, by(18.0) + 1);
  EXPECT_EQ(r.at(by(6.0), "road_vehicles", "AB"), 400);
  EXPECT_NEAR(r.at(by(10.0), "road_vehicles", "AB"), 200, 1);
  EXPECT_NEAR(r.at(by(13.5), "road_vehicles", "AB"), 25, 1);
  EXPECT_NEAR(r.at(by(18.0), "road_vehicles", "AB"), 25, 2);
}

/// 1,000 vehicles of A set out at once by B, the quickest of three ways to D; half of them are
/// still at home when the way closes at hour 1. The way by E is the longest.
DrawnWorld closed_before_half_have_left() {
  DrawnWorld world("A---B---D A---C---D A---E---D");
  world.with_people('A', 4000).everybody_leaves_at_once();
  world.set("route.informed_share", 0.0).set("route.time_weight_per_hour", 20.0);
  for (const char* road : {"AB", "BD"}) {
    world.road(road).capacity_vehicles_per_hour = Value::constant(500.0);
  }
  world.road("CD").free_speed_km_per_hour = 10.0;
  world.road("ED").free_speed_km_per_hour = 5.0;
  world.event(EventKind::road_closes, 1.0, 0.0, 0, "AB");
  return world;
}

TEST(RoadCloses, WhoStillWaitsAtHomeTakesTheQuickestWayThatIsOpen) {
  const DrawnWorld world = closed_before_half_have_left();
  const MemberRun r = run(world, 12);
  EXPECT_EQ(r.at(0, "road_vehicles", "AC"), 0);
  EXPECT_NEAR(r.at(1, "road_vehicles", "AC"), 200, 1);  // 400 an hour, less half an hour's
  EXPECT_EQ(r.at(1, "vehicles_cumulative"), 500);
  EXPECT_EQ(r.at(11, "arrivals_cumulative"), 4000);
  EXPECT_EQ(most_on(world, "AE"), 0);
}

TEST(RoadCloses, WhoHasNoOtherWayWaitsUntilItOpens) {
  DrawnWorld world = closed_before_half_have_left();
  world.event(EventKind::road_closes, 1.0, 0.0, 0, "AC");
  world.event(EventKind::road_closes, 1.0, 0.0, 0, "AE");
  world.event(EventKind::road_opens, 8.0, 0.0, 0, "AB");
  const MemberRun r = run(world, 12);
  EXPECT_EQ(r.at(7, "vehicles_cumulative"), 500);
  EXPECT_EQ(r.at(11, "vehicles_cumulative"), 1000);
}

}  // namespace
}  // namespace corridor::test

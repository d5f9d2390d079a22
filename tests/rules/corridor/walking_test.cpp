// Who walks: those without a vehicle, after their patience, where the way is short and walkable.
#include <gtest/gtest.h>

#include <cmath>

#include "drawn_world.h"

namespace corridor::test {
namespace {

/// 100 households without a vehicle beside a road of 20 km, who set out on foot as soon as they
/// consider it.
DrawnWorld walkers(const std::string& drawing) {
  DrawnWorld world(drawing);
  world.with_people('A', 400, HouseholdClass::no_vehicle).everybody_leaves_at_once();
  return world.set("means.walking_patience_hours", 24.0)
      .set("means.walking_hazard_per_hour", 1000.0)
      .set("means.walking_speed_km_per_hour", 4.0)
      .set("means.walking_limit_km", 30.0);
}

TEST(Walking, BeginsWhenPatienceIsOverAndTakesTheTimeOfTheWay) {
  const MemberRun r = run(walkers("A---B"), 31);
  EXPECT_EQ(r.at(23, "departures_cumulative"), 0);
  EXPECT_EQ(r.at(24, "departures_cumulative"), 400);
  EXPECT_EQ(r.at(28, "arrivals_cumulative"), 0);  // 20 km at 4 km/h are 5 hours
  EXPECT_EQ(r.at(29, "arrivals_cumulative"), 400);
  EXPECT_EQ(r.at(29, "waiting_hours_p90"), 0.0);
  EXPECT_EQ(r.at(30, "vehicles_cumulative"), 0);
}

TEST(Walking, EndsAtACheckpointOnceItOpens) {
  DrawnWorld world = walkers("A---B");  // they come at 5 in the morning
  world.road("AB").checkpoint = Checkpoint{Value::constant(1.0), 8 * 60, 18 * 60};
  const MemberRun r = run(world, 34);
  EXPECT_EQ(r.at(31, "arrivals_cumulative"), 0);
  EXPECT_EQ(r.at(32, "arrivals_cumulative"), 400);
  EXPECT_EQ(r.at(32, "waiting_hours_p90"), 3.0);
}

/// 4,000 people who reach B at 29:00, where 200 an hour pass on foot.
DrawnWorld walkers_in_line() {
  DrawnWorld world = walkers("A---B");
  world.scenario.groups[0].people = Value::constant(4000);
  world.road("AB").checkpoint = Checkpoint{Value::constant(1.0), 0, 0, Value::constant(200.0)};
  return world;
}

TEST(Walking, PassesACheckpointAtItsRate) {
  const MemberRun r = run(walkers_in_line(), 60);
  const double household = 4.0;
  for (const std::size_t step : {29UL, 35UL, 40UL, 47UL}) {
    const double passed = 200.0 * (static_cast<double>(step) - 28.0);
    EXPECT_NEAR(r.at(step, "arrivals_cumulative"), passed, household) << step;
    EXPECT_NEAR(r.at(step, "queue_on_foot"), 4000 - passed, household) << step;
    EXPECT_EQ(r.at(step, "road_queue_on_foot", "AB"), r.at(step, "road_on_foot", "AB")) << step;
    EXPECT_NEAR(r.at(step, "road_outflow_on_foot", "AB"), 200.0, household) << step;
  }
  EXPECT_EQ(r.at(49, "arrivals_cumulative"), 4000);
  EXPECT_EQ(r.at(49, "queue_on_foot"), 0);
  EXPECT_EQ(r.at(49, "vehicles_cumulative"), 0);
  EXPECT_EQ(r.at(26, "queue_on_foot"), 0);  // under way
  EXPECT_EQ(r.at(26, "road_on_foot", "AB"), 4000);
}

TEST(Walking, PassesAtTheRateThatAnEventSets) {
  DrawnWorld world = walkers_in_line();
  world.event(EventKind::checkpoint_rate_on_foot, 34.0, 0.0, 0, "AB");
  world.event(EventKind::checkpoint_rate_on_foot, 36.0, 1000.0, 0, "AB");
  const MemberRun r = run(world, 60);
  EXPECT_EQ(r.at(35, "arrivals_cumulative"), r.at(33, "arrivals_cumulative"));
  EXPECT_NEAR(r.at(36, "arrivals_cumulative") - r.at(35, "arrivals_cumulative"), 1000.0, 4.0);
}

TEST(Walking, StandsInLineInTheOrderOfComing) {
  // Those of A reach B at 29:00 and have passed by 37:00; those of X come at 34:00 behind them.
  DrawnWorld world = walkers("X---A---B").set("means.walking_limit_km", 40.0);
  world.with_people('X', 400, HouseholdClass::no_vehicle);
  world.road("AB").checkpoint = Checkpoint{Value::constant(1.0), 0, 0, Value::constant(50.0)};
  const MemberRun r = run(world, 60);
  EXPECT_NEAR(r.at(35, "waiting_hours_p50"), 6.0, 0.5);
  EXPECT_NEAR(r.at(38, "waiting_hours_p50"), 4.0, 0.5);
  EXPECT_NEAR(r.at(43, "waiting_hours_p90"), 9.0, 0.5);
}

/// How many of 20,000 who know, or do not know, the lines go to B; C is the other way.
double share_to_b(DrawnWorld world, double informed) {
  world.scenario.groups[0].people = Value::constant(20000);
  world.with_desk('B').with_desk('C');
  world.set("route.kin_weight", 0.0).set("route.informed_share", informed);
  world.set("means.walking_patience_hours", 0.0).set("means.walking_hazard_per_hour", 0.05);
  world.road("AB").checkpoint = Checkpoint{Value::constant(1.0), 0, 0, Value::constant(5e4)};
  const MemberRun r = run(world, 200);
  const double to_b = r.at(199, "arrivals_cumulative", "B");
  return to_b / (to_b + r.at(199, "arrivals_cumulative", "C"));
}

TEST(Walking, ChoosesByTheHoursOnFoot) {
  // 20 km at 4 km/h are 5 hours, 24 km are 6.
  DrawnWorld world = walkers("A---B A---C");
  world.road("AC").length_km = 24.0;
  world.set("route.time_weight_per_hour", 1.0);
  EXPECT_NEAR(share_to_b(world, 0.0), 1.0 / (1.0 + std::exp(-1.0)), 0.03);
}

TEST(Walking, AvoidsTheLineThatIsLongWhereItIsKnown) {
  DrawnWorld world = walkers("A---B A---C");
  world.set("route.time_weight_per_hour", 1.0);
  EXPECT_NEAR(share_to_b(world, 0.0), 0.5, 0.03);
  world.road("AC").checkpoint = Checkpoint{Value::constant(1.0), 0, 0, Value::constant(100.0)};
  EXPECT_GT(share_to_b(world, 1.0), 0.7);
}

TEST(Walking, IsConsideredAtItsHazard) {
  DrawnWorld world("A---B");
  world.with_people('A', 40000, HouseholdClass::no_vehicle)
      .everybody_leaves_at_once()
      .set("means.walking_patience_hours", 0.0)
      .set("means.walking_hazard_per_hour", 0.02);
  const double gone = 1.0 - std::exp(-0.02 * 50.0);
  const double four_deviations = 4.0 * 4.0 * std::sqrt(10000 * gone * (1.0 - gone));
  EXPECT_NEAR(run(world, 50).at(49, "departures_cumulative"), 40000 * gone, four_deviations);
}

TEST(Walking, EndsAtTheLimit) {
  DrawnWorld world = walkers("A---B");
  world.road("AB").length_km = 30.0;
  EXPECT_EQ(run(world, 40).at(39, "departures_cumulative"), 400);
  world.road("AB").length_km = 30.5;
  EXPECT_EQ(run(world, 40).at(39, "departures_cumulative"), 0);
}

TEST(Walking, NeedsAWalkableRoad) {
  DrawnWorld world = walkers("A---B");
  world.road("AB").walkable = false;
  EXPECT_EQ(run(world, 40).at(39, "departures_cumulative"), 0);
}

TEST(Walking, TakesTheWayThatIsShortAndWalkableWhereOthersAreNot) {
  // C and E are as far as B; the way to C is too long to walk, and nobody may walk to E.
  DrawnWorld world = walkers("A---B A---C A---E");
  world.with_desk('B').with_desk('C');
  world.road("AC").length_km = 65.0;
  world.road("AE").walkable = false;
  const MemberRun r = run(world, 40);
  EXPECT_EQ(r.at(39, "arrivals_cumulative", "B"), 400);
  world.road("AE").walkable = true;
  const MemberRun both = run(world, 40);
  EXPECT_EQ(both.at(39, "arrivals_cumulative", "B") + both.at(39, "arrivals_cumulative", "E"), 400);
  EXPECT_GT(both.at(39, "arrivals_cumulative", "E"), 0);
}

/// They come to B at 29:00: a checkpoint there keeps them while its road is closed, without one
/// they go on.
TEST(Walking, AClosedRoadClosesItsCheckpoint) {
  DrawnWorld world = walkers("A---B");
  world.event(EventKind::road_closes, 26.0, 0.0, 0, "AB");
  world.event(EventKind::road_opens, 40.0, 0.0, 0, "AB");
  EXPECT_EQ(run(world, 31).at(30, "arrivals_cumulative"), 400);
  world.road("AB").checkpoint.emplace().vehicles_per_hour = Value::constant(100.0);
  world.road("AB").checkpoint->people_on_foot_per_hour = Value::constant(1000.0);
  const MemberRun r = run(world, 42);
  EXPECT_EQ(r.at(38, "arrivals_cumulative"), 0);
  EXPECT_EQ(r.at(38, "road_queue_on_foot", "AB"), 400);
  EXPECT_EQ(r.at(41, "arrivals_cumulative"), 400);
}

TEST(Walking, StopsWhereTheWayOnIsClosed) {
  // They reach B at 29:00, wait there until 40:00 and walk the second 20 km until 45:00.
  DrawnWorld world = walkers("A---B---C").set("means.walking_limit_km", 40.0);
  world.event(EventKind::road_closes, 26.0, 0.0, 0, "BC");
  world.event(EventKind::road_opens, 40.0, 0.0, 0, "BC");
  const MemberRun r = run(world, 46);
  EXPECT_EQ(r.at(44, "arrivals_cumulative"), 0);
  EXPECT_EQ(r.at(45, "arrivals_cumulative"), 400);
  EXPECT_EQ(r.at(45, "waiting_hours_p50"), 11.0);
}

}  // namespace
}  // namespace corridor::test

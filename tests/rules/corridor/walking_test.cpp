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

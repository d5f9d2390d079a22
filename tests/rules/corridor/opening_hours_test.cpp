// Opening hours of checkpoints and desks, by hand.
#include <gtest/gtest.h>

#include "drawn_world.h"
#include "rules/corridor/opening_hours.h"

namespace corridor::test {
namespace {

constexpr int kMinutes = 60;  ///< an hour

TEST(OpeningHours, AreOfTheDayOrOverMidnight) {
  EXPECT_TRUE(is_open_at(8 * kMinutes, 18 * kMinutes, 8 * kMinutes));
  EXPECT_FALSE(is_open_at(8 * kMinutes, 18 * kMinutes, 8 * kMinutes - 1));
  EXPECT_FALSE(is_open_at(8 * kMinutes, 18 * kMinutes, 18 * kMinutes));
  EXPECT_TRUE(is_open_at(22 * kMinutes, 6 * kMinutes, 0));
  EXPECT_FALSE(is_open_at(22 * kMinutes, 6 * kMinutes, 6 * kMinutes));
  EXPECT_TRUE(is_open_at(0, 0, 12 * kMinutes));
}

TEST(OpeningHours, AQueueIsWorkedOffWhileTheyLastAndOnTheNextDays) {
  const auto hours = [](int now, double work) {
    return hours_until_worked(8 * kMinutes, 18 * kMinutes, now * kMinutes, work);
  };
  EXPECT_DOUBLE_EQ(hours(10, 8.0), 8.0);    // until 18:00
  EXPECT_DOUBLE_EQ(hours(10, 9.0), 23.0);   // until 9:00 of the next day
  EXPECT_DOUBLE_EQ(hours(10, 20.0), 48.0);  // 8 + 10 + 2 hours
  EXPECT_DOUBLE_EQ(hours(20, 1.0), 13.0);
  EXPECT_DOUBLE_EQ(hours(20, 10.0), 22.0);
  EXPECT_DOUBLE_EQ(hours(6, 1.0), 3.0);
  EXPECT_DOUBLE_EQ(hours_until_worked(22 * kMinutes, 6 * kMinutes, 5 * kMinutes, 2.0), 18.0);
  EXPECT_DOUBLE_EQ(hours_until_worked(0, 0, 5 * kMinutes, 30.0), 30.0);
}

TEST(OpeningHours, TheMinuteIsExactForEveryTick) {
  DrawnWorld world("A---B");
  world.scenario.utc_offset = std::chrono::hours{4};
  for (const int minutes : {5, 7, 10, 20, 30}) {
    world.scenario.longest_tick = std::chrono::minutes{minutes};
    const World compiled = compile_world(world.scenario);
    const auto state = make_corridor_model(world.scenario)->start(world.values(), {1, 0});
    auto& here = static_cast<CorridorState&>(*state);
    for (here.now = 0; here.now < 100 * compiled.ticks_per_hour; ++here.now) {
      const int expected = 4 * kMinutes + here.now * kMinutes / compiled.ticks_per_hour;
      ASSERT_EQ(local_minute(compiled, here), expected % (24 * kMinutes)) << minutes;
    }
  }
}

/// Everybody of A is before C after an hour. The start is midnight UTC, 4:00 of the local time.
DrawnWorld world_at_four() {
  DrawnWorld world("A---B---C");
  world.with_people('A', 4000).everybody_leaves_at_once();
  world.scenario.utc_offset = std::chrono::hours{4};
  return world;
}

TEST(OpeningHours, OfACheckpointAreLocal) {
  // Ticks of 5 minutes: open from 9:00 to 18:00, which is hours 5 to 14.
  DrawnWorld world = world_at_four();
  world.road("BC").checkpoint = Checkpoint{Value::constant(60.0), 9 * kMinutes, 18 * kMinutes};
  world.scenario.longest_tick = std::chrono::minutes{5};
  world.scenario.step = std::chrono::minutes{5};
  const MemberRun r = run(world, 24 * 12);
  EXPECT_EQ(r.at(5 * 12 - 1, "vehicles_cumulative"), 0);
  EXPECT_EQ(r.at(5 * 12, "vehicles_cumulative"), 5);
  EXPECT_EQ(r.at(14 * 12 - 1, "vehicles_cumulative"), 540);
  EXPECT_EQ(r.at(24 * 12 - 1, "vehicles_cumulative"), 540);
}

TEST(OpeningHours, OfADeskAreLocal) {
  DrawnWorld world = world_at_four();
  Place& desk = world.place('C');
  desk.registration_people_per_hour = Value::constant(100.0);
  desk.desk_opens_minute = 9 * kMinutes;
  desk.desk_closes_minute = 18 * kMinutes;
  const MemberRun r = run(world, 24);
  EXPECT_EQ(r.at(4, "registered_cumulative"), 0);
  EXPECT_EQ(r.at(5, "registered_cumulative"), 100);
  EXPECT_EQ(r.at(13, "registered_cumulative"), 900);
  EXPECT_NEAR(r.at(23, "registered_cumulative"), 900, 20);  // the part of a household it keeps
}

TEST(OpeningHours, TheInformedGoRoundACheckpointThatIsClosedForTheNight) {
  // From J the way by B is half an hour quicker, and its checkpoint lets 10,000 an hour through by
  // day; at night whoever stands there waits for the morning.
  const auto most_round = [](int opens_hour) {
    DrawnWorld world("A---J---B---D J---C---D");
    world.with_people('A', 4000).everybody_leaves_at_once();
    world.set("route.informed_share", 1.0).set("route.time_weight_per_hour", 20.0);
    world.road("BD").checkpoint =
        Checkpoint{Value::constant(10000.0), opens_hour * kMinutes, 18 * kMinutes};
    world.road("JC").free_speed_km_per_hour = 20.0;
    const MemberRun r = run(world, 10);
    double most = 0.0;
    for (std::size_t hour = 0; hour < 10; ++hour) {
      most = std::max(most, r.at(hour, "road_vehicles", "JC"));
    }
    return most;
  };
  EXPECT_EQ(most_round(0), 0);
  EXPECT_GT(most_round(12), 100);
}

/// Share of 4,000 people, who all know the queues and set out at midnight, that goes to B, not C.
double share_to_first(DrawnWorld world) {
  world.with_desk('B').with_people('A', 4000).everybody_leaves_at_once();
  world.set("route.informed_share", 1.0).set("route.time_weight_per_hour", 5.0);
  world.set("route.kin_weight", 0.0).set("route.room_weight", 0.0);
  const MemberRun r = run(world, 48);
  return r.at(47, "arrivals_cumulative", "B") / 4000.0;
}

DrawnWorld two_desks_of(double people_per_hour) {
  DrawnWorld world("A---B A---C");
  for (const char desk : {'B', 'C'})
    world.place(desk).registration_people_per_hour = Value::constant(people_per_hour);
  return world;
}

TEST(OpeningHours, TheInformedAvoidWhatIsClosedThoughNobodyWaitsThereYet) {
  EXPECT_NEAR(share_to_first(two_desks_of(1e6)), 0.5, 0.05);
  DrawnWorld desk_by_day = two_desks_of(1e6);
  desk_by_day.place('B').desk_opens_minute = 8 * kMinutes;
  desk_by_day.place('B').desk_closes_minute = 18 * kMinutes;
  EXPECT_EQ(share_to_first(desk_by_day), 0.0);
  DrawnWorld desk_closed = two_desks_of(1e6);
  desk_closed.event(EventKind::desk_rate, 0.0, 0.0, 'B');
  EXPECT_EQ(share_to_first(desk_closed), 0.0);
  DrawnWorld road_by_day = two_desks_of(1e6);
  road_by_day.road("AB").checkpoint =
      Checkpoint{Value::constant(10000.0), 8 * kMinutes, 18 * kMinutes};
  EXPECT_EQ(share_to_first(road_by_day), 0.0);
}

TEST(OpeningHours, WhatIsOpenWhenTheyGetThereIsNotAvoidedInTheNight) {
  // 300 km are seven and a half hours: who sets out at midnight gets there after eight less a half.
  DrawnWorld world = two_desks_of(1e6);
  for (const char* road : {"AB", "AC"}) world.road(road).length_km = 300.0;
  for (const char desk : {'B', 'C'}) world.place(desk).own_means_share = Value::constant(1.0);
  world.road("AB").checkpoint = Checkpoint{Value::constant(10000.0), 7 * kMinutes, 18 * kMinutes};
  world.place('C').desk_opens_minute = 7 * kMinutes;
  world.place('C').desk_closes_minute = 18 * kMinutes;
  EXPECT_NEAR(share_to_first(world), 0.5, 0.05);
}

}  // namespace
}  // namespace corridor::test

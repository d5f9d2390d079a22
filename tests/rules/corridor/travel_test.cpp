// Roads against kinematic-wave theory, by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "drawn_world.h"
#include "rules/corridor/rules.h"

namespace corridor::test {
namespace {

TEST(Travel, FreeFlowTakesTheFreeFlowTime) {
  // 10 vehicles, 20 km at 40 km/h: half an hour on each road, nothing in the way.
  DrawnWorld world("A---B---C");
  world.with_people('A', 40).everybody_leaves_at_once();
  const MemberRun r = run(world, 3);
  EXPECT_EQ(r.at(0, "arrivals_cumulative"), 0);
  EXPECT_EQ(r.at(1, "arrivals_cumulative"), 40);
  EXPECT_EQ(r.at(1, "vehicles_cumulative"), 10);
  EXPECT_EQ(r.at(1, "waiting_hours_p90"), 0.0);
}

TEST(Travel, FreeFlowTimesNeedNotBeWholeTicks) {
  // 25 km at 40 km/h are two and a half ticks: those who enter between 0:00 and 0:15 arrive between
  // 0:37:30 and 0:52:30, half of them by 0:45.
  DrawnWorld world("A---B");
  world.with_people('A', 80).everybody_leaves_at_once();
  world.road("AB").length_km = 25.0;
  world.scenario.step = std::chrono::minutes{15};
  const MemberRun r = run(world, 6);
  EXPECT_EQ(r.at(1, "vehicles_cumulative"), 0);
  EXPECT_EQ(r.at(2, "vehicles_cumulative"), 10);
  EXPECT_EQ(r.at(3, "vehicles_cumulative"), 20);
}

TEST(Travel, ATwoLaneRoadMadeOneWayLetsTwiceAsManyThrough) {
  DrawnWorld world("A---B B---A");
  world.place('B').safe = true;
  world.place('B').kind = PlaceKind::desk;
  world.place('A').safe = false;
  world.place('A').kind = PlaceKind::settlement;
  world.with_people('A', 16000).everybody_leaves_at_once();
  world.event(EventKind::road_lanes, 4.0, 0.0, 0, "BA");
  world.event(EventKind::road_lanes, 4.0, 2.0, 0, "AB");
  const MemberRun r = run(world, 10);
  const auto in_hour = [&](std::size_t hour) {
    return r.at(hour, "vehicles_cumulative") - r.at(hour - 1, "vehicles_cumulative");
  };
  EXPECT_NEAR(in_hour(3), 400, 1);
  EXPECT_NEAR(in_hour(6), 800, 1);
}

TEST(Travel, TenTimesThePeopleOnTenTimesTheRoadAreTenTimesTheArrivals) {
  DrawnWorld world("A---B---C");
  world.with_people('A', 8000).everybody_leaves_at_once();
  world.road("BC").checkpoint = Checkpoint{Value::constant(100.0), 0, 0};
  world.place('C').registration_people_per_hour = Value::constant(300.0);
  const MemberRun one = run(world, 16);
  world.set("population_scale", 10.0).set("capacity_scale", 10.0);
  const MemberRun ten = run(world, 16);
  for (const char* target : {"vehicles_cumulative", "registered_cumulative", "queue_vehicles"}) {
    EXPECT_NEAR(ten.at(15, target), 10.0 * one.at(15, target), 0.01 * ten.at(15, target)) << target;
  }
}

TEST(Travel, BottleneckDischargesAtItsCapacityAndTheQueueEmptiesWhenTheorySays) {
  // 4,000 vehicles at once against a checkpoint of 100 an hour: 40 hours, a straight line of
  // arrivals.
  DrawnWorld world("A---B---C");
  world.with_people('A', 16000).everybody_leaves_at_once();
  world.road("BC").checkpoint = Checkpoint{Value::constant(100.0), 0, 0};
  const MemberRun r = run(world, 50);
  for (std::size_t hour = 3; hour < 40; ++hour) {
    EXPECT_NEAR(r.at(hour, "arrivals_cumulative") - r.at(hour - 1, "arrivals_cumulative"), 400, 4)
        << hour;
  }
  EXPECT_LT(r.at(39, "arrivals_cumulative"), 16000);
  EXPECT_EQ(r.at(42, "arrivals_cumulative"), 16000);
}

TEST(Travel, DelayOfAVehicleIsItsPlaceInTheQueueOverTheCapacity) {
  DrawnWorld world("A---B---C");
  world.with_people('A', 16000).everybody_leaves_at_once();
  world.road("BC").checkpoint = Checkpoint{Value::constant(100.0), 0, 0};
  const MemberRun r = run(world, 30);
  for (std::size_t hour : {10UL, 20UL, 29UL}) {
    const double middle_of_the_hour = r.at(hour, "vehicles_cumulative") - 50.0;
    EXPECT_NEAR(r.at(hour, "waiting_hours_p50"), middle_of_the_hour / 100.0, 0.52) << hour;
  }
}

TEST(Travel, AFullRoadSpillsBackOverTheJunction) {
  // BC holds 2,666 vehicles; with 3,500 on the way the rest stand on AB.
  DrawnWorld world("A---B---C");
  world.with_people('A', 14000).everybody_leaves_at_once();
  world.road("BC").checkpoint = Checkpoint{Value::constant(20.0), 0, 0};
  const MemberRun r = run(world, 24);
  EXPECT_LE(r.at(23, "road_vehicles", "BC"), 2667);
  EXPECT_GT(r.at(23, "road_vehicles", "BC"), 2300);
  EXPECT_GT(r.at(23, "road_queue_vehicles", "AB"), 0);
}

TEST(Travel, AClosedCheckpointLetsNobodyThroughAndOpensOnTheHour) {
  DrawnWorld world("A---B---C");
  world.with_people('A', 4000).everybody_leaves_at_once();
  world.road("BC").checkpoint = Checkpoint{Value::constant(100.0), 8 * 60, 18 * 60};
  const MemberRun r = run(world, 24);
  EXPECT_EQ(r.at(7, "vehicles_cumulative"), 0);
  EXPECT_NEAR(r.at(8, "vehicles_cumulative"), 100, 2);
  EXPECT_EQ(r.at(17, "vehicles_cumulative"), r.at(23, "vehicles_cumulative"));
}

/// A queue of days before a checkpoint of 100 vehicles an hour that wanders.
DrawnWorld wandering_world() {
  DrawnWorld world("A---B---C");
  world.with_people('A', 64000).everybody_leaves_at_once();
  world.road("BC").checkpoint = Checkpoint{Value::constant(100.0), 0, 0};
  world.set("road.checkpoint_spread", 0.4).set("road.checkpoint_memory_hours", 24.0);
  return world;
}

double vehicles_in_hour(const MemberRun& r, std::size_t hour) {
  return r.at(hour, "vehicles_cumulative") - r.at(hour - 1, "vehicles_cumulative");
}

TEST(Travel, AWanderingCheckpointFollowsItsKnotsAndTheLineBetweenThem) {
  // ln of the factor at 0, 12, 24, 36 and 48 hours. Row h holds the hour from h on; each half hour
  // has the factor of its beginning, so the hour's is that of its first quarter.
  const std::vector<double> shocks = {1.0, -2.0, 0.5, 2.5, -1.0};
  const double kept = std::exp(-0.5);
  std::vector<double> knots;
  for (const double shock : shocks) {
    const double before = knots.empty() ? 0.0 : kept * knots.back();
    knots.push_back(before + 0.4 * (knots.empty() ? 1.0 : std::sqrt(1.0 - kept * kept)) * shock);
  }
  const MemberRun r = run(wandering_world(), 48, {1, 0}, shocks);
  for (std::size_t hour = 4; hour < 48; ++hour) {
    const double at = (static_cast<double>(hour) + 0.25) / 12.0;
    const auto knot = static_cast<std::size_t>(at);
    const double share = at - static_cast<double>(knot);
    const double factor = std::exp((1.0 - share) * knots[knot] + share * knots[knot + 1]);
    EXPECT_NEAR(vehicles_in_hour(r, hour), 100.0 * factor, 1.5) << hour;
  }
}

TEST(Travel, TheShocksThatAModelNamesForSomeStepsAreAllThatTheseStepsTake) {
  const DrawnWorld world = wandering_world();
  const auto model = make_corridor_model(world.scenario);
  for (const std::size_t steps : {5U, 11U, 12U, 13U, 23U, 24U, 25U, 30U, 36U, 37U}) {
    const std::vector<double> shocks(model->shocks(steps), 0.7);
    const MemberRun one = run(world, steps, {1, 0}, shocks);
    const MemberRun two = run(world, steps, {2, 5}, shocks);
    EXPECT_NEAR(vehicles_in_hour(one, steps - 1), vehicles_in_hour(two, steps - 1), 1.0) << steps;
    EXPECT_GT(vehicles_in_hour(one, steps - 1), 90.0) << steps;
  }
}

TEST(Travel, MergingStreamsShareTheWayOutByCapacity) {
  DrawnWorld world("B---C A---C---D");
  world.with_people('A', 12000).with_people('B', 12000).everybody_leaves_at_once();
  world.road("AC").capacity_vehicles_per_hour = Value::constant(300.0);
  world.road("BC").capacity_vehicles_per_hour = Value::constant(100.0);
  world.road("CD").capacity_vehicles_per_hour = Value::constant(100.0);
  world.road("CD").storage_vehicles = 200;
  const MemberRun r = run(world, 24);
  const double from_a = r.at(23, "road_outflow_vehicles", "AC");
  const double from_b = r.at(23, "road_outflow_vehicles", "BC");
  EXPECT_NEAR(from_a + from_b, 100, 4);
  EXPECT_NEAR(from_a / from_b, 3.0, 0.5);
}

TEST(Travel, AClosedRoadHoldsEverybodyUntilItOpens) {
  DrawnWorld world("A---B=x=C");
  world.with_people('A', 400).everybody_leaves_at_once();
  world.event(EventKind::road_opens, 10, 0, 0, "BC");
  const MemberRun r = run(world, 14);
  EXPECT_EQ(r.at(8, "departures_cumulative"), 0);
  EXPECT_EQ(r.at(8, "waiting_to_leave"), 400);
  EXPECT_EQ(r.at(8, "way_out_open"), 0);
  EXPECT_EQ(r.at(13, "arrivals_cumulative"), 400);
}

TEST(Travel, TheQuickerOfTwoRoutesTakesMoreAndBothAreUsed) {
  DrawnWorld world("A---B---D A---C---D");
  world.with_people('A', 1200).everybody_leaves_at_once().set("route.informed_share", 0.0);
  world.road("CD").free_speed_km_per_hour = 20.0;
  const MemberRun r = run(world, 1);
  const double quick = r.at(0, "road_vehicles", "AB") + r.at(0, "road_vehicles", "BD");
  const double slow = r.at(0, "road_vehicles", "AC") + r.at(0, "road_vehicles", "CD");
  EXPECT_GT(quick, slow);
  EXPECT_GT(slow, 0);
}

/// 1,000 vehicles of A come to the junction J, from where two roads lead to the same desk D. The
/// quicker one has a checkpoint of 20 vehicles an hour; the longer way round takes an hour and a
/// half more.
DrawnWorld junction_world(double informed_share) {
  DrawnWorld world("A---J---B---D J---C---D");
  world.with_people('A', 4000)
      .everybody_leaves_at_once()
      .set("route.informed_share", informed_share)
      .set("route.time_weight_per_hour", 20.0)  // all set out by the quicker way
      .set("route.revision_saving_hours", 1.0);
  world.road("BD").checkpoint = Checkpoint{Value::constant(20.0), 0, 0};
  world.road("JC").free_speed_km_per_hour = 10.0;
  world.scenario.longest_tick = std::chrono::minutes{15};
  return world;
}

TEST(Travel, TheInformedGoRoundAQueueOnceItCostsMoreThanTheWayRound) {
  // The way round costs 1.5 h more, and is taken where it saves 1 h: once 50 vehicles stand at the
  // checkpoint. They come there from 1:30 on at 400 an hour, so 50 stand at 1:38, when 450 vehicles
  // have passed the junction since 0:30. The 550 behind them (a tick of 100 apart) go round.
  const MemberRun informed = run(junction_world(1.0), 24);
  const MemberRun uninformed = run(junction_world(0.0), 24);
  EXPECT_NEAR(uninformed.at(23, "vehicles_cumulative"), 20 * 22.5, 10);
  double most_on_the_way_round = 0.0;
  for (std::size_t hour = 0; hour < 24; ++hour) {
    EXPECT_EQ(uninformed.at(hour, "road_vehicles", "JC"), 0) << hour;
    most_on_the_way_round =
        std::max(most_on_the_way_round, informed.at(hour, "road_vehicles", "JC"));
  }
  EXPECT_NEAR(most_on_the_way_round, 500, 60);
  EXPECT_NEAR(informed.at(7, "vehicles_cumulative"), 20 * 6.5 + 500, 60);
}

/// All set out while only one way is open; when the other opens, the informed among them take it.
TEST(Travel, TheInformedLookAtTheJunctionThoughOnlyOneWayWasOpenAtHome) {
  DrawnWorld world = junction_world(1.0);
  world.road("JC").open = false;
  world.event(EventKind::road_opens, 0.5, 0.0, 0, "JC");
  const MemberRun r = run(world, 24);
  double most_on_the_way_round = 0.0;
  for (std::size_t hour = 0; hour < 24; ++hour) {
    most_on_the_way_round = std::max(most_on_the_way_round, r.at(hour, "road_vehicles", "JC"));
  }
  EXPECT_NEAR(most_on_the_way_round, 500, 60);
}

/// A checkpoint of 80 an hour that lets a quarter of that through costs those who see the queue as
/// much as one of 20.
TEST(Travel, TheInformedSeeAtWhatRateACheckpointWorksNow) {
  DrawnWorld slow = junction_world(1.0);
  slow.road("BD").checkpoint = Checkpoint{Value::constant(80.0), 0, 0};
  slow.set("road.checkpoint_spread", 1.0).set("road.checkpoint_memory_hours", 10000.0);
  const MemberRun wandering = run(slow, 24, {1, 0}, {std::log(0.25), 0.0, 0.0, 0.0});
  const MemberRun fixed = run(junction_world(1.0), 24);
  for (std::size_t hour = 2; hour < 24; hour += 3) {
    EXPECT_NEAR(wandering.at(hour, "vehicles_cumulative"), fixed.at(hour, "vehicles_cumulative"), 8)
        << hour;
  }
}

/// Of two destinations the one that everybody makes for has a second way to it, 50 minutes longer;
/// the other is first by name and four hours away. When the quick way closes, all take the second.
TEST(Travel, WhereTheNextRoadClosesTheSameDestinationIsReachedAnotherWay) {
  DrawnWorld world("A---J---K---E J---L---E J---D");
  world.with_desk('E').with_people('A', 4000).everybody_leaves_at_once();
  world.set("route.informed_share", 0.0).set("route.time_weight_per_hour", 20.0);
  world.road("JL").free_speed_km_per_hour = 15.0;
  world.road("JD").free_speed_km_per_hour = 5.0;
  world.event(EventKind::road_closes, 1.0, 0.0, 0, "JK");
  const MemberRun r = run(world, 24);
  double most_round = 0.0;
  for (std::size_t hour = 0; hour < 24; ++hour) {
    EXPECT_EQ(r.at(hour, "road_vehicles", "JD"), 0) << hour;
    most_round = std::max(most_round, r.at(hour, "road_vehicles", "JL"));
  }
  EXPECT_GT(most_round, 100.0);
  EXPECT_EQ(r.at(23, "arrivals_cumulative"), 4000);
}

TEST(Travel, RevisionKeepsTheWayWhereItSavesTooLittle) {
  DrawnWorld world = junction_world(1.0);
  world.set("route.revision_saving_hours", 1000.0);
  const MemberRun r = run(world, 24);
  EXPECT_NEAR(r.at(23, "vehicles_cumulative"), 20 * 22.5, 10);
}

/// 2,000 vehicles of A, 4 people each, stand before B from hour 1 on: the road behind B closes when
/// they have set out.
DrawnWorld stuck_before_b() {
  DrawnWorld world("A---B---C");
  world.with_people('A', 8000).everybody_leaves_at_once();
  world.road("AB").capacity_vehicles_per_hour = Value::constant(4000.0);
  world.event(EventKind::road_closes, 0.5, 0.0, 0, "BC");
  return world.set("road.turn_back_patience_hours", 4.0);
}

TEST(Travel, TellsHowLongTheFirstInLineHasStood) {
  DrawnWorld world = stuck_before_b();
  world.event(EventKind::road_opens, 8.0, 0.0, 0, "BC");
  for (const char* road : {"AB", "BC"})
    world.road(road).checkpoint.emplace().vehicles_per_hour = Value::constant(4000.0);
  const MemberRun r = run(world, 16);
  // The first have driven for the free-flow time of half an hour when they come to the end.
  EXPECT_NEAR(r.at(3, "road_waiting_hours", "AB"), 3.5, 0.51);
  for (std::size_t hour = 3; hour < 7; ++hour)
    EXPECT_EQ(r.at(hour + 1, "road_waiting_hours", "AB"),
              r.at(hour, "road_waiting_hours", "AB") + 1.0);
  EXPECT_EQ(r.at(15, "road_queue_vehicles", "AB"), 0);
  EXPECT_EQ(r.at(15, "road_waiting_hours", "AB"), 0);
  EXPECT_EQ(r.at(7, "road_waiting_hours", "BC"), 0);
}

TEST(TurningBack, BeginsWhenPatienceIsOverAndGoesOnAtItsHazard) {
  DrawnWorld world = stuck_before_b();
  world.set("road.turn_back_hazard_per_hour", 0.1).set("road.turn_back_rest_hours", 1000.0);
  const MemberRun r = run(world, 16);
  // Without the queue they would be at B after half an hour: at the end of hour 5 they have lost 4
  // hours in its last tick, and more than that from the next hour on. Of eleven hours is left:
  EXPECT_EQ(r.at(4, "road_vehicles", "AB"), 2000);
  const double left = std::exp(-0.1 * 11.0);
  EXPECT_NEAR(r.at(15, "road_vehicles", "AB"), 2000 * left,
              4.0 * std::sqrt(2000.0 * left * (1.0 - left)));
  EXPECT_EQ(r.at(15, "road_queue_vehicles", "AB"), r.at(15, "road_vehicles", "AB"));
  EXPECT_EQ(r.at(15, "on_road"), 8000);  // the way back and the rest included
  EXPECT_EQ(run(stuck_before_b(), 16).at(15, "road_vehicles", "AB"), 2000);  // off by default
}

TEST(TurningBack, LeadsHomeInFreeFlowAndAfterARestToANewDecision) {
  DrawnWorld world = stuck_before_b();
  world.set("road.turn_back_hazard_per_hour", 1.0e6).set("road.turn_back_rest_hours", 6.0);
  const MemberRun r = run(world, 14);
  EXPECT_EQ(r.at(4, "road_vehicles", "AB"), 2000);
  EXPECT_EQ(r.at(5, "road_vehicles", "AB"), 0);
  // They turn in tick 11, drive for one and rest for twelve: in tick 24 they are at home.
  EXPECT_EQ(r.at(11, "on_road"), 8000);
  EXPECT_EQ(r.at(12, "staying", "A"), 8000);
  EXPECT_EQ(r.at(13, "waiting_to_leave", "A"), 8000);
}

TEST(TurningBack, FreesTheRoadAndTheTriedAgainArriveOnceItIsOpen) {
  DrawnWorld world = stuck_before_b();
  world.road("AB").storage_vehicles = 1000.0;  // the other 1,000 wait to get onto it
  world.road("BC").capacity_vehicles_per_hour = Value::constant(4000.0);
  world.set("road.turn_back_hazard_per_hour", 1.0e6).set("road.turn_back_rest_hours", 2.0);
  world.event(EventKind::road_opens, 30.0, 0.0, 0, "BC");
  const MemberRun r = run(world, 60);
  // Those at home have lost all of their time, the others half an hour less.
  EXPECT_EQ(r.at(3, "queue_vehicles"), 2000);
  EXPECT_EQ(r.at(4, "queue_vehicles"), 1000);
  EXPECT_EQ(r.at(5, "queue_vehicles"), 0);
  for (std::size_t hour = 0; hour < 60; ++hour) EXPECT_LE(r.at(hour, "road_vehicles", "AB"), 1000);
  EXPECT_EQ(r.at(59, "arrivals_cumulative"), 8000);
  EXPECT_EQ(r.at(59, "departures_cumulative"), 16000);
}

/// People without a vehicle, who find a seat in a vehicle that nobody counts.
DrawnWorld only_riders(const std::string& drawing) {
  DrawnWorld world(drawing);
  world.with_people('A', 8000, HouseholdClass::no_vehicle)
      .everybody_leaves_at_once()
      .set("means.walking_hazard_per_hour", 0.0)
      .set("means.other_means_hazard_per_hour", 0.2);
  return world;
}

TEST(Riding, RidersWithoutACountedVehicleTakeTheFreeFlowTime) {
  // Seats are found in the first tick of an hour; the ways of two roads of half an hour each end in
  // the third, and nobody loses time.
  const MemberRun r = run(only_riders("A---C---D"), 60);
  for (std::size_t hour = 1; hour < 60; ++hour) {
    EXPECT_EQ(r.at(hour, "arrivals_cumulative"), r.at(hour - 1, "departures_cumulative")) << hour;
  }
  for (std::size_t hour = 0; hour < 60; ++hour) EXPECT_EQ(r.at(hour, "waiting_hours_p90"), 0.0);
  EXPECT_GT(r.at(59, "arrivals_cumulative"), 7900);
  EXPECT_EQ(r.at(59, "vehicles_cumulative"), 0);
}

TEST(Riding, AClosedRoadAndAClosedCheckpointHoldRidersToo) {
  DrawnWorld world = only_riders("A---C---D");
  world.event(EventKind::road_closes, 5.0, 0.0, 0, "CD");
  world.event(EventKind::road_opens, 20.0, 0.0, 0, "CD");
  const MemberRun closed = run(world, 60);
  EXPECT_EQ(closed.at(19, "arrivals_cumulative"), closed.at(5, "arrivals_cumulative"));
  EXPECT_GT(closed.at(21, "arrivals_cumulative"), closed.at(5, "arrivals_cumulative"));

  DrawnWorld hours = only_riders("A---C---D");
  hours.road("CD").checkpoint = Checkpoint{Value::constant(100.0), 8 * 60, 20 * 60};
  const MemberRun checked = run(hours, 60);
  EXPECT_EQ(checked.at(7, "arrivals_cumulative"), 0);
  EXPECT_GT(checked.at(8, "arrivals_cumulative"), 0);
  EXPECT_EQ(checked.at(31, "arrivals_cumulative"), checked.at(20, "arrivals_cumulative"));
  EXPECT_EQ(checked.at(59, "arrivals_cumulative"), checked.at(43, "arrivals_cumulative"));
}

/// 100 vehicles an hour pass the checkpoint; when its road closes those before it stand there, and
/// without a checkpoint those on the road go on to its end.
TEST(Travel, AClosedRoadClosesItsCheckpoint) {
  const auto arrivals = [](bool has_checkpoint, std::size_t hour) {
    DrawnWorld world("A---B");
    world.with_people('A', 8000).everybody_leaves_at_once();
    if (has_checkpoint) world.road("AB").checkpoint = Checkpoint{Value::constant(100.0), 0, 0};
    world.event(EventKind::road_closes, 5.0, 0.0, 0, "AB");
    world.event(EventKind::road_opens, 20.0, 0.0, 0, "AB");
    return run(world, 60).at(hour, "arrivals_cumulative");
  };
  EXPECT_GT(arrivals(true, 4), 1000);
  EXPECT_EQ(arrivals(true, 19), arrivals(true, 4));
  EXPECT_GT(arrivals(true, 21), arrivals(true, 4));
  EXPECT_GT(arrivals(false, 6), arrivals(false, 4));
}

TEST(Riding, RidersOfANightDoNotPassACheckpointAllAtOnce) {
  // 100 vehicles an hour, of 5 households each: 500 households, 2,000 people an hour, of whom some
  // 8,000 have come when the checkpoint opens at eight.
  DrawnWorld world = only_riders("A---B");
  world.set("means.other_means_hazard_per_hour", 5.0);
  world.road("AB").checkpoint = Checkpoint{Value::constant(100.0), 8 * 60, 0};
  const MemberRun r = run(world, 14);
  for (std::size_t hour = 8; hour < 12; ++hour) {
    const double before = r.at(hour - 1, "arrivals_cumulative");
    EXPECT_NEAR(r.at(hour, "arrivals_cumulative") - before, 2000.0, 20.0) << hour;
  }
  EXPECT_EQ(r.at(13, "arrivals_cumulative"), 8000);
}

TEST(Riding, RidersWaitBehindTheVehiclesBeforeThem) {
  // 1,000 vehicles before a checkpoint of 100 an hour; who finds a seat later stands behind them.
  DrawnWorld world = only_riders("A---B");
  world.with_people('A', 4000);
  world.road("AB").checkpoint = Checkpoint{Value::constant(100.0), 0, 0};
  const MemberRun r = run(world, 60);
  EXPECT_LT(r.at(8, "arrivals_cumulative"), 9 * 100 * 4 * 2.0);
  EXPECT_EQ(r.at(59, "vehicles_cumulative"), 1000);
  EXPECT_GT(r.at(59, "arrivals_cumulative"), 11900);
}

TEST(TurningBack, WhoRidesAlongComesBackToo) {
  DrawnWorld world = stuck_before_b();
  world.with_people('A', 4000, HouseholdClass::no_vehicle);
  world.set("means.lift_probability", 1.0).set("road.turn_back_rest_hours", 2.0);
  world.set("road.turn_back_hazard_per_hour", 0.5);
  const auto model = make_corridor_model(world.scenario);
  const auto state = model->start(world.values(), {1, 0});
  auto& here = static_cast<CorridorState&>(*state);
  const PlaceBins bins = compile_world(world.scenario).place_bins[world.id('A').index];
  const auto ready = [&](BinId bin) { return here.population.bin(bin).households(); };
  for (int hour = 0; hour < 9; ++hour) model->step(*state);
  // Half as many riders as vehicles, each with a vehicle of its own: 39 % of both turn at the end
  // of hour 6, drive for half an hour, rest for two, and come home within hour 9, at the beginning
  // of which nobody was there to decide.
  EXPECT_EQ(ready(bins.ready_fuelled) + ready(bins.ready_without_vehicle), 0);
  EXPECT_GT(here.population.people(bins.staying), 0);
  // They decide in hour 10, and so do 39 % of the others, who turned an hour later and come home
  // within it.
  model->step(*state);
  const double turned = 1.0 - std::exp(-1.0);
  EXPECT_NEAR(static_cast<double>(ready(bins.ready_fuelled)), 2000 * turned, 4.0 * 22.0);
  EXPECT_NEAR(static_cast<double>(ready(bins.ready_without_vehicle)), 1000 * turned, 4.0 * 16.0);
  for (int hour = 0; hour < 40; ++hour) model->step(*state);
  EXPECT_EQ(ready(bins.ready_fuelled), 2000);
  EXPECT_EQ(ready(bins.ready_without_vehicle), 1000);
}

TEST(TurningBack, NobodyTurnsBackBehindTheBorder) {
  // B is safe, the desk C lies behind it. All are past B after six hours (400 an hour go on), and
  // wait before C, which lets one vehicle an hour in.
  DrawnWorld world = stuck_before_b();
  world.place('B').safe = true;
  world.place('B').kind = PlaceKind::crossing;
  world.scenario.events.clear();
  world.road("BC").checkpoint = Checkpoint{Value::constant(1.0), 0, 0};
  world.set("road.turn_back_hazard_per_hour", 1.0e6).set("road.turn_back_patience_hours", 7.0);
  const MemberRun r = run(world, 40);
  EXPECT_EQ(r.at(39, "arrivals_cumulative"), 8000);
  EXPECT_GT(r.at(39, "road_vehicles", "BC"), 1950);
}

}  // namespace
}  // namespace corridor::test

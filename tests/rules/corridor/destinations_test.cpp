// Where journeys end: at desks, and at safe places that no desk stands before.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "drawn_world.h"
#include "rules/corridor/routes.h"

namespace corridor::test {
namespace {

DrawnWorld& with_safe(DrawnWorld& world, char letter, PlaceKind kind) {
  world.place(letter).safe = true;
  world.place(letter).kind = kind;
  return world;
}

std::string ends_of(const DrawnWorld& world) {
  std::string ends;
  for (const PlaceId place : journey_destinations(world.scenario))
    ends += world.scenario.place(place).id;
  return ends;
}

TEST(Destinations, ADeskElsewhereLeavesASafeTownADestination) {
  DrawnWorld world("A---R A---D");
  EXPECT_EQ(ends_of(with_safe(world, 'R', PlaceKind::reception)), "DR");
}

TEST(Destinations, ATownBehindADeskIsReachedFromTheDeskOnly) {
  DrawnWorld world("A---D---R");
  with_safe(world, 'R', PlaceKind::destination).with_desk('D');
  EXPECT_EQ(ends_of(world), "D");
}

TEST(Destinations, ACrossingIsPassedWhereItLeadsOnAndAnEndWhereItDoesNot) {
  DrawnWorld on("A---C---D");
  EXPECT_EQ(ends_of(with_safe(on, 'C', PlaceKind::crossing)), "D");
  DrawnWorld back_into_danger("C---A---B---D A---C");
  back_into_danger.with_desk('D');
  EXPECT_EQ(ends_of(with_safe(back_into_danger, 'C', PlaceKind::crossing)), "CD");
}

TEST(Destinations, WhereNoRoadLeadsNobodyEnds) {
  DrawnWorld world("A---D R---D");
  EXPECT_EQ(ends_of(with_safe(world, 'R', PlaceKind::reception)), "D");
}

TEST(Destinations, SomeStayInATownOnTheWayAndOthersGoOn) {
  DrawnWorld world("A---R---D");
  with_safe(world, 'R', PlaceKind::reception).with_people('A', 4000).everybody_leaves_at_once();
  const MemberRun r = run(world, 60);
  EXPECT_GT(r.at(59, "present", "R"), 200.0);
  EXPECT_GT(r.at(59, "present", "D"), 200.0);
  EXPECT_EQ(r.at(59, "present", "R") + r.at(59, "present", "D"), 4000.0);
  EXPECT_EQ(r.at(59, "arrivals_cumulative"), 4000.0);
}

TEST(Destinations, NobodyArrivesTwiceWhoseWayLeadsThroughDangerAgain) {
  DrawnWorld world("A---R---B---D");  // B is unsafe
  with_safe(world, 'R', PlaceKind::reception).with_people('A', 4000).everybody_leaves_at_once();
  const MemberRun r = run(world, 60);
  EXPECT_EQ(r.at(59, "arrivals_cumulative"), 4000.0);
  EXPECT_EQ(r.at(59, "arrivals_cumulative", "D"), r.at(59, "present", "D"));
  EXPECT_EQ(r.at(59, "arrivals_cumulative", "R"), r.at(59, "present", "R"));
}

TEST(Destinations, WhereTheWayOnClosesPeopleStayInTheTownThatTheyReached) {
  for (const HouseholdClass how : {HouseholdClass::vehicle, HouseholdClass::no_vehicle}) {
    DrawnWorld world("A---R---D");
    with_safe(world, 'R', PlaceKind::reception).with_people('A', 4000, how);
    world.everybody_leaves_at_once().set("means.walking_patience_hours", 0.0);
    world.set("means.walking_limit_km", 100.0).set("means.walking_hazard_per_hour", 1.0);
    world.road("AR").walkable = world.road("RD").walkable = true;
    world.event(EventKind::road_closes, 0.5, 0, 0, "RD");
    const MemberRun r = run(world, 100);
    EXPECT_GT(r.at(99, "present", "R"), 3900.0);
    EXPECT_EQ(r.at(99, "present", "R"), r.at(99, "arrivals_cumulative"));
    EXPECT_EQ(r.at(99, "on_road"), 0.0);
  }
}

RC_GTEST_PROP(Destinations, NobodyIsLostWhereTownsLieOnTheWay, ()) {
  DrawnWorld world("A---B---R---D R---E B---E R---F---G---D");  // F is safe, G is not
  with_safe(world, 'R', PlaceKind::reception);
  with_safe(world, 'E', PlaceKind::destination).with_desk('D');
  with_safe(world, 'F', PlaceKind::crossing);
  with_safe(world, 'G', PlaceKind::junction).place('G').safe = false;
  for (const char home : {'A', 'B'}) {
    const auto people = [] { return static_cast<double>(*rc::gen::inRange(0, 3000)); };
    world.with_people(home, people()).with_people(home, people(), HouseholdClass::no_vehicle, 3.3);
  }
  world.set("decision.hazard_max_per_hour", 0.001 * *rc::gen::inRange(1, 1000));
  world.set("means.fuelled_share", 0.01 * *rc::gen::inRange(0, 101));
  world.set("route.informed_share", 0.5);
  world.road("RD").capacity_vehicles_per_hour = Value::constant(*rc::gen::inRange(10, 800));
  world.road("BR").storage_vehicles = *rc::gen::inRange(50, 2000);
  for (const char* road : {"BR", "RD", "RE", "GD"}) {
    world.event(EventKind::road_closes, 0.5 * *rc::gen::inRange(0, 48), 0, 0, road);
    world.event(EventKind::road_opens, 0.5 * *rc::gen::inRange(0, 96), 0, 0, road);
  }
  world.event(EventKind::buses, 0.5 * *rc::gen::inRange(0, 48), *rc::gen::inRange(0, 20), 'A');
  world.scenario.events.back().seats = 40;
  const MemberRun r = run(world, 60);  // every step also recounts all cohorts
  const auto everybody = [&](std::size_t step) {
    double people = r.at(step, "staying") + r.at(step, "waiting_to_leave") + r.at(step, "on_road");
    for (const char* place : {"R", "D", "E", "F"}) people += r.at(step, "present", place);
    return people;
  };
  for (std::size_t step = 1; step < r.rows.size(); ++step) {
    RC_ASSERT(everybody(step) == everybody(0));
    RC_ASSERT(r.at(step, "arrivals_cumulative") <= r.at(step, "departures_cumulative"));
  }
}

}  // namespace
}  // namespace corridor::test

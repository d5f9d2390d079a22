// Who may leave, by class, group and home.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "drawn_world.h"

namespace corridor::test {
namespace {

enum class Says { only_they_may, they_may, they_may_not };

struct Rule {
  double hours = 0.0;
  Says says = Says::only_they_may;
  std::vector<std::string> groups;
  std::vector<HouseholdClass> classes;
  char place = 0;
};

DrawnWorld& add_rule(DrawnWorld& world, const Rule& rule) {
  world.event(EventKind::exit_rule, rule.hours, rule.says == Says::they_may ? 1.0 : 0.0,
              rule.place);
  Event& event = world.scenario.events.back();
  event.names_all_who_may = rule.says == Says::only_they_may;
  event.applies_to = rule.classes;
  event.applies_to_groups = rule.groups;
  return world;
}

/// 400 people of group A-0 and 800 of A-1, all in a class, who all decide at once.
DrawnWorld men_and_others(HouseholdClass household_class) {
  DrawnWorld world("A---B");
  world.with_people('A', 400, household_class).with_people('A', 800, household_class);
  return world.everybody_leaves_at_once();
}

double departed(const DrawnWorld& world, std::size_t hour) {
  return run(world, hour + 1).at(hour, "departures_cumulative");
}

TEST(ExitRule, HoldsBackAGroupUntilTheNextRuleAboutIt) {
  DrawnWorld world = men_and_others(HouseholdClass::vehicle);
  add_rule(world, {0.0, Says::they_may_not, {"A-1"}, {}});
  EXPECT_EQ(departed(world, 9), 400.0);
  const MemberRun held = run(world, 10);
  EXPECT_EQ(held.at(9, "waiting_to_leave"), 800.0);
  add_rule(world, {10.0, Says::they_may_not, {"A-0"}, {}});
  EXPECT_EQ(departed(world, 15), 400.0);
  add_rule(world, {20.0, Says::they_may, {"A-1"}, {}});
  EXPECT_EQ(departed(world, 19), 400.0);
  EXPECT_EQ(departed(world, 24), 1200.0);
}

TEST(ExitRule, WithoutAmountNamesAllWhoMayLeave) {
  DrawnWorld world = men_and_others(HouseholdClass::vehicle);
  world.with_people('A', 40, HouseholdClass::no_vehicle);
  world.set("means.walking_patience_hours", 0.0).set("means.walking_hazard_per_hour", 1e6);
  DrawnWorld mixed =
      add_rule(world, {0.0, Says::only_they_may, {"A-0"}, {HouseholdClass::no_vehicle}});
  EXPECT_EQ(departed(mixed, 9), 440.0);
  add_rule(mixed, {10.0, Says::only_they_may, {}, {}});
  EXPECT_EQ(departed(mixed, 15), 1240.0);
}

TEST(ExitRule, HoldsForThoseWhoseHomeIsAtItsPlace) {
  DrawnWorld world("A---C B---C");
  world.with_people('A', 400).with_people('B', 800).everybody_leaves_at_once();
  add_rule(world, {0.0, Says::they_may_not, {}, {}, 'B'});
  EXPECT_EQ(departed(world, 9), 400.0);
  add_rule(world, {10.0, Says::only_they_may, {}, {HouseholdClass::needs_help}});
  add_rule(world, {10.0, Says::only_they_may, {}, {}, 'B'});
  EXPECT_EQ(departed(world, 15), 1200.0);
}

TEST(ExitRule, NobodyOfAGroupHeldBackTakesAPlaceInLine) {
  // They were ready first: 10 buses of 40 seats, boats as large, or their own feet take the others.
  const auto fetched = [](EventKind kind, const std::string& held) {
    DrawnWorld world = men_and_others(HouseholdClass::no_vehicle);
    world.set("means.walking_patience_hours", 1e3);
    add_rule(world, {0.0, Says::they_may_not, {held}, {}});
    world.event(kind, 5.0, 10.0, 'A');
    world.scenario.events.back().seats = 40;
    if (kind == EventKind::boats) world.scenario.events.back().to = world.id('B');
    return departed(world, 23);
  };
  for (const EventKind kind : {EventKind::buses, EventKind::boats}) {
    EXPECT_EQ(fetched(kind, "A-0"), 800.0);
    EXPECT_EQ(fetched(kind, "A-1"), 400.0);
  }
  DrawnWorld on_foot = men_and_others(HouseholdClass::no_vehicle);
  on_foot.set("means.walking_patience_hours", 1.0).set("means.walking_hazard_per_hour", 1e6);
  add_rule(on_foot, {0.0, Says::they_may_not, {"A-0"}, {}});
  EXPECT_EQ(departed(on_foot, 9), 800.0);
}

TEST(ExitRule, FuelOfTheStockIsForThoseWhoMayLeave) {
  // 2 litres a vehicle, of 4 people: 300 litres are for 150 of the 200 households that may leave.
  DrawnWorld world = men_and_others(HouseholdClass::vehicle);
  world.set("means.fuelled_share", 0.0).set("means.fuel_queue_factor", 1.0);
  world.place('A').supplies.fuel_litres = Value::constant(300.0);
  add_rule(world, {0.0, Says::they_may_not, {"A-0"}, {}});
  const MemberRun r = run(world, 10);
  EXPECT_EQ(r.at(9, "departures_cumulative"), 600.0);
  EXPECT_EQ(r.at(9, "waiting_for_fuel"), 200.0);
  EXPECT_EQ(r.at(9, "waiting_for_fuel", "A"), 200.0);
  EXPECT_EQ(r.at(9, "waiting_to_leave"), 600.0);
}

TEST(ExitRule, LiftsAreForThoseWhoMayLeave) {
  DrawnWorld world("A---B");
  world.with_people('A', 400)
      .with_people('A', 200, HouseholdClass::no_vehicle)
      .with_people('A', 80, HouseholdClass::no_vehicle)
      .everybody_leaves_at_once()
      .set("means.lift_probability", 1.0)
      .set("means.walking_patience_hours", 1e3);
  add_rule(world, {0.0, Says::they_may_not, {"A-1"}, {}});
  const MemberRun r = run(world, 10);
  EXPECT_EQ(r.at(9, "departures_cumulative"), 480.0);
  EXPECT_EQ(r.at(9, "waiting_for_seat"), 0.0);
}

DrawnWorld random_town() {
  DrawnWorld world("C---B A---B---D");
  for (const char place : {'A', 'B', 'C'}) {
    for (const HouseholdClass household_class :
         {HouseholdClass::vehicle, HouseholdClass::no_vehicle, HouseholdClass::needs_help}) {
      world.with_people(place, *rc::gen::inRange(0, 3000), household_class, 3.4);
      world.with_people(place, *rc::gen::inRange(0, 3000), household_class, 2.5);
    }
  }
  world.set("decision.hazard_max_per_hour", 0.001 * *rc::gen::inRange(1, 1000));
  world.set("means.fuelled_share", 0.01 * *rc::gen::inRange(0, 101));
  world.set("means.lift_probability", 0.01 * *rc::gen::inRange(0, 101));
  world.set("means.other_means_hazard_per_hour", 0.01 * *rc::gen::inRange(0, 10));
  world.place('A').supplies.fuel_litres = Value::constant(*rc::gen::inRange(0, 3000));
  world.event(EventKind::buses, 3.0, *rc::gen::inRange(0, 20), 'A');
  world.scenario.events.back().seats = 40;
  return world;
}

double people_of(const DrawnWorld& world, const std::vector<std::string>& groups) {
  double people = 0.0;
  for (const Group& group : world.scenario.groups) {
    if (std::find(groups.begin(), groups.end(), group.id) != groups.end())
      people += group.people.of({});
  }
  return people;
}

RC_GTEST_PROP(ExitRule, LosesNobodyAndLetsNobodyOfThoseHeldBackGo, ()) {
  DrawnWorld world = random_town();
  std::vector<std::string> all;
  std::vector<std::string> held;
  for (const Group& group : world.scenario.groups) {
    all.push_back(group.id);
    if (*rc::gen::arbitrary<bool>()) held.push_back(group.id);
  }
  if (held.empty()) return;
  add_rule(world, {0.0, Says::they_may_not, held, {}});
  const MemberRun r = run(world, 48);
  for (std::size_t hour = 0; hour < 48; ++hour) {
    const double home = r.at(hour, "staying") + r.at(hour, "waiting_to_leave");
    RC_ASSERT(home >= people_of(world, held));
    RC_ASSERT(home + r.at(hour, "departures_cumulative") == people_of(world, all));
    RC_ASSERT(r.at(hour, "waiting_for_fuel") + r.at(hour, "waiting_for_seat") +
                  r.at(hour, "waiting_for_help") <=
              r.at(hour, "waiting_to_leave"));
  }
}

RC_GTEST_PROP(ExitRule, ThatLetsAllGoChangesNothing, ()) {
  const DrawnWorld world = random_town();
  DrawnWorld ruled = world;
  add_rule(ruled, {0.0, Says::only_they_may, {}, {HouseholdClass::vehicle}});
  add_rule(ruled,
           {0.0, Says::they_may, {}, {HouseholdClass::no_vehicle, HouseholdClass::needs_help}});
  RC_ASSERT(run(ruled, 40).rows == run(world, 40).rows);
}

}  // namespace
}  // namespace corridor::test

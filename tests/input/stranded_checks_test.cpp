#include "input/stranded_checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corridor {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string stranded_warnings(const Scenario& scenario) {
  Diagnostics diagnostics;
  warn_of_stranded_groups(scenario, {PlaceId{2}}, diagnostics);
  std::string text;
  for (const Diagnostic& item : diagnostics.items()) text += to_string(item) + "\n";
  return text;
}

Prior plain(double number) { return {PriorFamily::fixed, number, 0.0, 0.0}; }

ParameterRegistry means(const Prior& limit_km, double other_means_per_hour,
                        double lift_probability) {
  return ParameterRegistry(
      {uncertain_parameter("means.walking_limit_km", "km", limit_km, 0.0, 60.0, "m", "s"),
       uncertain_parameter("means.other_means_hazard_per_hour", "1/h", plain(other_means_per_hour),
                           0.0, 5.0, "m", "s"),
       uncertain_parameter("means.lift_probability", "1", plain(lift_probability), 0.0, 1.0, "m",
                           "s")});
}

Road way(std::uint32_t from, std::uint32_t to, double length_km) {
  Road road;
  road.from = PlaceId{from};
  road.to = PlaceId{to};
  road.length_km = length_km;
  return road;
}

Group people_at_the_town(HouseholdClass household_class, double people) {
  Group group;
  group.line = 2;
  group.place = PlaceId{0};
  group.household_class = household_class;
  group.people = Value::constant(people);
  return group;
}

Event fleet_at_the_town(EventKind kind, double vehicles) {
  Event event;
  event.kind = kind;
  event.place = PlaceId{0};
  event.amount = Value::constant(vehicles);
  return event;
}

/// A town, a village 22 km on and a camp 40 km behind that; 700 people of the town.
Scenario far_town(HouseholdClass household_class) {
  Scenario scenario;
  scenario.places.resize(3);
  scenario.places[0].id = "town";
  scenario.places[1].id = "village";
  scenario.places[2].id = "camp";
  scenario.places[2].safe = true;
  scenario.roads = {way(0, 1, 22.0), way(1, 2, 40.0)};
  scenario.groups = {people_at_the_town(household_class, 700.0)};
  scenario.parameters = means(plain(30.0), 0.0, 0.4);
  return scenario;
}

TEST(StrandedChecks, AWalkTooLongIsNamedWithItsLengthAndThePeople) {
  EXPECT_THAT(stranded_warnings(far_town(HouseholdClass::no_vehicle)),
              AllOf(HasSubstr("groups.csv:2: warning: place: found no_vehicle at \"town\" with "
                              "62 km on foot to where a journey ends"),
                    HasSubstr("at most means.walking_limit_km, 30 km"),
                    HasSubstr("its 700 people can never leave: raise means.walking_limit_km")));
}

TEST(StrandedChecks, ARoadThatNobodyWalksIsNoWay) {
  Scenario scenario = far_town(HouseholdClass::no_vehicle);
  scenario.roads[1].walkable = false;
  EXPECT_THAT(stranded_warnings(scenario),
              AllOf(HasSubstr("no way on foot"), HasSubstr("make roads `walkable`")));
}

TEST(StrandedChecks, WhoeverMayWalkSoFarIsNotStranded) {
  Scenario scenario = far_town(HouseholdClass::no_vehicle);
  scenario.roads.push_back(way(0, 2, 29.0));
  EXPECT_EQ(stranded_warnings(scenario), "");
  // Within the upper bound of a range: 60 km.
  scenario.roads[2].length_km = 59.0;
  scenario.parameters = means({PriorFamily::uniform, 20.0, 40.0, 0.0}, 0.0, 0.4);
  EXPECT_EQ(stranded_warnings(scenario), "");
}

TEST(StrandedChecks, SeatsThatNobodyPlannedPassALimitForPeopleOnFoot) {
  Scenario scenario = far_town(HouseholdClass::no_vehicle);
  Road& border = scenario.roads[1];
  border.line = 3;
  border.capacity_vehicles_per_hour = Value::constant(300.0);
  border.checkpoint = Checkpoint{border.capacity_vehicles_per_hour, 0, 0, Value::constant(50.0)};
  scenario.parameters = means(plain(30.0), 0.02, 0.4);
  EXPECT_THAT(stranded_warnings(scenario),
              HasSubstr("roads.csv:3: warning: checkpoint_vehicles_per_hour: found no rate for "
                        "vehicles beside one for people on foot"));
  border.checkpoint->vehicles_per_hour = Value::constant(0.0);
  EXPECT_EQ(stranded_warnings(scenario), "");
}

TEST(StrandedChecks, BusesFetchThemAndAmbulancesDoNot) {
  Scenario scenario = far_town(HouseholdClass::no_vehicle);
  scenario.events = {fleet_at_the_town(EventKind::ambulances, 3.0)};
  EXPECT_NE(stranded_warnings(scenario), "");
  scenario.events = {fleet_at_the_town(EventKind::buses, 0.0)};
  EXPECT_NE(stranded_warnings(scenario), "");
  for (const EventKind kind : {EventKind::buses, EventKind::boats, EventKind::trains}) {
    scenario.events = {fleet_at_the_town(kind, 3.0)};
    EXPECT_EQ(stranded_warnings(scenario), "");
  }
}

TEST(StrandedChecks, NeighboursWithVehiclesGiveLiftsUnlessNobodyDoes) {
  for (const HouseholdClass household_class :
       {HouseholdClass::no_vehicle, HouseholdClass::needs_help}) {
    Scenario scenario = far_town(household_class);
    scenario.groups.push_back(people_at_the_town(HouseholdClass::vehicle, 5000.0));
    EXPECT_EQ(stranded_warnings(scenario), "");
    scenario.parameters = means(plain(30.0), 0.0, 0.0);
    EXPECT_NE(stranded_warnings(scenario), "");
  }
}

TEST(StrandedChecks, FewVehiclesGiveFewLifts) {
  Scenario scenario = far_town(HouseholdClass::no_vehicle);
  scenario.groups[0].people_per_household = Value::constant(6.0);
  scenario.groups.push_back(people_at_the_town(HouseholdClass::vehicle, 200.0));
  scenario.groups[1].people_per_vehicle = Value::constant(5.0);
  // 40 vehicles, of which 0.4 take along a household of 6.
  EXPECT_THAT(stranded_warnings(scenario),
              AllOf(HasSubstr("groups.csv:2: warning: place: found 700 people at \"town\" who can "
                              "neither drive nor walk (62 km on foot to where a journey ends), and "
                              "40 vehicles, whose lifts take about 96 of them along"),
                    HasSubstr("as it stands some 604 wait to the end: raise "
                              "means.walking_limit_km if people do walk so far, add buses")));
  // Vehicles for more than half of them.
  scenario.groups[1].people = Value::constant(750.0);
  EXPECT_EQ(stranded_warnings(scenario), "");
  // Who can walk does not hope for lifts.
  scenario.groups[1].people = Value::constant(200.0);
  scenario.roads[1].length_km = 7.0;
  EXPECT_EQ(stranded_warnings(scenario), "");
}

TEST(StrandedChecks, WhoNeedsHelpIsFetchedByAnyFleet) {
  Scenario scenario = far_town(HouseholdClass::needs_help);
  scenario.roads = {way(0, 2, 1.0)};  // they walk nowhere
  EXPECT_THAT(stranded_warnings(scenario),
              AllOf(HasSubstr("needs_help at \"town\""), HasSubstr("its 700 people can never"),
                    HasSubstr("add ambulances")));
  scenario.events = {fleet_at_the_town(EventKind::helicopter, 1.0)};
  EXPECT_EQ(stranded_warnings(scenario), "");
}

TEST(StrandedChecks, OtherMeansTakeEverybody) {
  Scenario scenario = far_town(HouseholdClass::needs_help);
  scenario.groups.push_back(people_at_the_town(HouseholdClass::no_vehicle, 90.0));
  scenario.parameters = means(plain(30.0), 0.1, 0.4);
  EXPECT_EQ(stranded_warnings(scenario), "");
}

}  // namespace
}  // namespace corridor

#include "input/reception_checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corridor {
namespace {

using testing::HasSubstr;

std::string reception_warnings(const Scenario& scenario) {
  Diagnostics diagnostics;
  warn_of_misunderstood_reception(scenario, journey_destinations(scenario), diagnostics);
  std::string text;
  for (const Diagnostic& item : diagnostics.items()) text += to_string(item) + "\n";
  return text;
}

/// Danger, a crossing and a camp behind it; 5,575 people are counted as registered.
Scenario crossing_and_camp() {
  Scenario scenario;
  scenario.places.resize(3);
  scenario.places[0].id = "town";
  scenario.places[1].id = "crossing";
  scenario.places[2].id = "camp";
  for (Place& place : scenario.places) {
    place.safe = place.id != "town";
    place.registration_people_per_hour = Value::constant(0.0);
  }
  scenario.roads.resize(2);
  scenario.roads[0].from = PlaceId{0};
  scenario.roads[0].to = PlaceId{1};
  scenario.roads[1].from = PlaceId{1};
  scenario.roads[1].to = PlaceId{2};
  ObservationRow row;
  row.series = "registered_cumulative";
  row.value = 5575;
  row.line = 2;
  scenario.observations = {row};
  return scenario;
}

TEST(ReceptionChecks, CountsOfRegisteredPeopleWantADesk) {
  Scenario scenario = crossing_and_camp();
  EXPECT_THAT(reception_warnings(scenario),
              HasSubstr("registered_cumulative, though no place has a desk"));
  scenario.places[2].registration_people_per_hour = Value::constant(100.0);
  EXPECT_EQ(reception_warnings(scenario), "");
}

TEST(ReceptionChecks, ARegionHasTheCrossingThatLeadsIntoIt) {
  Scenario scenario = crossing_and_camp();
  scenario.observations.clear();
  scenario.regions = {{"country", 7, "Country", "", {"camp"}}};
  EXPECT_THAT(reception_warnings(scenario), HasSubstr("found \"camp\" without \"crossing\""));
  // A crossing of another region is left out on purpose.
  scenario.regions.push_back({"border", 8, "Border", "", {"crossing"}});
  EXPECT_EQ(reception_warnings(scenario), "");
  scenario.regions = {{"country", 7, "Country", "", {"camp", "crossing"}}};
  EXPECT_EQ(reception_warnings(scenario), "");
}

TEST(ReceptionChecks, SharesHoldForThoseWhoseJourneyEndsThere) {
  Scenario scenario = crossing_and_camp();
  scenario.observations.clear();
  scenario.places[1].kind = PlaceKind::reception;
  scenario.places[2].kind = PlaceKind::reception;
  scenario.onward = {{PlaceId{1}, PlaceId{2}, Value::constant(0.3), kAlways, "s"}};
  EXPECT_THAT(reception_warnings(scenario),
              HasSubstr("onward.csv: warning: from: found \"crossing\", no desk, from which roads "
                        "lead on to camp"));
  // Nobody passes a desk, and nobody comes to a camp without a road to it but by the shares.
  Scenario with_a_desk = scenario;
  with_a_desk.places[1].kind = PlaceKind::desk;
  EXPECT_EQ(reception_warnings(with_a_desk), "");
  scenario.roads.pop_back();
  EXPECT_EQ(reception_warnings(scenario), "");
}

}  // namespace
}  // namespace corridor

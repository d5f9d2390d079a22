// Capacities that equal the largest count of the people who were there are pointed out; others are
// not.
#include "input/capacity_leaks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenario/flee_instance.h"

namespace corridor {
namespace {

/// A centre with so many places, at which these people were counted.
Scenario a_centre(double capacity, const std::string& series, const std::vector<double>& counts) {
  Scenario scenario;
  Place place;
  place.id = "centre";
  place.line = 7;
  place.shelter_people = Value::constant(capacity);
  scenario.places.push_back(place);
  for (const double count : counts) {
    ObservationRow row;
    row.series = series;
    row.place = "centre";
    row.value = count;
    scenario.observations.push_back(row);
  }
  return scenario;
}

std::vector<std::string> warnings_of(const Scenario& scenario) {
  Diagnostics diagnostics;
  warn_of_capacity_leaks(scenario, diagnostics);
  EXPECT_FALSE(diagnostics.has_errors());
  std::vector<std::string> texts;
  for (const Diagnostic& item : diagnostics.items()) texts.push_back(to_string(item));
  return texts;
}

TEST(CapacityLeaks, ACapacityThatIsTheLargestCountIsWarnedOf) {
  const std::vector<std::string> expected = {
      "places.csv:7: warning: shelter_people: found a capacity of 3263, which equals the largest "
      "count at centre: it may have been taken from the outcome, expected a capacity known "
      "beforehand; give one that was planned, with its source, or leave it out"};
  EXPECT_EQ(warnings_of(a_centre(3263, "sheltered_centre", {663, 3263, 1404})), expected);
  EXPECT_EQ(warnings_of(a_centre(3263, "present", {663, 3263, 1404})), expected);
}

TEST(CapacityLeaks, OtherCapacitiesAreNot) {
  EXPECT_THAT(warnings_of(a_centre(5000, "present", {663, 4990})), testing::IsEmpty());
  EXPECT_THAT(warnings_of(a_centre(663, "present", {663, 3263})), testing::IsEmpty());
  EXPECT_THAT(warnings_of(a_centre(0, "present", {0})), testing::IsEmpty());
  EXPECT_THAT(warnings_of(a_centre(5000, "present", {})), testing::IsEmpty());
  // Who has passed through is another matter than who is there.
  EXPECT_THAT(warnings_of(a_centre(3263, "arrivals_cumulative", {3263})), testing::IsEmpty());
  Scenario elsewhere = a_centre(3263, "present", {3263});
  elsewhere.observations[0].place = "";
  EXPECT_THAT(warnings_of(elsewhere), testing::IsEmpty());
  Scenario bound = a_centre(3263, "present", {3263});
  bound.observations[0].qualifier = Qualifier::at_most;
  EXPECT_THAT(warnings_of(bound), testing::IsEmpty());
  Scenario uncertain = a_centre(3263, "present", {3263});
  uncertain.places[0].shelter_people.factors[0].parameter = ParameterId{0};
  EXPECT_THAT(warnings_of(uncertain), testing::IsEmpty());
}

TEST(CapacityLeaks, OfCampsOfFleeWithTheirLine) {
  FleeInstance instance;
  instance.tables = {{"total", {0}, {7000}},
                     {"taken", {0, 5, 9}, {10, 5021, 3000}},
                     {"planned", {0, 5}, {10, 5021}},
                     {"summed", {0, 5}, {10, 5021}}};
  instance.tables[3].largest = {5000, 21};  // of its two files
  for (const auto& [name, capacity] :
       {std::pair{"taken", 5021}, {"planned", 5000}, {"none", -1}, {"summed", 5000}}) {
    FleeLocation camp;
    camp.name = name;
    camp.line = 4;
    camp.kind = FleeLocationKind::camp;
    camp.capacity = capacity;
    instance.locations.push_back(camp);
  }
  Scenario scenario;
  scenario.flee = std::make_shared<const FleeInstance>(instance);
  const std::vector<std::string> warnings = warnings_of(scenario);
  ASSERT_EQ(warnings.size(), 2U);
  EXPECT_THAT(warnings[0], testing::StartsWith("flee/input_csv/locations.csv:4: warning: "
                                               "population/capacity: found a capacity of 5021"));
  EXPECT_THAT(warnings[1], testing::HasSubstr("largest count at summed"));
}

}  // namespace
}  // namespace corridor

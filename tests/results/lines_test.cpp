#include "results/lines.h"

#include <gtest/gtest.h>

namespace corridor {
namespace {

/// One member, a step an hour: 100 vehicles stand at once, 4 people in each, and 25 an hour leave.
EnsembleResults a_line() {
  EnsembleResults results;
  results.steps = 6;
  results.members = 1;
  results.series = {{"road_vehicles", "AB", "vehicles"},
                    {"road_people_in_vehicles", "AB", "people"},
                    {"road_queue_vehicles", "AB", "vehicles"},
                    {"road_outflow_vehicles", "AB", "vehicles"}};
  results.values = {50,  200, 175, 150, 125, 100,  // on the road
                    200, 800, 700, 600, 500, 400,  // people in them
                    0,   100, 75,  50,  30,  10,   // standing
                    0,   0,   25,  25,  40,  40};  // that left
  return results;
}

TEST(Lines, CountWhoStandsAndHowLongTheLastOfThemTakes) {
  const EnsembleResults results = a_line();
  const LongestLine line = LineOnRoad(results, "AB").longest(0, 0);
  EXPECT_EQ(line.vehicles, 100.0);
  EXPECT_EQ(line.people, 400.0);
  EXPECT_DOUBLE_EQ(line.hours, 3.25);  // 25, 25 and 40 of them have left, 10 of the next 40
  EXPECT_TRUE(line.passes);
}

TEST(Lines, AreLookedForFromAMomentOn) {
  const EnsembleResults results = a_line();
  const LongestLine line = LineOnRoad(results, "AB").longest(0, 4);
  EXPECT_EQ(line.vehicles, 30.0);
  EXPECT_EQ(line.people, 120.0);
  EXPECT_DOUBLE_EQ(line.hours, 0.75);
  EXPECT_TRUE(line.passes);
}

TEST(Lines, WhoHasNotPassedByTheEndWaitsAtLeastUntilThen) {
  EnsembleResults results = a_line();
  for (std::size_t step = 4; step < results.steps; ++step) results.at(3, step, 0) = 0.0F;
  const LongestLine line = LineOnRoad(results, "AB").longest(0, 0);
  EXPECT_DOUBLE_EQ(line.hours, 4.0);
  EXPECT_FALSE(line.passes);
}

TEST(Lines, HoldThoseOnFootToo) {
  EnsembleResults results = a_line();
  results.series.push_back({"road_queue_on_foot", "AB", "people"});
  results.series.push_back({"road_outflow_on_foot", "AB", "people"});
  for (const float people : {0.0F, 60.0F, 60.0F, 60.0F, 60.0F, 60.0F})
    results.values.push_back(people);
  for (const float left : {0.0F, 0.0F, 15.0F, 15.0F, 15.0F, 15.0F}) results.values.push_back(left);
  const LongestLine line = LineOnRoad(results, "AB").longest(0, 0);
  EXPECT_EQ(line.people, 460.0);
  EXPECT_DOUBLE_EQ(line.hours, 4.0);
  EXPECT_TRUE(line.passes);
}

TEST(Lines, NobodyStandsWhereNothingIsKnownOfARoad) {
  const EnsembleResults results = a_line();
  const LongestLine line = LineOnRoad(results, "BC").longest(0, 0);
  EXPECT_EQ(line.people, 0.0);
  EXPECT_EQ(line.hours, 0.0);
  EXPECT_TRUE(line.passes);
}

}  // namespace
}  // namespace corridor

#include <gtest/gtest.h>

#include "results/ahead.h"
#include "results/ensemble_results.h"
#include "results/needs.h"

namespace corridor {
namespace {

EnsembleResults two_series() {
  EnsembleResults results;
  results.series = {{"present", "camp", "people"}, {"without_shelter", "camp", "people"}};
  results.steps = 2;
  results.members = 5;
  results.values = {5, 1, 4, 2, 3, 7, 7, 7, 7, 7, 0, 0, 0, 0, 0, 0, 1, 0, 2, 0};
  return results;
}

TEST(Summary, QuantilesInterpolateBetweenOrderStatistics) {
  const EnsembleResults results = two_series();
  const Summary summary = summarise(results, 2);
  EXPECT_DOUBLE_EQ(summary.mean[0], 3.0);
  EXPECT_DOUBLE_EQ(summary.quantile(results, 0, 0, 11), 3.0);  // median of 1..5
  EXPECT_DOUBLE_EQ(summary.quantile(results, 0, 0, 6), 2.0);   // 25 %
  EXPECT_DOUBLE_EQ(summary.quantile(results, 0, 0, 19), 4.6);  // 90 %: rank 3.6
  EXPECT_DOUBLE_EQ(summary.quantile(results, 0, 1, 0), 7.0);
}

TEST(Summary, FanLinesAreTheSummarysNumbersBitForBit) {
  EnsembleResults results = two_series();
  results.values[3] = 2.5F;  // not a count
  results.values[0] = -5.0F;
  const Summary summary = summarise(results, 1);
  const std::vector<float> lines = fan_lines(results);
  const std::size_t rows = results.series.size() * results.steps;
  ASSERT_EQ(lines.size(), rows * 6);
  constexpr std::size_t kHubPositions[] = {2, 6, 11, 16, 20};
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t level = 0; level < 5; ++level) {
      EXPECT_EQ(lines[level * rows + row],
                static_cast<float>(summary.quantiles[row * 23 + kHubPositions[level]]));
    }
    EXPECT_EQ(lines[5 * rows + row], static_cast<float>(summary.mean[row]));
  }
}

TEST(Summary, FindsSeriesByTargetAndPlace) {
  const EnsembleResults results = two_series();
  EXPECT_EQ(results.find("present", "camp"), 0U);
  EXPECT_EQ(results.find("present", ""), 2U);
}

TEST(Needs, ShortageIsTheShareOfMembersWithAnybodyWithoutAPlace) {
  const std::vector<PlaceNeeds> needs = needs_at(two_series(), 1);
  ASSERT_EQ(needs.size(), 1U);
  EXPECT_DOUBLE_EQ(needs[0].shortage_probability, 0.4);
  EXPECT_DOUBLE_EQ(needs[0].people.median, 7.0);
}

TEST(Needs, BedsAreForThoseInCentresAndThoseWhoWaitForAPlace) {
  EnsembleResults results;
  results.series = {{"present", "camp", "people"},
                    {"sheltered_centre", "camp", "people"},
                    {"awaiting_placement", "camp", "people"},
                    {"without_shelter", "camp", "people"}};
  results.steps = 1;
  results.members = 1;
  results.values = {100, 40, 20, 3};
  const std::vector<PlaceNeeds> needs = needs_at(results, 0);
  ASSERT_EQ(needs.size(), 1U);
  EXPECT_DOUBLE_EQ(needs[0].beds.median, 63.0);
}

/// Arrivals of one member after steps of six hours: a rush on the first day, then little.
EnsembleResults rush_and_after() {
  EnsembleResults results;
  results.series = {{"arrivals_cumulative", "", "people"}, {"way_out_open", "", "1"}};
  results.step = Duration{6 * 3600};
  results.steps = 12;
  results.members = 1;
  results.values = {250, 500, 750, 1000, 1001, 1002, 1003, 1004, 1005, 1010, 1020, 1030,
                    0,   1,   1,   0,    0,    0,    0,    0,    0,    0,    0,    0};
  return results;
}

Time after_steps(const EnsembleResults& results, int steps) {
  return results.start + results.step * steps;
}

TEST(Ahead, BeginsAfterTheAsOfTime) {
  const EnsembleResults results = rush_and_after();
  EXPECT_EQ(first_step_ahead(results, after_steps(results, -3)), 0U);
  EXPECT_EQ(first_step_ahead(results, results.start), 0U);
  EXPECT_EQ(first_step_ahead(results, after_steps(results, 8)), 8U);
  EXPECT_EQ(first_step_ahead(results, after_steps(results, 40)), 11U);
  EXPECT_EQ(step_now(results, results.start), 0U);
  EXPECT_EQ(step_now(results, after_steps(results, 8)), 7U);
  EXPECT_DOUBLE_EQ(reached_before(results, 0, 0, 0), 0.0);
  EXPECT_DOUBLE_EQ(reached_before(results, 0, 8, 0), 1004.0);
  EXPECT_DOUBLE_EQ(peak(results, {1}, 0), 1.0);
  EXPECT_DOUBLE_EQ(peak(results, {1}, 0, 3), 0.0);
}

TEST(Ahead, TheBusiestDayMayBeTheFirstAndIsNamedByItsMiddle) {
  const EnsembleResults results = rush_and_after();
  const BusiestDay all = busiest_day(results, 0, results.start, 0);
  EXPECT_DOUBLE_EQ(all.people, 1000.0);
  EXPECT_EQ(all.middle, after_steps(results, 2));
  const BusiestDay later = busiest_day(results, 0, after_steps(results, 4), 0);
  EXPECT_DOUBLE_EQ(later.people, 26.0);
  EXPECT_EQ(later.middle, after_steps(results, 10));
  EXPECT_DOUBLE_EQ(busiest_day(results, 0, after_steps(results, 10), 0).people, 20.0);
}

TEST(Ahead, ADayOfOneStepCountsToo) {
  EnsembleResults results;
  results.series = {{"arrivals_cumulative", "", "people"}};
  results.step = std::chrono::days{1};
  results.steps = 3;
  results.members = 1;
  results.values = {70, 90, 95};
  EXPECT_DOUBLE_EQ(busiest_day(results, 0, results.start, 0).people, 70.0);
}

TEST(Ahead, AWayOutThatClosesAgainWasOpen) {
  const EnsembleResults results = rush_and_after();
  EXPECT_TRUE(way_out_opens(results, results.start, 0));
  EXPECT_TRUE(way_out_opens(results, after_steps(results, 3), 0));  // open now
  EXPECT_FALSE(way_out_opens(results, after_steps(results, 4), 0));
}

TEST(Needs, WhoStandsBeforeADeskIsNotAmongTheBeds) {
  EnsembleResults results;
  results.series = {{"present", "camp", "people"},
                    {"awaiting_registration", "camp", "people"},
                    {"sheltered_centre", "camp", "people"}};
  results.steps = 1;
  results.members = 1;
  results.values = {100, 60, 40};
  const std::vector<PlaceNeeds> needs = needs_at(results, 0);
  ASSERT_EQ(needs.size(), 1U);
  EXPECT_DOUBLE_EQ(needs[0].before_desk.median, 60.0);
  EXPECT_DOUBLE_EQ(needs[0].beds.median, 40.0);
}

}  // namespace
}  // namespace corridor

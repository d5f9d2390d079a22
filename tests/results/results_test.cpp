#include <gtest/gtest.h>

#include "results/ahead.h"
#include "results/away.h"
#include "results/contradicted_counts.h"
#include "results/ending_flow.h"
#include "results/ensemble_results.h"
#include "results/needs.h"
#include "results/values_at.h"

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

TEST(ValuesAt, AreLinearBetweenStepsAndOnlyATallyBeginsWithNothing) {
  EnsembleResults results;
  results.series = {{"present", "camp", "people"}, {"arrivals_cumulative", "total", "people"}};
  results.steps = 2;
  results.members = 1;
  results.values = {10, 20, 10, 20};
  const auto at = [&](std::size_t series, int minutes) {
    return values_at(results, series, results.start + std::chrono::minutes(minutes)).front();
  };
  EXPECT_EQ(at(0, 90), 15.0);
  EXPECT_EQ(at(1, 90), 15.0);
  EXPECT_EQ(at(0, 30), 10.0);
  EXPECT_EQ(at(1, 30), 5.0);
  EXPECT_EQ(at(1, 60), 10.0);
  EXPECT_EQ(at(1, -60), 0.0);
  EXPECT_EQ(at(1, 500), 20.0);
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

TEST(Ahead, TheBusiestDayMayBeTheFirstAndSaysWhenItBeginsAndEnds) {
  const EnsembleResults results = rush_and_after();
  const BusiestDay all = busiest_day(results, 0, results.start, 0);
  EXPECT_DOUBLE_EQ(all.people, 1000.0);
  EXPECT_EQ(all.begin, results.start);
  EXPECT_EQ(all.end, after_steps(results, 4));
  const BusiestDay later = busiest_day(results, 0, after_steps(results, 4), 0);
  EXPECT_DOUBLE_EQ(later.people, 26.0);
  EXPECT_EQ(later.begin, after_steps(results, 8));
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

TEST(Away, CountsNobodyTwiceWhereArrivalsDo) {
  EnsembleResults results;
  results.series = {
      {"arrivals_cumulative", "", "people"}, {"on_road", "", "people"},  {"staying", "", "people"},
      {"waiting_to_leave", "", "people"},    {"present", "a", "people"}, {"present", "b", "people"},
      {"present", "region", "people", true}};
  results.steps = 1;
  results.members = 2;
  results.values = {70, 90, 10, 10, 30, 20, 5, 5, 40, 45, 15, 20, 55, 65};
  EXPECT_EQ(away_from_home(results, 0), (std::vector<double>{65.0, 75.0}));
  EXPECT_EQ(still_at_home(results, 0), (std::vector<double>{35.0, 25.0}));
  EXPECT_TRUE(arrivals_exceed_away(results));
  results.values[0] = 60;
  results.values[1] = 75;
  EXPECT_FALSE(arrivals_exceed_away(results));
}

TEST(Away, LeavesOutWhoCameWithAnEarlierFlight) {
  EnsembleResults results;
  results.series = {{"present", "a", "people"}, {"present_before", "a", "people"}};
  results.steps = 1;
  results.members = 1;
  results.values = {330, 300};
  EXPECT_EQ(away_from_home(results, 0), (std::vector<double>{30.0}));
}

/// A hundred members that say 1,000 to 1,990 people an hour later and twice that after two hours.
EnsembleResults a_hundred_members() {
  EnsembleResults results;
  results.series = {{"present", "camp", "people"}, {"arrivals_cumulative", "", "people"}};
  results.steps = 2;
  results.members = 100;
  for (std::size_t series = 0; series < 2; ++series) {
    for (std::size_t step = 0; step < 2; ++step) {
      for (int m = 0; m < 100; ++m)
        results.values.push_back(static_cast<float>(1000 + 10 * m) * static_cast<float>(step + 1));
    }
  }
  return results;
}

ObservationRow count_of(const std::string& series, double value, Duration after,
                        Qualifier qualifier = Qualifier::exactly) {
  ObservationRow row;
  row.series = series;
  row.place = series == "present" ? "camp" : "";
  row.time = Time{} + after;
  row.value = value;
  row.qualifier = qualifier;
  return row;
}

constexpr Duration kAnHour{3600};

TEST(ForecastOfACount, IsReadBetweenTheStepsUpToTheEndOfTheRun) {
  const EnsembleResults results = a_hundred_members();
  const auto median = [&](const std::string& series, Duration after) {
    const auto forecast = forecast_of(results, count_of(series, 1.0, after));
    return forecast ? forecast->median : -1.0;
  };
  EXPECT_DOUBLE_EQ(median("present", kAnHour), 1495.0);
  EXPECT_DOUBLE_EQ(median("present", kAnHour * 3 / 2), 1.5 * 1495.0);
  EXPECT_DOUBLE_EQ(median("present", kAnHour / 2), 1495.0);  // what was there at the start
  EXPECT_DOUBLE_EQ(median("arrivals_cumulative", kAnHour / 2), 747.5);  // a tally begins at nought
  EXPECT_DOUBLE_EQ(median("present", kAnHour * 3), -1.0);
  EXPECT_DOUBLE_EQ(median("present", Duration{0}), -1.0);
  EXPECT_DOUBLE_EQ(median("hosted", kAnHour), -1.0);
}

/// Counts of a period are compared with what came in it: of a tally the difference, of a series of
/// steps the sum, of the steps at its ends the part that lies inside.
TEST(ForecastOfACount, OfAPeriodIsWhatCameInIt) {
  EnsembleResults results = a_hundred_members();
  results.series.push_back({"arrivals", "", "people"});
  for (int step = 0; step < 2; ++step) {
    for (int m = 0; m < 100; ++m) results.values.push_back(static_cast<float>(1000 + 10 * m));
  }
  const auto median = [&](const std::string& series, Duration since, Duration until) {
    ObservationRow count = count_of(series, 1.0, until);
    count.since = Time{} + since;
    const auto forecast = forecast_of(results, count);
    return forecast ? forecast->median : -1.0;
  };
  for (const char* series : {"arrivals_cumulative", "arrivals"}) {
    EXPECT_DOUBLE_EQ(median(series, Duration{0}, kAnHour * 2), 2.0 * 1495.0);
    EXPECT_DOUBLE_EQ(median(series, kAnHour, kAnHour * 2), 1495.0);
    EXPECT_DOUBLE_EQ(median(series, kAnHour / 2, kAnHour * 3 / 2), 1495.0);
    EXPECT_DOUBLE_EQ(median(series, -kAnHour, kAnHour), -1.0);  // begins before the start
  }
}

TEST(ContradictedCounts, OfAPeriodStandBesideThoseOfAMoment) {
  const EnsembleResults results = a_hundred_members();
  ObservationRow period = count_of("arrivals_cumulative", 300.0, kAnHour * 2);
  period.since = Time{} + kAnHour;
  const ObservationRow so_far = count_of("arrivals_cumulative", 3000.0, kAnHour * 2);
  const auto contradicted = contradicted_counts(results, {period, so_far});
  ASSERT_EQ(contradicted.size(), 1U);
  EXPECT_TRUE(contradicted[0].count.since);
  EXPECT_DOUBLE_EQ(contradicted[0].forecast.median, 1495.0);
  period.value = 900.0;  // off by less than two: a flow is no tally
  EXPECT_TRUE(contradicted_counts(results, {period, so_far}).empty());
}

TEST(ContradictedCounts, LieOutsideTheRangeAndAreOffByMoreThanAFactorOfTwo) {
  const EnsembleResults results = a_hundred_members();
  const auto factor = [&](const std::vector<ObservationRow>& counts) {
    const auto contradicted = contradicted_counts(results, counts);
    return contradicted.empty() ? 1.0 : contradicted.front().factor;
  };
  const auto of = [&](double value, Qualifier qualifier = Qualifier::exactly) {
    return factor({count_of("present", value, kAnHour, qualifier)});
  };
  EXPECT_NEAR(of(100.0), 1515.0 / 120.0, 1e-9);
  EXPECT_DOUBLE_EQ(of(900.0), 1.0);   // outside, by less than two
  EXPECT_DOUBLE_EQ(of(1100.0), 1.0);  // inside
  // A running tally errs less: who has been counted has come.
  const auto of_tally = [&](double value) {
    return factor({count_of("arrivals_cumulative", value, kAnHour)});
  };
  EXPECT_NEAR(of_tally(900.0), 1515.0 / 920.0, 1e-9);
  EXPECT_DOUBLE_EQ(of_tally(1100.0), 1.0);
  EXPECT_NEAR(of(5000.0), 5020.0 / 1515.0, 1e-9);
  EXPECT_DOUBLE_EQ(of(100.0, Qualifier::at_least), 1.0);
  EXPECT_GT(of(5000.0, Qualifier::at_least), 3.0);
  EXPECT_DOUBLE_EQ(of(5000.0, Qualifier::at_most), 1.0);
  EXPECT_GT(of(100.0, Qualifier::at_most), 3.0);
  ObservationRow between = count_of("present", 100.0, kAnHour, Qualifier::between);
  between.value_high = 1200.0;
  EXPECT_DOUBLE_EQ(factor({between}), 1.0);
  between.value_high = 200.0;
  EXPECT_GT(factor({between}), 3.0);
}

TEST(ContradictedCounts, AreTheNewestOfEachSeriesFurthestOffFirst) {
  const EnsembleResults results = a_hundred_members();
  const ObservationRow early = count_of("present", 100.0, kAnHour);
  const ObservationRow late = count_of("present", 3000.0, kAnHour * 2);
  EXPECT_TRUE(contradicted_counts(results, {early, late}).empty());
  // A bound that says nothing does not hide the count before it.
  const ObservationRow bound = count_of("present", 1.0, kAnHour * 2, Qualifier::at_least);
  const ObservationRow arrived = count_of("arrivals_cumulative", 10.0, kAnHour);
  const std::vector<ObservationRow> counts = {early, bound, arrived};
  const auto contradicted = contradicted_counts(results, counts);
  ASSERT_EQ(contradicted.size(), 2U);
  EXPECT_EQ(contradicted[0].count.value, counts[2].value);
  EXPECT_EQ(contradicted[1].count.value, counts[0].value);
  EXPECT_DOUBLE_EQ(contradicted[1].forecast.median, 1495.0);
}

TEST(ContradictedCounts, OfAnUnknownHourAreSoAtItsBothEnds) {
  const EnsembleResults results = a_hundred_members();
  ObservationRow count = count_of("arrivals_cumulative", 400.0, kAnHour * 2);
  EXPECT_EQ(contradicted_counts(results, {count}).size(), 1U);
  count.earliest = Time{} + kAnHour / 4;
  EXPECT_TRUE(contradicted_counts(results, {count}).empty());
}

/// 1,000 an hour arrive for two days; then so many of them.
EnsembleResults flow_that_becomes(double share) {
  EnsembleResults results;
  results.series = {{"arrivals_cumulative", "", "people"}};
  results.steps = 96;
  results.members = 3;
  double so_far = 0.0;
  for (std::size_t step = 0; step < results.steps; ++step) {
    so_far += step < 48 ? 1000.0 : 1000.0 * share;
    results.values.insert(results.values.end(), 3, static_cast<float>(so_far));
  }
  return results;
}

TEST(EndingFlow, IsToldWhereMostOfACountedFlowEndsAtOnce) {
  const Time as_of = Time{} + kDay * 2;
  const auto counted = [](int hour, double value, const char* source = "desk") {
    ObservationRow count = count_of("arrivals_cumulative", value, kAnHour * hour);
    count.source = source;
    return count;
  };
  const std::vector<ObservationRow> tally = {counted(20, 20000), counted(42, 42000),
                                             counted(46, 46000)};
  const auto ending = ending_flow(flow_that_becomes(0.1), tally, as_of);
  ASSERT_TRUE(ending);
  EXPECT_DOUBLE_EQ(ending->counted_a_day, 24000.0);
  EXPECT_DOUBLE_EQ(ending->forecast_for_the_day.median, 2400.0);
  EXPECT_FALSE(ending_flow(flow_that_becomes(0.3), tally, as_of));
  // It had ebbed by the counts already; too old; of two sources, which say nothing of a growth.
  EXPECT_FALSE(ending_flow(flow_that_becomes(0.1),
                           {counted(20, 20000), counted(42, 42000), counted(46, 42400)}, as_of));
  EXPECT_FALSE(ending_flow(flow_that_becomes(0.1), tally, as_of + kDay * 2));
  EXPECT_FALSE(ending_flow(flow_that_becomes(0.1),
                           {counted(20, 20000, "A"), counted(46, 46000, "B")}, as_of));
  // A day's count tells the flow by itself.
  ObservationRow day = counted(46, 24000);
  day.since = day.time - kDay;
  EXPECT_TRUE(ending_flow(flow_that_becomes(0.1), {day}, as_of));
}

}  // namespace
}  // namespace corridor

// Back-tests see nothing ahead, give the same bits on any number of threads and score every count
// once.
#include "inference/backtest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "inference/score_summary.h"
#include "inference/score_tasks.h"
#include "inference/thread_crew.h"
#include "random/stream.h"
#include "results/ensemble_results.h"

namespace corridor {
namespace {

Time day(double number) { return Time{} + Duration{static_cast<long long>(number * 86400.0)}; }

/// A year of counts every three days at three places, each published the day after.
Scenario a_year(std::uint64_t seed) {
  Scenario scenario;
  scenario.start = day(0);
  scenario.end = day(360);
  for (std::uint32_t place = 0; place < 3; ++place) {
    double people = 1000.0 * (place + 1);
    for (std::uint32_t t = 1; t < 360; t += 3) {
      people += 200.0 * Stream({seed, place}, t, 1, 1).uniform();
      ObservationRow row;
      row.series = "present";
      row.place = std::string(1, static_cast<char>('a' + place));
      row.time = day(t);
      row.published = day(t + 1.0);
      row.value = people;
      row.unit = "people";
      scenario.observations.push_back(row);
      if (place > 0) continue;
      row.series = "arrivals_cumulative";
      row.place.clear();
      scenario.observations.push_back(row);
    }
  }
  return scenario;
}

BacktestSettings monthly(unsigned threads) {
  BacktestSettings settings;
  settings.every = 30 * kDay;
  for (int t = 60; t < 360; t += 30) settings.origins.push_back(day(t));
  settings.horizons = {{"30d", 30 * kDay}, {"90d", 90 * kDay}};
  settings.threads = threads;
  return settings;
}

/// Says a value that depends on everything that it is shown.
ForecastMethod nosy() {
  return {{"nosy", "", false, true}, [](const Scenario& known, Time, const OriginTasks& tasks) {
            double sum = 0.0;
            for (const ObservationRow& row : known.observations) sum += row.value;
            OriginSamples samples;
            samples.counts.assign(tasks.counts.size(), {sum, sum + 1.0});
            samples.milestones.assign(tasks.milestones.size(), {sum, sum + 2.0});
            return samples;
          }};
}

ScoreTable run(const Scenario& scenario, const BacktestSettings& settings) {
  return run_backtest(scenario, settings, {nosy()}, [](std::size_t, std::size_t) {});
}

TEST(Backtest, NothingPublishedLaterChangesAForecast) {
  const Scenario scenario = a_year(1);
  const BacktestSettings settings = monthly(1);
  const ScoreTable table = run(scenario, settings);
  const Time origin = settings.origins[4];
  Scenario other = scenario;
  for (ObservationRow& row : other.observations) {
    if (row.published >= origin) row.value *= 3.0;
  }
  const ScoreTable changed = run(other, settings);
  std::size_t compared = 0;
  std::size_t different = 0;
  for (std::size_t m = 0; m < table.methods.size(); ++m) {
    for (std::size_t t = 0; t < table.tasks.size(); ++t) {
      const bool same = table.row(m, t).quantiles == changed.row(m, t).quantiles;
      if (table.tasks[t].origin <= origin && !table.methods[m].leaks) {
        EXPECT_TRUE(same) << table.methods[m].name << " looks ahead";
        ++compared;
      }
      different += same ? 0 : 1;
    }
  }
  EXPECT_GT(compared, 1000U);
  EXPECT_GT(different, 1000U);  // the test can fail: later forecasts and leaks do see the change
}

TEST(Backtest, BaselinesThatLeakAreMarked) {
  const Scenario scenario = a_year(1);
  const BacktestSettings settings = monthly(1);
  const ScoreTable table = run(scenario, settings);
  Scenario other = scenario;
  for (ObservationRow& row : other.observations) {
    if (row.published >= settings.origins[0] && row.place == "a") row.value *= 3.0;
  }
  const ScoreTable changed = run(other, settings);
  std::set<std::string> leaks;
  for (std::size_t m = 0; m < table.methods.size(); ++m) {
    for (std::size_t t = 0; t < table.tasks.size(); ++t) {
      if (table.tasks[t].origin == settings.origins[0] &&
          table.row(m, t).quantiles != changed.row(m, t).quantiles)
        leaks.insert(table.methods[m].name);
    }
  }
  EXPECT_THAT(leaks, testing::ElementsAre("capacity_shares", "shares_30d_true_total"));
}

void expect_same(const ScoreTable& one, const ScoreTable& other) {
  ASSERT_EQ(one.rows.size(), other.rows.size());
  for (std::size_t i = 0; i < one.rows.size(); ++i) {
    EXPECT_EQ(one.rows[i].quantiles, other.rows[i].quantiles);
    EXPECT_EQ(one.rows[i].pit, other.rows[i].pit);
    EXPECT_EQ(one.rows[i].wis, other.rows[i].wis);
    EXPECT_EQ(one.rows[i].in_90, other.rows[i].in_90);
  }
  ASSERT_FALSE(one.milestone_rows.empty());
  ASSERT_EQ(one.milestone_rows.size(), other.milestone_rows.size());
  for (std::size_t i = 0; i < one.milestone_rows.size(); ++i) {
    EXPECT_EQ(one.milestone_rows[i].method, other.milestone_rows[i].method);
    EXPECT_EQ(one.milestone_rows[i].task, other.milestone_rows[i].task);
    EXPECT_EQ(one.milestone_rows[i].quantiles, other.milestone_rows[i].quantiles);
    EXPECT_EQ(one.milestone_rows[i].wis, other.milestone_rows[i].wis);
    EXPECT_EQ(one.milestone_rows[i].in_50, other.milestone_rows[i].in_50);
    EXPECT_EQ(one.milestone_rows[i].in_90, other.milestone_rows[i].in_90);
  }
}

TEST(Backtest, ACrewFindsTheSameBits) {
  const Scenario scenario = a_year(2);
  const ScoreTable alone = run(scenario, monthly(1));
  for (const std::size_t size : {2U, 3U, 16U}) {
    as_crew(size, [&](const Crew& crew) {
      BacktestSettings settings = monthly(1);
      settings.crew = &crew;
      const ScoreTable table = run(scenario, settings);
      if (crew.leads()) expect_same(alone, table);
    });
  }
}

TEST(Backtest, GoesOnFromTheOriginsThatWereKept) {
  const Scenario scenario = a_year(2);
  const ScoreTable whole = run(scenario, monthly(1));
  std::map<std::size_t, std::string> kept;
  BacktestSettings settings = monthly(1);
  settings.found.find = [&](std::size_t origin) -> std::optional<std::string> {
    const auto at = kept.find(origin);
    if (at == kept.end()) return std::nullopt;
    return at->second;
  };
  settings.found.keep = [&](std::size_t origin, const std::string& bytes) {
    if (kept.size() == 4) throw std::runtime_error("killed");
    kept[origin] = bytes;
  };
  EXPECT_THROW(run(scenario, settings), std::runtime_error);
  ASSERT_EQ(kept.size(), 4U);
  std::size_t kept_again = 0;
  settings.found.keep = [&](std::size_t, const std::string&) { ++kept_again; };
  expect_same(whole, run(scenario, settings));
  EXPECT_EQ(kept_again, settings.origins.size() - 4);
}

TEST(Backtest, GivesTheSameBitsForAnyNumberOfThreads) {
  const Scenario scenario = a_year(2);
  const ScoreTable one = run(scenario, monthly(1));
  for (const unsigned threads : {2U, 5U}) {
    expect_same(one, run(scenario, monthly(threads)));
  }
}

TEST(Backtest, ScoresACountAtMostOnceForAHorizon) {
  const auto tasks = score_tasks(a_year(1), monthly(1));
  std::set<std::tuple<std::string, Time, std::size_t>> seen;
  for (const ScoreTask& task : tasks) {
    EXPECT_TRUE(seen.insert({task.series.location, task.time, task.horizon}).second);
    EXPECT_GE(task.time, task.origin);
  }
  EXPECT_GT(tasks.size(), 500U);
}

/// Place `a` is known from day 100 on, though it was counted before.
TEST(Backtest, ScoresNoPlaceBeforeItIsKnown) {
  Scenario scenario = a_year(1);
  Place place;
  place.id = "a";
  place.published = day(100);
  scenario.places.push_back(place);
  std::map<bool, int> tasks;
  for (const ScoreTask& task : score_tasks(scenario, monthly(1)))
    if (task.series.location == "a") ++tasks[task.origin > place.published];
  EXPECT_EQ(tasks[false], 0);
  EXPECT_GT(tasks[true], 50);
}

TEST(Backtest, ScoresNoCountBehindTheScenariosEnd) {
  Scenario scenario = a_year(1);
  scenario.end = day(200);
  const auto tasks = score_tasks(scenario, monthly(1));
  EXPECT_GT(tasks.size(), 100U);
  for (const ScoreTask& task : tasks) EXPECT_LE(task.time, scenario.end);
}

TEST(Backtest, AHorizonWithoutCountsHasNoScore) {
  BacktestSettings settings = monthly(2);
  settings.horizons.push_back({"900d", 900 * kDay});
  const ScoreSummaries summaries = summarise_scores(run(a_year(1), settings), 1);
  EXPECT_EQ(summaries.at(0, 2).tasks, 0U);
  EXPECT_TRUE(std::isnan(summaries.at(0, 2).wis));
  EXPECT_TRUE(std::isnan(summaries.at(0, 2).coverage_90));
  EXPECT_FALSE(std::isnan(summaries.at(0, 3).wis));
}

/// Twenty days, one count at the end: forecasts half as bad as the baseline's at the first ten
/// origins and 1.3 times as bad at the last ten. Errors of one count hang together, so that blocks
/// are ten origins long and half of the draws take the first or the last ten only: the interval is
/// as wide as it can be.
TEST(Backtest, BlocksAreAsLongAsTheWayToTheEnd) {
  ScoreTable table;
  table.horizons = {{"end", Duration{0}}};
  table.every = kDay;
  table.methods = {{"model", "", false, true}, {"baseline", "", false, false}};
  for (std::size_t k = 0; k < 20; ++k) {
    table.origins.push_back(day(static_cast<double>(k)));
    table.tasks.push_back({table.origins.back(), 0, {"present", "", "people"}, day(20), 100.0});
  }
  for (std::size_t method = 0; method < 2; ++method) {
    for (std::size_t k = 0; k < 20; ++k) {
      ScoreRow row;
      row.method = method;
      row.task = k;
      row.wis = method == 1 ? 1.0 : k < 10 ? 0.5 : 1.3;
      row.quantiles.assign(std::size(kHubLevels), 100.0);
      table.rows.push_back(row);
    }
  }
  const ScoreSummaries summaries = summarise_scores(table, 1);
  const ScoreSummary& summary = summaries.at(0, 0);
  EXPECT_DOUBLE_EQ(summary.ratio_to_best, 0.9);
  EXPECT_LT(summary.ratio_low, 0.68);
  EXPECT_GT(summary.ratio_high, 1.12);
}

TEST(Backtest, PerfectForecastsScoreNothingAndTheSummaryAddsUp) {
  const Scenario scenario = a_year(3);
  const ForecastMethod oracle = {
      {"oracle", "", false, true}, [](const Scenario&, Time, const OriginTasks& tasks) {
        OriginSamples samples;
        for (const ScoreTask& task : tasks.counts)
          samples.counts.push_back({static_cast<double>(static_cast<float>(task.outcome))});
        samples.milestones.resize(tasks.milestones.size());
        return samples;
      }};
  const ScoreTable table =
      run_backtest(scenario, monthly(2), {oracle}, [](std::size_t, std::size_t) {});
  const ScoreSummaries summaries = summarise_scores(table, 1);
  EXPECT_NEAR(summaries.at(0, 2).wis, 0.0, 1e-3);
  const ScoreSummary& all = summaries.at(1, 2);
  const ScoreSummary& near = summaries.at(1, 0);
  const ScoreSummary& far = summaries.at(1, 1);
  EXPECT_EQ(all.tasks, near.tasks + far.tasks);
  EXPECT_NEAR(all.wis * static_cast<double>(all.tasks),
              near.wis * static_cast<double>(near.tasks) + far.wis * static_cast<double>(far.tasks),
              1e-6 * all.wis * static_cast<double>(all.tasks));
  EXPECT_NEAR(all.dispersion + all.overprediction + all.underprediction, all.wis, 1e-6);
  EXPECT_DOUBLE_EQ(summaries.at(summaries.best[2], 2).ratio_to_best, 1.0);
}

}  // namespace
}  // namespace corridor

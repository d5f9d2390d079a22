// How a cumulative series ends, worked by hand: its final total, and when 95 % of it had come.
#include "inference/milestones.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace corridor {
namespace {

using testing::ElementsAre;

Time hour(double number) { return Time{} + from_hours(number); }

ObservationRow count_of(const std::string& series, double at, double published, double value) {
  ObservationRow row;
  row.series = series;
  row.time = hour(at);
  row.published = hour(published);
  row.value = value;
  row.unit = "people";
  return row;
}

/// 0 at hour 10, 400 at 20, 800 at 30, 1,000 at 40, each known an hour later; 1,030 after the end.
/// 95 % of 1,000 is reached three quarters of the way from 30 to 40. The end comes so soon that
/// what still comes is little.
Scenario an_exodus() {
  Scenario scenario;
  scenario.start = hour(0);
  scenario.end = hour(41);
  for (const auto& [at, value] :
       {std::pair{10.0, 0.0}, {20.0, 400.0}, {30.0, 800.0}, {40.0, 1000.0}, {60.0, 1030.0}})
    scenario.observations.push_back(count_of("arrivals_cumulative", at, at + 1.0, value));
  scenario.observations.push_back(count_of("present", 10.0, 11.0, 5.0));
  scenario.observations.push_back(count_of("present", 40.0, 41.0, 5.0));
  return scenario;
}

BacktestSettings origins_at(const std::vector<double>& hours) {
  BacktestSettings settings;
  settings.every = Duration{3600};
  settings.horizons = {{"end", Duration{0}}};
  for (const double at : hours) settings.origins.push_back(hour(at));
  return settings;
}

/// A method that says the same whatever it is shown: totals 900 to 1,100, nearly all at a moment.
ForecastMethod steady() {
  return {{"steady", "", false, true}, [](const Scenario&, Time, const OriginTasks& tasks) {
            OriginSamples samples;
            samples.counts.assign(tasks.counts.size(), {1.0});
            for (const MilestoneTask& task : tasks.milestones) {
              samples.milestones.push_back(task.milestone == Milestone::final_total
                                               ? std::vector<double>{900.0, 1000.0, 1100.0}
                                               : std::vector<double>{0.0});
            }
            return samples;
          }};
}

TEST(Milestones, TheHourOfNearlyAllByHand) {
  const std::vector<double> hours = {0.0, 10.0, 20.0, 30.0};
  // 95 of 100: between 80 and 100 at three quarters.
  EXPECT_DOUBLE_EQ(*hour_of_nearly_all(hours, std::vector{0.0, 80.0, 100.0, 100.0}), 17.5);
  // The first time, also where counts fall back afterwards.
  EXPECT_DOUBLE_EQ(*hour_of_nearly_all(hours, std::vector{0.0, 190.0, 90.0, 100.0}), 5.0);
  EXPECT_FALSE(hour_of_nearly_all(hours, std::vector{95.0, 96.0, 98.0, 100.0}));
  EXPECT_FALSE(hour_of_nearly_all(hours, std::vector{0.0, 0.0, 0.0, 0.0}));
}

/// A later bound or count, behind the end too, of which the last one is not nearly all, tells that
/// the series went on: there is no final total to be right about.
TEST(Milestones, OfASeriesThatWentOnThereAreNone) {
  const auto tasks_with = [](double at, double value, Qualifier qualifier) {
    Scenario scenario = an_exodus();
    scenario.observations.push_back(count_of("arrivals_cumulative", at, at + 1.0, value));
    scenario.observations.back().qualifier = qualifier;
    std::erase_if(scenario.observations,
                  [](const ObservationRow& row) { return row.value == 1030.0; });
    return milestone_tasks(scenario, origins_at({25.0})).size();
  };
  EXPECT_EQ(tasks_with(45.0, 1040.0, Qualifier::at_least), 2U);
  EXPECT_EQ(tasks_with(45.0, 1100.0, Qualifier::at_least), 0U);
  EXPECT_EQ(tasks_with(60.0, 1100.0, Qualifier::exactly), 0U);
  EXPECT_EQ(tasks_with(35.0, 1100.0, Qualifier::at_least), 2U) << "earlier, and corrected since";
  EXPECT_EQ(tasks_with(45.0, 1100.0, Qualifier::at_most), 2U);
}

/// What a series rises by in its last day or more, fading until the end, is what is still to come.
TEST(Milestones, OfASeriesThatStillRisesAtItsLastCountThereAreNone) {
  const auto tasks_until = [](double end, const std::vector<std::pair<double, double>>& more) {
    Scenario scenario = an_exodus();
    scenario.end = hour(end);
    std::erase_if(scenario.observations,
                  [](const ObservationRow& row) { return row.value == 1030.0; });
    for (const auto& [at, value] : more)
      scenario.observations.push_back(count_of("arrivals_cumulative", at, at + 1.0, value));
    return milestone_tasks(scenario, origins_at({25.0})).size();
  };
  // 33.3 an hour from 10 to 40: 52.6, of which 1,000 is 95 %, in 3.16 hours that fade.
  EXPECT_EQ(tasks_until(43.1, {}), 2U);
  EXPECT_EQ(tasks_until(43.2, {}), 0U);
  // Quiet for a day: a third an hour, hence 53.2 in 319; an hour's standstill is not that.
  EXPECT_EQ(tasks_until(388.0, {{70.0, 1010.0}}), 2U);
  EXPECT_EQ(tasks_until(390.0, {{70.0, 1010.0}}), 0U);
  EXPECT_EQ(tasks_until(60.0, {{41.0, 1000.0}}), 0U);
}

TEST(Milestones, MembersByHand) {
  EnsembleResults results;
  results.series = {{"present", "", "people"}, {"arrivals_cumulative", "", "people"}};
  results.start = hour(0);
  results.step = Duration{7200};
  results.steps = 3;  // at hours 2, 4, 6
  results.members = 3;
  results.values.assign(2 * 3 * 3, 7.0F);
  const auto say = [&](std::size_t member, const std::vector<float>& values) {
    for (std::size_t step = 0; step < 3; ++step) results.at(1, step, member) = values[step];
  };
  say(0, {40.0F, 80.0F, 80.0F});     // 76 is reached at hour 2 + 2 * 36 / 40
  say(1, {100.0F, 100.0F, 100.0F});  // 95 on the way from 0 at hour 0 to 100 at hour 2
  say(2, {0.0F, 0.0F, 0.0F});        // nobody: the end
  const std::vector<double> found = hours_of_nearly_all(results, 1, hour(3));
  EXPECT_THAT(found, ElementsAre(testing::DoubleNear(0.8, 1e-9), testing::DoubleNear(-1.1, 1e-9),
                                 testing::DoubleNear(3.0, 1e-9)));
}

TEST(Milestones, AreAskedOfCumulativeSeriesUntilTheirLastCountIsKnown) {
  const auto tasks = milestone_tasks(an_exodus(), origins_at({5, 12, 35, 41, 42}));
  // Hour 5: no count yet. Hour 42: the last count is known. At 41 it is not, but lies behind.
  ASSERT_EQ(tasks.size(), 4U);
  EXPECT_EQ(tasks[0].origin, hour(12));
  EXPECT_EQ(tasks[0].milestone, Milestone::final_total);
  EXPECT_EQ(tasks[0].time, hour(40));
  EXPECT_EQ(tasks[0].outcome, 1000.0);
  EXPECT_EQ(tasks[1].milestone, Milestone::nearly_all_came);
  EXPECT_EQ(tasks[1].time, hour(37.5));
  EXPECT_EQ(tasks[1].outcome, 25.5);
  EXPECT_EQ(tasks[3].origin, hour(35));
  EXPECT_EQ(tasks[3].outcome, 2.5);
  for (const MilestoneTask& task : tasks) EXPECT_EQ(task.series.target, "arrivals_cumulative");
}

TEST(Milestones, AreLeftOutForOtherSeriesThanThoseAskedFor) {
  BacktestSettings settings = origins_at({12});
  settings.series = "present";
  EXPECT_TRUE(milestone_tasks(an_exodus(), settings).empty());
  settings.series = "";
  settings.series_of_model = [](const Scenario& /*known*/) {
    return std::vector<SeriesInfo>{{"present", "", "people"}};
  };
  EXPECT_TRUE(milestone_tasks(an_exodus(), settings).empty());
}

TEST(Milestones, IntervalsAndWhetherTheyHoldByHand) {
  const ScoreTable table =
      run_backtest(an_exodus(), origins_at({12, 35}), {steady()}, [](std::size_t, std::size_t) {});
  ASSERT_EQ(table.milestones.size(), 4U);
  // Type-7 quantiles of 900, 1000, 1100: 5 % is 910, 25 % is 950.
  const MilestoneRow& total = table.milestone_row(0, 0);
  EXPECT_NEAR(total.quantiles[hub_level::low_90], 910.0, 1e-3);
  EXPECT_NEAR(total.quantiles[hub_level::low_50], 950.0, 1e-3);
  EXPECT_NEAR(total.quantiles[hub_level::median], 1000.0, 1e-3);
  EXPECT_TRUE(total.in_50);
  EXPECT_TRUE(total.in_90);
  // It says hour 12 of 37.5: a single value, off by 25.5, is worth its distance.
  const MilestoneRow& nearly_all = table.milestone_row(0, 1);
  EXPECT_FALSE(nearly_all.in_50);
  EXPECT_FALSE(nearly_all.in_90);
  EXPECT_NEAR(nearly_all.wis, 25.5, 1e-9);
  // Persistence says of the final total what the last count said, or more; of the moment nothing.
  EXPECT_EQ(table.methods[1].name, "persistence");
  EXPECT_EQ(table.milestone_row(1, 2).quantiles[hub_level::low_50], 800.0);
  EXPECT_TRUE(table.milestone_row(1, 3).quantiles.empty());
}

TEST(Milestones, NothingPublishedLaterChangesWhatIsSaidOfTheEnd) {
  const Scenario scenario = an_exodus();
  Scenario other = scenario;
  for (ObservationRow& row : other.observations) {
    if (row.published >= hour(35)) row.value *= 3.0;
  }
  const ForecastMethod nosy = {{"nosy", "", false, true},
                               [](const Scenario& known, Time, const OriginTasks& tasks) {
                                 double sum = 0.0;
                                 for (const ObservationRow& row : known.observations)
                                   sum += row.value;
                                 OriginSamples samples;
                                 samples.counts.assign(tasks.counts.size(), {sum});
                                 samples.milestones.assign(tasks.milestones.size(), {sum});
                                 return samples;
                               }};
  const auto run = [&](const Scenario& full) {
    return run_backtest(full, origins_at({12, 35}), {nosy}, [](std::size_t, std::size_t) {});
  };
  const ScoreTable table = run(scenario);
  const ScoreTable changed = run(other);
  ASSERT_EQ(table.milestones.size(), changed.milestones.size());
  for (std::size_t m = 0; m < table.methods.size(); ++m) {
    if (table.methods[m].leaks) continue;
    for (std::size_t t = 0; t < table.milestones.size(); ++t)
      EXPECT_EQ(table.milestone_row(m, t).quantiles, changed.milestone_row(m, t).quantiles);
  }
  EXPECT_EQ(changed.milestones[0].outcome, 3000.0);  // only what was reported is another
}

}  // namespace
}  // namespace corridor

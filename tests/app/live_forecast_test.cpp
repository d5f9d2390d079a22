// The forecast of a page beside the one of the command line: the same members, fitted or not, and
// the same what-ifs of them.
#include "app/live_forecast.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/compare.h"
#include "app/learn.h"
#include "app/page_data.h"
#include "app/workplace.h"
#include "output/report_reader.h"
#include "output/report_sections.h"

namespace corridor {
namespace {

constexpr std::size_t kMembers = 24;
const char* const kAfterFirstCounts = "2023-09-25T12:00+04:00";

ForecastOptions options_as_of(const std::string& as_of) {
  ForecastOptions options;
  options.folder = std::filesystem::path(CORRIDOR_SOURCE_DIR) / "scenarios/karabakh-2023";
  options.as_of = as_of;
  options.members = kMembers;
  options.threads = 1;
  return options;
}

void nobody_looks(std::size_t /*done*/, std::size_t /*of*/) {}

Assimilation learned_by_command_line(const ForecastOptions& options) {
  const RunPlan plan = plan_run(options, ScenarioSource{options.folder, {}, {}});
  return learn(plan, options, ParameterSampler(plan.loaded.known, {}), nobody_looks);
}

/// A fit as it travels between workers.
Fit sent(const Assimilation& learned) { return read_fit(describe_fit(learned)); }

EnsembleResults run(const LiveSetting& setting) {
  LiveForecast forecast(setting);
  for (std::size_t slot = 0; slot < kMembers; ++slot) forecast.run(slot);
  forecast.collect_members(kMembers);
  return forecast.results();
}

TEST(LiveForecast, HasTheMembersOfTheCommandLineBeforeTheFirstCount) {
  const ForecastOptions options = options_as_of("");
  const LiveSetting setting = live_scenario(options, {});
  EXPECT_EQ(setting.counts_to_learn, 0U);
  EXPECT_EQ(run(setting).values, learned_by_command_line(options).results.values);
}

TEST(LiveForecast, KnowsOfCountsThatItHasNotLearnedFrom) {
  const LiveSetting setting = live_scenario(options_as_of(kAfterFirstCounts), {});
  EXPECT_GT(setting.counts_to_learn, 0U);
  EXPECT_FALSE(setting.fitted);
  EXPECT_NE(run(setting).values,
            learned_by_command_line(options_as_of(kAfterFirstCounts)).results.values);
}

TEST(LiveForecast, NamesTheCountsThatItContradicts) {
  const Workplace place;
  const std::filesystem::path folder = options_as_of("").folder;
  std::filesystem::copy(folder, place / "watched", std::filesystem::copy_options::recursive);
  std::ofstream(place / "watched/observations.csv", std::ios::app)
      << "staying,stepanakert,,2023-09-22T12:00+04:00,900,,exactly,people,2023-09-22T13:00+04:00,"
         "a watchman,https://example.org,\n";
  ForecastOptions options = options_as_of("2023-09-22T18:00");
  const auto contradictions_of = [&](const std::filesystem::path& of) {
    options.folder = of;
    LiveForecast forecast(live_scenario(options, {}));
    for (std::size_t slot = 0; slot < kMembers; ++slot) forecast.run(slot);
    forecast.collect_members(kMembers);
    return describe_contradictions(forecast);
  };
  EXPECT_EQ(contradictions_of(folder), "[]");
  EXPECT_THAT(contradictions_of(place / "watched"),
              testing::AllOf(testing::HasSubstr("\"place\":\"stepanakert\",\"value\":900.0"),
                             testing::HasSubstr("\"source\":\"a watchman\"")));
}

TEST(LiveForecast, FittedHasTheMembersThatTheCommandLineLearns) {
  const ForecastOptions options = options_as_of(kAfterFirstCounts);
  const LiveSetting setting = live_scenario(options, {});
  const LiveSetting fitted =
      live_fitted(setting, sent(learn_live(setting, kMembers, nobody_looks)));
  EXPECT_TRUE(fitted.fitted);
  EXPECT_EQ(run(fitted).values, learned_by_command_line(options).results.values);
}

/// The report that a page saves is that of the command line: it says what the counts taught.
TEST(LiveForecast, FittedReportsWhatTheCountsTaught) {
  const ForecastOptions options = options_as_of(kAfterFirstCounts);
  const LiveSetting setting = live_scenario(options, {});
  const Assimilation learned = learn_live(setting, kMembers, nobody_looks);
  LiveForecast forecast(live_fitted(setting, sent(learned)));
  for (std::size_t slot = 0; slot < kMembers; ++slot) forecast.run(slot);
  forecast.collect_members(kMembers);
  ForecastRun page = forecast.as_run();
  const std::string report = report_learned(ReportReader(page));
  EXPECT_NE(report.find("counts known at the time were learned"), std::string::npos);
  page.learned = &learned.diagnostics;
  EXPECT_EQ(report, report_learned(ReportReader(page)));
}

TEST(LiveForecast, WhatIfsOfAFitAreThoseOfTheCommandLine) {
  const ForecastOptions options = options_as_of(kAfterFirstCounts);
  const std::vector<std::string> changes = {"checkpoint_vehicles_per_hour*=2",
                                            "roads.askeran-aghdam.open=yes"};
  const LiveSetting setting = live_scenario(options, {});
  const Assimilation learned = learn_live(setting, kMembers, nobody_looks);
  const LiveSetting what_if =
      live_what_if(live_fitted(setting, sent(learned)), options, {}, changes);

  const ScenarioChange change = parse_what_if({"", changes}, options.folder, *setting.loaded);
  const RunPlan plan = plan_run(options, change.source);
  const EnsembleResults expected = rerun(plan, ParameterSampler(plan.loaded.known, {}), learned,
                                         change.parameters, alone(), [](std::size_t) {});
  EXPECT_EQ(run(what_if).values, expected.values);
  EXPECT_NE(run(what_if).values, learned.results.values);
}

}  // namespace
}  // namespace corridor

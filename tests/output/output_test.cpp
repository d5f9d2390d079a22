#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

#include "output/chart.h"
#include "output/files.h"
#include "output/forecast_output.h"
#include "output/html.h"
#include "output/needs_rows.h"
#include "results/needs.h"

namespace corridor {
namespace {

TEST(Html, EscapesWhatWouldBreakOut) {
  EXPECT_EQ(escape_html("<a href=\"x\">&"), "&lt;a href=&quot;x&quot;&gt;&amp;");
}

TEST(Html, NumbersForReaders) {
  EXPECT_EQ(grouped(1234567.4), "1,234,567");
  EXPECT_EQ(grouped(2.25), "2.2");
  EXPECT_EQ(grouped(-12.0), "-12");
  EXPECT_EQ(signed_grouped(1200), "+1,200");
  EXPECT_EQ(signed_grouped(-0.1), "-0.1");
  for (const double nought : {0.04, -0.04}) EXPECT_EQ(signed_grouped(nought), "0");
  EXPECT_EQ(rounded(98929), "99,000");
  EXPECT_EQ(rounded(0), "0");
}

TEST(Files, AreThereWholeOrNotAtAll) {
  const auto path =
      std::filesystem::temp_directory_path() / ("corridor-file-" + std::to_string(::getpid()));
  write_file(path, "whole");
  EXPECT_TRUE(std::filesystem::exists(path));
  EXPECT_FALSE(std::filesystem::exists(path.string() + ".part"));
  std::filesystem::remove(path);
  EXPECT_THROW(write_file("/nowhere/at/all", "x"), std::runtime_error);
}

TEST(Files, ThatBelongTogetherAreAllNewOrAllOld) {
  namespace fs = std::filesystem;
  const fs::path folder =
      fs::temp_directory_path() / ("corridor-files-" + std::to_string(::getpid()));
  fs::create_directories(folder / "b");  // in the way of the file
  write_file(folder / "a", "old");
  const auto says = [](const char* text) { return [=](const TextSink& sink) { sink(text); }; };
  EXPECT_THROW(write_files(folder, {{"a", says("new")}, {"b", says("new")}}), std::runtime_error);
  const auto fails = [](const TextSink&) { throw std::runtime_error("no text"); };
  EXPECT_THROW(write_files(folder, {{"a", says("new")}, {"c", fails}}), std::runtime_error);
  std::string text;
  std::ifstream(folder / "a") >> text;
  EXPECT_EQ(text, "old");
  for (const char* name : {"a.part", "b.part", "c.part", "c"})
    EXPECT_FALSE(fs::exists(folder / name));
  fs::remove(folder / "b");
  write_files(folder, {{"a", says("new")}, {"b", says("new")}}, 2);
  std::ifstream(folder / "a") >> text;
  EXPECT_EQ(text, "new");
  fs::remove_all(folder);
}

std::string whole(void (*table)(const ForecastRun&, const TextSink&), const ForecastRun& run) {
  std::string text;
  table(run, [&](const std::string& piece) { text += piece; });
  return text;
}

/// Two days at six hours, as of six hours after the start; one series that is never zero and one
/// that always is.
struct SmallRun {
  Scenario scenario;
  LaterEvidence later;
  EnsembleResults results;
  Summary summary;
  std::optional<ParameterSampler> sampler;
  ForecastRun run;

  SmallRun() {
    scenario.utc_offset = Duration{4 * 3600};
    scenario.parameters = ParameterRegistry(needs_parameters());
    sampler.emplace(scenario, std::map<std::string, double>{});
    results.start = Time{} - scenario.utc_offset;
    results.step = Duration{6 * 3600};
    results.steps = 8;
    results.members = 2;
    results.series = {{"arrivals_cumulative", "", "people"}, {"hosted", "x", "people"}};
    results.values.assign(2 * 8 * 2, 0.0F);
    for (std::size_t step = 0; step < 8; ++step) {
      results.at(0, step, 0) = 10.0F;
      results.at(0, step, 1) = 20.5F;
    }
    summary = summarise(results, 1);
    run.known = &scenario;
    run.later = &later;
    run.as_of = results.start + Duration{6 * 3600};
    run.results = &results;
    run.summary = &summary;
    run.sampler = &*sampler;
  }
};

TEST(TableFiles, QuantilesBeginAfterTheAsOfTimeAndLeaveOutZeroSeries) {
  const SmallRun small;
  const std::string csv = whole(quantiles_csv, small.run);
  EXPECT_THAT(
      csv,
      testing::StartsWith(
          "origin_time,target,location,horizon_h,target_end_time,output_type,output_type_id,value\n"
          "1970-01-01T06:00+04:00,arrivals_cumulative,,6,1970-01-01T12:00+04:00,quantile,0.01,10."
          "11\n"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 7 * 23);
  EXPECT_THAT(csv, testing::Not(testing::HasSubstr("hosted")));
}

TEST(TableFiles, TheHubFileHasDatesOnlyAndOneRowADay) {
  const std::string csv = whole(hub_csv, SmallRun().run);
  EXPECT_THAT(
      csv,
      testing::StartsWith(
          "origin_date,target,horizon,location,target_end_date,output_type,output_type_id,value\n"
          "1970-01-01,arrivals_cumulative,0,total,1970-01-01,quantile,0.01,10.11\n"));
  EXPECT_THAT(csv, testing::HasSubstr(
                       "1970-01-01,arrivals_cumulative,1,total,1970-01-02,quantile,0.5,15.25\n"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 2 * 23);
}

TEST(TableFiles, TheHubFileAddsUpWhatEachStepCountsAndLeavesOutWhatDescribesOne) {
  SmallRun small;
  small.results.series = {{"arrivals", "", "people"}, {"waiting_hours_p50", "", "h"}};
  for (std::size_t step = 0; step < small.results.steps; ++step) {
    for (std::size_t m = 0; m < 2; ++m) small.results.at(1, step, m) = 3.0F;
  }
  small.summary = summarise(small.results, 1);
  const std::string csv = whole(hub_csv, small.run);
  // Four steps of 10 and 20.5 people: days of 40 and 82, whose median is 61.
  EXPECT_THAT(csv, testing::HasSubstr("1970-01-01,arrivals,1,total,1970-01-02,quantile,0.5,61\n"));
  EXPECT_THAT(csv, testing::Not(testing::HasSubstr("waiting_hours")));
}

/// Steps of a day that end at 18:00: the day's row is that of the step, and no day is left out.
TEST(TableFiles, TheHubFileHasADayThoughNoStepEndsAtMidnight) {
  SmallRun small;
  small.results.start = small.results.start - Duration{6 * 3600};
  small.results.step = kDay;
  small.run.as_of = small.results.start;
  const std::string csv = whole(hub_csv, small.run);
  EXPECT_THAT(csv, testing::HasSubstr(
                       "1969-12-31,arrivals_cumulative,1,total,1970-01-01,quantile,0.5,15.25\n"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 7 * 23);  // the last day is not over
}

TEST(Standards, ThatPeopleAreDividedByAreNotNought) {
  for (const Parameter& parameter : needs_parameters()) {
    const bool divides = parameter.name.find("people_per_toilet") != std::string::npos ||
                         parameter.name == "needs.seats_per_bus";
    EXPECT_EQ(parameter.lower > 0.0, divides) << parameter.name;
  }
}

TEST(TableFiles, SeriesAreTidyAndCarryMembersOnRequest) {
  SmallRun small;
  EXPECT_THAT(whole(series_csv, small.run),
              testing::HasSubstr("1970-01-01T06:00+04:00,arrivals_cumulative,,mean,15.25\n"));
  EXPECT_THAT(whole(series_csv, small.run), testing::Not(testing::HasSubstr("member1")));
  small.run.keep_members = true;
  EXPECT_THAT(whole(series_csv, small.run),
              testing::HasSubstr("arrivals_cumulative,,member1,20.5\n"));
}

TEST(NeedsRows, SayWhatThosePresentNeedAtTheEndOfEachDay) {
  SmallRun small;
  small.results.series = {{"present", "x", "people"},         {"sheltered_centre", "x", "people"},
                          {"without_shelter", "x", "people"}, {"present", "y", "people"},
                          {"present", "z", "people"},         {"sheltered_centre", "", "people"}};
  small.results.values.assign(6 * 8 * 2, 0.0F);
  for (std::size_t step = 0; step < 8; ++step) {
    small.results.at(0, step, 0) = 100.0F;
    small.results.at(0, step, 1) = 200.0F;
    small.results.at(1, step, 0) = 40.0F;
    small.results.at(1, step, 1) = 40.0F;
    small.results.at(2, step, 1) = 20.0F;  // one of two members has too few beds
    small.results.at(4, step, 0) = 150.0F;
    small.results.at(5, step, 1) = 40.0F;
  }
  const std::string rows = whole(needs_rows, small.run);
  const auto has = [&](const char* row) {
    EXPECT_THAT(rows, testing::HasSubstr(std::string("1970-01-02T00:00+04:00,") + row + "\n"));
  };
  // Medians 150 people and 50 beds; 5 % quantiles 105 and 41, 95 % 195 and 59.
  has("need_beds,x,q05,41.0");
  has("need_beds,x,q50,50.0");
  has("need_beds,x,q95,59.0");
  has("need_water_litres_per_day,x,q50,2250.0");  // 15 l
  has("need_food_kcal_per_day,x,q50,315000.0");   // 2,100 kcal
  has("need_toilets_first_phase,x,q50,3.0");      // 1 for 50
  has("need_toilets_later,x,q50,7.5");            // 1 for 20
  has("need_covered_space_m2,x,q50,525.0");       // 3.5 m2
  has("present_children,x,q50,42.0");             // 28 %
  has("present_older,x,q95,29.2");                // 15 % of 195
  has("present_with_disability,x,q05,16.8");      // 16 % of 105
  has("too_few_beds,x,probability,0.500");
  // 250 in one member and 200 in the other, while the medians of x and z add up to 225 also, but
  // their 5 % quantiles to 112.5.
  has("need_water_litres_per_day,,q05,3037.5");
  has("need_beds,,q95,38.0");
  EXPECT_THAT(rows, testing::Not(testing::HasSubstr(",y,")));                  // nobody there
  EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 2 * 3 * (9 * 3 + 1));  // two days
}

}  // namespace
}  // namespace corridor

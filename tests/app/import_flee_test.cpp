// A folder of Flee's becomes a scenario folder that forecasts the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/compare.h"
#include "app/explain.h"
#include "app/flee.h"
#include "app/flee_workplace.h"
#include "app/forecast.h"
#include "app/import_flee.h"
#include "app/parameters.h"
#include "app/rulesets.h"
#include "app/score.h"
#include "rules/flee/output.h"
#include "scenario/flee_instance.h"
#include "scenario/known.h"

namespace corridor {
namespace {

namespace fs = std::filesystem;

/// The member-0 values of `in_camp` of a place, day by day.
std::vector<std::string> member_series(const std::string& table, const std::string& place) {
  std::vector<std::string> values;
  std::stringstream lines(table);
  const std::string key = ",in_camp," + place + ",member0,";
  for (std::string line; std::getline(lines, line);) {
    const std::size_t at = line.find(key);
    if (at != std::string::npos) values.push_back(line.substr(at + key.size()));
  }
  return values;
}

void no_progress(std::size_t, std::size_t) {}

TEST(ImportFlee, ForecastsTheNumbersOfTheFleeCommandForTheSameSeed) {
  const FleeWorkplace work;
  work.import();
  FleeOptions options;
  options.input_folder = work.path() / "in";
  options.data_folder = work.path() / "data";
  options.settings_file = work.path() / "settings.yml";
  options.seed = 7;
  std::ostringstream table;
  std::ostringstream log;
  run_flee(options, table, log);
  std::vector<std::string> c1;
  std::vector<std::string> c2;
  std::stringstream lines(table.str());
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::vector<std::string> cells;
    std::stringstream row(line);
    for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
    c1.push_back(cells.at(2));
    c2.push_back(cells.at(5));
  }
  forecast(work.forecast_options(1), no_progress);
  const std::string series = text_of(work.path() / "out/series.csv");
  EXPECT_EQ(member_series(series, "C1"), c1);
  EXPECT_EQ(member_series(series, "C_2"), c2);
  ASSERT_EQ(c1.size(), 20U);
  EXPECT_NE(c1.front(), c1.back());
}

TEST(ImportFlee, ObservationsAreTheReportedDatesWithTheDayOnWhichTheyWereKnown) {
  const FleeWorkplace work;
  work.import();
  Diagnostics diagnostics;
  const auto scenario = read_scenario(ScenarioSource{work.scenario(), {}, {}}, diagnostics);
  ASSERT_TRUE(scenario);
  ASSERT_EQ(scenario->observations.size(), 6U);
  const ObservationRow& first = scenario->observations.front();
  EXPECT_EQ(first.place, "C1");
  EXPECT_EQ(format_time(first.time, Duration{0}), "2010-01-02T00:00+00:00");
  // Rows before the correction of 11 January are scaled by 300 / 200 and known when it was made.
  EXPECT_EQ(first.value, 150.0);
  EXPECT_EQ(format_time(first.published, Duration{0}), "2010-01-12T00:00+00:00");
  const ObservationRow& last = scenario->observations[3];
  EXPECT_EQ(last.value, 900.0);
  EXPECT_EQ(last.published, last.time);
  EXPECT_TRUE(scenario->place(scenario->find_place("C1")).safe);
  EXPECT_EQ(scenario->roads.size(), 10U);
}

/// The folder's tables say how many came later: its forecasts are scored, as those of one who was
/// told.
TEST(ImportFlee, AScoreOfGivenTablesIsALeakAndSaysSo) {
  const FleeWorkplace work;
  work.import();
  ScoreOptions options;
  options.folder = work.scenario();
  options.from = options.to = "2010-01-12";
  options.horizons = {"end"};
  options.members = 5;
  options.threads = 1;
  options.out = work.path() / "score";
  const ScoreOutcome outcome = score(options, no_progress);
  ASSERT_FALSE(outcome.table.tasks.empty());
  EXPECT_TRUE(outcome.table.methods[0].is_model);
  EXPECT_TRUE(outcome.table.methods[0].leaks);
  EXPECT_THAT(outcome.warnings, testing::Contains(testing::HasSubstr("scored as a leak")));
  EXPECT_THAT(text_of(work.path() / "score" / "score.html"),
              testing::HasSubstr("the model, told what came later, was"));
}

TEST(ImportFlee, TablesAsKnownHideWhatCameLater) {
  const FleeWorkplace work;
  work.import();
  std::string yaml = text_of(work.scenario() / "scenario.yaml");
  yaml.replace(yaml.find("flee_tables: given"), 18, "flee_tables: as_known");
  work.write("scenario/scenario.yaml", yaml);
  Diagnostics diagnostics;
  const auto scenario = read_scenario(ScenarioSource{work.scenario(), {}, {}}, diagnostics);
  ASSERT_TRUE(scenario);
  // As of the evening of 8 January, days 0 to 6 are over.
  const auto as_of = parse_time("2010-01-08T18:00", Duration{0});
  const Scenario known = known_at(*scenario, *as_of);
  const FleeInstance& flee = *known.flee;
  EXPECT_EQ(flee.find_table("C1")->days, (std::vector<double>{0.0, 5.0}));
  EXPECT_TRUE(flee.corrections.empty());
  EXPECT_TRUE(flee.closures.empty());
  EXPECT_EQ(flee.conflicts[1].by_day[19], 1.0);
  EXPECT_EQ(known_at(*scenario, *parse_time("2010-01-05T00:00", Duration{0}))
                .flee->conflicts[1]
                .by_day[19],
            0.0);
  // What is known is also all that a forecast changes with.
  ForecastOptions options = work.forecast_options(1);
  options.as_of = "2010-01-08T18:00";
  forecast(options, no_progress);
  const std::string before = text_of(work.path() / "out/series.csv");
  work.write("scenario/flee/source_data/c2.csv", "2010-01-01,0\n2010-01-16,9999\n");
  work.write("scenario/flee/input_csv/closures.csv", "location,T,x,9,11\n");
  forecast(options, no_progress);
  EXPECT_EQ(text_of(work.path() / "out/series.csv"), before);
  options.as_of = "2010-01-18";
  forecast(options, no_progress);
  EXPECT_NE(text_of(work.path() / "out/series.csv"), before);
}

TEST(ImportFlee, SettingsAreParametersForSetAndWhatIfs) {
  const FleeWorkplace work;
  work.import();
  ForecastOptions options = work.forecast_options(4);
  const auto sentences = compare(options,
                                 {{"nothing", {"flee.max_move_speed*=1"}},
                                  {"nobody stays", {"flee.camp_move_chance=1"}}},
                                 no_progress)
                             .sentences;
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_THAT(sentences[0],
              testing::HasSubstr("in camps by the end: 0 people on average (0 to 0)"));
  EXPECT_THAT(sentences[1], testing::HasSubstr("in camps by the end: -"));
  EXPECT_THROW(compare(options, {{"wrong", {"flee.max_move_sped=1"}}}, no_progress), InputError);
  EXPECT_THROW(compare(options, {{"wrong", {"roads.A.open=no"}}}, no_progress), InputError);
}

TEST(ImportFlee, ReportExplainAndParametersSpeakOfCamps) {
  const FleeWorkplace work;
  work.import();
  forecast(work.forecast_options(4), no_progress);
  const std::string report = text_of(work.path() / "out/report.html");
  EXPECT_THAT(report, testing::HasSubstr("people will be in camps"));
  EXPECT_THAT(report, testing::HasSubstr("<td>C,2</td>"));
  EXPECT_THAT(report, testing::HasSubstr("hindcast"));
  const LoadedScenario loaded = load_scenario(ScenarioSource{work.scenario(), {}, {}}, "");
  EXPECT_THAT(explain(loaded), testing::HasSubstr("100 km a day"));
  EXPECT_THAT(list_parameters(loaded, false), testing::HasSubstr("flee.camp_move_chance"));
}

TEST(ImportFlee, ExplainSpeaksOfTheFoldersOwnRulesInTextAndJson) {
  for (const auto& [rules, words] :
       {std::pair("flee", "100 km a day"), std::pair("daily", "trends fade in 33.8 days")}) {
    const FleeWorkplace work;
    work.import(rules);
    const LoadedScenario loaded = load_scenario(ScenarioSource{work.scenario(), {}, {}}, "");
    EXPECT_THAT(explain(loaded), testing::HasSubstr(words));
    const auto json = nlohmann::json::parse(explain_json(loaded));
    std::string texts;
    for (const auto& step : json.at("steps")) texts += step.at("text").get<std::string>() + "\n";
    EXPECT_THAT(texts, testing::HasSubstr(words));
    EXPECT_EQ(json.at("ruleset"), rules);
    EXPECT_EQ(json.at("places"), loaded.known.places.size());
  }
}

TEST(ImportFlee, RefusesWhatItCannotWrite) {
  const FleeWorkplace work;
  work.import();
  EXPECT_THROW(work.import(), InputError);
  work.write("scenario/places.csv", "id,name\n");
  Diagnostics diagnostics;
  EXPECT_FALSE(read_scenario(ScenarioSource{work.scenario(), {}, {}}, diagnostics));
  const FleeWorkplace broken;
  broken.write("in/routes.csv", "A,Nowhere,10,\n");
  EXPECT_THROW(broken.import(), InputError);
  EXPECT_FALSE(fs::exists(broken.scenario()));
}

std::vector<std::string> place_ids(const FleeWorkplace& work) {
  Diagnostics diagnostics;
  const auto scenario = read_scenario(ScenarioSource{work.scenario(), {}, {}}, diagnostics);
  std::vector<std::string> ids;
  if (!scenario) return ids;
  for (const Place& place : scenario->places) ids.push_back(place.id);
  return ids;
}

TEST(ImportFlee, PlacesHaveTheSameIdsUnderAnyRules) {
  const FleeWorkplace flee;
  flee.import("flee");
  const FleeWorkplace daily;
  daily.import("daily");
  EXPECT_THAT(place_ids(flee), testing::ElementsAre("A", "B", "C1", "C_2", "T"));
  EXPECT_EQ(place_ids(daily), place_ids(flee));
}

TEST(ImportFlee, ACapacityTakenFromTheRegistrationsIsWarnedOfUnderAnyRules) {
  for (const char* rules : {"flee", "daily"}) {
    const FleeWorkplace work;
    EXPECT_THAT(work.import(rules), testing::Not(testing::HasSubstr("taken from the outcome")));
    fs::remove_all(work.scenario());
    std::string locations = text_of(work.path() / "in/locations.csv");
    locations.replace(locations.find("camp,0,700"), 10, "camp,0,900");
    work.write("in/locations.csv", locations);
    EXPECT_THAT(work.import(rules),
                testing::HasSubstr("locations.csv:5: warning: population/capacity: found a "
                                   "capacity of 900, which equals the largest count at C1"));
  }
}

TEST(ImportFlee, ARegionHoldsThePeopleOfItsCampsUnderAnyRules) {
  for (const char* rules : {"flee", "daily"}) {
    const FleeWorkplace work;
    work.import(rules);
    const std::string yaml = text_of(work.scenario() / "scenario.yaml");
    work.write("scenario/scenario.yaml",
               yaml + "regions: {Y: {name: Y-land, places: [C1, C_2]}}\n");
    forecast(work.forecast_options(1), no_progress);
    const std::string series = text_of(work.path() / "out/series.csv");
    const auto of = [&](const char* place) { return member_series(series, place); };
    ASSERT_EQ(of("Y").size(), 20U) << rules;
    for (std::size_t day = 0; day < 20; ++day)
      EXPECT_EQ(std::stod(of("Y")[day]), std::stod(of("C1")[day]) + std::stod(of("C_2")[day]));
    EXPECT_GT(std::stod(of("Y").back()), 0.0);
    EXPECT_THAT(text_of(work.path() / "out/report.html"), testing::HasSubstr("<b>Y-land</b>"));
  }
}

/// The four validation conflicts, where they are at hand.
TEST(ImportFlee, LongTheValidationConflictsForecastWhatTheFleeCommandGives) {
  const fs::path data = fs::path(CORRIDOR_SOURCE_DIR) / "../shared/data/flee";
  if (!fs::exists(data)) GTEST_SKIP() << "no " << data;
  for (const char* name : {"burundi2015", "car2013", "mali2012", "ssudan2013"}) {
    const FleeWorkplace work;
    ImportFleeOptions options;
    options.input_folder = data / name / "input_csv";
    options.data_folder = data / name / "source_data";
    options.settings_file = data / "settings/simsetting.yml";
    options.to = work.scenario();
    std::ostringstream out;
    std::ostringstream log;
    import_flee(options, out, log);
    const LoadedScenario loaded = load_scenario(ScenarioSource{work.scenario(), {}, {}}, "");
    const auto model = make_model(loaded.known);
    const MemberStreams member{3, 0};
    const auto state = model->start(ParameterSampler(loaded.known, {}).draw(member), member);
    const FleeRun run = flee_run(std::make_shared<const FleeSetting>(*loaded.full.flee), member,
                                 FleeCapacityRule::running);
    std::vector<double> observed(model->series().size());
    for (std::size_t day = 0; day < run.in_camps.size(); ++day) {
      model->step(*state);
      model->observe(*state, observed);
      const std::vector<double> camps(observed.begin() + 2, observed.end());
      ASSERT_EQ(camps, std::vector<double>(run.in_camps[day].begin(), run.in_camps[day].end()))
          << name << " day " << day;
    }
  }
}

}  // namespace
}  // namespace corridor

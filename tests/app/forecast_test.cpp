// The main job as its user does it, on the scenario of Nagorno-Karabakh.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "app/compare.h"
#include "app/explain.h"
#include "app/forecast.h"
#include "app/learn.h"
#include "app/load.h"
#include "app/parameters.h"
#include "app/prior_members.h"
#include "app/rulesets.h"
#include "app/workplace.h"
#include "inference/ensemble.h"
#include "inference/prior.h"
#include "rules/corridor/corridor_model.h"
#include "scenario/hypotheses.h"

namespace corridor {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(CORRIDOR_SOURCE_DIR) / "scenarios/karabakh-2023";

int status_of(const std::string& arguments) {
  const int status = std::system(
      (std::string(CORRIDOR_PROGRAM) + " " + arguments + " >/dev/null 2>&1").c_str());  // NOLINT
  return WEXITSTATUS(status);
}

LoadedScenario load(const fs::path& folder) {
  return load_scenario(ScenarioSource{folder, {}, {}}, "");
}

TEST(Ensemble, OfKarabakhGivesTheSameBitsForAnyNumberOfThreads) {
  const LoadedScenario loaded = load(kFolder);
  const auto one = run_prior_members(loaded.known, 24, 200, 1).values;
  EXPECT_EQ(one, run_prior_members(loaded.known, 24, 200, 2).values);
  EXPECT_EQ(one, run_prior_members(loaded.known, 24, 200, 8).values);
}

// --- nothing published at or after the as-of time is used
// -------------------------------------------------------------

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

/// Copies the folder, with the rows published at or after the as-of time (2023-09-22T18:00+04:00)
/// handled by `change`, which returns the row's new text (empty: removed). Returns how many rows
/// were changed.
template <class Change>
int copy_changed(const fs::path& to, Change&& change) {
  int changed = 0;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    std::ifstream in(entry.path());
    std::ofstream out(to / entry.path().filename());
    std::string line;
    std::ptrdiff_t column = -1;
    for (bool header = true; std::getline(in, line); header = false) {
      if (entry.path().extension() != ".csv") {
        out << line << '\n';
        continue;
      }
      const std::vector<std::string> cells = split(line);
      if (header) {
        const auto at = std::find(cells.begin(), cells.end(), "published");
        column = at == cells.end() ? -1 : at - cells.begin();
      }
      const bool later =
          !header && column >= 0 && cells[static_cast<std::size_t>(column)] >= "2023-09-22T18:00";
      if (!later) {
        out << line << '\n';
        continue;
      }
      const std::string text = change(entry.path().stem().string(), line);
      if (!text.empty()) out << text << '\n';
      changed += text == line ? 0 : 1;
    }
  }
  return changed;
}

std::vector<float> forecast_of(const fs::path& folder) {
  const EnsembleResults results = run_prior_members(load(folder).known, 6, 336, 2);
  return {results.values.begin(), results.values.end()};
}

TEST(NoLookAhead, RemovingEverythingPublishedLaterChangesNoBit) {
  const Workplace place;
  EXPECT_GT(copy_changed(place.path(),
                         [](const std::string&, const std::string&) { return std::string(); }),
            100);
  EXPECT_EQ(forecast_of(place.path()), forecast_of(kFolder));
}

TEST(NoLookAhead, ChangingAnySingleLaterRowChangesNoBit) {
  const std::vector<float> expected = forecast_of(kFolder);
  std::vector<std::string> later;
  {
    const Workplace place;
    copy_changed(place.path(), [&](const std::string& table, const std::string& line) {
      if (table == "events" || table == "claims") later.push_back(line);
      return line;
    });
  }
  ASSERT_GT(later.size(), 15U);
  for (const std::string& one : later) {
    const Workplace place;
    copy_changed(place.path(), [&](const std::string&, const std::string& line) {
      return line == one ? std::string() : line;
    });
    EXPECT_EQ(forecast_of(place.path()), expected) << one;
  }
}

TEST(NoLookAhead, AnEarlierRowDoesChangeTheForecast) {
  const Workplace place;
  copy_changed(place.path(), [](const std::string&, const std::string& line) { return line; });
  std::string events = text_of(place.path() / "events.csv");
  const std::size_t at = events.find("offensive-stepanakert");
  ASSERT_NE(at, std::string::npos);
  events.erase(at, events.find('\n', at) - at + 1);
  std::ofstream(place.path() / "events.csv") << events;
  EXPECT_NE(forecast_of(place.path()), forecast_of(kFolder));
}

// --- the commands
// -------------------------------------------------------------------------------------------------------

ForecastOptions small_options(const fs::path& out) {
  ForecastOptions options;
  options.folder = kFolder;
  options.members = 20;
  options.out = out;
  return options;
}

TEST(Forecast, LeavesAllItsFilesAndAnAnswer) {
  const Workplace place;
  const ForecastSummary summary =
      forecast(small_options(place.path()), [](std::size_t, std::size_t) {});
  for (const char* file : {"run.json", "quantiles.csv", "hub.csv", "series.csv", "report.html"}) {
    EXPECT_TRUE(fs::exists(place.path() / file)) << file;
  }
  EXPECT_THAT(summary.headline, testing::HasSubstr("By 6 October"));
  const std::string report = text_of(place.path() / "report.html");
  EXPECT_THAT(report, testing::HasSubstr("Khankendi"));
  EXPECT_THAT(report, testing::Not(testing::HasSubstr("<link")));
  EXPECT_THAT(report, testing::Not(testing::HasSubstr("src=\"http")));
}

/// The series in a tidy table: its second column.
std::set<std::string> series_in(const fs::path& table) {
  std::set<std::string> series;
  std::ifstream in(table);
  std::string line;
  for (std::getline(in, line); std::getline(in, line);) series.insert(split(line).at(1));
  return series;
}

TEST(Forecast, WritesNoSeriesThatTheUserGuideDoesNotName) {
  const Workplace place;
  ForecastOptions options = small_options(place.path());
  options.settings = {"opening_probability=1"};
  forecast(options, [](std::size_t, std::size_t) {});
  std::set<std::string> series = series_in(place / "series.csv");
  EXPECT_TRUE(series.contains("need_beds"));
  for (const Topic& topic : corridor_series()) series.insert(topic.name);
  const std::string guide = text_of(fs::path(CORRIDOR_SOURCE_DIR) / "docs/user-guide.md");
  for (const std::string& name : series)
    EXPECT_THAT(guide, testing::HasSubstr("`" + name + "`")) << name;
}

TEST(Forecast, LearnsByTheSchemeOfResamplingThatIsAskedFor) {
  ForecastOptions options = small_options("");
  options.as_of = "2023-09-25T12:00";
  options.members = 60;
  const RunPlan plan = plan_run(options, ScenarioSource{kFolder, {}, {}});
  const ParameterSampler sampler(plan.loaded.known, {});
  const auto scores_by = [&](Resampling scheme) {
    options.resampling = scheme;
    return learn(plan, options, sampler, [](std::size_t, std::size_t) {}).scores;
  };
  EXPECT_NE(scores_by(Resampling::multinomial), scores_by(Resampling::systematic));
}

TEST(Forecast, ShowsThePriorAsItIsNotAsItWasDrawn) {
  ForecastOptions options = small_options("");
  options.as_of = "2023-09-25T12:00";
  const RunPlan plan = plan_run(options, ScenarioSource{kFolder, {}, {}});
  const ParameterSampler sampler(plan.loaded.known, {});
  const Assimilation learned = learn(plan, options, sampler, [](std::size_t, std::size_t) {});
  std::size_t compared = 0;
  for (const LearnedParameter& parameter : learned.diagnostics.parameters) {
    if (parameter.name != "population" && parameter.name != "vehicle_share") continue;
    const ParameterSummary exact = sampler.summary(sampler.registry().require(parameter.name));
    EXPECT_EQ(parameter.prior[0], exact.low);
    EXPECT_EQ(parameter.prior[1], exact.median);
    EXPECT_EQ(parameter.prior[2], exact.high);
    ++compared;
  }
  EXPECT_EQ(compared, 2U);
}

TEST(Forecast, NamesAKnownCountThatItContradicts) {
  const Workplace place;
  copy_changed(place.path(), [](const std::string&, const std::string& line) { return line; });
  std::ofstream(place / "observations.csv", std::ios::app)
      << "staying,stepanakert,,2023-09-22T12:00+04:00,900,,exactly,people,2023-09-22T13:00+04:00,"
         "a watchman,https://example.org,\n";
  ForecastOptions options = small_options(place / "out");
  options.folder = place.path();
  options.assimilate = false;
  const std::string words =
      "the forecast contradicts the newest count of people who have not decided to leave, ";
  const auto words_of_it = testing::AllOf(testing::HasSubstr(words),
                                          testing::HasSubstr("900 people on 22 September 2023, "
                                                             "12:00 (a watchman), while it says"));
  EXPECT_THAT(forecast(options, [](std::size_t, std::size_t) {}).warnings,
              testing::Contains(words_of_it));
  EXPECT_THAT(text_of(place / "out/report.html"), testing::HasSubstr(words));
  EXPECT_THAT(compare(options, {{"no change", {"checkpoint_vehicles_per_hour*=1"}}},
                      [](std::size_t, std::size_t) {})
                  .warnings,
              testing::Contains(words_of_it));
}

TEST(Forecast, SetFixesAParameter) {
  const Workplace place;
  ForecastOptions options = small_options(place.path());
  options.settings = {"opening_probability=0", "aghdam_probability=0", "ambulance_probability=0",
                      "helicopter_probability=0"};
  forecast(options, [](std::size_t, std::size_t) {});
  EXPECT_THAT(text_of(place.path() / "series.csv"),
              testing::Not(testing::ContainsRegex("arrivals_cumulative,,q95,[1-9]")));
  options.settings = {"opening_probabilty=0"};
  EXPECT_THROW(forecast(options, [](std::size_t, std::size_t) {}), InputError);
}

TEST(Compare, AChangeOfNothingMakesNoDifferenceAndAnOpeningADayEarlierDoes) {
  const Workplace place;
  ForecastOptions options = small_options(place.path());
  options.keep_members = true;
  const ComparisonText text = compare(options,
                                      {{"nothing", {"checkpoint_vehicles_per_hour*=1"}},
                                       {"a day earlier", {"opening_delay_hours+=-24"}},
                                       {"second road", {"roads.askeran-aghdam.open=yes"}}},
                                      [](std::size_t, std::size_t) {});
  const std::vector<std::string>& sentences = text.sentences;
  ASSERT_EQ(sentences.size(), 3U);
  EXPECT_THAT(sentences[0],
              testing::HasSubstr("arrivals by the end: 0 people on average (0 to 0)\n"));
  EXPECT_THAT(sentences[2], testing::Not(testing::HasSubstr("arrivals by the end: 0 people")));
  EXPECT_THAT(sentences[2], testing::HasSubstr("arrivals by the end, Aghdam / Akna: "));
  EXPECT_TRUE(fs::exists(place.path() / "comparison.csv"));
  EXPECT_TRUE(fs::exists(place.path() / "comparison-members.csv"));
  EXPECT_THAT(text.json, testing::HasSubstr("\"what_if\": \"a day earlier\""));
  EXPECT_THROW(compare(small_options(place.path()), {{"wrong", {"roads.nowhere.open=yes"}}},
                       [](std::size_t, std::size_t) {}),
               InputError);
}

/// An overlay's own parameter moves the ids of those behind it: it holds nobody at a bound.
TEST(Compare, KnowsWhoIsHeldAtABoundThoughAnOverlayDeclaresAParameter) {
  const Workplace place;
  fs::create_directories(place / "overlay");
  place.write(
      "overlay/scenario.yaml",
      "parameters:\n  aaa: {unit: \"1\", meaning: x, lower: 0, upper: 1, value: 0.5, source: s}\n");
  ForecastOptions options = small_options(place / "out");
  options.settings = {"reception.placement_hours=0"};
  const ComparisonText text =
      compare(options, {{"both", {(place / "overlay").string(), "reception.placement_hours*=2"}}},
              [](std::size_t, std::size_t) {});
  EXPECT_THAT(text.warnings,
              testing::Not(testing::Contains(testing::HasSubstr("held at a bound"))));
}

std::ptrdiff_t warnings_of_past(const ComparisonText& text) {
  return std::count_if(text.warnings.begin(), text.warnings.end(), [](const std::string& warning) {
    return warning.find("changes the time before") != std::string::npos;
  });
}

/// What happened before the as-of time has happened, whatever is done from then on; a number is
/// another from the start on, and the comparison says so.
TEST(Compare, AnEventOfAWhatIfLeavesThePastAlone) {
  const Workplace place;
  ForecastOptions options = small_options(place.path());
  options.as_of = "2023-09-27T00:00";
  options.until = "2023-09-27T00:00";
  const WhatIf from_now = {
      "from now",
      {"checkpoint_rate:corridor-villages-hakari-bridge amount=2*@checkpoint_vehicles_per_hour"}};
  const WhatIf always = {"always", {"checkpoint_vehicles_per_hour*=2"}};
  const auto arrivals_of = [&](const WhatIf& what_if) {
    const ComparisonText text = compare(options, {what_if}, [](std::size_t, std::size_t) {});
    const std::string& sentence = text.sentences.front();
    return std::pair(sentence.substr(0, sentence.find("away")), warnings_of_past(text));
  };
  EXPECT_THAT(arrivals_of(from_now).first, testing::HasSubstr("end: 0 people on average (0 to 0)"));
  EXPECT_THAT(arrivals_of(always).first, testing::Not(testing::HasSubstr("end: 0 people")));
  EXPECT_EQ(arrivals_of(from_now).second, 0);
  EXPECT_EQ(arrivals_of(always).second, 1);
  options.until = "2023-10-01T00:00";
  EXPECT_THAT(arrivals_of(from_now).first, testing::Not(testing::HasSubstr("end: 0 people")));
}

TEST(Compare, AnEventBeforeTheForecastChangesThePastAndTheComparisonSaysSo) {
  const Workplace place;
  ForecastOptions options = small_options(place.path());
  options.as_of = "2023-09-27T00:00";
  options.until = "2023-09-27T01:00";
  const std::string rate =
      "checkpoint_rate:corridor-villages-hakari-bridge amount=2*@checkpoint_vehicles_per_hour";
  const ComparisonText text =
      compare(options,
              {{"now", {rate}},
               {"later", {rate + " time=2023-09-27T00:30"}},
               {"yesterday", {rate, rate + " time=2023-09-26T23:00"}},
               {"instead", {"buses:stepanakert amount=5 seats=40 supersedes=helicopter-26"}}},
              [](std::size_t, std::size_t) {});
  const auto changes_the_past = [&](const std::string& name) {
    const std::size_t at = text.json.find("\"what_if\": \"" + name + "\"");
    const std::string key = "\"changes_the_past\": ";
    return text.json.substr(text.json.find(key, at) + key.size(), 4);
  };
  EXPECT_EQ(changes_the_past("now"), "fals");
  EXPECT_EQ(changes_the_past("later"), "fals");
  EXPECT_EQ(changes_the_past("yesterday"), "true");
  EXPECT_EQ(changes_the_past("instead"), "true");  // the flights began on the 26th
  EXPECT_EQ(warnings_of_past(text), 2);
}

TEST(Compare, TellsWhatIfsApartAndRefusesEventsThatCannotBe) {
  const Workplace place;
  const auto run = [&](const std::vector<WhatIf>& what_ifs) {
    return compare(small_options(place.path()), what_ifs, [](std::size_t, std::size_t) {});
  };
  const std::string change = "checkpoint_vehicles_per_hour*=2";
  run({{"\"twice\", they say", {change}}});
  EXPECT_THAT(text_of(place / "comparison.csv"),
              testing::HasSubstr("\n\"\"\"twice\"\", they say\",longest queue,,vehicles,"));
  EXPECT_THROW(run({{"same", {change}}, {"same", {change}}}), InputError);
  EXPECT_THROW(run({{"base", {change}}}), InputError);
  for (const char* wrong : {"road_opens:nowhere", "checkpoint_rate:askeran-aghdam amount=9",
                            "road_opens:askeran-aghdam now",
                            "road_opens:askeran-aghdam tyme=2023-09-23T00:00", "road_opens"}) {
    EXPECT_THROW(run({{"wrong", {wrong}}}), InputError) << wrong;
  }
}

TEST(Compare, AnEventMayNameAPlaceWithBlanksInItsId) {
  LoadedScenario base = load(kFolder);
  base.known.places[base.known.find_place("goris").index].id = "Goris";
  base.known.places[base.known.find_place("kornidzor").index].id = "Goris old town";
  const auto cell = [&](const std::string& text, const std::string& column) {
    const ScenarioChange change = parse_what_if({"", {text}}, kFolder, base);
    for (const auto& [name, value] : change.source.added.front().cells)
      if (name == column && value != "what-if") return value;
    return std::string();
  };
  EXPECT_EQ(cell("shelter_offer:Goris old town amount=500", "place"), "Goris old town");
  EXPECT_EQ(cell("shelter_offer:Goris old town amount=500", "amount"), "500");
  EXPECT_EQ(cell("shelter_offer:Goris old town", "place"), "Goris old town");
  EXPECT_EQ(cell("shelter_offer:Goris amount=500", "place"), "Goris");
  EXPECT_EQ(cell("buses:stepanakert to=Goris old town amount=5", "to"), "Goris old town");
  EXPECT_EQ(cell("buses:stepanakert to=Goris old town amount=5", "amount"), "5");
  EXPECT_EQ(cell("road_opens:askeran-aghdam", "road"), "askeran-aghdam");
  EXPECT_EQ(cell("ceasefire amount=0.5", "place"), "");
  EXPECT_THROW(cell("shelter_offer:Goris old amount=5", "place"), InputError);
}

TEST(Explain, NamesTheStepsAndAHouseholdsWay) {
  const std::string text = explain(load(kFolder));
  EXPECT_THAT(explain_json(load(kFolder)),
              testing::HasSubstr("\"title\": \"4. Households decide\""));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("stepanakert-vehicle")));
  for (const char* expected : {"1. Events", "10. It is observed", "One household's way",
                               "Hakari bridge / Hakkari bridge \u2192 Kornidzor"}) {
    EXPECT_THAT(text, testing::HasSubstr(expected));
  }
}

void fix(const std::string& name, double value, LoadedScenario& loaded) {
  const ParameterId id = loaded.known.parameters.require(name);
  Parameter changed = loaded.known.parameters[id];
  changed.prior = Prior{PriorFamily::fixed, value, 0.0, 0.0};
  loaded.known.parameters.replace(id, changed);
}

TEST(Explain, OfACrisisOfWhichNoHomesAreKnownYetFollowsNoHousehold) {
  LoadedScenario loaded = load(kFolder);
  loaded.known.groups.clear();
  EXPECT_THAT(explain(loaded),
              testing::AllOf(testing::HasSubstr("4. Households decide"),
                             testing::Not(testing::HasSubstr("One household's way"))));
}

TEST(Explain, SaysWhatTheDecisionLawMeansByItself) {
  LoadedScenario loaded = load(kFolder);
  for (const char* weight : {"decision.threat_weight", "decision.deprivation_weight",
                             "decision.contagion_weight", "decision.intercept"})
    fix(weight, 0.0, loaded);
  fix("decision.way_out_weight", 2.0, loaded);
  fix("decision.displaced_factor", 1.0, loaded);
  fix("decision.never_leave_share", 0.0, loaded);
  fix("decision.hazard_max_per_hour", 0.01, loaded);
  const auto json = nlohmann::json::parse(explain_json(loaded));
  const auto& all = json["decisions"][0];
  EXPECT_EQ(all["place"], "");
  EXPECT_EQ(all["way_out_open_share"], 0.0);
  ASSERT_EQ(all["decided_after"].size(), 3U);
  for (const auto& after : all["decided_after"]) {
    const double hours = 24.0 * after["days"].get<double>();
    const double open = 1.0 / (1.0 + std::exp(-2.0));
    EXPECT_NEAR(after["as_things_stand"]["median"], 1.0 - std::exp(-0.005 * hours), 1e-9);
    EXPECT_NEAR(after["if_a_way_out_is_open"]["high"], 1.0 - std::exp(-0.01 * open * hours), 1e-9);
  }
  EXPECT_THAT(explain(loaded),
              testing::HasSubstr("11 % (11 to 11)    30 % (30 to 30)    57 % (57 "
                                 "to 57)    0 % (0 to 0)       all places together\n"));
}

TEST(Explain, CountsThoseWhoNeverLeaveAmongThoseWhoHaveNotDecided) {
  LoadedScenario loaded = load(kFolder);
  loaded.as_of = loaded.known.start;
  fix("decision.hazard_max_per_hour", 2.0, loaded);
  fix("decision.intercept", 4.0, loaded);
  fix("decision.never_leave_share", 0.25, loaded);
  const auto json = nlohmann::json::parse(explain_json(loaded));
  std::size_t in_stepanakert = 0;
  for (const auto& decision : json["decisions"]) {
    EXPECT_NEAR(decision["decided_after"][2]["if_a_way_out_is_open"]["median"], 0.75, 0.02);
    EXPECT_NEAR(decision["never_leave"]["median"], 0.25, 0.02);
    in_stepanakert += decision["name"] == "Stepanakert / Khankendi" ? 1 : 0;
  }
  EXPECT_EQ(in_stepanakert, 1U);
  EXPECT_THAT(explain(loaded),
              testing::AllOf(testing::HasSubstr("7 days             never leave\n"),
                             testing::HasSubstr("a share 0.25 never leaves, of "
                                                "whom an order moves 0.5")));
  // The widest that a cell may be: a gap stays between two.
  fix("decision.never_leave_share", 0.0, loaded);
  EXPECT_THAT(explain(loaded), testing::HasSubstr(" 100 % (100 to 100) 100 % (100 to 100) "));
}

/// Steps to such a time would take years.
TEST(Explain, OfTheFarFutureEndsWithTheScenario) {
  LoadedScenario loaded = load(kFolder);
  constexpr int kMillennium_days = 365'000;
  loaded.as_of = loaded.known.end + kMillennium_days * kDay;
  EXPECT_THAT(explain(loaded),
              testing::HasSubstr("the people who have not decided by 2023-10-06T00:00+04:00,\n"));
}

TEST(Explain, TellsOfKinOnlyWhereTheScenarioNamesThem) {
  LoadedScenario loaded = load(kFolder);
  EXPECT_THAT(explain(loaded), testing::Not(testing::HasSubstr("kin.csv")));
  Kin kin;
  kin.to = loaded.known.find_place("goris");
  kin.people = Value::constant(36989.0);
  loaded.known.kin = {kin};
  EXPECT_THAT(explain(loaded), testing::HasSubstr("0.65 ln(1 + people) for kin where it leads, of "
                                                  "whom kin.csv has 1 row\n"));
}

TEST(Explain, TellsOfTurningBackOnlyWhereItHappens) {
  LoadedScenario loaded = load(kFolder);
  EXPECT_THAT(explain(loaded), testing::Not(testing::HasSubstr("turns back")));
  const ParameterId hazard = loaded.known.parameters.require("road.turn_back_hazard_per_hour");
  Parameter changed = loaded.known.parameters[hazard];
  changed.prior = Prior{PriorFamily::fixed, 0.05, 0.0, 0.0};
  loaded.known.parameters.replace(hazard, changed);
  EXPECT_THAT(explain(loaded), testing::HasSubstr("who has lost 12 h turns back at 0.05/h, rests "
                                                  "for 12 h and may decide again"));
}

TEST(Parameters, CarryNameUnitPriorAndSource) {
  const std::string text = list_parameters(load(kFolder), false);
  EXPECT_THAT(text, testing::HasSubstr("population_scale"));
  EXPECT_THAT(text, testing::HasSubstr("updated by claims"));
}

TEST(CommandLine, ExitCodesTellBadInputFromSuccess) {
  EXPECT_EQ(status_of("validate " + kFolder.string()), 0);
  EXPECT_EQ(status_of("validate " + kFolder.string() + " --json"), 0);
  EXPECT_EQ(status_of("validate /nowhere"), 2);
  EXPECT_EQ(status_of("forecast"), 2);
  EXPECT_EQ(status_of("forecast " + kFolder.string() + " --as-of yesterday"), 2);
  EXPECT_EQ(status_of("forecast " + kFolder.string() + " --resampling lots"), 2);
  EXPECT_EQ(status_of("--help"), 0);
  EXPECT_EQ(status_of("explain " + kFolder.string()), 0);
}

/// A plan that knows one more hypothesis, before all others.
TEST(PlaceMember, KeepsTheLuckOfTheEventsThatBothPlansKnow) {
  const LoadedScenario loaded = load_scenario(
      {std::filesystem::path(CORRIDOR_SOURCE_DIR) / "scenarios/karabakh-2023", {}, {}},
      "2023-09-22T18:00+04:00");
  Scenario variant = loaded.known;
  Event extra = variant.events[open_events(variant).back()];
  extra.id = "extra";
  variant.events.insert(variant.events.begin(), extra);
  const ParameterSampler sampler(variant, {});
  const auto model = make_model(variant);
  const ScenarioPrior prior(loaded.known, loaded.as_of, sampler,
                            make_model(loaded.known)->shocks(0));
  const MemberStreams elsewhere{99, 99};
  int happened = 0;
  for (std::uint32_t m = 0; m < 20; ++m) {
    const MemberStreams luck{5, m};
    const std::vector<double> scores = prior.draw(luck);
    const Member member =
        place_member({scores, luck, 0}, prior.names(), luck, *model, variant, sampler, {});
    EXPECT_EQ(event_hours(variant, 0, member.values, elsewhere),
              event_hours(variant, 0, sampler.at(sampler.draw_uniforms(luck)), luck));
    for (const std::size_t e : open_events(loaded.known)) {
      const auto before = event_hours(loaded.known, e, prior.values(scores), elsewhere);
      EXPECT_EQ(event_hours(variant, e + 1, member.values, elsewhere), before);
      happened += before ? 1 : 0;
    }
  }
  EXPECT_GT(happened, 20);
}

}  // namespace
}  // namespace corridor

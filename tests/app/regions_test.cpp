// Regions from their declaration to the forecast: series that are sums over places, whatever the
// rules, and counts that teach about all of a region's places.
#include "app/regions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <sstream>

#include "app/backtest_model.h"
#include "app/claims.h"
#include "app/forecast.h"
#include "app/learn.h"
#include "app/live_forecast.h"
#include "app/load.h"
#include "app/page_data.h"
#include "app/prior_members.h"
#include "app/report_places.h"
#include "app/rulesets.h"
#include "app/score.h"
#include "app/validate.h"
#include "app/workplace.h"
#include "inference/backtest.h"
#include "inference/counts.h"
#include "inference/score_tasks.h"

namespace corridor {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// A model by hand whose values are given.
class Given : public Model {
 public:
  Given(std::vector<SeriesInfo> series, std::vector<double> values)
      : series_(std::move(series)), values_(std::move(values)) {}
  [[nodiscard]] Time start_time() const override { return {}; }
  [[nodiscard]] Duration step_length() const override { return Duration{3600}; }
  [[nodiscard]] const std::vector<SeriesInfo>& series() const override { return series_; }
  [[nodiscard]] std::unique_ptr<ModelState> start(const ParameterValues& /*parameters*/,
                                                  const MemberStreams& /*streams*/) const override {
    struct State : ModelState {
      [[nodiscard]] std::unique_ptr<ModelState> clone() const override {
        return std::make_unique<State>();
      }
    };
    return std::make_unique<State>();
  }
  void step(ModelState& /*state*/) const override {}
  void observe(const ModelState& /*state*/, std::span<double> out) const override {
    std::copy(values_.begin(), values_.end(), out.begin());
  }

 private:
  std::vector<SeriesInfo> series_;
  std::vector<double> values_;
};

std::unique_ptr<Model> three_places() {
  return std::make_unique<Given>(std::vector<SeriesInfo>{{"arrivals", "", "people"},
                                                         {"arrivals", "x", "people"},
                                                         {"parked", "x", "vehicles"},
                                                         {"waited", "x", "h"},
                                                         {"arrivals", "y", "people"},
                                                         {"arrivals", "z", "people"},
                                                         {"open", "z", "1"}},
                                 std::vector<double>{111.0, 3.0, 5.0, 7.0, 20.0, 88.0, 1.0});
}

/// Name and value of every series.
std::vector<std::string> series_and_values(const Model& model) {
  std::vector<double> values(model.series().size());
  model.observe(*model.start({}, {}), values);
  std::vector<std::string> words;
  for (std::size_t s = 0; s < values.size(); ++s) {
    std::ostringstream out;
    out << model.series()[s].target << ' ' << model.series()[s].location << ' ' << values[s];
    words.push_back(out.str());
  }
  return words;
}

TEST(WithRegions, AddsUpPeopleAndVehiclesButNeitherHoursNorShares) {
  const auto model = with_regions(three_places(), {{"all", 1, "All", "", {"z", "x", "y"}},
                                                   {"west", 2, "West", "", {"x", "y"}},
                                                   {"sea", 3, "Sea", "", {"nowhere"}}});
  EXPECT_THAT(series_and_values(*model),
              ElementsAre("arrivals  111", "arrivals x 3", "parked x 5", "waited x 7",
                          "arrivals y 20", "arrivals z 88", "open z 1", "arrivals all 111",
                          "parked all 5", "arrivals west 23", "parked west 5"));
  EXPECT_TRUE(model->series().back().is_of_region);
  EXPECT_FALSE(model->series().front().is_of_region);
}

TEST(WithRegions, WithoutAnyItIsTheModelItself) {
  auto model = three_places();
  const Model* before = model.get();
  EXPECT_EQ(with_regions(std::move(model), {}).get(), before);
}

// --- a crisis with three crossings, two of them of one country -------------------------------

constexpr const char* kPlaces =
    "id,name,kind,latitude_deg,longitude_deg,safe\n"
    "town,Town,settlement,20,30,no\n"
    "argeen,Argeen,crossing,20.3,30,yes\n"
    "qustul,Qustul,crossing,20.3,30.2,yes\n"
    "adre,Adré,crossing,20.3,29.7,yes\n"
    "bend,Bend,junction,20.1,30.1,no\n";

constexpr const char* kCountColumns = "series,place,time,value,qualifier,unit,published,source\n";

void write_crossings(const Workplace& place, const std::string& region_places,
                     const std::string& counts) {
  place.write("scenario.yaml",
              "title: Three crossings\nutc_offset: \"+02:00\"\nstart: 2023-04-15T00:00\n"
              "end: 2023-04-18T00:00\nstep: 3h\nparameters:\n"
              "  crowd: {unit: people, meaning: those in town, lower: 1000, upper: 90000, source: "
              "s, prior: {lognormal: {median: 9000, sigma: 0.7}}}\n"
              "topics: {mood: {meaning: how people feel, unit: people}}\n"
              "regions:\n  egypt: {name: Egypt, other_name: مصر, places: [" +
                  region_places + "]}\n");
  place.write("places.csv", kPlaces);
  place.write("roads.csv",
              "id,from,to,length_km,free_speed_km_per_hour,capacity_vehicles_per_hour,source\n"
              "to-argeen,town,argeen,40,40,400,s\nto-qustul,town,qustul,42,40,400,s\n"
              "to-adre,town,adre,44,40,400,s\nto-bend,town,bend,20,40,400,s\n");
  place.write("groups.csv",
              "id,place,household_class,people,people_per_household,source\n"
              "families,town,vehicle,@crowd,5,s\n");
  place.write("events.csv",
              "id,kind,time,place,amount,published,source\n"
              "attack,attack,2023-04-15T00:30,town,3,2023-04-15T01:00,s\n");
  place.write("observations.csv", kCountColumns + counts);
}

const std::string kOfEgypt =
    "arrivals_cumulative,egypt,2023-04-16T00:00,412,exactly,people,2023-04-16T01:00,the UN\n"
    "arrivals_cumulative,egypt,2023-04-16T12:00,655,exactly,people,2023-04-16T13:00,the UN\n";

LoadedScenario crossings_known(const Workplace& place) {
  return load_scenario(ScenarioSource{place.path(), {}, {}}, "2023-04-16T18:00");
}

ForecastOptions crossings_options(const Workplace& place) {
  ForecastOptions options;
  options.folder = place.path();
  options.as_of = "2023-04-16T18:00";
  options.members = 60;
  options.threads = 2;
  return options;
}

Assimilation learn_crossings(const Workplace& place, bool counts) {
  ForecastOptions options = crossings_options(place);
  options.assimilate = counts;
  const RunPlan plan = plan_run(options, ScenarioSource{options.folder, {}, {}});
  return learn(plan, options, ParameterSampler(plan.loaded.known, {}),
               [](std::size_t, std::size_t) {});
}

double mean_at_end(const EnsembleResults& results, const std::string& location) {
  const float* row = results.row(results.find("arrivals_cumulative", location), results.steps - 1);
  return std::accumulate(row, row + results.members, 0.0) / static_cast<double>(results.members);
}

/// Days of arrivals teach what the tallies that they add up to teach.
TEST(CountsOfPeriods, TeachAsTalliesDo) {
  const Workplace of_tallies;
  write_crossings(of_tallies, "argeen, qustul", kOfEgypt);
  const Workplace of_periods;
  write_crossings(of_periods, "argeen, qustul", "");
  of_periods.write("observations.csv",
                   "series,place,time,value,qualifier,unit,published,source,since\n"
                   "arrivals_cumulative,egypt,2023-04-16T00:00,412,exactly,people,2023-04-16T01:00,"
                   "the UN,2023-04-15T00:00\n"
                   "arrivals,egypt,2023-04-16T12:00,243,exactly,people,2023-04-16T13:00,the UN,"
                   "2023-04-16T00:00\n");
  const Assimilation untaught = learn_crossings(of_tallies, false);
  const Assimilation by_tallies = learn_crossings(of_tallies, true);
  const Assimilation by_periods = learn_crossings(of_periods, true);
  EXPECT_EQ(by_periods.diagnostics.counts, 2U);
  EXPECT_TRUE(by_periods.diagnostics.checks[0].is_of_periods);
  const double prior = mean_at_end(untaught.results, "egypt");
  const double tallies = mean_at_end(by_tallies.results, "egypt");
  EXPECT_LT(tallies, 0.5 * prior);
  EXPECT_NEAR(mean_at_end(by_periods.results, "egypt"), tallies, 0.15 * tallies);
}

/// Every series of the region is the sum over the places, in every member and step.
void expect_sums(const EnsembleResults& results, const Region& region) {
  std::size_t seen = 0;
  for (std::size_t s = 0; s < results.series.size(); ++s) {
    if (results.series[s].location != region.id) continue;
    ++seen;
    for (std::size_t step = 0; step < results.steps; ++step) {
      for (std::size_t m = 0; m < results.members; ++m) {
        float sum = 0.0F;
        for (const std::string& place : region.places) {
          const std::size_t part = results.find(results.series[s].target, place);
          if (part < results.series.size()) sum += results.row(part, step)[m];
        }
        ASSERT_EQ(results.row(s, step)[m], sum) << results.series[s].target;
      }
    }
  }
  EXPECT_GT(seen, 0U);
}

TEST(Regions, OfTheCorridorRulesAreTheSumsOverTheirPlaces) {
  const Workplace place;
  write_crossings(place, "argeen, qustul, town", "");
  const LoadedScenario loaded = crossings_known(place);
  const EnsembleResults results = learn_crossings(place, false).results;
  expect_sums(results, loaded.known.regions.at(0));
  EXPECT_LT(results.find("staying", "egypt"), results.series.size());
  EXPECT_GT(mean_at_end(results, "egypt"), 0.0);
}

TEST(Regions, ACountOfOneChangesTheForecastOfAllItsPlaces) {
  const Workplace place;
  write_crossings(place, "argeen, qustul", kOfEgypt);
  const EnsembleResults before = learn_crossings(place, false).results;
  const Assimilation learned = learn_crossings(place, true);
  EXPECT_EQ(learned.diagnostics.counts, 2U);
  EXPECT_EQ(learned.diagnostics.checks.size(), 1U);
  // Far fewer came than was thought: fewer will come by each of the two ways, and about as many as
  // were counted have come by them together.
  for (const char* crossing : {"argeen", "qustul"}) {
    EXPECT_LT(mean_at_end(learned.results, crossing), 0.5 * mean_at_end(before, crossing));
    EXPECT_GT(mean_at_end(learned.results, crossing), 0.0);
  }
  expect_sums(learned.results, crossings_known(place).known.regions.at(0));
}

TEST(Regions, ACountOfOneIsComparedLikeThatOfAPlace) {
  const Workplace place;
  write_crossings(place, "argeen, qustul",
                  kOfEgypt +
                      "registered_cumulative,egypt,2023-04-16T00:00,30,about,people,"
                      "2023-04-16T01:00,s\npresent,egypt,2023-04-16T00:00,30,about,people,"
                      "2023-04-16T01:00,s\n");
  const LoadedScenario loaded = crossings_known(place);
  const auto model = make_model(loaded.known);
  const CountSet counts = counts_to_learn(loaded.known, *model);
  EXPECT_TRUE(counts.left_out().empty());
  std::map<std::string, CountClass> kinds;
  for (const CountGroup& group : counts.groups()) {
    EXPECT_EQ(model->series()[group.series].location, "egypt");
    kinds[model->series()[group.series].target] = group.kind;
  }
  EXPECT_EQ(kinds.at("arrivals_cumulative"), CountClass::tally);
  EXPECT_EQ(kinds.at("registered_cumulative"), CountClass::register_);
  EXPECT_EQ(kinds.at("present"), CountClass::stock);
}

TEST(Regions, StandInEveryFileAndReport) {
  const Workplace place;
  write_crossings(place, "argeen, qustul", kOfEgypt);
  const Workplace out;
  ForecastOptions options = crossings_options(place);
  options.out = out.path();
  forecast(options, [](std::size_t, std::size_t) {});
  EXPECT_THAT(text_of(out / "series.csv"), HasSubstr(",arrivals_cumulative,egypt,q50,"));
  EXPECT_THAT(text_of(out / "hub.csv"), HasSubstr(",arrivals_cumulative,1,egypt,2023-04-17,"));
  EXPECT_THAT(text_of(out / "quantiles.csv"), HasSubstr(",arrivals_cumulative,egypt,"));
  const std::string report = text_of(out / "report.html");
  EXPECT_THAT(report, HasSubstr("<br>Egypt <bdi class=\"other\">مصر</bdi>"));
  EXPECT_THAT(report, HasSubstr("still before them, Egypt / \u2068مصر\u2069</td>"));
}

TEST(Regions, AreNamedToThePage) {
  const Workplace place;
  write_crossings(place, "argeen, qustul", kOfEgypt);
  const std::string json = describe_setting(live_scenario(crossings_options(place), {}));
  EXPECT_THAT(json, HasSubstr(R"("regions":[{"id":"egypt","name":"Egypt","other_name":"مصر",)"
                              R"("places":["argeen","qustul"]}])"));
  EXPECT_THAT(json, HasSubstr(R"({"target":"arrivals_cumulative","location":"egypt",)"));
}

TEST(Regions, ClaimsOfOneContradictEachOther) {
  const Workplace place;
  write_crossings(place, "argeen, qustul",
                  kOfEgypt +
                      "arrivals_cumulative,egypt,2023-04-16T12:00,2000,exactly,people,"
                      "2023-04-16T13:00,a ministry\n");
  place.write("claims.csv",
              "id,subject,place,qualifier,value,unit,said_by,source_type,publication,published\n"
              "c1,mood,egypt,exactly,500,people,X,press,P,2023-04-15T12:00\n"
              "c2,mood,egypt,exactly,9000,people,Y,un,P,2023-04-15T12:00\n");
  const ClaimsView view = view_claims({place.path(), "2023-04-16T18:00", {}, true});
  ASSERT_EQ(view.quantities.size(), 1U);
  EXPECT_EQ(view.quantities[0].place, "egypt");
  EXPECT_FALSE(view.disputed_counts.empty());
  EXPECT_THAT(claims_json(view), HasSubstr("\"place\": \"egypt\""));
}

TEST(Regions, AreScoredLikePlaces) {
  const Workplace place;
  write_crossings(place, "argeen, qustul",
                  kOfEgypt +
                      "arrivals_cumulative,egypt,2023-04-17T12:00,800,exactly,people,"
                      "2023-04-17T13:00,the UN\n");
  const Scenario full = crossings_known(place).full;
  BacktestSettings settings;
  settings.origins = {crossings_known(place).as_of};
  settings.horizons = {Horizon{}};
  settings.series_of_model = series_of_model;
  const std::vector<ScoreTask> tasks = score_tasks(full, settings);
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].series.location, "egypt");
  EXPECT_TRUE(tasks[0].series.is_of_region);
}

/// Of two regions' places one becomes known late.
void write_late_place(const Workplace& place) {
  write_crossings(place, "town, qustul",
                  "arrivals_cumulative,egypt,2023-04-16T00:00,412,exactly,people,2023-04-16T01:00,"
                  "s\narrivals_cumulative,egypt,2023-04-17T12:00,800,exactly,people,"
                  "2023-04-17T13:00,s\narrivals_cumulative,egypt,2023-04-17T20:00,900,exactly,"
                  "people,2023-04-17T21:00,s\n");
  place.write("places.csv",
              "id,name,kind,latitude_deg,longitude_deg,safe,published\n"
              "town,Town,settlement,20,30,no,2023-04-14T00:00\n"
              "adre,Adré,crossing,20.3,29.7,yes,2023-04-14T00:00\n"
              "qustul,Qustul,crossing,20.3,30.2,yes,2023-04-17T14:00\n");
  place.write("roads.csv",
              "id,from,to,length_km,free_speed_km_per_hour,capacity_vehicles_per_hour,source,"
              "published\nto-qustul,town,qustul,42,40,400,s,2023-04-17T14:00\n"
              "to-adre,town,adre,44,40,400,s,2023-04-14T00:00\n");
}

TEST(Regions, AreScoredOnceTheModelHasTheirSeries) {
  const Workplace place;
  write_late_place(place);
  EXPECT_THAT(learn_crossings(place, true).diagnostics.warnings,
              testing::Contains(HasSubstr("1 of the counts of arrivals_cumulative egypt is not "
                                          "learned from: of a moment before the start, or of a "
                                          "series that the model has not with what is known by "
                                          "now")));
  const Workplace out;
  ScoreOptions options;
  options.folder = place.path();
  options.from = "2023-04-16T06:00";
  options.to = "2023-04-17T18:00";
  options.every = "12h";
  options.horizons = {"end"};
  options.members = 20;
  options.threads = 1;
  options.out = out.path();
  const ScoreOutcome outcome = score(options, [](std::size_t, std::size_t) {});
  ASSERT_EQ(outcome.table.tasks.size(), 1U);
  EXPECT_EQ(outcome.table.tasks[0].series.location, "egypt");
  EXPECT_EQ(outcome.table.tasks[0].origin, *parse_time("2023-04-17T18:00+02:00", Duration{0}));
  for (const MilestoneTask& task : outcome.table.milestones)
    EXPECT_EQ(task.origin, outcome.table.tasks[0].origin);
}

TEST(Regions, OfPlacesWithoutSeriesAreWarnedOf) {
  const Workplace place;
  write_crossings(place, "argeen, bend", "");
  Diagnostics diagnostics;
  ASSERT_TRUE(validate(ScenarioSource{place.path(), {}, {}}, diagnostics));
  std::string words;
  for (const Diagnostic& item : diagnostics.items()) words += to_string(item) + "\n";
  EXPECT_THAT(words, HasSubstr("scenario.yaml:10: warning: regions.egypt.places: found \"bend\", "
                               "of which the rules have no series"));
  EXPECT_THAT(words, Not(HasSubstr("\"argeen\"")));
}

TEST(Regions, AreFoundInReports) {
  const Workplace place;
  write_crossings(place, "argeen, qustul", "");
  EXPECT_EQ(places_of(crossings_known(place).known).names.at("egypt"), "Egypt / مصر");
}

}  // namespace
}  // namespace corridor

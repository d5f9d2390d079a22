// The report of a forecast made by hand: what it says is counted from the as-of time on.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "output/belief.h"
#include "output/camps_report.h"
#include "output/comparison.h"
#include "output/contradictions.h"
#include "output/counts_shown.h"
#include "output/map.h"
#include "output/old_total.h"
#include "output/report_cards.h"
#include "output/report_sections.h"
#include "results/comparison.h"

namespace corridor {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::size_t kSteps = 16;  ///< of six hours: four days
constexpr std::size_t kRuns = 100;  ///< members
constexpr Duration kStep{6 * 3600};

Parameter fixed_parameter(const std::string& name, double value) {
  Parameter parameter;
  parameter.name = name;
  parameter.prior = Prior{PriorFamily::fixed, value, 0.0, 0.0};
  parameter.upper = 1.0e6;
  parameter.from_scenario = true;
  return parameter;
}

Place place_named(const std::string& id, PlaceKind kind, bool safe) {
  Place place;
  place.id = id;
  place.name = id;
  place.kind = kind;
  place.safe = safe;
  return place;
}

/// One place that people leave and a desk 50 km away; every series is 0 until it is filled.
class HandMade {
 public:
  HandMade() {
    scenario_.title = "By hand";
    std::vector<Parameter> parameters = needs_parameters();
    parameters.push_back(fixed_parameter("means.fuel_litres_per_km", 0.1));
    parameters.push_back(fixed_parameter("means.fuel_queue_factor", 1.5));
    Parameter size = fixed_parameter("people_per_household", 0.0);
    size.prior = Prior{PriorFamily::uniform, 2.0, 6.0, 0.0};
    parameters.push_back(size);
    scenario_.parameters = ParameterRegistry(parameters);
    scenario_.places = {place_named("desk", PlaceKind::desk, true),
                        place_named("home", PlaceKind::settlement, false)};
    Road road;
    road.id = "out";
    road.from = PlaceId{1};
    road.to = PlaceId{0};
    road.length_km = 50.0;
    scenario_.roads = {road};
    Group group;
    group.place = PlaceId{1};
    group.people_per_vehicle = Value::constant(4.0);
    scenario_.groups = {group};
    results_.step = kStep;
    results_.steps = kSteps;
    results_.members = kRuns;
    for (const char* total :
         {"departures_cumulative", "arrivals_cumulative", "arrivals", "on_road", "queue_vehicles",
          "waiting_hours_p50", "waiting_to_leave", "waiting_for_seat", "waiting_for_fuel",
          "waiting_for_help", "staying", "awaiting_registration", "awaiting_placement",
          "without_shelter", "sheltered_centre", "way_out_open", "on_onward_journey"}) {
      results_.series.push_back({total, "", "people"});
    }
    for (const char* at_home :
         {"staying", "waiting_to_leave", "waiting_for_seat", "waiting_for_fuel"})
      results_.series.push_back({at_home, "home", "people"});
    for (const char* at_desk : {"arrivals_cumulative", "present", "awaiting_registration",
                                "sheltered_centre", "awaiting_placement", "without_shelter"})
      results_.series.push_back({at_desk, "desk", "people"});
    results_.values.assign(results_.series.size() * kSteps * kRuns, 0.0F);
    sampler_.emplace(scenario_, std::map<std::string, double>{});
    fill("way_out_open", [](std::size_t, std::size_t) { return 1.0; });
  }

  using At = std::function<double(std::size_t step, std::size_t member)>;
  /// A series everywhere that it is.
  void fill(const std::string& target, const At& value) {
    for (std::size_t s = 0; s < results_.series.size(); ++s) {
      if (results_.series[s].target != target) continue;
      for (std::size_t step = 0; step < kSteps; ++step) {
        for (std::size_t m = 0; m < kRuns; ++m)
          results_.at(s, step, m) = static_cast<float>(value(step, m));
      }
    }
  }
  void begin_after(std::size_t steps) {
    as_of_ = results_.start + kStep * static_cast<long long>(steps);
  }
  void begin_after_hours(double hours) { as_of_ = results_.start + from_hours(hours); }
  Scenario& scenario() { return scenario_; }
  LaterEvidence& later() { return later_; }
  EnsembleResults& results() { return results_; }

  const ForecastRun& run() {
    summary_ = summarise(results_, 1);
    run_.known = &scenario_;
    run_.later = &later_;
    run_.as_of = as_of_;
    run_.results = &results_;
    run_.summary = &summary_;
    run_.sampler = &*sampler_;
    run_.contradicted = contradicted_counts(results_, scenario_.observations);
    run_.implausible = implausible(results_, as_of_);
    run_.learned = learned_.counts > 0 ? &learned_ : nullptr;
    return run_;
  }
  AssimilationDiagnostics& learned() { return learned_; }

 private:
  Scenario scenario_;
  LaterEvidence later_;
  EnsembleResults results_;
  Summary summary_;
  std::optional<ParameterSampler> sampler_;
  AssimilationDiagnostics learned_;
  ForecastRun run_;
  Time as_of_;
};

/// A thousand on the first day, ten every six hours after it.
double rush(std::size_t step, std::size_t /*member*/) {
  return step < 4 ? 250.0 * static_cast<double>(step + 1)
                  : 1000.0 + 10.0 * static_cast<double>(step - 3);
}

ObservationRow count_of(double value, Qualifier qualifier, const std::string& source) {
  ObservationRow row;
  row.series = "arrivals_cumulative";
  row.time = Time{} + kStep * 2;
  row.value = value;
  row.qualifier = qualifier;
  row.unit = "people";
  row.source = source;
  row.published = row.time;
  return row;
}

TEST(ReportGlance, SaysWhatIsStillToComeAfterTheRush) {
  HandMade made;
  made.fill("arrivals_cumulative", rush);
  made.fill("queue_vehicles", [](std::size_t step, std::size_t) { return step < 7 ? 900 : 7; });
  made.fill("sheltered_centre", [](std::size_t step, std::size_t) { return step < 7 ? 800 : 60; });
  made.fill("present", [](std::size_t step, std::size_t) { return step < 7 ? 2000 : 100; });
  made.fill("on_onward_journey", [](std::size_t, std::size_t) { return 2000.0; });
  made.begin_after(8);
  const std::string cards = report_glance(ReportReader(made.run()));
  EXPECT_THAT(cards, HasSubstr("Who is still to come</dt><dd><b>80 people</b>"));
  EXPECT_THAT(cards, HasSubstr("Arrived already: 1,000; on the way now: 0. "));
  EXPECT_THAT(cards, HasSubstr("<b>from about 3 January 00:00</b>"));
  EXPECT_THAT(cards, HasSubstr("(40 to 40), which begin then in nine runs of ten"));
  EXPECT_THAT(cards, HasSubstr("40 people in the busiest 24 hours from now on"));
  EXPECT_THAT(cards, HasSubstr("Longest queue from now on 7 vehicles"));
  EXPECT_THAT(cards, HasSubstr("<b>60 beds</b>"));
  EXPECT_THAT(cards, HasSubstr("<b>1.5 m&sup3; a day</b>"));
}

TEST(ReportGlance, TellsTheLineOnFootAndTheWaterOfAllPlacesTogether) {
  HandMade made;
  made.results().series.push_back({"queue_on_foot", "", "people"});
  made.results().series.push_back({"present", "home", "people"});
  made.results().values.resize(made.results().series.size() * kSteps * kRuns, 0.0F);
  made.fill("arrivals_cumulative", rush);
  made.fill("queue_on_foot", [](std::size_t, std::size_t) { return 3000.0; });
  made.fill("present", [](std::size_t, std::size_t) { return 1000.0; });
  const std::string cards = report_glance(ReportReader(made.run()));
  EXPECT_THAT(cards, HasSubstr("Longest line on foot 3,000 people (3,000 to 3,000)"));
  EXPECT_THAT(cards, HasSubstr("<b>30 m&sup3; a day</b>"));  // 2,000 people, 15 l each
}

TEST(ReportTop, CountsAThreatThatComesAfterItsDelayAsStillToCome) {
  HandMade made;
  Event attack;
  attack.kind = EventKind::attack;
  attack.time = made.results().start;
  attack.delay_hours = Value::constant(0.0);
  attack.probability = Value::constant(1.0);
  made.scenario().events = {attack};
  made.begin_after(1);
  EXPECT_THAT(report_top(ReportReader(made.run())), HasSubstr("Nothing that threatens people"));
  made.scenario().events[0].delay_hours = Value::constant(30.0);
  EXPECT_THAT(report_top(ReportReader(made.run())),
              HasSubstr("1 threat still to come or held possible"));
}

TEST(ReportTop, NamesTheViolenceThatGoesOnAndUntilWhen) {
  HandMade made;
  Event shelling;
  shelling.id = "shelling-1";
  shelling.kind = EventKind::shelling;
  shelling.place = PlaceId{1};
  shelling.time = made.results().start;
  shelling.delay_hours = Value::constant(0.0);
  shelling.probability = Value::constant(1.0);
  shelling.until = shelling.time + std::chrono::hours{48};
  made.scenario().events = {shelling};
  made.begin_after(1);
  const auto said = [&] { return report_top(ReportReader(made.run())); };
  EXPECT_THAT(said(), HasSubstr("Violence that still goes on is assumed to go on as it is: "
                                "shelling-1 at home until 3 January 1970, 00:00. Nothing else that "
                                "threatens people is assumed to happen"));
  // Of three members it is over in one; in the others it lasts 40 and 80 hours.
  made.scenario().events[0].until.reset();
  made.scenario().events[0].lasts_hours =
      Value{{{1.0, made.scenario().parameters.require("people_per_household"), false}}};
  const std::size_t count = made.scenario().parameters.all().size();
  made.results().parameter_count = count;
  for (const double hours : {4.0, 40.0, 80.0})
    made.results().parameters.insert(made.results().parameters.end(), count, hours);
  EXPECT_THAT(said(), HasSubstr("until about 4 January 1970, 08:00 (in 67 % of the runs)"));
  made.begin_after(15);
  EXPECT_THAT(said(), Not(HasSubstr("still goes on")));
}

TEST(ReportGlance, RoundsToHoursOfTheLocalClock) {
  HandMade made;
  made.fill("arrivals_cumulative", rush);
  made.scenario().utc_offset = std::chrono::minutes{5 * 60 + 30};
  made.results().start = Time{} + std::chrono::minutes{30};  // six in the morning there
  made.begin_after(8);
  EXPECT_THAT(report_glance(ReportReader(made.run())), HasSubstr("from about 3 January 06:00<"));
}

/// As of an hour within a step: the first 24 hours ahead began before it.
TEST(ReportGlance, SaysNowWhereTheBusiestHoursHaveBegun) {
  HandMade made;
  made.fill("arrivals_cumulative", rush);
  made.begin_after_hours(4.0);
  const std::string cards = report_glance(ReportReader(made.run()));
  EXPECT_THAT(cards, HasSubstr("<b>from now on</b>"));
  EXPECT_THAT(cards, Not(HasSubstr("1 January 00:00")));
}

TEST(ReportGlance, SaysThatNobodyMoreComes) {
  HandMade made;
  made.fill("arrivals_cumulative", [](std::size_t, std::size_t) { return 1000.0; });
  made.begin_after(8);
  EXPECT_THAT(report_glance(ReportReader(made.run())), HasSubstr("<b>nobody more</b>"));
}

TEST(ReportGlance, NamesThoseWhoStandBeforeADesk) {
  HandMade made;
  made.fill("present", [](std::size_t, std::size_t) { return 17000.0; });
  made.fill("awaiting_registration", [](std::size_t, std::size_t) { return 16000.0; });
  const ForecastRun& run = made.run();
  EXPECT_THAT(report_glance(ReportReader(run)), HasSubstr("<b>16,000 people at once</b>"));
  EXPECT_THAT(report_needs(ReportReader(run)),
              HasSubstr("data-name=\"Before a desk\"><b>16,000</b>"));
}

TEST(ReportGlance, CountsBusLoadsAndLitres) {
  HandMade made;
  made.fill("waiting_for_seat", [](std::size_t, std::size_t) { return 100.0; });
  made.fill("waiting_for_fuel", [](std::size_t, std::size_t) { return 40.0; });
  const std::string cards = report_glance(ReportReader(made.run()));
  EXPECT_THAT(cards, HasSubstr("<b>3 bus loads</b>"));  // of 45 seats
  EXPECT_THAT(cards, HasSubstr("<b>75 litres</b>"));    // 10 vehicles, 50 km, 0.15 l/km
}

TEST(ReportReader, AWayOutThatOpensAndClosesHasOpened) {
  HandMade made;
  made.fill("way_out_open", [](std::size_t step, std::size_t m) {
    return m < 60 && step > 4 && step < 8 ? 1.0 : 0.0;
  });
  for (const char* series : {"arrivals_cumulative", "present"})
    made.fill(series, [](std::size_t, std::size_t m) { return m < 60 ? 500 : 0; });
  const ForecastRun& run = made.run();
  EXPECT_DOUBLE_EQ(ReportReader(run).road_opens(), 0.6);
  EXPECT_THAT(headline(run), HasSubstr("With a probability of 60 % a way out opens by"));
  EXPECT_THAT(headline(run), HasSubstr("if it does, 500 people"));
  EXPECT_THAT(report_top(ReportReader(run)), HasSubstr("<b>60&nbsp;%</b>"));
  made.begin_after(9);  // closed again by then
  EXPECT_DOUBLE_EQ(ReportReader(made.run()).road_opens(), 0.0);
}

TEST(ReportReader, SpeaksOfNoRangeWhereTooFewMembersMeetTheCondition) {
  for (const std::size_t open : {39U, 40U}) {
    HandMade made;
    made.fill("way_out_open", [&](std::size_t, std::size_t m) { return m < open ? 1 : 0; });
    EXPECT_EQ(ReportReader(made.run()).is_conditional(), open == 40U);
    EXPECT_EQ(headline(made.run()).find("if it does") != std::string::npos, open == 40U);
    EXPECT_EQ(headline(made.run()).find("too few runs") != std::string::npos, open == 39U);
  }
}

TEST(ReportReader, ConditionalQuantilesInterpolate) {
  HandMade made;
  made.fill("way_out_open", [](std::size_t, std::size_t m) { return m < 41 ? 1.0 : 0.0; });
  made.fill("arrivals_cumulative",
            [](std::size_t, std::size_t m) { return 10.0 * static_cast<double>(m); });
  const ReportReader reader(made.run());
  EXPECT_DOUBLE_EQ(reader.conditional_fan("arrivals_cumulative").q05.back(), 20.0);
  EXPECT_DOUBLE_EQ(reader.conditional_fan("arrivals_cumulative").q95.back(), 380.0);
  made.fill("way_out_open", [](std::size_t, std::size_t m) { return m < 50 ? 1.0 : 0.0; });
  const ReportReader odd(made.run());
  EXPECT_DOUBLE_EQ(odd.conditional_fan("arrivals_cumulative").q05.back(), 24.5);  // rank 2.45
  EXPECT_DOUBLE_EQ(odd.estimate("arrivals_cumulative", "", kSteps - 1).low, 24.5);
}

TEST(ReportTop, SpeaksOnlyOfAmountsThatTheScenarioAsksAbout) {
  HandMade made;
  for (const char* series : {"arrivals_cumulative", "present"})
    made.fill(series, [](std::size_t, std::size_t) { return 70000.0; });
  made.fill("without_shelter", [](std::size_t, std::size_t m) { return m < 30 ? 5.0 : 0.0; });
  const std::string plain = headline(made.run()) + report_top(ReportReader(made.run()));
  EXPECT_THAT(plain, Not(HasSubstr("famil")));
  EXPECT_THAT(plain, Not(HasSubstr("more than 40,000")));
  EXPECT_THAT(plain, HasSubstr("<b>30&nbsp;%</b><span>chance that beds in centres run out"));
  EXPECT_THAT(plain, HasSubstr("more than half of the people are away from home on 5 January"));
  made.scenario().amounts = {{12500.0, false}, {20000.0, true}};
  const std::string asked = headline(made.run()) + report_top(ReportReader(made.run()));
  EXPECT_THAT(asked, HasSubstr("that more than 12,500 people arrive over 99 %"));
  EXPECT_THAT(asked, HasSubstr("that more than 20,000 families arrive (some 80,000 people) under"));
  EXPECT_THAT(asked, HasSubstr("chance that more than 12,500 people arrive"));
}

TEST(ReportTop, TellsAllWhoEverCameFromPeopleAway) {
  HandMade made;
  // Of a thousand 300 to 399 are away at the end; the others have gone home or died.
  made.fill("present", [](std::size_t, std::size_t m) { return 300.0 + static_cast<double>(m); });
  made.fill("staying", [](std::size_t, std::size_t m) { return 700.0 - static_cast<double>(m); });
  made.fill("arrivals_cumulative", [](std::size_t step, std::size_t m) {
    return static_cast<double>(step) / 5.0 * (300.0 + static_cast<double>(m));
  });
  made.scenario().amounts = {{900.0, false}};
  const std::string again = headline(made.run());
  EXPECT_THAT(again,
              HasSubstr("By 5 January there will have been 1,000 arrivals (90 % range 910 to "
                        "1,200; all who ever came, also those who have gone home, come again or "
                        "died since) and 350 people will be away from home (300 to 390)."));
  EXPECT_THAT(again,
              HasSubstr("more than half of the people are away from home then is under 1 %"));
  const ReportReader reader(made.run());
  EXPECT_THAT(report_top(reader), HasSubstr("arrive; that is all who ever came, also"));
  EXPECT_THAT(report_glance(reader), HasSubstr("arrivals</b>"));
  EXPECT_THAT(report_glance(reader), HasSubstr("Arrivals are all who ever came, also"));
  EXPECT_THAT(report_glance(reader), HasSubstr("350 (300 to 390) on 5 January"));
  made.fill("arrivals_cumulative", [](std::size_t, std::size_t) { return 200.0; });
  EXPECT_THAT(headline(made.run()), HasSubstr("By 5 January 200 people will have arrived"));
}

TEST(ReportTop, DoesNotSpeakOfAWayOutThatIsOpenInEveryRun) {
  HandMade made;
  for (const bool is_certain : {true, false}) {
    made.fill("way_out_open", [&](std::size_t, std::size_t m) { return m > 0 || is_certain; });
    EXPECT_EQ(headline(made.run()).find("way out") == std::string::npos, is_certain);
    EXPECT_EQ(report_top(ReportReader(made.run())).find("way out") == std::string::npos,
              is_certain);
  }
}

TEST(Belief, IsWhatTheCountsTaught) {
  HandMade made;
  const ParameterId size = made.scenario().parameters.find("people_per_household");
  EXPECT_DOUBLE_EQ(belief_in(made.run(), size).median, 4.0);
  made.learned().counts = 1;
  made.learned().stages.push_back({});
  made.learned().parameters = {{"people_per_household", {2.2, 4.0, 5.8}, {2.9, 3.0, 3.1}}};
  const ForecastRun& run = made.run();
  EXPECT_DOUBLE_EQ(belief_in(run, size).median, 3.0);
  EXPECT_DOUBLE_EQ(belief_in(run, size).high, 3.1);
  const std::string plot = report_learned(ReportReader(run));
  EXPECT_THAT(plot, HasSubstr(">" + made.scenario().parameters[size].meaning + "</text>"));
  EXPECT_THAT(plot, Not(HasSubstr("people_per_household")));
  const std::string assumed = report_assumptions(ReportReader(run));
  EXPECT_THAT(assumed, HasSubstr("Median and 90 %, after the counts"));
  EXPECT_THAT(assumed, HasSubstr("2.9 to 3.1"));
  EXPECT_DOUBLE_EQ(
      nlohmann::json::parse(run_json(run))["parameters"]["people_per_household"]["median"], 3.0);
}

TEST(CountsShown, AreDrawnAndNamedWhateverTheySay) {
  HandMade made;
  made.scenario().observations = {count_of(900, Qualifier::about, "the governor"),
                                  count_of(500, Qualifier::at_least, "a border post")};
  made.later().counts = {count_of(950, Qualifier::exactly, "the UN")};
  made.learned().counts = 2;
  made.learned().stages.push_back({});
  made.scenario().topics = {Topic{"present", "people", "people present", true}};
  made.scenario().places[0].other_name = "Kostan";
  made.learned().checks.push_back({made.results().find("present", "desk"), 2, 0.5, 1.0});
  const ReportReader reader(made.run());
  const std::string charts = report_arrivals(reader);
  EXPECT_THAT(charts, HasSubstr("about 900 people, the governor</title><circle"));
  EXPECT_THAT(charts, HasSubstr("<g class=\"count known\"><title>1 January 1970, 12:00: at least "
                                "500 people, a border post</title><path"));
  EXPECT_THAT(charts, HasSubstr("<g class=\"count later\">"));
  EXPECT_THAT(charts, HasSubstr("filled marks: counts known at the as-of time; hollow"));
  const std::string learned = report_learned(reader);
  EXPECT_THAT(learned, HasSubstr("the governor"));
  EXPECT_THAT(learned, HasSubstr("at least 500 people"));
  EXPECT_THAT(learned, HasSubstr("<td>people present, " + made.scenario().places[0].name +
                                 " / Kostan</td>"));
  EXPECT_THAT(learned, Not(HasSubstr("the UN")));
}

TEST(CountsShown, NameARegionByBothItsNames) {
  HandMade made;
  made.scenario().regions = {{"egypt", 1, "Egypt", "مصر", {"desk"}}};
  ObservationRow count = count_of(900, Qualifier::about, "the UN");
  count.place = "egypt";
  made.scenario().observations = {count};
  EXPECT_THAT(known_counts_table(made.run()),
              HasSubstr("arrivals cumulative<br>Egypt <bdi class=\"other\">مصر</bdi></td>"));
}

TEST(ReportGlance, NeverCountsARegionAmongItsPlaces) {
  HandMade made;
  const auto text_of = [&] {
    made.fill("arrivals_cumulative", rush);
    for (const char* target : {"present", "staying", "sheltered_centre"})
      made.fill(target, [](std::size_t, std::size_t) { return 40.0; });
    const ReportReader reader(made.run());
    return report_glance(reader) + report_needs(reader);
  };
  const std::string without = text_of();
  EXPECT_THAT(without, HasSubstr("over 99 % by desk"));
  made.scenario().regions = {{"region", 1, "Region", "", {"desk", "home"}}};
  for (const char* target : {"arrivals_cumulative", "present", "staying", "sheltered_centre"})
    made.results().series.push_back({target, "region", "people", true});
  made.results().values.resize(made.results().series.size() * kSteps * kRuns, 0.0F);
  EXPECT_EQ(text_of(), without);
}

/// Two desks of a region with 40 and 30 people, and one of 50 outside it.
TEST(ReportGlance, TellsRegionsBesideTheirPlacesAndNobodyTwice) {
  HandMade made;
  made.scenario().places.push_back(place_named("last desk", PlaceKind::desk, true));
  made.scenario().places.push_back(place_named("other desk", PlaceKind::desk, true));
  made.scenario().regions = {{"part", 2, "Part", "", {"desk", "other desk", "home"}},
                             {"region", 1, "Region", "", {"desk", "other desk"}}};
  for (const char* target : {"arrivals_cumulative", "present", "sheltered_centre"}) {
    for (const char* location : {"other desk", "last desk", "region", "part"}) {
      const bool is_of_region = made.scenario().find_region(location) != nullptr;
      made.results().series.push_back({target, location, "people", is_of_region});
    }
  }
  made.results().values.resize(made.results().series.size() * kSteps * kRuns, 0.0F);
  const std::map<std::string, double> people = {{"", 120.0},          {"desk", 40.0},
                                                {"other desk", 30.0}, {"last desk", 50.0},
                                                {"region", 70.0},     {"part", 69.0}};
  for (std::size_t s = 0; s < made.results().series.size(); ++s) {
    const SeriesInfo& series = made.results().series[s];
    const auto there = people.find(series.location);
    const bool is_wanted = series.target == "arrivals_cumulative" || series.target == "present" ||
                           series.target == "sheltered_centre";
    if (!is_wanted || there == people.end()) continue;
    for (std::size_t step = 0; step < kSteps; ++step) {
      for (std::size_t m = 0; m < kRuns; ++m)
        made.results().at(s, step, m) = static_cast<float>(there->second);
    }
  }
  const ReportReader reader(made.run());
  const std::string cards = report_glance(reader);
  EXPECT_THAT(cards, HasSubstr("<b>58 % by Region</b><span>of those still to come. last desk 42 %. "
                               "Place by place: last desk 42 %, desk 33 %, other desk 25 %. "));
  EXPECT_THAT(cards, HasSubstr("Where: Region 70, last desk 50; place by place: last desk 50, desk "
                               "40, other desk 30"));
  EXPECT_THAT(cards, Not(HasSubstr("Part")));
  const std::string needs = report_needs(reader);
  EXPECT_LT(needs.find("All places together"), needs.find(">Region <span"));
  EXPECT_LT(needs.find(">Region <span"), needs.find(">last desk"));
}

TEST(CountsShown, StandBesideWhatTheForecastSaysOfThen) {
  HandMade made;
  made.fill("arrivals_cumulative", rush);
  made.scenario().observations = {count_of(20, Qualifier::exactly, "the governor")};
  made.learned().counts = 1;
  made.learned().stages.push_back({});
  const std::string learned = report_learned(ReportReader(made.run()));
  EXPECT_THAT(learned, HasSubstr("Forecast of then</th>"));
  EXPECT_THAT(learned,
              HasSubstr("20 people</td><td class=\"n\">500 <span class=\"note\">(500 to 500)"));
}

TEST(ReportClaims, TellPlaceMomentAndWhatTheForecastSaysOfThen) {
  HandMade made;
  made.fill("arrivals_cumulative", rush);
  made.scenario().topics = {{"arrivals_cumulative", "people", "arrivals", true}};
  Claim claim;
  claim.subject = "arrivals_cumulative";
  claim.place = "desk";
  claim.holds_for = Time{} + kStep * 2;
  claim.value = 900.0;
  claim.qualifier = Qualifier::exactly;
  claim.unit = "people";
  claim.published = Time{};
  Claim other = claim;
  other.value = 100.0;
  Claim of_no_moment = claim;
  of_no_moment.holds_for = std::nullopt;
  of_no_moment.place = "";
  made.scenario().claims = {claim, other, of_no_moment};
  const std::string claims = report_claims(ReportReader(made.run()));
  EXPECT_THAT(claims, HasSubstr("<td>arrivals cumulative<br>desk<br><span class=\"note\">for 1 "
                                "January 1970, 12:00</span></td>"));
  EXPECT_THAT(claims, HasSubstr("forecast of then: 500 (500 to 500) people"));
  EXPECT_THAT(claims, HasSubstr("<b>This forecast of then</b>")) << "beside what is contested";
  EXPECT_THAT(claims, HasSubstr("<td>arrivals cumulative</td>"));
}

TEST(Contradictions, AreNamedAtTheNeedsOfTheirPlaceAndInRunJson) {
  HandMade made;
  made.fill("present", [](std::size_t, std::size_t) { return 500.0; });
  ObservationRow count = count_of(20, Qualifier::exactly, "the governor");
  count.series = "present";
  count.place = "desk";
  made.scenario().observations = {count};
  const std::string words =
      "the forecast contradicts the newest count of present, desk, by a factor of 13: 20 people "
      "on 1 January 1970, 12:00 (the governor), while it says 500 for that moment (90 % range 500 "
      "to 500); read all that is said of desk, its needs too, with that";
  EXPECT_EQ(contradiction_warnings(made.scenario(), made.run().contradicted),
            std::vector<std::string>{words});
  const std::string needs = report_needs(ReportReader(made.run()));
  EXPECT_THAT(needs, HasSubstr("<b>Careful:</b> " + words));
  EXPECT_THAT(needs, HasSubstr("desk <span class=\"other\">counted otherwise"));
  const auto json = nlohmann::json::parse(run_json(made.run()));
  ASSERT_EQ(json["contradicted_counts"].size(), 1U);
  EXPECT_EQ(json["contradicted_counts"][0]["location"], "desk");
  EXPECT_EQ(json["contradicted_counts"][0]["forecast"]["median"], 500.0);
  // Both take what was found once.
  ForecastRun found_none = made.run();
  found_none.contradicted.clear();
  EXPECT_THAT(report_needs(ReportReader(found_none)), Not(HasSubstr("Careful")));
  EXPECT_TRUE(nlohmann::json::parse(run_json(found_none))["contradicted_counts"].empty());
  made.scenario().observations.front().value = 400.0;
  EXPECT_THAT(report_needs(ReportReader(made.run())), Not(HasSubstr("Careful")));
}

TEST(Contradictions, SpeakOfNoNeedsOfARegion) {
  HandMade made;
  made.scenario().regions = {{"region", 1, "Region", "", {"desk"}}};
  made.results().series.push_back({"present", "region", "people", true});
  made.results().values.resize(made.results().series.size() * kSteps * kRuns, 0.0F);
  made.fill("present", [](std::size_t, std::size_t) { return 500.0; });
  ObservationRow count = count_of(20, Qualifier::exactly, "the governor");
  count.series = "present";
  count.place = "region";
  made.scenario().observations = {count};
  const std::vector<std::string> warnings =
      contradiction_warnings(made.scenario(), made.run().contradicted);
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_THAT(warnings.front(), HasSubstr("read all that is said of Region with that"));
}

TEST(ReportRoad, LeavesOutWhatStaysAtNought) {
  HandMade made;
  made.fill("queue_vehicles", [](std::size_t, std::size_t) { return 3.0; });
  const std::string road = report_road(ReportReader(made.run()));
  EXPECT_THAT(road, HasSubstr("Vehicles in queues"));
  EXPECT_THAT(road, Not(HasSubstr("waiting to be allotted")));
}

TEST(ReportRoad, LosesNoHoursWhereHardlyAnybodyArrives) {
  HandMade made;
  // In the middle six hours one run of twenty has arrivals; else all have, and lost five hours.
  const auto is_quiet = [](std::size_t step, std::size_t m) { return step == 8 && m % 20 != 0; };
  made.fill("arrivals", [&](std::size_t step, std::size_t m) { return is_quiet(step, m) ? 0 : 9; });
  made.fill("waiting_hours_p50",
            [&](std::size_t step, std::size_t m) { return is_quiet(step, m) ? 0 : 5; });
  const Fan fan = ReportReader(made.run()).fan_of_arriving("waiting_hours_p50");
  for (std::size_t step = 0; step < kSteps; ++step) {
    EXPECT_EQ(std::isnan(fan.q50[step]), step == 8);
    if (step != 8) {
      EXPECT_DOUBLE_EQ(fan.q05[step], 5.0);
    }
  }
}

TEST(ReportTop, WarnsBesideTheAnswer) {
  HandMade made;
  EXPECT_THAT(report_top(ReportReader(made.run())), Not(HasSubstr("Careful")));
  made.learned().counts = 1;
  made.learned().warnings = {"the counts < the model"};
  EXPECT_THAT(report_top(ReportReader(made.run())),
              HasSubstr("<b>Careful:</b> the counts &lt; the model."));
}

TEST(ReportTop, WarnsOfWhatHardlyEverHappens) {
  HandMade made;
  made.fill("staying", [](std::size_t, std::size_t) { return 40.0; });
  EXPECT_THAT(report_top(ReportReader(made.run())),
              HasSubstr("<b>Careful:</b> nobody wants to leave in any run"));
  EXPECT_THAT(run_json(made.run()), HasSubstr("nobody wants to leave in any run"));
  made.fill("departures_cumulative", rush);
  EXPECT_THAT(report_top(ReportReader(made.run())), Not(HasSubstr("Careful")));
  made.fill("arrivals", [](std::size_t, std::size_t) { return 10.0; });
  made.fill("waiting_hours_p50", [](std::size_t, std::size_t) { return 430.0; });
  EXPECT_THAT(report_top(ReportReader(made.run())), HasSubstr("lose 430 hours on the way"));
}

TEST(ReportNeeds, ShowsEveryDayOnceAndSaysHowFarAheadItIs) {
  HandMade made;
  made.fill("present", [](std::size_t, std::size_t) { return 10.0; });
  const std::string needs = report_needs(ReportReader(made.run()));
  EXPECT_THAT(needs, HasSubstr(", the end of the forecast</h3>"));
  EXPECT_THAT(needs, HasSubstr(", 1 day after the as-of time</h3>"));
  std::size_t tables = 0;
  for (std::size_t at = 0; (at = needs.find("<table", at)) != std::string::npos; ++at) ++tables;
  EXPECT_EQ(tables, 4U);  // now, day 1, the end for days 5, 7 and 10; and day 3
}

TEST(ReportNeeds, TellNowAndTheComingDayBeforeTheRest) {
  HandMade made;
  made.fill("present", [](std::size_t step, std::size_t) { return 10.0 * double(step); });
  made.begin_after(4);
  const std::string needs = report_needs(ReportReader(made.run()));
  const std::size_t now = needs.find(", now</h3>");
  const std::size_t in_a_day = needs.find(", 1 day after the as-of time</h3>");
  const std::size_t folded = needs.find("<details>");
  EXPECT_LT(now, in_a_day);
  EXPECT_LT(in_a_day, folded);
  EXPECT_THAT(needs, HasSubstr("<b>30</b>"));  // now: after three whole steps behind the first
}

TEST(ReportNeeds, SaysWhichSharesAreNotThisCrisissOwn) {
  HandMade made;
  const auto general = HasSubstr(
      "The shares of children (<code>needs.children_share</code>), older people "
      "(<code>needs.older_share</code>), people with a disability "
      "(<code>needs.disability_share</code>) are general: put this crisis's own in their place.");
  EXPECT_THAT(report_needs(ReportReader(made.run())), general);
  EXPECT_THAT(report_assumptions(ReportReader(made.run())),
              testing::AllOf(HasSubstr("<code>needs.children_share</code>"),
                             HasSubstr("Sphere Handbook 2018")));
  std::vector<Parameter> parameters = made.scenario().parameters.all();
  for (Parameter& parameter : parameters) parameter.from_scenario = true;
  made.scenario().parameters = ParameterRegistry(parameters);
  EXPECT_THAT(report_needs(ReportReader(made.run())), Not(HasSubstr("general")));
}

TEST(ReportNeeds, LeavesOutDaysWithoutAnybody) {
  HandMade made;
  made.fill("present", [](std::size_t step, std::size_t) { return step > 8 ? 10.0 : 0.0; });
  const std::string needs = report_needs(ReportReader(made.run()));
  EXPECT_THAT(needs, Not(HasSubstr(", now</h3>")));
  EXPECT_THAT(needs, Not(HasSubstr(", 1 day after the as-of time</h3>")));
  EXPECT_THAT(needs, HasSubstr(", the end of the forecast</h3>"));
}

TEST(ReportGlance, TheMostFromNowOnIsNoLessThanNow) {
  HandMade made;
  made.fill("awaiting_registration",
            [](std::size_t step, std::size_t) { return 1600.0 - 100.0 * double(step); });
  made.begin_after(1);
  EXPECT_THAT(report_glance(ReportReader(made.run())), HasSubstr("<b>1,600 people at once</b>"));
}

TEST(ReportLines, NeedWaterWhileTheyStand) {
  HandMade made;
  EXPECT_EQ(report_lines(ReportReader(made.run())), "");
  for (const char* target :
       {"road_vehicles", "road_people_in_vehicles", "road_queue_vehicles", "road_outflow_vehicles"})
    made.results().series.push_back({target, "out", "vehicles"});
  made.results().values.resize(made.results().series.size() * kSteps * kRuns, 0.0F);
  made.fill("road_vehicles", [](std::size_t step, std::size_t) { return step < 4 ? 250.0 : 0.0; });
  made.fill("road_people_in_vehicles",
            [](std::size_t step, std::size_t) { return step < 4 ? 1000.0 : 0.0; });
  made.fill("road_queue_vehicles",
            [](std::size_t step, std::size_t) { return step < 4 ? 200.0 : 0.0; });
  made.fill("road_outflow_vehicles",
            [](std::size_t step, std::size_t) { return step < 4 ? 0.0 : 400.0; });
  const std::string lines = report_lines(ReportReader(made.run()));
  EXPECT_THAT(lines, HasSubstr("<th scope=\"row\">desk<span class=\"other\">from home</span>"));
  EXPECT_THAT(lines, HasSubstr("data-name=\"People\"><b>800</b>"));
  EXPECT_THAT(lines, HasSubstr("data-name=\"Hours to pass\"><b>21</b>"));  // 3 steps and a half
  EXPECT_THAT(lines, HasSubstr("m&sup3; a day\"><b>12</b>"));
  EXPECT_THAT(lines, Not(HasSubstr("not by the end")));
}

RankedQuantity ranked(const std::string& name, double saved, double error,
                      const std::string& dispute) {
  RankedQuantity quantity;
  quantity.name = name;
  quantity.dispute = dispute;
  quantity.worth.saved = {saved, error};
  return quantity;
}

TEST(ReportChecking, LeavesOutWhatSavesNoMoreThanChance) {
  HandMade made;
  Ranking ranking;
  ranking.expected_loss = {1000.0, 1.0};
  ranking.quantities = {ranked("large", 500.0, 10.0, ""), ranked("noise", 410.0, 690.0, ""),
                        ranked("quarrel", 4.0, 3.0, "1 to 9")};
  ranking.way_out = ranked("way_out_open", 0.0, 0.0, "");
  ForecastRun run = made.run();
  run.ranking = &ranking;
  const std::string rows = report_checking(ReportReader(run));
  EXPECT_THAT(rows, HasSubstr("<td>large<br>"));
  EXPECT_THAT(rows,
              HasSubstr("at an expected loss of 1,000 times the cost of one too many. A row"));
  EXPECT_THAT(rows, HasSubstr("an expected loss of 1,000 times the cost of one too many, or 50"));
  for (const char* none : {"<td>noise", "<td>quarrel", "<td>way out open", "For comparison"})
    EXPECT_THAT(rows, Not(HasSubstr(none)));
  EXPECT_THAT(rows, HasSubstr("Left out: 2 quantities, 1 of them contested, that would save no"));
}

TEST(CampsHeadline, NamesTheLargestWithoutSayingThatTheyAreMost) {
  HandMade made;
  made.results().series = {{"in_camps", "", "people"},
                           {"in_camp", "A", "people"},
                           {"in_camp", "B", "people"},
                           {"in_camp", "C", "people"},
                           {"in_camp", "D", "people"}};
  made.results().values.assign(5 * kSteps * kRuns, 10.0F);
  EXPECT_THAT(headline(made.run()), HasSubstr("; the largest: A: 10 (10 to 10); B"));
  EXPECT_THAT(headline(made.run()), Not(HasSubstr("most of them")));
}

TEST(CampsReport, ShowsRegionsAndTakesNoneForACamp) {
  HandMade made;
  made.scenario().regions = {{"north", 1, "The north", "", {"A", "B"}}};
  made.results().series = {
      {"in_camps", "", "people"}, {"in_camp", "A", "people"}, {"in_camp", "north", "people", true}};
  made.results().values.assign(3 * kSteps * kRuns, 10.0F);
  EXPECT_THAT(camps_headline(made.run()), Not(HasSubstr("north")));
  const std::string html = camps_report_html(made.run());
  EXPECT_THAT(html, HasSubstr("<b>The north</b>"));
  EXPECT_THAT(html, Not(HasSubstr("<td>north</td>")));
}

ObservationRow camp_count(const std::string& place, double people, Time time) {
  ObservationRow row;
  row.series = place.empty() ? "in_camps" : "in_camp";
  row.place = place;
  row.value = people;
  row.time = time;
  row.unit = "people";
  return row;
}

/// A camp of two names, with steps of a day.
struct OneCamp : HandMade {
  OneCamp() {
    scenario().ruleset = "daily";
    scenario().places[0].id = "A";
    scenario().places[0].name = "Adré";
    scenario().places[0].other_name = "أدري";
    results().step = kDay;
    results().series = {{"in_camps", "", "people"}, {"in_camp", "A", "people"}};
    results().values.assign(2 * kSteps * kRuns, 104888.0F);
  }
};

TEST(CampsReport, RoundsItsHeadlineAndSetsNamesFromRightToLeftApart) {
  OneCamp made;
  EXPECT_THAT(headline(made.run()),
              HasSubstr("Adré / \u2068أدري\u2069: 100,000 (100,000 to 100,000)"));
}

TEST(CampsReport, ShowsTheLastKnownCountByItsDate) {
  OneCamp made;
  made.scenario().observations = {camp_count("A", 80000.0, Time{} + kDay)};
  LaterEvidence later;
  later.counts = {camp_count("A", 155000.0, Time{} + 9 * kDay)};
  ForecastRun run = made.run();
  run.later = &later;
  const std::string html = camps_report_html(run);
  EXPECT_THAT(html, HasSubstr("80,000 <span class=\"note\">1970-01-02</span>"));
  EXPECT_THAT(html, Not(HasSubstr("155,000 <span")));
}

TEST(CampsReport, TellsTheNeedsOfTomorrowOfAWeekAndOfTheEnd) {
  OneCamp made;
  ForecastRun run = made.run();
  run.as_of = Time{} + 2 * kDay;
  const std::string html = camps_report_html(run);
  EXPECT_THAT(html, HasSubstr("After a day: 1970-01-03"));
  EXPECT_THAT(html, HasSubstr("After a week: 1970-01-09"));
  EXPECT_THAT(html, HasSubstr("At the end: 1970-01-16"));
  run.as_of = Time{} + 10 * kDay;
  EXPECT_THAT(camps_report_html(run), Not(HasSubstr("After a week")));
}

TEST(CampsReport, ShowsRegionsUnderTheirOwnHeading) {
  OneCamp made;
  made.scenario().regions = {{"north", 1, "The north", "", {"A"}}};
  made.results().series.push_back({"in_camp", "north", "people", true});
  made.results().values.assign(3 * kSteps * kRuns, 10.0F);
  const std::string html = camps_report_html(made.run());
  EXPECT_LT(html.find("<th>Region, its camps together</th>"), html.find("<td>The north</td>"));
  EXPECT_GT(html.find("<th>Region, its camps together</th>"), html.find("<td>Adré"));
}

TEST(CampsReport, SaysThatASuddenFlightIsNotForeseen) {
  OneCamp made;
  EXPECT_THAT(camps_report_html(made.run()),
              HasSubstr("A sudden flight of thousands within a day is outside"));
}

TEST(OldTotal, IsNamedWithTheNewerCampsAndTheirDates) {
  OneCamp made;
  Scenario& scenario = made.scenario();
  scenario.observations = {camp_count("", 98000.0, Time{}), camp_count("A", 65000.0, Time{}),
                           camp_count("home", 33000.0, Time{})};
  EXPECT_TRUE(old_total_warnings(scenario).empty());
  scenario.observations.push_back(camp_count("A", 80000.0, Time{} + 15 * kDay));
  const std::vector<std::string> warnings = old_total_warnings(scenario);
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_THAT(warnings.front(), HasSubstr("98,000 on 1 January 1970, is older than that of Adré"));
  EXPECT_THAT(warnings.front(), HasSubstr("(80,000 on 16 January 1970); "));
  EXPECT_THAT(warnings.front(), HasSubstr("add up to 113,000"));
}

/// Arrivals at places, the same in both members.
MemberQuantities arrivals_at(const std::map<std::string, double>& people) {
  MemberQuantities quantities = {{"arrivals by the end", "", "people", {0.0, 0.0}}};
  for (const auto& [place, arrived] : people) {
    quantities.push_back({"arrivals by the end", place, "people", {arrived, arrived}});
    for (double& all : quantities.front().members) all += arrived;
  }
  return quantities;
}

TEST(Comparison, SpeaksOfPlacesWherePeopleComeToSeveralInEitherRun) {
  const auto told = [](const MemberQuantities& base, const MemberQuantities& changed) {
    std::string words;
    for (const ComparedQuantity& q : compare_quantities(base, changed))
      words += q.location + fmt::format(" {:g} ", q.mean_difference);
    return words;
  };
  EXPECT_EQ(told(arrivals_at({{"a", 5.0}}), arrivals_at({{"a", 7.0}})), " 2 ");
  EXPECT_EQ(told(arrivals_at({{"a", 5.0}, {"b", 0.0}}), arrivals_at({{"a", 7.0}, {"b", 0.0}})),
            " 2 ");
  EXPECT_EQ(told(arrivals_at({{"a", 5.0}}), arrivals_at({{"a", 3.0}, {"new", 4.0}})),
            " 2 a -2 new 4 ");
  EXPECT_EQ(told(arrivals_at({{"a", 5.0}, {"gone", 1.0}}), arrivals_at({{"a", 6.0}})),
            " 0 a 1 gone -1 ");
}

TEST(Comparison, TakesARegionForNoSecondPlace) {
  const auto told = [](MemberQuantities run) {
    run.push_back({"arrivals by the end", "region", "people", run.front().members, 0, true});
    std::string words;
    for (const ComparedQuantity& q : compare_quantities(run, run)) words += q.location + " ";
    return words;
  };
  EXPECT_EQ(told(arrivals_at({{"a", 5.0}, {"b", 0.0}})), " ");
  EXPECT_EQ(told(arrivals_at({{"a", 5.0}, {"b", 1.0}})), " a b region ");
}

/// What a comparison of two runs says of the second and its page.
std::pair<std::string, std::string> comparison_of(const Scenario& scenario,
                                                  const MemberQuantities& base,
                                                  const MemberQuantities& changed) {
  ComparisonEntry entry;
  entry.name = "buses";
  entry.quantities = changed;
  const auto folder = std::filesystem::temp_directory_path() / "corridor-comparison-test";
  std::filesystem::create_directories(folder);
  const ComparisonText text = write_comparison(scenario, Time{}, base, {entry}, folder, false);
  std::ifstream page(folder / "comparison.html");
  std::string html{std::istreambuf_iterator<char>(page), {}};
  std::filesystem::remove_all(folder);
  return {text.sentences.front(), std::move(html)};
}

TEST(Comparison, NamesCampsAndRegionsByTheirNames) {
  Scenario scenario;
  scenario.places = {place_named("a", PlaceKind::reception, true),
                     place_named("b", PlaceKind::reception, true)};
  scenario.places[0].name = "Camp of A";
  scenario.regions = {{"north", 1, "The north", "", {"a", "b"}}};
  EnsembleResults results;
  results.series = {{"in_camps", "", "people"},
                    {"in_camp", "a", "people"},
                    {"in_camp", "b", "people"},
                    {"in_camp", "north", "people", true}};
  results.step = kStep;
  results.steps = 1;
  results.members = 1;
  results.values = {3.0F, 1.0F, 2.0F, 3.0F};
  const MemberQuantities run = comparison_quantities(results, Time{});
  const std::string words = comparison_of(scenario, run, run).first;
  EXPECT_THAT(words, HasSubstr("in camps by the end: 0"));
  EXPECT_THAT(words, HasSubstr("in camps by the end, Camp of A: 0"));
  EXPECT_THAT(words, HasSubstr("in camps by the end, The north: 0"));
}

TEST(Comparison, CountsThoseBeforeADeskFromTheAsOfTimeOn) {
  HandMade made;
  made.results().series.push_back({"waiting_hours_p90", "", "h"});
  made.results().values.resize(made.results().series.size() * kSteps * kRuns, 0.0F);
  made.fill("awaiting_registration",
            [](std::size_t step, std::size_t) { return 100.0 - static_cast<double>(step); });
  std::size_t places = 0;
  for (const MemberQuantity& q : comparison_quantities(made.results(), Time{} + kStep * 8)) {
    if (q.name != "most people before a desk") continue;
    EXPECT_DOUBLE_EQ(q.members.front(), 92.0);
    places += q.location == "desk" ? 1 : 0;
  }
  EXPECT_EQ(places, 1U);
}

const MemberQuantity& quantity_of(const MemberQuantities& quantities, const std::string& name) {
  return *std::find_if(quantities.begin(), quantities.end(),
                       [&](const MemberQuantity& quantity) { return quantity.name == name; });
}

TEST(Comparison, TakesTheSamePeopleInBothRunsToSayWhenMostHaveArrived) {
  constexpr const char* kHours = "hours from the as-of time to 90 % of the base's arrivals";
  HandMade made;
  made.results().series.push_back({"waiting_hours_p90", "", "h"});
  made.results().values.resize(made.results().series.size() * kSteps * kRuns, 0.0F);
  const auto hours_of = [&](double people_a_step, double most, const MemberQuantities& base) {
    made.fill("arrivals_cumulative", [&](std::size_t step, std::size_t) {
      return std::min(most, people_a_step * static_cast<double>(step + 1));
    });
    return comparison_quantities(made.results(), Time{} + kStep * 4, base);
  };
  const MemberQuantities base = hours_of(10.0, 100.0, {});
  EXPECT_DOUBLE_EQ(quantity_of(base, kHours).members.front(),
                   30.0);  // 9 steps of six hours, less 4
  // Twice as many people, each as soon as before: none of the base's comes later.
  const MemberQuantities more = hours_of(20.0, 200.0, base);
  EXPECT_DOUBLE_EQ(quantity_of(more, kHours).members.front(), 6.0);
  const MemberQuantities fewer = hours_of(5.0, 70.0, base);
  EXPECT_DOUBLE_EQ(quantity_of(fewer, kHours).members.front(), 72.0);  // the end
  EXPECT_EQ(quantity_of(fewer, kHours).not_reached, kRuns);
  EXPECT_EQ(quantity_of(base, kHours).not_reached, 0U);
}

TEST(Comparison, TakesNoHoursFromRunsInWhichNobodyArrivesInTheBase) {
  constexpr const char* kHours = "hours from the as-of time to 90 % of the base's arrivals";
  HandMade made;
  made.results().series.push_back({"waiting_hours_p90", "", "h"});
  made.results().values.resize(made.results().series.size() * kSteps * kRuns, 0.0F);
  const auto run = [&](std::size_t first_member, std::size_t first_step,
                       const MemberQuantities& base) {
    made.fill("arrivals_cumulative", [&](std::size_t step, std::size_t m) {
      return m >= first_member && step >= first_step ? 100.0 : 0.0;
    });
    return comparison_quantities(made.results(), Time{}, base);
  };
  const auto hours = [&](const MemberQuantities& base, const MemberQuantities& changed) {
    std::vector<ComparedQuantity> all = compare_quantities(base, changed);
    std::erase_if(all, [&](const ComparedQuantity& q) { return q.name != kHours; });
    return all;
  };
  const MemberQuantities closed = run(kRuns, 0, {});
  EXPECT_TRUE(hours(closed, run(0, 0, closed)).empty());
  const MemberQuantities half = run(kRuns / 2, 4, {});
  const std::vector<ComparedQuantity> sooner = hours(half, run(0, 3, half));
  ASSERT_EQ(sooner.size(), 1U);
  EXPECT_EQ(sooner.front().members, kRuns / 2);
  EXPECT_EQ(sooner.front().base_not_reached + sooner.front().value_not_reached, 0U);
  EXPECT_DOUBLE_EQ(sooner.front().mean_difference, -6.0);  // of six-hour steps
}

TEST(Comparison, NamesWhoWaitsToLeaveAndForWhat) {
  HandMade made;
  made.results().series.push_back({"waiting_hours_p90", "", "h"});
  made.results().values.resize(made.results().series.size() * kSteps * kRuns, 0.0F);
  for (const char* series : {"waiting_to_leave", "waiting_for_seat"})
    made.fill(series, [](std::size_t step, std::size_t) { return step < 8 ? 90.0 : 40.0; });
  const MemberQuantities run = comparison_quantities(made.results(), Time{});
  std::map<std::string, double> told;
  for (const ComparedQuantity& q : compare_quantities(run, run)) told[q.name] = q.base.median;
  EXPECT_EQ(told.at("still waiting to leave at the end"), 40.0);
  EXPECT_EQ(told.at("still waiting for a seat at the end"), 40.0);
  EXPECT_EQ(told.at("most people waiting to leave"), 90.0);
  EXPECT_EQ(told.at("most people waiting for a seat"), 90.0);
  EXPECT_EQ(told.count("most people waiting for fuel"), 0U);  // nobody does
}

TEST(Comparison, LeadsWithTheMeanAndSaysWhereItIsOfFewRuns) {
  MemberQuantities base = {{"longest queue", "", "vehicles", std::vector<double>(100, 0.0)}};
  MemberQuantities changed = base;
  changed[0].members[0] = 1000.0;
  const auto [words, html] = comparison_of(Scenario{}, base, changed);
  EXPECT_EQ(words, "buses:\n  longest queue: +10 vehicles on average (0 to 0, in few runs)");
  EXPECT_THAT(html, HasSubstr("<b>+10</b><span>0 to 0, in few runs</span>"));
  changed[0].members[0] = -10.0;
  EXPECT_THAT(comparison_of(Scenario{}, base, changed).first,
              HasSubstr("-0.1 vehicles on average (0 to 0, in few runs)"));
  changed[0].members[0] = -4.0;
  EXPECT_THAT(comparison_of(Scenario{}, base, changed).first,
              HasSubstr(": 0 vehicles on average (0 to 0)"));
}

TEST(FanChart, LeavesRoomForItsLabels) {
  FanChart chart;
  chart.times = {Time{}, Time{} + kStep};
  const std::vector<double> line = {0.0, 1.2e6};
  chart.fan = {line, line, line, line, line};
  const std::string svg = draw_fan_chart(chart);
  // 480 wide; "1,200,000 median" in letters of 9 and a gap of 6.
  EXPECT_THAT(svg, HasSubstr("<text x=\"336"));
}

TEST(FanChart, HasAGapWhereThereIsNothingToSay) {
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  FanChart chart;
  for (int i = 0; i < 5; ++i) chart.times.push_back(Time{} + kStep * i);
  const std::vector<double> line = {1.0, 2.0, nothing, 3.0, nothing};
  chart.fan = {line, line, line, line, line};
  const std::string svg = draw_fan_chart(chart);
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
  EXPECT_THAT(svg, Not(HasSubstr("median</tspan>")));  // nothing at the end to name
  std::size_t stretches = 0;
  for (const char c : svg) stretches += c == 'Z' ? 1 : 0;
  EXPECT_EQ(stretches, 4U);                           // two of each band
  EXPECT_THAT(svg, HasSubstr("h2\" fill=\"none\""));  // the single time can be seen
}

TEST(ReportMap, HasAScaleThatFitsACity) {
  HandMade made;
  for (std::size_t p = 0; p < made.scenario().places.size(); ++p) {
    made.scenario().places[p].latitude_deg = 40.0;
    made.scenario().places[p].longitude_deg = 44.0 + 0.03 * static_cast<double>(p);
  }
  // 0.03 degrees at 40 degrees north: 2.56 km on 356 pixels, so that 1 km takes 139 of 500.
  const std::string map =
      draw_map(made.scenario(), {{PlaceId{0}, 10.0, ""}, {PlaceId{1}, 10.0, ""}}, {}, "a map");
  EXPECT_THAT(map, HasSubstr("<line x1=\"10\" x2=\"149.3\""));
  EXPECT_THAT(map, HasSubstr(">1 km, north is up<"));
}

TEST(ReportMap, IsolatesTheOtherName) {
  HandMade made;
  made.scenario().places[1].other_name = "كوستي";
  const std::string map = draw_map(made.scenario(), {{PlaceId{1}, 10.0, "10"}}, {}, "a map");
  EXPECT_THAT(map, HasSubstr("\u2068كوستي\u2069"));
  EXPECT_THAT(place_html(made.scenario().places[1]), HasSubstr("<bdi class=\"other\">كوستي</bdi>"));
}

/// The largest place stands among four others, whose circles take every side of it.
TEST(ReportMap, NamesTheLargestPlaceAmongOthers) {
  HandMade made;
  std::vector<Place>& places = made.scenario().places;
  places.clear();
  std::vector<MapPlace> shown;
  const auto add = [&](const std::string& id, double north, double east, double people) {
    places.push_back(place_named(id, PlaceKind::settlement, false));
    places.back().latitude_deg = 40.0 + north;
    places.back().longitude_deg = 44.0 + east;
    shown.push_back({PlaceId{static_cast<std::uint32_t>(places.size() - 1)}, people, ""});
  };
  add("The capital", 0.0, 0.0, 1000.0);
  for (const double side : {-1.0, 1.0}) {
    add("east or west", 0.0, 0.15 * side, 900.0);
    add("north or south", 0.12 * side, 0.0, 900.0);
    add("far", 0.0, 1.0 * side, 1.0);
  }
  const std::string map = draw_map(made.scenario(), shown, {}, "a map");
  EXPECT_THAT(map, HasSubstr("\">The capital</text>"));
}

/// Labels of places on both edges are too long for either side and would run over the edge below.
TEST(ReportMap, KeepsLabelsInside) {
  HandMade made;
  for (std::size_t p = 0; p < made.scenario().places.size(); ++p) {
    Place& place = made.scenario().places[p];
    place.latitude_deg = 40.0;
    place.longitude_deg = 44.0 + static_cast<double>(p);
  }
  const std::string map =
      draw_map(made.scenario(),
               {{PlaceId{0}, 10.0, "a label that is as wide as two thirds of it all"},
                {PlaceId{1}, 10.0, "a label that is as wide as two thirds of it all"}},
               {}, "a map");
  EXPECT_THAT(map, HasSubstr("x=\"164.5\""));
  EXPECT_THAT(map, HasSubstr("x=\"335.5\""));
}

}  // namespace
}  // namespace corridor

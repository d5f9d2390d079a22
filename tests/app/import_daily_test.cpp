// A folder of Flee's becomes a scenario of ruleset daily that can be forecast, or is refused with
// what to mend in it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "app/flee_workplace.h"
#include "app/rulesets.h"
#include "scenario/scenario.h"

namespace corridor {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class DailyWorkplace : public FleeWorkplace {
 public:
  void replace(const std::string& file, const std::string& text, const std::string& by) const {
    std::string all = text_of(path() / file);
    const std::size_t at = all.find(text);
    ASSERT_NE(at, std::string::npos) << file << ": " << text;
    write(file, all.replace(at, text.size(), by));
  }
  void append(const std::string& file, const std::string& text) const {
    write(file, text_of(path() / file) + text);
  }

  /// What it says of a folder that is refused; nothing may be left of the scenario.
  [[nodiscard]] std::string refusal(const std::string& rules = "daily") const {
    return refusal_of(scenario(), rules);
  }
  [[nodiscard]] std::string refusal_of(const std::filesystem::path& to,
                                       const std::string& rules) const {
    std::string text;
    try {
      import_to(to, rules);
      ADD_FAILURE() << "it was accepted";
    } catch (const InputError& error) {
      for (const Diagnostic& item : error.diagnostics().items()) text += to_string(item) + "\n";
    }
    EXPECT_FALSE(std::filesystem::exists(to));
    EXPECT_FALSE(std::filesystem::exists(to.string() + ".unfinished"));
    return text;
  }

  [[nodiscard]] Scenario read() const {
    Diagnostics diagnostics;
    auto found = read_scenario(ScenarioSource{scenario(), {}, {}}, diagnostics);
    for (const Diagnostic& item : diagnostics.items()) {
      if (item.severity == Severity::error) ADD_FAILURE() << to_string(item);
    }
    return found.value_or(Scenario{});
  }
  /// `DAY:COUNT` of a series, the day being the one that was counted at its end.
  [[nodiscard]] std::vector<std::string> counts(const std::string& place) const {
    std::vector<std::string> texts;
    for (const ObservationRow& row : read().observations) {
      if (row.place != place) continue;
      const std::string date = format_date(row.time - kDay, kUtc);
      texts.push_back(date.substr(date.size() - 2) + ":" +
                      std::to_string(static_cast<int>(row.value)));
    }
    return texts;
  }
  /// `KIND DAY` of the events at roads to a place.
  [[nodiscard]] std::vector<std::string> road_events_to(const std::string& place) const {
    const Scenario scenario = read();
    std::vector<std::string> texts;
    for (const Event& event : scenario.events) {
      if (!event.road.valid()) continue;
      const Road& road = scenario.roads[event.road.index];
      if (scenario.place(road.to).id != place) continue;
      texts.push_back((event.kind == EventKind::road_opens ? "opens " : "closes ") +
                      format_date(event.time, kUtc));
    }
    std::sort(texts.begin(), texts.end());
    return texts;
  }
};

void silent(std::size_t, std::size_t) {}

TEST(ImportFleeDaily, APlaceWithoutAWayToACampIsNoFault) {
  const DailyWorkplace work;
  work.append("in/locations.csv", "Island,r,X,3.0,33.0,town,0,1000\nT,r,X,3.1,33.1,town,0,9\n");
  work.import("daily");
  EXPECT_EQ(work.read().places.size(), 7U);
  forecast(work.forecast_options(2), silent);
}

TEST(ImportFleeDaily, AScenarioWithoutASafePlaceHasNothingToForecast) {
  const DailyWorkplace work;
  work.import("daily");
  work.replace("scenario/places.csv", "Y,yes", "Y,no");
  work.replace("scenario/places.csv", "Y,yes", "Y,no");
  Diagnostics diagnostics;
  EXPECT_FALSE(read_scenario(ScenarioSource{work.scenario(), {}, {}}, diagnostics));
  EXPECT_THAT(to_string(diagnostics.items().front()),
              HasSubstr("places.csv: safe: found no safe place"));
}

TEST(ImportFleeDaily, CampsAloneCanBeForecast) {
  const DailyWorkplace work;
  work.write("in/locations.csv", "C1,r,Y,1.1,32.0,camp,0,700\n\"C,2\",r,Y,2.0,32.0,camp,0,-1\n");
  work.write("in/routes.csv", "C1,\"C,2\",60,\n");
  work.write("in/closures.csv", "");
  work.import("daily");
  forecast(work.forecast_options(2), silent);
}

TEST(ImportFleeDaily, ALabelOfSeveralFilesHasAllTheirDates) {
  const DailyWorkplace work;
  work.replace("data/data_layout.csv", "C1,c1.csv", "C1,c1.csv,more.csv");
  work.write("data/more.csv", "2010-01-01,10\n2010-01-08,20\n");
  EXPECT_THAT(work.import("daily"),
              HasSubstr("data_layout.csv:2: warning: C1: found 4 of 5 dates that not all of its "
                        "files have"));
  EXPECT_THAT(work.counts("C1"), ElementsAre("01:110", "06:210", "08:220", "11:320", "20:920"));
}

TEST(ImportFleeDaily, AFileThatBeginsLaterCountsFromThenOn) {
  const DailyWorkplace work;
  work.replace("data/data_layout.csv", "C1,c1.csv", "C1,c1.csv,more.csv");
  work.write("data/more.csv", "2010-01-08,50\n");
  EXPECT_THAT(work.import("daily"),
              AllOf(HasSubstr("\"more.csv\", which begins later than others, on 2010-01-08"),
                    HasSubstr("its first 50 people look like growth")));
  EXPECT_THAT(work.counts("C1"), ElementsAre("01:100", "06:200", "08:250", "11:350", "20:950"));
}

TEST(ImportFleeDaily, APeriodWithoutCountsIsRefused) {
  for (const char* start : {"2008-01-01", "2019-01-01"}) {
    const DailyWorkplace work;
    work.write("in/sim_period.csv", std::string("StartDate,") + start + "\nLength,20\n");
    EXPECT_THAT(work.refusal(), AllOf(HasSubstr("sim_period.csv: found a period without any count"),
                                      HasSubstr("which are from 2010-01-01 to 2010-01-20")));
  }
}

TEST(ImportFleeDaily, CountsOutsideThePeriodAreWarnedOf) {
  const DailyWorkplace work;
  EXPECT_THAT(work.import("daily"), Not(HasSubstr("outside the period")));
  std::filesystem::remove_all(work.scenario());
  work.write("in/sim_period.csv", "StartDate,2010-01-05\nLength,20\n");
  work.write("data/c2.csv", "2010-01-01,0\n");
  EXPECT_THAT(work.import("daily"),
              AllOf(HasSubstr("3 of 7 counts outside the period, 2010-01-05 to 2010-01-24"),
                    HasSubstr("data_layout.csv: warning: C,2: found no count inside the period")));
}

TEST(ImportFleeDaily, WhatNoForecastCouldUseIsRefusedWhereItStands) {
  struct Fault {
    const char* file;
    const char* text;
    const char* by;
    const char* words;
  };
  for (const Fault& fault :
       {Fault{"in/locations.csv", "T,r,X,1.2,31.0", "T,r,X,120.5,31.0",
              "locations.csv:4: latitude: found 120.5, expected degrees from -90 to 90"},
        Fault{"in/locations.csv", "T,r,X,1.2,31.0", "T,r,X,1.2,310",
              "locations.csv:4: longitude: found 310, expected degrees from -180 to 180"},
        Fault{"in/locations.csv", "T,r,X,", "T,r,\xE9,",
              "locations.csv:4: country: found a byte that is not UTF-8"},
        Fault{"in/locations.csv", "C1,r,Y,1.1,32.0,camp,0,700\n\"C,2\",r,Y,2.0,32.0,camp",
              "C1,r,Y,1.1,32.0,town,0,700\n\"C,2\",r,Y,2.0,32.0,town",
              "locations.csv: location type: found no camp"},
        Fault{"in/routes.csv", "A,T,60,", "A,T,25000,",
              "routes.csv:2: distance: found 25000, expected at most 5000 km"},
        Fault{"data/c1.csv", "2010-01-06,200", "2010-01-06,-50",
              "c1.csv:2: count: found \"-50\", expected a whole number of people from 0"}}) {
    const DailyWorkplace work;
    work.replace(fault.file, fault.text, fault.by);
    EXPECT_THAT(work.refusal(), HasSubstr(fault.words));
  }
}

TEST(ImportFleeDaily, ARouteFromAPlaceToItselfIsLeftOut) {
  const DailyWorkplace work;
  work.append("in/routes.csv", "T,T,5,\n");
  EXPECT_THAT(work.import("daily"),
              HasSubstr("routes.csv:7: warning: found a route from T to itself, expected two "
                        "places; it is left out"));
  EXPECT_EQ(work.read().roads.size(), 10U);
}

/// The net below the checks: what its own reader refuses is never handed over.
TEST(ImportFlee, AFolderThatNoForecastCouldUseIsRefusedAtOnce) {
  const DailyWorkplace work;
  work.replace("data/c2.csv", "2010-01-16,400", "2010-01-16,-400");
  EXPECT_THAT(work.refusal("flee"),
              AllOf(HasSubstr("found \"-400\""), HasSubstr("mend it in the files of Flee")));
}

TEST(ImportFlee, AScenarioInsideItsSourcesIsRefused) {
  const DailyWorkplace work;
  for (const char* rules : {"flee", "daily"}) {
    for (const char* folder : {"in", "data"}) {
      EXPECT_THAT(work.refusal_of(work.path() / folder / "scenario", rules),
                  HasSubstr("expected a folder outside"));
    }
  }
  const std::filesystem::path here = std::filesystem::current_path();
  std::filesystem::current_path(work.path() / "in");
  EXPECT_THAT(work.refusal_of("scenario", "flee"), HasSubstr("expected a folder outside"));
  std::filesystem::current_path(here);
}

TEST(ImportFleeDaily, ClosuresBeforeTheFirstDayAndUndoneOnItCloseNothing) {
  const DailyWorkplace work;
  work.write("in/closures.csv", "location,C1,,0,0\nlocation,\"C,2\",,-5,10\ncountry,X,Y,-1,3\n");
  work.import("daily");
  EXPECT_THAT(work.road_events_to("C1"), IsEmpty());
  EXPECT_THAT(work.road_events_to("C_2"), IsEmpty());
  for (const Road& road : work.read().roads) EXPECT_TRUE(road.open) << road.id;
}

TEST(ImportFleeDaily, ClosuresFollowEachOtherInFileOrder) {
  const DailyWorkplace work;
  work.write("in/closures.csv",
             "location,C1,,3,6\nlocation,C1,,6,9\nlocation,\"C,2\",,0,-1\nlocation,\"C,2\",,2,8\n");
  work.import("daily");
  EXPECT_THAT(work.road_events_to("C1"), ElementsAre("closes 2010-01-04", "opens 2010-01-10"));
  EXPECT_THAT(work.road_events_to("C_2"), ElementsAre("opens 2010-01-09"));
}

TEST(ImportFleeDaily, WholeNumbersMayBeWrittenWithAPoint) {
  const DailyWorkplace work;
  work.write("data/c1.csv", "2010-01-01,100.0\n2010-01-06,200.0\n");
  EXPECT_THAT(work.import("daily"),
              HasSubstr("c1.csv:1: warning: count: found \"100.0\" (and 1 more such rows)"));
  EXPECT_THAT(work.counts("C1"), ElementsAre("01:100", "06:200"));
}

TEST(ImportFleeDaily, FilesThatItDoesNotUseCannotBreakIt) {
  const DailyWorkplace work;
  work.write("in/registration_corrections.csv", "Nowhere,2010-01-02\n");
  work.write("settings.yml", "move_rules:\n  max_move_speed: fast\n");
  work.write("in/demographics_age.csv", "nonsense\n");
  std::filesystem::remove(work.path() / "in/conflicts.csv");
  EXPECT_THAT(work.import("daily"),
              AllOf(HasSubstr("registration_corrections.csv: warning: "),
                    HasSubstr("conflicts.csv: warning: found no such file"),
                    HasSubstr("settings.yml: warning: found settings of Flee")));
}

TEST(ImportFleeDaily, ACampMayHaveNoCountsAndAConflictNoClosures) {
  const DailyWorkplace work;
  work.replace("data/data_layout.csv", "C1,c1.csv\n", "");
  std::filesystem::remove(work.path() / "in/closures.csv");
  EXPECT_THAT(work.import("daily"),
              AllOf(HasSubstr("locations.csv:5: warning: C1: found a camp without counts"),
                    HasSubstr("closures.csv: warning: found no such file")));
  EXPECT_THAT(work.counts("C1"), ElementsAre());
}

TEST(ImportFleeDaily, ConflictsMayEndBeforeThePeriod) {
  const DailyWorkplace work;
  work.write("in/conflicts.csv", "#Day,A\n0,1\n1,1\n");
  EXPECT_THAT(work.import("daily"),
              HasSubstr("conflicts.csv:3: warning: found 2 days, expected a row for each of the 20 "
                        "days; no conflict begins on the days after"));
}

TEST(ImportFleeDaily, WhatIsLeftOutOfCountsIsSaidOnce) {
  const DailyWorkplace work;
  work.write("data/c1.csv",
             "2010-01-11,300\n2010-01-06,200\n2010-01-01,90\n2010-01-01,100\n2010-01-20,900\n"
             "2010-01-20,901\n");
  work.append("data/data_layout.csv", "T,c1.csv\nGhost,c1.csv\n\"C,2\",all.csv\n");
  const std::string said = work.import("daily");
  EXPECT_THAT(said, HasSubstr("c1.csv:2: warning: date: found 2010-01-06 (and 1 more such rows), "
                              "expected a date after that of the row before; the rows are sorted"));
  EXPECT_THAT(said, HasSubstr("c1.csv:4: warning: date: found 2010-01-01 again (and 1 more such "
                              "rows), expected one row a date; the last row of a date counts"));
  EXPECT_THAT(said, HasSubstr("data_layout.csv:4: warning: T: found counts of a place that is no "
                              "camp (line 4 of locations.csv)"));
  EXPECT_THAT(said, HasSubstr("data_layout.csv:5: warning: Ghost: found counts of a camp that "
                              "locations.csv lacks"));
  EXPECT_THAT(said, HasSubstr("data_layout.csv:6: warning: C,2: found the label again, expected "
                              "one row (the first is on line 3); the last one counts"));
  EXPECT_THAT(work.counts("C1"), ElementsAre("01:100", "06:200", "11:300", "20:901"));
  EXPECT_THAT(work.counts("C_2"), ElementsAre("01:100", "20:1300"));
  EXPECT_THAT(work.counts("T"), IsEmpty());
}

TEST(ImportFleeDaily, OfTwoCampsOfOneNameTheOneWithTheRoadsHasTheCounts) {
  const DailyWorkplace work;
  work.append("in/locations.csv", "C1,r,Y,1.4,32.4,camp,0,10\n");
  EXPECT_THAT(work.import("daily"),
              HasSubstr("locations.csv:7: warning: name: found \"C1\" again"));
  EXPECT_THAT(work.counts("C1"), IsEmpty());
  EXPECT_THAT(work.counts("C1 2"), ElementsAre("01:100", "06:200", "11:300", "20:900"));
}

TEST(ImportFleeDaily, TheTotalMayStandInAnyRow) {
  const DailyWorkplace work;
  work.write("data/data_layout.csv", "C1,c1.csv\n\"C,2\",c2.csv\nTotal,all.csv\n");
  work.import("daily");
  EXPECT_THAT(work.counts(""), ElementsAre("01:100", "20:1300"));
  EXPECT_THAT(work.counts("C1"), ElementsAre("01:100", "06:200", "11:300", "20:900"));
}

TEST(ImportFleeDaily, WithoutATotalTheCampsAreAddedUp) {
  const DailyWorkplace work;
  work.write("data/data_layout.csv", "C1,c1.csv\n\"C,2\",c2.csv\n");
  EXPECT_THAT(work.import("daily"),
              HasSubstr("data_layout.csv: warning: found no row of the total"));
  EXPECT_THAT(work.counts(""), ElementsAre("01:100", "06:200", "11:300", "16:700", "20:1300"));
  EXPECT_THAT(work.counts("C1"), ElementsAre("01:100", "06:200", "11:300", "20:900"));
}

TEST(ImportFlee, AHeaderWithoutItsMarkIsNamed) {
  for (const char* rules : {"flee", "daily"}) {
    const DailyWorkplace work;
    work.replace("in/locations.csv", "#name", "name");
    work.replace("in/routes.csv", "#name1", "name1");
    work.replace("in/closures.csv", "#type", "type");
    const std::string said = work.refusal(rules);
    EXPECT_THAT(said, HasSubstr("locations.csv:1: 4: found \"lat\" in the first row, expected a "
                                "number; if the row names the columns, begin it with #"));
    EXPECT_THAT(said, HasSubstr("routes.csv:1: 3: found \"distance\" in the first row"));
    EXPECT_THAT(said, HasSubstr("closures.csv:1: 4: found \"start\" in the first row"));
    EXPECT_THAT(said, Not(HasSubstr("expected a name of locations.csv"))) << "of the same rows";
  }
}

TEST(ImportFleeDaily, AHeaderOfTheLayoutIsNamed) {
  const DailyWorkplace work;
  work.write("data/data_layout.csv", "name,file\n" + text_of(work.path() / "data/data_layout.csv"));
  EXPECT_THAT(work.refusal(), HasSubstr("a row that names the columns begins with #"));
}

TEST(ImportFlee, SemicolonsBetweenTheFieldsAreNamed) {
  for (const char* rules : {"flee", "daily"}) {
    const DailyWorkplace work;
    work.write("data/c1.csv", "Date;Count\n2010-01-01;100\n2010-01-06;200\n");
    EXPECT_THAT(work.refusal(rules),
                HasSubstr("c1.csv:1: found semicolons between the fields, expected commas"));
  }
}

}  // namespace
}  // namespace corridor

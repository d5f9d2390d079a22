// What a user is told who asks for what cannot be had, or what means nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "app/explain.h"
#include "app/load.h"
#include "app/validate.h"
#include "app/workplace.h"

namespace corridor {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string kRealFolder = std::string(CORRIDOR_SOURCE_DIR) + "/scenarios/karabakh-2023";

struct Said {
  int status = 0;
  std::string words;
};

/// What a command says, and its exit code.
Said run_words(const std::string& command) {
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");  // NOLINT
  Said said;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
    said.words += static_cast<char>(c);
  }
  said.status = WEXITSTATUS(::pclose(pipe));
  return said;
}

/// The same of the program.
Said run_program(const std::string& arguments) {
  return run_words(std::string(CORRIDOR_PROGRAM) + " " + arguments);
}

std::string words_of(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& item : diagnostics.items()) text += to_string(item) + "\n";
  return text;
}

std::string words_as_of(const std::string& as_of) {
  try {
    return words_of(load_scenario(ScenarioSource{kRealFolder, {}, {}}, as_of).diagnostics);
  } catch (const InputError& error) {
    return words_of(error.diagnostics());
  }
}

TEST(Claims, ThatAreLaterAreCountedAndNotShown) {
  const std::string before = "claims " + kRealFolder + " --as-of 2023-09-21T00:00";
  EXPECT_THAT(run_program(before).words, HasSubstr("more were published later: --as-of"));
  const std::string after = "claims " + kRealFolder + " --as-of 2024-09-21T00:00";
  EXPECT_THAT(run_program(after).words, Not(HasSubstr("published later")));
}

TEST(Faults, AnUnknownCommandIsNamedWithTheNearest) {
  const Said of_other_programs = run_program("check somewhere");
  EXPECT_EQ(of_other_programs.status, 2);
  EXPECT_THAT(of_other_programs.words, HasSubstr("found \"check\""));
  EXPECT_THAT(of_other_programs.words, HasSubstr("did you mean validate?"));
  EXPECT_THAT(run_program("forcast somewhere").words, HasSubstr("did you mean forecast?"));
  EXPECT_THAT(run_program("parley").words, HasSubstr("a command: validate, forecast, "));
}

TEST(AsOfTime, BeforeAnythingWasPublishedIsRefused) {
  EXPECT_THAT(words_as_of("2010-01-01"),
              HasSubstr("--as-of: found \"2010-01-01T00:00+04:00\", expected a moment after the "
                        "first claim, event or count was published"));
}

TEST(AsOfTime, OutsideTheScenarioIsWarnedOf) {
  EXPECT_EQ(words_as_of("2023-09-25"), "");
  EXPECT_THAT(words_as_of("2023-12-01"), HasSubstr("--as-of: warning: found 2023-12-01T00:00"));
}

TEST(AsOfTime, IsAskedForInTheScenariosOwnOffset) {
  for (const char* text : {"26.09.2023", "2023-09-26T20:00 CEST"}) {
    EXPECT_THAT(words_as_of(text), HasSubstr("expected a moment such as 2023-09-22T00:00+04:00"));
  }
  EXPECT_EQ(words_as_of("2023-09-25T00:00+0400"), "");
}

/// karabakh-2023 with another observations.csv.
void write_folder(const Workplace& place, const std::string& counts) {
  for (const auto& entry : std::filesystem::directory_iterator(kRealFolder)) {
    std::filesystem::copy(entry.path(), place / entry.path().filename().string());
  }
  place.write("observations.csv",
              "series,place,time,value,qualifier,unit,published,source\n" + counts);
}

TEST(Validate, NamesTheSeriesThatThereAreWhereACountHasNone) {
  const Workplace place;
  write_folder(place,
               "departures_cumulative,goris,2023-09-26,5000,exactly,people,2023-09-26T01:00,s\n");
  Diagnostics diagnostics;
  ASSERT_TRUE(validate(ScenarioSource{place.path(), {}, {}}, diagnostics));
  EXPECT_THAT(words_of(diagnostics),
              AllOf(HasSubstr("observations.csv:2: warning: series: found departures_cumulative at "
                              "goris, which the rules have not"),
                    HasSubstr("at goris: arrivals_cumulative, ")));
}

TEST(Validate, MissesTheReadme) {
  const Workplace place;
  write_folder(place, "");
  std::filesystem::remove(place / "README.md");
  Diagnostics diagnostics;
  ASSERT_TRUE(validate(ScenarioSource{place.path(), {}, {}}, diagnostics));
  EXPECT_THAT(words_of(diagnostics), HasSubstr("README.md: warning: found no such file"));
}

TEST(Validate, OfTheScenarioThatComesAlongThereIsNothingToSay) {
  Diagnostics diagnostics;
  ASSERT_TRUE(validate(ScenarioSource{kRealFolder, {}, {}}, diagnostics));
  EXPECT_EQ(words_of(diagnostics), "");
}

TEST(CommandLine, AFolderThatCannotBeWrittenIsBadInput) {
  const Workplace place;
  place.write("file", "");
  const std::string out = " --out " + (place / "file/out").string();
  const std::string folder = kRealFolder + out;
  for (const std::string& words :
       {"forecast " + folder, "compare " + folder + " --what-if more 'population*=1.1'",
        "read " + (place / "file").string() + out + "/claims.csv",
        "score " + folder + " --from 2023-09-25 --to 2023-09-25 --horizons 1d"}) {
    const Said said = run_program(words);
    EXPECT_EQ(said.status, 2) << said.words;
    EXPECT_THAT(said.words, AllOf(HasSubstr("--out: found \"" + (place / "file/out").string()),
                                  HasSubstr("name another with --out")));
  }
}

TEST(CommandLine, AWhatIfThatChangesNothingSaysSo) {
  const Workplace place;
  const std::string compare = "compare " + kRealFolder + " --members 20 --out " +
                              (place / "out").string() + " --what-if 'second road' ";
  EXPECT_THAT(run_program(compare + "roads.askeran-aghdam.open=no").words,
              HasSubstr("warning: roads.csv:17: open: found \"no\" for \"askeran-aghdam\", as in "
                        "the table"));
  EXPECT_THAT(run_program(compare + "roads.askeran-aghdam.open=yes").words,
              Not(HasSubstr("as in the table")));
}

/// What `compare` says of what-ifs that cannot be.
Said said_of(const std::string& what_ifs) {
  const Workplace place;
  return run_program("compare " + kRealFolder + " --members 20 --out " + (place / "out").string() +
                     " " + what_ifs);
}

TEST(CommandLine, AWhatIfWithoutAChangeIsBadInput) {
  for (const char* what_ifs :
       {"--what-if bus_count=100", "--what-if bus_count=100 --what-if more 'population*=1.1'"}) {
    const Said said = said_of(what_ifs);
    EXPECT_EQ(said.status, 2);
    EXPECT_THAT(said.words,
                HasSubstr("no change given for 'bus_count=100'; did you forget the name?"));
  }
  const Said bare = said_of("--what-if more");
  EXPECT_EQ(bare.status, 2);
  EXPECT_THAT(bare.words, HasSubstr("no change given for 'more'"));
}

TEST(CommandLine, AWhatIfThatCannotBeReadSaysHowToWriteIt) {
  const auto expect = [](const std::string& change, const std::string& words) {
    const Said said = said_of("--what-if x " + change);
    EXPECT_EQ(said.status, 2) << change;
    EXPECT_THAT(said.words, HasSubstr(words));
  };
  expect("'buss:stepanakert amount=5'", "found \"buss\", expected a kind of event: attack");
  expect("'buss:stepanakert amount=5'", "did you mean \"buses\"?");
  expect("'bus_count=100 bus_probability=1'",
         "expected one change per argument; put each change in quotes of its own");
  expect("population=0,4", "found \"0,4\", expected a number; write it with a point: 0.4");
  expect("bus_probability=40%", "found \"40%\", expected a number; write a share: 0.4");
  expect("bus_cuont=4", "an event such as buses:PLACE");
  expect("groups.stepanakert-vehicle.never_leave_share=1.2", "never_leave_share: found \"1.2\"");
  expect("onward.goris.share=0.5",
         "found a change of the unknown row \"goris\", expected a row by its from/to; write "
         "onward.from/to.share, or lay a folder with onward.csv over it");
  expect("onward.goris/yerewan.share=0.5", "did you mean \"goris/yerevan\"?");
  expect("road_closes:askeran_aghdam", "did you mean \"askeran-aghdam\"?");
  expect("road_closes:goris", "road: found \"goris\"");
  expect("'buses:stepanakret amount=5 seats=40'", "did you mean \"stepanakert\"?");
}

TEST(CommandLine, AWhatIfAfterTheEndIsSaidToChangeNothing) {
  const Workplace place;
  const std::string compare =
      "compare " + kRealFolder + " --members 20 --no-counts --out " + (place / "out").string();
  EXPECT_THAT(
      run_program(compare + " --what-if x 'road_closes:askeran-aghdam time=2023-12-30'").words,
      HasSubstr("2023-12-30T00:00+04:00, after the scenario's end"));
}

TEST(CommandLine, AProgramFarFromItsAppSaysHowToGetOne) {
  const Workplace place;
  std::filesystem::copy_file(CORRIDOR_PROGRAM, place / "corridor");
  const Said said = run_words((place / "corridor").string() + " serve --port 0");
  EXPECT_EQ(said.status, 2);
  EXPECT_THAT(said.words, AllOf(HasSubstr("found no web app in /"), HasSubstr("--app FOLDER"),
                                HasSubstr("scripts/build-web")));
}

TEST(CommandLine, AWhatIfOutOfAParametersBoundsIsBadInput) {
  const Workplace place;
  const Said said = run_program("compare " + kRealFolder + " --members 20 --out " +
                                (place / "out").string() + " --what-if more population=9e9");
  EXPECT_EQ(said.status, 2);
  EXPECT_THAT(said.words, HasSubstr("--what-if: found \"population=9e9\", expected a number from "
                                    "15000 to 250000"));
}

TEST(CommandLine, AWhatIfThatMeetsAParametersBoundSaysForHowManyMembers) {
  const Workplace place;
  const std::string compare = "compare " + kRealFolder + " --members 20 --no-counts --out " +
                              (place / "out").string() + " --what-if more 'population*=";
  EXPECT_THAT(run_program(compare + "100'").words,
              HasSubstr("\"more\": after population*=100 20 of 20 members are held at a bound of "
                        "the parameter, 15000 or 250000"));
  EXPECT_THAT(run_program(compare + "1.01'").words, Not(HasSubstr("held at a bound")));
  // Nought doubled is nought: the bound was the value before.
  const std::string nought = " --what-if nobody 'road.turn_back_hazard_per_hour*=2'";
  EXPECT_THAT(run_program(compare + "1.01'" + nought).words, Not(HasSubstr("held at a bound")));
}

TEST(CommandLine, AFaultOfTheLastWhatIfIsNamedBeforeAnythingIsComputed) {
  const Workplace place;
  const Said said =
      run_program("compare " + kRealFolder + " --members 20 --out " + (place / "out").string() +
                  " --what-if more 'population*=1.1' --what-if wider "
                  "roads.askeran-aghdam.lanes=1.5");
  EXPECT_EQ(said.status, 2);
  EXPECT_THAT(said.words, AllOf(HasSubstr("lanes: found \"1.5\", expected a whole number"),
                                Not(HasSubstr(" %"))));
}

TEST(CommandLine, AForecastOfLessThanAStepIsBadInput) {
  const Workplace place;
  const std::string forecast =
      "forecast " + kRealFolder + " --members 20 --no-counts --out " + (place / "out").string();
  const std::string start = "2023-09-22";
  for (const std::string& until : {start + "T00:00", start + "T00:30"}) {
    const Said said = run_program(forecast + " --until " + until);
    EXPECT_EQ(said.status, 2) << said.words;
    EXPECT_THAT(said.words, HasSubstr("by a step of 1 h or more"));
  }
  const Said over = run_program(forecast + " --until " + start + "T01:00");
  EXPECT_EQ(over.status, 0);
  EXPECT_THAT(over.words, HasSubstr("--until: warning"));  // the as-of time is 18:00
  EXPECT_THAT(over.words, HasSubstr("the run is over by then"));
}

TEST(CommandLine, AnEndBehindTheScenariosIsWarnedOf) {
  const Workplace place;
  const std::string forecast =
      "forecast " + kRealFolder + " --members 20 --no-counts --out " + (place / "out").string();
  EXPECT_THAT(run_program(forecast + " --until 2023-10-07").words,
              HasSubstr("--until: warning: found 2023-10-07T00:00+04:00, expected a moment up to "
                        "the scenario's end, 2023-10-06T00:00+04:00"));
  EXPECT_THAT(run_program(forecast + " --until 2023-10-06").words, Not(HasSubstr("--until")));
}

TEST(CommandLine, AHandfulOfMembersIsWarnedOf) {
  const Workplace place;
  const std::string forecast = "forecast " + kRealFolder + " --out " + (place / "out").string();
  EXPECT_THAT(run_program(forecast + " --members 3").words,
              HasSubstr("--members: warning: found 3, expected at least 20"));
  EXPECT_THAT(run_program(forecast + " --members 20").words, Not(HasSubstr("--members")));
}

TEST(CommandLine, TrustSaysWhatItDoesToCounts) {
  const Workplace place;
  const std::string forecast = "forecast " + kRealFolder +
                               " --as-of 2023-09-26 --members 20 --no-counts --out " +
                               (place / "out").string();
  EXPECT_THAT(run_program(forecast + " --trust 'government of Armenia=0'").words,
              HasSubstr("left out of this forecast"));
  EXPECT_THAT(run_program(forecast + " --trust 'government of Armenia=0.5'").words,
              Not(HasSubstr("--trust")));
  EXPECT_THAT(run_program(forecast + " --trust 'government of Armenia=2'").words,
              HasSubstr("weights above 1 act on claims only"));
  EXPECT_THAT(run_program(forecast + " --trust 'government of Armenia=only'").words,
              HasSubstr("`only` does not act on counts"));
}

TEST(Explain, NamesTheThreatsThatGoOn) {
  LoadedScenario loaded = load_scenario(ScenarioSource{kRealFolder, {}, {}}, "");
  EXPECT_THAT(explain(loaded), Not(HasSubstr("go on")));
  Event shelling;
  shelling.id = "shelling";
  shelling.kind = EventKind::shelling;
  shelling.time = loaded.as_of - kDay;
  shelling.delay_hours = shelling.probability = shelling.amount = Value::constant(1.0);
  shelling.until = loaded.as_of + kDay;
  loaded.known.events.push_back(shelling);
  EXPECT_THAT(explain(loaded),
              HasSubstr("; at the as-of time there go on shelling everywhere until"));
  loaded.known.events.back().until = loaded.as_of - std::chrono::hours{1};
  EXPECT_THAT(explain(loaded), HasSubstr("; none goes on at the as-of time"));
}

TEST(Explain, NamesTheGroupsThatMayNotLeave) {
  LoadedScenario loaded = load_scenario(ScenarioSource{kRealFolder, {}, {}}, "");
  EXPECT_THAT(explain(loaded), Not(HasSubstr("rules of exit hold back")));
  Event rule;
  rule.id = "men stay";
  rule.kind = EventKind::exit_rule;
  rule.time = loaded.as_of - kDay;
  rule.delay_hours = Value::constant(0.0);
  rule.probability = Value::constant(1.0);
  rule.amount = Value::constant(0.0);
  rule.names_all_who_may = false;
  rule.applies_to_groups = {loaded.known.groups[1].id, loaded.known.groups[2].id};
  loaded.known.events.push_back(rule);
  const std::string held = loaded.known.groups[1].id + ", " + loaded.known.groups[2].id + "\n";
  EXPECT_THAT(explain(loaded),
              HasSubstr("; at the as-of time the rules of exit hold back " + held));
  loaded.known.events.back().time = loaded.as_of + kDay;
  EXPECT_THAT(explain(loaded), HasSubstr("the rules of exit hold back nobody"));
}

TEST(Explain, WhoHasNoVehicleDoesNotDrive) {
  LoadedScenario loaded = load_scenario(ScenarioSource{kRealFolder, {}, {}}, "");
  EXPECT_THAT(explain(loaded), HasSubstr("it drives"));
  for (Group& group : loaded.known.groups) group.household_class = HouseholdClass::no_vehicle;
  EXPECT_THAT(explain(loaded), AllOf(Not(HasSubstr("it drives")), HasSubstr("a seat with others")));
}

}  // namespace
}  // namespace corridor

// Every input on which Flee crashes or goes silently wrong: an error or a warning that names file
// and line. One row a case.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "flee_folder.h"

namespace corridor::test {
namespace {

struct Case {
  const char* name;
  const char* file;  ///< what is written instead of the sound file
  const char* text;
  Severity severity;
  const char* expected;  ///< part of a message
};

constexpr const char* kSoundLocations =
    "#name,region,country,lat,lon,type,conflict_date,pop\n"
    "A,r,X,1,1,conflict_zone,0,10000\n"
    "T,r,X,1,2,town,,500\n"
    "B,r,Y,1,3,camp,,100000\n";

/// A folder in which nothing is wrong.
void write_sound(FleeFolder& folder) {
  folder.write("in/locations.csv", kSoundLocations);
  folder.routes("A,T,100\nT,B,50\n").always_in_conflict("A", 30);
  folder.write("settings.yml", "");
  folder.camp_data("B", "2010-01-01,0\n2010-01-20,100\n");
}

std::string messages(const FleeFolder& folder, Severity severity) {
  Diagnostics diagnostics;
  static_cast<void>(folder.read(diagnostics));
  std::string text;
  for (const Diagnostic& item : diagnostics.items()) {
    if (item.severity == severity) text += to_string(item) + "\n";
  }
  return text;
}

constexpr Severity kError = Severity::error;
constexpr Severity kWarning = Severity::warning;

#define LOCATION_HEADER "#name,region,country,lat,lon,type,conflict_date,pop\n"
#define A_ROW "A,r,X,1,1,conflict_zone,0,10000\n"
#define T_ROW "T,r,X,1,2,town,,500\n"
#define B_ROW "B,r,Y,1,3,camp,,100000\n"
#define ROUTES_HEADER "#name1,name2,distance,forced_redirection\n"
#define ROUTES "A,T,100,0\nT,B,50,0\n"

const Case kCases[] = {
    // sim_period.csv
    {"StartDateInAnotherOrder", "in/sim_period.csv", "StartDate,01/02/2010\nLength,30\n", kError,
     "sim_period.csv:1"},
    {"StartDateMissing", "in/sim_period.csv", "Length,30\n", kError, "startdate"},
    {"LengthAsAWord", "in/sim_period.csv", "StartDate,2010-01-01\nLength,month\n", kError,
     "sim_period.csv:2"},
    {"LengthWithAPoint", "in/sim_period.csv", "StartDate,2010-01-01\nLength,30.0\n", kWarning,
     "sim_period.csv:2"},
    // locations.csv
    {"LocationsEmpty", "in/locations.csv", "", kError, "locations.csv"},
    {"LocationsFirstFieldEmpty", "in/locations.csv", LOCATION_HEADER A_ROW T_ROW B_ROW ",r,X,1,1\n",
     kError, "locations.csv:5"},
    {"PopulationWithSeparators", "in/locations.csv",
     LOCATION_HEADER "A,r,X,1,1,conflict_zone,0,\"22,849\"\n" T_ROW B_ROW, kError,
     "locations.csv:2"},
    {"PopulationWithAPoint", "in/locations.csv",
     LOCATION_HEADER "A,r,X,1,1,conflict_zone,0,10000.0\n" T_ROW B_ROW, kWarning,
     "locations.csv:2"},
    {"PopulationWithAFraction", "in/locations.csv",
     LOCATION_HEADER "A,r,X,1,1,conflict_zone,0,100.5\n" T_ROW B_ROW, kError, "locations.csv:2"},
    {"ConflictDateMissing", "in/locations.csv",
     LOCATION_HEADER "A,r,X,1,1,conflict_zone,,10000\n" T_ROW B_ROW, kError, "locations.csv:2"},
    {"CoordinateAsText", "in/locations.csv",
     LOCATION_HEADER "A,r,X,north,1,conflict_zone,0,10000\n" T_ROW B_ROW, kError,
     "locations.csv:2"},
    {"TypeUnknown", "in/locations.csv", LOCATION_HEADER A_ROW T_ROW B_ROW "V,r,X,1,1,village,,0\n",
     kWarning, "locations.csv:5"},
    {"FurtherColumnsWithoutNames", "in/locations.csv",
     "A,r,X,1,1,conflict_zone,0,10000,5\n" T_ROW B_ROW, kError, "locations.csv:1"},
    {"TwoHeadersWithFurtherColumns", "in/locations.csv",
     "#name,region,country,lat,lon,type,conflict_date,pop,hdi\n#a,b,c,d,e,f,g,h,i\n" A_ROW T_ROW
         B_ROW,
     kWarning, "locations.csv:2"},
    {"NameTwice", "in/locations.csv", LOCATION_HEADER A_ROW T_ROW B_ROW T_ROW, kWarning,
     "locations.csv:5"},
    {"FirstRowIsACamp", "in/locations.csv", LOCATION_HEADER B_ROW A_ROW T_ROW, kWarning,
     "locations.csv:2"},
    {"CapacityFullOnDay0", "data/camp.csv", "2010-01-01,100000\n2010-01-20,100001\n", kWarning,
     "locations.csv:4: warning: B: found a capacity"},
    // routes.csv
    {"RouteToNowhere", "in/routes.csv", ROUTES_HEADER ROUTES "A,Q,10,0\n", kError, "routes.csv:4"},
    {"RouteWithoutDistance", "in/routes.csv", ROUTES_HEADER ROUTES "A,B\n", kError, "routes.csv:4"},
    {"RouteOfNegativeLength", "in/routes.csv", ROUTES_HEADER ROUTES "A,B,-3,0\n", kError,
     "routes.csv:4"},
    {"RouteOfNoLength", "in/routes.csv", ROUTES_HEADER ROUTES "A,B,0,0\n", kWarning,
     "routes.csv:4"},
    {"RouteTwice", "in/routes.csv", ROUTES_HEADER ROUTES "T,A,120,0\n", kWarning, "routes.csv:4"},
    {"RouteToItself", "in/routes.csv", ROUTES_HEADER ROUTES "A,A,10,0\n", kWarning, "routes.csv:4"},
    {"ForcedRedirection", "in/routes.csv", ROUTES_HEADER "A,T,100,2\nT,B,50,0\n", kWarning,
     "quirk Q3"},
    {"ForcedRedirectionAsText", "in/routes.csv", ROUTES_HEADER "A,T,100,yes\nT,B,50,0\n", kError,
     "routes.csv:2"},
    {"RouteColumnsWithoutNames", "in/routes.csv", "A,T,100,0,drive\nT,B,50,0\n", kError,
     "routes.csv:1"},
    {"RouteSpeedEmpty", "in/routes.csv",
     "#name1,name2,distance,forced_redirection,max_move_speed\nA,T,100,0,\nT,B,50,0,80\n", kError,
     "routes.csv:2"},
    {"RouteSpeedZero", "in/routes.csv",
     "#name1,name2,distance,forced_redirection,max_move_speed\nA,T,100,0,0\nT,B,50,0,80\n", kError,
     "routes.csv:2"},
    // closures.csv
    {"ClosureWithFourFields", "in/closures.csv", "country,X,Y,3\n", kError, "closures.csv:1"},
    {"ClosureOfAnUnknownCountry", "in/closures.csv", "country,X,Z,3,5\n", kWarning,
     "closures.csv:1"},
    {"ClosureOfAnUnknownPlace", "in/closures.csv", "location,Q,,3,5\n", kError, "closures.csv:1"},
    {"ClosureOfALocationWithASecondName", "in/closures.csv", "location,T,B,3,5\n", kWarning,
     "quirk Q9"},
    {"ClosureOfALink", "in/closures.csv", "link,A,T,3,5\n", kWarning, "quirks Q4 and Q5"},
    {"ClosureOfAnUnknownKind", "in/closures.csv", "road,A,T,3,5\n", kWarning, "closures.csv:1"},
    {"ClosureThatEndsOnDay0", "in/closures.csv", "country,X,Y,3,0\n", kWarning, "quirk Q9"},
    {"ClosureThatStartsTooEarly", "in/closures.csv", "country,X,Y,-3,5\n", kWarning, "quirk Q9"},
    {"ClosureThatEndsBeforeItStarts", "in/closures.csv", "country,X,Y,9,5\n", kWarning,
     "closures.csv:1"},
    {"RedirectionRemoved", "in/closures.csv", "remove_forced_redirection,A,T,3,5\n", kWarning,
     "quirk Q3"},
    // conflicts.csv
    {"ConflictsEmpty", "in/conflicts.csv", "", kError, "conflicts.csv:1"},
    {"ConflictsTooShort", "in/conflicts.csv", "#Day,A\n0,1\n1,1\n", kError, "2 days"},
    {"ConflictOfAnUnknownPlace", "in/conflicts.csv", "#Day,Q\n0,1\n", kWarning, "conflicts.csv:1"},
    {"ConflictColumnTwice", "in/conflicts.csv", "#Day,A,A\n0,1,1\n", kError, "conflicts.csv:1"},
    {"ConflictCellEmpty", "in/conflicts.csv", "#Day,A,T\n0,1,\n", kError, "conflicts.csv:2"},
    {"ConflictRowLongerThanTheHeader", "in/conflicts.csv", "#Day,A\n0,1,1\n", kError,
     "conflicts.csv:2"},
    {"ConflictDaysOutOfStep", "in/conflicts.csv", "#Day,A\n1,1\n2,1\n", kWarning,
     "conflicts.csv:2"},
    {"ConflictIntensityChanges", "in/conflicts.csv", "#Day,A\n0,1\n1,0.5\n", kWarning, "quirk Q7"},
    // registration_corrections.csv
    {"CorrectionOfAnotherDate", "in/registration_corrections.csv", "B,2010-01-07\n", kError,
     "registration_corrections.csv:1"},
    {"CorrectionOfTheFirstRow", "in/registration_corrections.csv", "B,2010-01-01\n", kError,
     "registration_corrections.csv:1"},
    {"CorrectionAsAComment", "in/registration_corrections.csv", "#B,2010-01-20\n", kWarning,
     "quirk Q30"},
    {"CorrectionOfAnUnknownCamp", "in/registration_corrections.csv", "Q,2010-01-20\n", kError,
     "registration_corrections.csv:1"},
    // data_layout.csv and its files
    {"LayoutEmpty", "data/data_layout.csv", "", kError, "data_layout.csv"},
    {"LayoutWithoutACamp", "data/data_layout.csv", "total,camp.csv\n", kError,
     "locations.csv:4: B: found a camp without a row in data_layout.csv"},
    {"LayoutWithoutAFile", "data/data_layout.csv", "total,camp.csv\nB,none.csv\n", kError,
     "none.csv"},
    {"LayoutWithOneField", "data/data_layout.csv", "total,camp.csv\nB\n", kError,
     "data_layout.csv:2"},
    {"LayoutWithoutTheTotal", "data/data_layout.csv", "B,camp.csv\n", kWarning,
     "data_layout.csv:1"},
    {"LayoutLabelTwice", "data/data_layout.csv", "total,camp.csv\nB,camp.csv\nB,camp.csv\n",
     kWarning, "data_layout.csv:3"},
    {"DataDateInAnotherOrder", "data/camp.csv", "2010-01-01,0\n20/01/2010,100\n", kError,
     "camp.csv:2"},
    {"DataCountAsText", "data/camp.csv", "2010-01-01,0\n2010-01-20,many\n", kError, "camp.csv:2"},
    {"DataCountWithAPoint", "data/camp.csv", "2010-01-01,0\n2010-01-20,100.0\n", kWarning,
     "camp.csv:2"},
    {"DataOutOfOrder", "data/camp.csv", "2010-01-20,100\n2010-01-01,0\n", kWarning, "camp.csv:2"},
    {"DataWithoutRows", "data/camp.csv", "Date,Refugee numbers\n", kError, "camp.csv"},
    // demographics and other tables of people
    {"DemographicsUnderAnotherName", "in/demographics_age.csv", "years,Default\n10,1\n", kError,
     "demographics_age.csv:1"},
    {"DemographicsWithoutDefault", "in/demographics_age.csv", "age,A\n10,1\n", kError,
     "demographics_age.csv:1"},
    {"DemographicsWithoutWeights", "in/demographics_age.csv", "age,Default\n10,0\n", kError,
     "add up to 0"},
    {"DemographicsWithANegativeWeight", "in/demographics_age.csv", "age,Default\n10,-1\n20,2\n",
     kError, "demographics_age.csv:2"},
    {"DemographicsOfAnUnknownPlace", "in/demographics_age.csv", "age,Default,Q\n10,1,1\n", kWarning,
     "demographics_age.csv:1"},
    // the settings file
    {"SettingsNoDecay", "settings.yml", "spawn_rules:\n  conflict_spawn_decay_interval: 0\n",
     kError, "settings.yml:2"},
    {"SettingsNoReligion", "settings.yml", "\nmove_rules:\n  avg_religion_fraction: 0\n", kError,
     "settings.yml:3"},
    {"SettingsNotYaml", "settings.yml", "move_rules: [\n", kError, "settings.yml:"},
    {"SettingsAsAList", "settings.yml", "- move_rules\n", kError, "settings.yml:1"},
    {"SettingsSectionAsAList", "settings.yml", "move_rules:\n  - max_move_speed\n", kError,
     "settings.yml:2"},
    {"SettingsKeyUnknown", "settings.yml", "move_rules:\n  max_move_sped: 3\n", kWarning,
     "did you mean max_move_speed"},
    {"SettingsSectionUnknown", "settings.yml", "move_rule:\n  max_move_speed: 3\n", kWarning,
     "did you mean move_rules"},
    {"SettingsNumberAsAWord", "settings.yml", "move_rules:\n  max_move_speed: fast\n", kError,
     "settings.yml:2"},
    {"SettingsQuotedFalse", "settings.yml", "move_rules:\n  start_on_foot: \"False\"\n", kWarning,
     "settings.yml:2"},
    {"SettingsSpeedZero", "settings.yml", "move_rules:\n  max_move_speed: 0\n", kError,
     "settings.yml:2: move_rules.max_move_speed"},
    {"SettingsHastenZero", "settings.yml", "optimisations:\n  hasten: 0\n", kError, "hasten"},
    {"SettingsFractionalAwareness", "settings.yml", "move_rules:\n  awareness_level: 1.5\n",
     kWarning, "settings.yml:2"},
    {"SettingsNoAwareness", "settings.yml", "move_rules:\n  awareness_level: 0\n", kWarning,
     "nobody ever moves"},
    {"SettingsMisplacedFloodMode", "settings.yml",
     "spawn_rules:\n  flood_driven_spawning:\n    flood_spawn_mode: pop_ratio\n", kWarning,
     "settings.yml:"},
    {"SettingsSinks", "settings.yml", "spawn_rules:\n  camps_are_sinks: True\n", kWarning,
     "quirk Q11"},
    {"SettingsTwoSystems", "settings.yml", "move_rules:\n  two_system_decision_making: True\n",
     kWarning, "quirk Q11"},
    {"SettingsCrossingSpeed", "settings.yml", "move_rules:\n  max_crossing_speed: 20\n", kWarning,
     "settings.yml:2"},
    {"SettingsTwoSpawningModes", "settings.yml",
     "spawn_rules:\n  flood_zone_spawning_only: True\n  take_from_population: True\n", kError,
     "conflict_zone_spawning_only"},
    {"SettingsFloodWithoutPopulation", "settings.yml",
     "spawn_rules:\n  flood_zone_spawning_only: True\n  conflict_zone_spawning_only: False\n",
     kError, "take_from_population"},
    {"SettingsTownsAsCamps", "settings.yml", "move_rules:\n  default_movechance: 0.001\n", kWarning,
     "quirk Q28"},
    {"SettingsTownsAsCampsWithoutData", "settings.yml",
     "move_rules:\n  default_movechance: 0.001\n", kError, "every camp"},
    {"RuleWithoutItsAttribute", "settings.yml", "move_rules:\n  WomenAvoidHazards: True\n", kError,
     "settings.yml:2: move_rules.WomenAvoidHazards: found true without demographics_gender.csv"},
    {"EconomicPullWithoutColumns", "settings.yml", "move_rules:\n  use_economic_pull: 1\n", kError,
     "locations.csv:4: B.trade_volume"},
    {"HungerWithoutItsFile", "settings.yml", "move_rules:\n  flee_when_starving: True\n", kError,
     "region_attributes_IPC.csv"},
    {"AgentsWithoutTheirFile", "settings.yml", "spawn_rules:\n  read_from_agents_csv_file: True\n",
     kError, "agents.csv"},
    {"ForecasterWithoutLists", "settings.yml",
     "move_rules:\n  flood_rules:\n    flood_forecaster: True\n", kError,
     "flood_forecaster_weights"},
};

class FleeBadInput : public testing::TestWithParam<Case> {};

TEST_P(FleeBadInput, IsNamed) {
  FleeFolder folder;
  write_sound(folder);
  folder.write(GetParam().file, GetParam().text);
  EXPECT_THAT(messages(folder, GetParam().severity), testing::HasSubstr(GetParam().expected));
  Diagnostics diagnostics;
  EXPECT_EQ(folder.read(diagnostics).has_value(), messages(folder, kError).empty());
  for (const Diagnostic& item : diagnostics.items()) {
    EXPECT_TRUE(item.line > 0 || item.found == "no such file") << to_string(item);
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, FleeBadInput, testing::ValuesIn(kCases),
                         [](const testing::TestParamInfo<Case>& row) {
                           return std::string(row.param.name);
                         });

TEST(FleeBadPeople, AnAttributeThatShouldBeANumberIsNamedWithItsLine) {
  FleeFolder folder;
  write_sound(folder);
  folder.write("settings.yml", "move_rules:\n  ElderlyAvoidHazards: True\n");
  folder.write("in/demographics_age.csv", "age,Default\n70,1\nold,1\n");
  EXPECT_THAT(messages(folder, kError), testing::HasSubstr("demographics_age.csv:3: age"));
}

TEST(FleeSoundInput, IsReadWithoutAWord) {
  FleeFolder folder;
  write_sound(folder);
  EXPECT_EQ(messages(folder, kWarning) + messages(folder, kError), "");
}

TEST(FleeSoundInput, IsCalledAfterTheFolderAroundAFolderThatSaysNothing) {
  FleeFolder folder;
  write_sound(folder);
  const std::filesystem::path job = folder.path() / "an-island";
  std::filesystem::create_directories(job);
  for (const char* name : {"input_csv", "own name"}) {
    std::filesystem::copy(folder.path() / "in", job / name);
    FleeSource source;
    source.input_folder = job / name / "";
    source.data_folder = folder.path() / "data";
    Diagnostics diagnostics;
    const auto instance = read_flee_folder(source, diagnostics);
    ASSERT_TRUE(instance.has_value());
    EXPECT_EQ(instance->name, name == std::string("input_csv") ? "an-island" : name);
  }
}

TEST(FleeSoundInput, ByteOrderMarksReturnsQuotesAndBlankRowsChangeNothing) {
  FleeFolder plain;
  write_sound(plain);
  FleeFolder dressed;
  write_sound(dressed);
  dressed.write("in/locations.csv",
                "\xEF\xBB\xBF#\"name\",region,country,lat,lon,type,conflict_date,pop\r\n\r\n"
                "\"A\",r,\"X\",1,1,Conflict_Zone,0,10000\r\n#a comment\r\n"
                "T,r,X,1,2,TOWN,,500\r\nB,r,Y,1,3,\"refugee camp\",,100000\r\n\r\n");
  dressed.write("in/sim_period.csv", "\xEF\xBB\xBFstartdate, 2010-01-01\r\nLENGTH, 30 \r\n");
  dressed.write(
      "data/camp.csv",
      "\xEF\xBB\xBF\"Date\",\"Count\"\r\n2010-01-01,0,note\r\n#x,1\r\n2010-01-20,100\r\n");
  EXPECT_EQ(messages(dressed, kWarning) + messages(dressed, kError), "");
  const auto people = [](const FleeFolder& folder) {
    return flee_run(folder.setting(), MemberStreams{1, 0}, FleeCapacityRule::running).in_camps;
  };
  EXPECT_EQ(people(plain), people(dressed));
}

TEST(FleeSoundInput, FilesThatMayBeMissingMayBeMissing) {
  FleeFolder folder;  // no corrections, demographics, major routes, agents
  write_sound(folder);
  folder.write("in/closures.csv", "");
  EXPECT_EQ(messages(folder, kWarning) + messages(folder, kError), "");
}

}  // namespace
}  // namespace corridor::test

// Those of the incumbent's behavioural tests that read a folder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "flee_folder.h"
#include "scenario/known.h"

namespace corridor::test {
namespace {

/// Toy instance: two zones, two towns, three camps in a second country.
void write_toy(FleeFolder& folder) {
  folder.locations(
      "A,AB,ABC,0,0,conflict_zone,0,200000000\nB,AB,ABC,1,1,conflict_zone,10,1000000000\n"
      "C,C,ABC,2,2,town,,\nC2,C,ABC,3,3,town,,\nD,D,DEF,4,4,camp,,30000\nE,EF,DEF,5,5,camp,,20000\n"
      "F,EF,DEF,6,6,camp,,10000\n");
  folder.routes(
      "A,B,100\nA,C,200\nB,C2,75\nC,D,150\nC,E,180\nC2,C,140\nC2,F,250\nD,E,40\nE,F,310\n");
  folder.write("in/closures.csv", "country,ABC,DEF,5,8\n");
  const auto series = [&](const char* file, const char* counts) {
    const std::vector<std::string> dates = {"2010-01-01", "2010-01-11", "2010-01-21", "2010-04-01"};
    std::string text;
    std::stringstream cells(counts);
    for (const std::string& date : dates) {
      std::string count;
      std::getline(cells, count, ',');
      text.append(date).append(",").append(count).append("\n");
    }
    folder.write(std::string("data/") + file, text);
  };
  series("d.csv", "2,50,300,3000");
  series("e.csv", "6,50,300,2000");
  series("f.csv", "2,20,100,1000");
  series("total.csv", "10,100,500,6000");
  folder.write("data/data_layout.csv", "total,total.csv\nD,d.csv\nE,e.csv\nF,f.csv\n");
}

/// Conflict columns of all places: A with a break on days 7 and 8, B from day 10, C from day 50, C2
/// from day 95; header cells with blanks in front.
void write_conflicts(FleeFolder& folder, int days) {
  std::string text = "#Day, A, B, C, C2, D, E, F\n";
  for (int day = 0; day < days; ++day) {
    const bool a = day != 7 && day != 8;
    text += std::to_string(day) + (a ? ",1" : ",0") + (day >= 10 ? ",1" : ",0") +
            (day >= 50 ? ",1" : ",0") + (day >= 95 ? ",1" : ",0") + ",0,0,0\n";
  }
  folder.write("in/conflicts.csv", text);
}

constexpr const char* kHunger =
    "#Day,AB,C,D,EF\n0,5,11,20,6\n10,9,11,5,10\n20,1,3,15,15\n501,0,0,0,0\n";

TEST(Incumbent, TestCsv) {
  FleeFolder folder;
  write_toy(folder);
  write_conflicts(folder, 100);
  folder.write("in/region_attributes_IPC.csv", kHunger);
  folder.write("settings.yml",
               "spawn_rules:\n  starvation_driven_spawning: True\n"
               "move_rules:\n  flee_when_starving: True\n");
  const auto setting = folder.setting(30);
  const std::vector<FleeDailyColumn>& conflicts = setting->instance.conflicts;
  EXPECT_EQ(conflicts.at(0).by_day.at(0), 1.0);
  EXPECT_EQ(folder.setting(100)->instance.conflicts.at(2).by_day.at(49), 0.0);
  EXPECT_EQ(folder.setting(100)->instance.conflicts.at(2).by_day.at(50), 1.0);
  EXPECT_EQ(folder.setting(100)->instance.conflicts.at(3).by_day.at(94), 0.0);
  FleeWorld world(setting, MemberStreams{1, 0}, FleeCapacityRule::running);
  EXPECT_EQ(world.present(4), 2);
  EXPECT_EQ(world.present(5), 6);
  EXPECT_EQ(world.present(6), 2);
  for (int day = 0; day < 30; ++day) {
    world.step();
    if (day != 5) continue;
    EXPECT_NEAR(world.network().places()[0].hunger, 0.07, 1e-12);
    EXPECT_NEAR(world.network().places()[6].hunger, 0.08, 1e-12);
  }
  EXPECT_EQ(world.people(), 10 + setting->data.registered(setting->data.camps()[0], 29) +
                                setting->data.registered(setting->data.camps()[1], 29) +
                                setting->data.registered(setting->data.camps()[2], 29) - 10);
}

TEST(Incumbent, TestLocationChanges) {
  FleeFolder folder;
  write_toy(folder);
  write_conflicts(folder, 501);
  folder.write("changes.csv", "#name,type,day\nC,idpcamp,100\nA,town,500\n");
  folder.write("in/major_routes.csv", "B,C2,F\nB,C2,C\nC,D,E\n");
  folder.write("settings.yml", "move_rules:\n  fixed_routes: True\n");
  Diagnostics diagnostics;
  auto instance = folder.read(diagnostics, 501, false, "changes.csv");
  ASSERT_TRUE(instance);
  const auto& routes = instance->major_routes;
  EXPECT_EQ(routes.size(), 3U);
  const auto known_at = [&](FleeLocationIndex place) {
    return std::count_if(routes.begin(), routes.end(), [&](const auto& route) {
      return route.front() == place || route.back() == place;
    });
  };
  EXPECT_EQ(known_at(1), 2);
  EXPECT_EQ(known_at(2), 2);
  instance->conflicts.clear();  // the changes alone
  FleeWorld world(std::make_shared<const FleeSetting>(std::move(*instance)), MemberStreams{1, 0},
                  FleeCapacityRule::running);
  const auto place = [&](FleeLocationIndex index) { return world.network().places()[index]; };
  while (world.day() < 100) world.step();
  EXPECT_TRUE(place(2).is_town);
  world.step();  // day 100
  EXPECT_TRUE(place(2).is_camp && place(2).is_idp_camp);
  while (world.day() < 500) world.step();
  EXPECT_TRUE(place(0).is_conflict);
  world.step();  // day 500
  EXPECT_TRUE(place(0).is_town);
  EXPECT_FALSE(place(0).is_conflict);
}

TEST(Incumbent, TestIdp) {
  FleeFolder folder;
  write_toy(folder);
  write_conflicts(folder, 100);
  folder.write(
      "in/locations.csv",
      "#name,region,country,lat,lon,type,conflict_date,pop,ethntype1,ethntype2,"
      "farmer_fraction\n"
      "A,AB,ABC,0,0,conflict_zone,0,20000,10,5,.5\nB,AB,ABC,1,1,conflict_zone,10,10000,5,5,.2\n"
      "C,C,ABC,2,2,town,,10000,1,1,.1\nC2,C,ABC,3,3,town,,10000,1,1,.1\n"
      "D,D,DEF,4,4,camp,,30000,0,0,0\nE,EF,DEF,5,5,camp,,20000,0,0,0\n"
      "F,EF,DEF,6,6,camp,,10000,0,0,0\n");
  folder.write("in/demographics_ethnicity.csv",
               "ethnicity,Default,A,B\nethntype1,1,0.5,0.5\nethntype2,0,0.5,0.5\n");
  folder.write("in/demographics_religion.csv", "religion,Default\nr1,0.7\nr2,0.2\nr3,0.1\n");
  folder.write("settings.yml",
               "move_rules:\n  harvest_months: [6, 11]\n  MatchCampEthnicity: True\n"
               "  MatchTownEthnicity: True\n  MatchCampReligion: True\n"
               "optimisations:\n  hasten: 5\n");
  for (const bool strict : {false, true}) {
    Diagnostics diagnostics;
    auto instance = folder.read(diagnostics, 0, strict);
    ASSERT_TRUE(instance);
    const auto setting = std::make_shared<const FleeSetting>(std::move(*instance));
    EXPECT_EQ(setting->instance.locations[0].population, 4000) << "20000 divided by 5";
    FleeWorld world(setting, MemberStreams{1, 0}, FleeCapacityRule::running);
    for (int day = 0; day < 11; ++day) world.step();
    ASSERT_NE(world.persons(), nullptr);
    ASSERT_GT(world.persons()->size(), 0U);
    const std::int32_t ethnicity = world.persons()->value(0, 0);
    EXPECT_THAT(setting->instance.attributes[0].values.at(static_cast<std::size_t>(ethnicity)),
                testing::StartsWith("ethntype"));
    EXPECT_GE(world.persons()->value(0, 1), 0);
    EXPECT_NEAR(setting->instance.locations[0].attributes.at("farmer_fraction"), 0.5, 0.01);
  }
}

}  // namespace
}  // namespace corridor::test

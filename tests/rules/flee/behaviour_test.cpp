// The incumbent's behaviour on small instances, worked by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "flee_folder.h"

namespace corridor::test {
namespace {

constexpr const char* kOneZoneOneCamp =
    "A,r,X,1,1,conflict_zone,0,10000\n"
    "B,r,Y,1,2,camp,,100000\n";

FleeFolder& zone_and_camp(FleeFolder& folder, double distance_km, const std::string& settings) {
  folder.locations(kOneZoneOneCamp).routes("A,B," + std::to_string(distance_km) + "\n");
  folder.always_in_conflict("A", 31).write("settings.yml", settings);
  return folder.camp_data("B", "2010-01-01,0\n2010-01-02,100\n2010-01-31,100\n");
}

std::vector<Count> in_camp(const FleeFolder& folder, int days,
                           FleeCapacityRule rule = FleeCapacityRule::running) {
  const FleeRun run = flee_run(folder.setting(days), MemberStreams{7, 0}, rule);
  std::vector<Count> people;
  for (const auto& day : run.in_camps) people.push_back(day.at(0));
  return people;
}

constexpr const char* kStaySettings =
    "move_rules:\n  max_move_speed: 200\n  camp_movechance: 0.0\n";

TEST(Flee, ALinkShorterThanADaysSpeedTakesADay) {
  FleeFolder folder;
  EXPECT_THAT(in_camp(zone_and_camp(folder, 150, kStaySettings), 4),
              testing::ElementsAre(0, 100, 100, 100));
}

TEST(Flee, ALinkOfExactlyADaysSpeedTakesTwoDays) {
  FleeFolder folder;
  EXPECT_THAT(in_camp(zone_and_camp(folder, 200, kStaySettings), 4),
              testing::ElementsAre(0, 0, 100, 100));
}

TEST(Flee, OnFootTheFirstLinkIsWalked) {
  // 53 km at 35 km a day: on the second day.
  FleeFolder folder;
  zone_and_camp(folder, 53,
                std::string(kStaySettings) + "  start_on_foot: True\n  max_walk_speed: 35\n");
  EXPECT_THAT(in_camp(folder, 4), testing::ElementsAre(0, 0, 100, 100));
}

TEST(Flee, ABorderThatClosesSendsTravellersBackOnTheDayTheyWouldHaveArrived) {
  FleeFolder folder;
  zone_and_camp(folder, 700, kStaySettings).write("in/closures.csv", "country,X,Y,3,20\n");
  const auto people = in_camp(folder, 19);
  EXPECT_EQ(std::accumulate(people.begin(), people.end(), Count{0}), 0);
}

TEST(Flee, ADebtOfFallingRegistrationsIsPaidBeforeAnybodyIsSpawned) {
  // Sums 100, 90, 95, 120: spawned 0, 0 (debt 10), 0 (debt 5), 20.
  FleeFolder folder;
  folder.locations(kOneZoneOneCamp)
      .routes("A,B,50\n")
      .always_in_conflict("A", 5)
      .write("settings.yml", kStaySettings);
  folder.camp_data("B", "2010-01-01,100\n2010-01-02,90\n2010-01-03,95\n2010-01-04,120\n");
  const FleeRun run = flee_run(folder.setting(4), MemberStreams{1, 0}, FleeCapacityRule::running);
  EXPECT_THAT(run.people, testing::ElementsAre(100, 100, 100, 120));
  EXPECT_EQ(run.ledgers[1].debt, 10);
  EXPECT_EQ(run.ledgers[2].debt, 5);
}

TEST(Flee, RegistrationsAreInterpolatedAndCorrected) {
  FleeFolder folder;
  folder.locations(kOneZoneOneCamp).routes("A,B,50\n").always_in_conflict("A", 1300);
  folder.write("in/sim_period.csv", "StartDate,2010-06-01\nLength,1200\n");
  const char* const rows =
      "2010-01-01,500\n2011-01-01,6000\n2012-01-01,70000\n2013-01-01,800000\n2014-01-01,400000\n";
  folder.camp_data("B", rows);
  const auto at = [&](int day) {
    const auto setting = folder.setting();
    return setting->data.registered(setting->data.camps()[0], day);
  };
  EXPECT_EQ(at(0), 2775);
  EXPECT_EQ(at(300), 21079);
  EXPECT_EQ(at(700), 311338);
  folder.write("in/registration_corrections.csv", "B,2014-01-01\n");
  EXPECT_EQ(at(0), 1387);
  EXPECT_EQ(at(300), 10539);
  EXPECT_EQ(at(700), 155669);
}

TEST(Flee, ConflictDrivenSpawningFollowsTheIntensity) {
  FleeFolder folder;
  folder.locations(
      "A,r,X,1,1,conflict_zone,0,10000\nC,r,X,1,3,conflict_zone,0,1000\nD,r,X,1,4,conflict_zone,0,"
      "1000\nB,r,Y,1,2,camp,,1000\n");
  folder.routes("A,B,100\nC,B,100\nD,B,100\n").camp_data("B", "2010-01-01,0\n2010-01-31,0\n");
  folder.write("in/conflicts.csv", "#Day,A,C,D\n0,1,1,1\n1,1,1,1\n2,0,1,1\n3,0,1,1\n4,0,1,1\n");
  folder.write("settings.yml",
               "spawn_rules:\n  conflict_zone_spawning_only: False\n  conflict_driven_spawning:\n  "
               "  spawn_mode: constant\n"
               "    displaced_per_conflict_day: 100\n");
  const FleeRun run = flee_run(folder.setting(4), MemberStreams{1, 0}, FleeCapacityRule::running);
  EXPECT_THAT(run.people, testing::ElementsAre(300, 600, 800, 1000));
}

TEST(Flee, ACampMoreThanHalfWayThroughItsBufferTurnsPeopleAway) {
  // Capacity 100, buffer 0.9: nobody enters once 95 are there; the neighbour without data takes the
  // rest.
  FleeFolder folder;
  folder.locations("A,r,X,1,1,conflict_zone,0,10000\nB,r,Y,1,2,camp,,100\n").routes("A,B,50\n");
  folder.always_in_conflict("A", 31).write("settings.yml", kStaySettings);
  folder.camp_data("B", "2010-01-01,0\n2010-01-31,3000\n");
  const auto people = in_camp(folder, 30);
  EXPECT_GE(people.back(), 95);
  EXPECT_LE(people.back(), 200);  // those under way when it filled up still arrive
}

TEST(Flee, TheShareOfTwoEqualCampsIsAHalf) {
  FleeFolder folder;
  folder.locations("A,r,X,1,1,conflict_zone,0,10000\nB,r,Y,1,2,camp,,0\nC,r,Y,1,3,camp,,0\n")
      .routes("A,B,100\nA,C,100\n");
  folder.always_in_conflict("A", 10).write("settings.yml", kStaySettings);
  folder.write("data/camp.csv", "2010-01-01,0\n2010-01-02,20000\n2010-01-10,20000\n");
  folder.write("data/data_layout.csv", "total,camp.csv\nB,camp.csv\nC,camp.csv\n");
  for (const FleeCapacityRule rule : {FleeCapacityRule::running, FleeCapacityRule::frozen}) {
    const FleeRun run = flee_run(folder.setting(5), MemberStreams{3, 0}, rule);
    EXPECT_EQ(run.in_camps.back()[0] + run.in_camps.back()[1], 40000);
    EXPECT_NEAR(static_cast<double>(run.in_camps.back()[0]), 20000.0,
                4 * 100.0);  // four standard deviations
  }
}

TEST(Flee, TheSameSeedGivesTheSameTableAndAnotherSeedAnother) {
  FleeFolder folder;
  folder.locations(
      "A,r,X,1,1,conflict_zone,0,10000\nT,r,X,1,2,town,,0\nB,r,Y,1,2,camp,,0\nC,r,Y,1,3,camp,,0\n");
  folder.routes("A,T,100\nT,B,150\nT,C,300\n").always_in_conflict("A", 31);
  folder.write("data/camp.csv", "2010-01-01,0\n2010-01-20,5000\n");
  folder.write("data/data_layout.csv", "total,camp.csv\nB,camp.csv\nC,camp.csv\n");
  const auto setting = folder.setting();
  const auto run = [&](std::uint64_t seed) {
    return flee_run(setting, MemberStreams{seed, 0}, FleeCapacityRule::running).in_camps;
  };
  EXPECT_EQ(run(1), run(1));
  EXPECT_NE(run(1), run(2));
}

TEST(Flee, AnIntensityThatChangesStaysAsInFleeOrFollowsItsColumn) {
  FleeFolder folder;
  zone_and_camp(
      folder, 100,
      std::string(kStaySettings) +
          "spawn_rules:\n  conflict_driven_spawning:\n    displaced_per_conflict_day: 10\n");
  folder.write("in/conflicts.csv", "#Day,A\n0,1\n1,1\n2,2\n3,2\n4,0\n");
  const auto people = [&](bool follows) {
    const auto given = folder.setting(5);
    FleeSettings settings = given->instance.settings;
    settings.follow_intensity = follows;
    const auto setting = std::make_shared<const FleeSetting>(*given, settings);
    return flee_run(setting, MemberStreams{7, 0}, FleeCapacityRule::running).people;
  };
  EXPECT_THAT(people(false), testing::ElementsAre(10, 20, 30, 40, 40));
  EXPECT_THAT(people(true), testing::ElementsAre(10, 20, 40, 60, 60));
}

std::string problems(const FleeFolder& folder) {
  Diagnostics diagnostics;
  static_cast<void>(folder.read(diagnostics));
  std::string text;
  for (const Diagnostic& item : diagnostics.items()) text += to_string(item) + "\n";
  return text;
}

TEST(FleeInput, WhatCrashesFleeIsNamedWithFileAndLine) {
  FleeFolder folder;
  zone_and_camp(folder, 100, "move_rules:\n  max_move_sped: 3\n");
  EXPECT_THAT(problems(folder), testing::HasSubstr("max_move_sped"));
  folder.routes("A,Q,100\n");
  EXPECT_THAT(problems(folder), testing::HasSubstr("routes.csv:2"));
  folder.locations("A,r,X,1,1,conflict_zone,0,\"22,849\"\nB,r,Y,1,2,camp,,0\n");
  EXPECT_THAT(problems(folder), testing::HasSubstr("locations.csv:2"));
  folder.write("data/data_layout.csv", "total,camp.csv\n");
  EXPECT_THAT(problems(folder), testing::HasSubstr("data_layout.csv"));
}

}  // namespace
}  // namespace corridor::test

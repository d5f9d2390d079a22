// Rules that look at persons, hunger, harvest, and the logs, on instances worked by hand.
#include "rules/flee/persons.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "flee_builder.h"
#include "flee_folder.h"
#include "rules/flee/logs.h"

namespace corridor::test {
namespace {

/// A zone A between a safe town (score 1) and a zone in conflict, both 90 km away.
struct TwoWays {
  FleeBuilder built;
  FleeLocationIndex a, safe, hazard;

  TwoWays() {
    built.speed(5000).instance.settings.conflict_weight = 0.5;
    a = built.place("A", 1.0);
    safe = built.place("Safe", 0.0);
    hazard = built.typed("Hazard", FleeLocationKind::conflict_zone);
    built.instance.settings.conflict_movechance = 0.0;
    built.road(a, safe, 90).road(a, hazard, 90).conflict(hazard, {1.0});
  }
  /// The share of people of that gender who go to the hazard.
  double share_to_hazard(const std::string& gender) {
    built.instance.attributes = {{"gender", {gender}, {1.0}, {}, {}}};
    return share();
  }
  /// The same of that age.
  double share_to_hazard(double age) {
    built.instance.attributes = {numbers_attribute("age", {age}, {1.0})};
    return share();
  }
  double share() const {
    constexpr Count kPeople = 40000;
    FleeWorld world = built.world();
    world.add_people(a, kPeople);
    world.step();
    return static_cast<double>(world.present(hazard)) / kPeople;
  }
};

/// Four and a half standard deviations of a share near a third among 40000.
constexpr double kTolerance = 0.011;

TEST(FleePersonRules, WhoAvoidsHazardsSquaresTheScore) {
  TwoWays ways;  // weights 1 and 0.5: a third; squared 0.25: a fifth
  FleeSettings& rules = ways.built.instance.settings;
  rules.women_avoid_hazards = true;
  EXPECT_NEAR(ways.share_to_hazard("male"), 1.0 / 3.0, kTolerance);
  EXPECT_NEAR(ways.share_to_hazard("female"), 0.2, kTolerance);
  rules.women_avoid_hazards = false;
  rules.children_avoid_hazards = rules.elderly_avoid_hazards = true;
  EXPECT_NEAR(ways.share_to_hazard(18.0), 0.2, kTolerance);
  EXPECT_NEAR(ways.share_to_hazard(19.0), 1.0 / 3.0, kTolerance);
  EXPECT_NEAR(ways.share_to_hazard(59.0), 1.0 / 3.0, kTolerance);
  EXPECT_NEAR(ways.share_to_hazard(60.0), 0.2, kTolerance);
}

TEST(FleePersonRules, BoysIgnoreScores) {
  TwoWays ways;
  FleeSettings& rules = ways.built.instance.settings;
  rules.boys_take_risk = true;
  const auto share = [&](double age, const char* gender) {
    ways.built.instance.attributes = {numbers_attribute("age", {age}, {1.0}),
                                      {"gender", {gender}, {1.0}, {}, {}}};
    return ways.share();
  };
  EXPECT_NEAR(share(16.0, "male"), 0.5, kTolerance);
  EXPECT_NEAR(share(40.0, "male"), 1.0 / 3.0, kTolerance);
  EXPECT_NEAR(share(14.0, "male"), 1.0 / 3.0, kTolerance);
  EXPECT_NEAR(share(16.0, "female"), 1.0 / 3.0, kTolerance);
  rules.strict = true;  // only beside ChildrenAvoidHazards, and for men of any age (quirk Q22)
  EXPECT_NEAR(share(16.0, "male"), 1.0 / 3.0, kTolerance);
  rules.children_avoid_hazards = true;
  EXPECT_NEAR(share(40.0, "male"), 0.5, kTolerance);
}

TEST(FleePersonRules, PeopleGoWhereTheirGroupLives) {
  FleeBuilder built;
  built.speed(5000).instance.settings.match_town_ethnicity = true;
  const auto a = built.place("A", 1.0);
  const auto b = built.typed("B", FleeLocationKind::town, 1000);
  const auto c = built.typed("C", FleeLocationKind::town, 1000);
  built.instance.settings.default_movechance = 0.0051;
  built.instance.locations[b].attributes["x"] = 300.0;
  built.instance.locations[c].attributes["x"] = 100.0;
  built.instance.attributes = {{"ethnicity", {"x"}, {1.0}, {}, {}}};
  built.road(a, b, 50).road(a, c, 50);
  FleeWorld world = built.world();
  world.add_people(a, 40000);
  world.step();
  EXPECT_NEAR(static_cast<double>(world.present(b)) / 40000.0, 0.75, kTolerance);
}

TEST(FleePersonRules, HungerMakesPeopleLeaveAndPlacesUnattractive) {
  FleeBuilder built;
  built.speed(5000);
  FleeSettings& rules = built.instance.settings;
  const auto a = built.place("A", 0.2);
  const auto b = built.place("B", 0.0);
  const auto c = built.place("C", 0.0);
  built.instance.locations[a].region = "hungry";
  built.instance.hunger = {{"hungry", {0, 100}, {50, 50}}};
  built.road(a, b, 50).road(a, c, 50);
  constexpr Count kPeople = 40000;
  rules.flee_when_starving = true;  // 0.5 + 0.5 * 0.2
  FleeWorld starving = built.world();
  starving.add_people(a, kPeople);
  starving.step();
  EXPECT_NEAR(static_cast<double>(starving.present(a)) / kPeople, 0.4, kTolerance);
  rules.flee_when_starving = false;
  built.instance.locations[b].region = "hungry";
  rules.avoid_food_deprived_locations = true;  // from day 1: 1 - 0.25 beside 1
  FleeWorld avoiding = built.world();
  avoiding.step();
  avoiding.add_people(a, kPeople);
  avoiding.step();
  const auto gone = static_cast<double>(avoiding.present(b) + avoiding.present(c));
  EXPECT_NEAR(static_cast<double>(avoiding.present(b)) / gone, 0.75 / 1.75, 0.025);
}

TEST(FleePersonRules, FarmersAreCountedAtHomeWhileTheyHarvest) {
  for (const bool strict : {false, true}) {
    FleeBuilder built;  // from the first of January
    built.speed(5000).instance.settings.harvest_months = {1, 2};
    built.instance.settings.strict = strict;
    const auto a = built.place("A", 1.0);
    const auto b = built.place("B", 0.0);
    built.instance.locations[a].attributes["farmer_fraction"] = 0.5;
    built.road(a, b, 50);
    built.instance.start += std::chrono::hours(24 * -1);  // one day before the harvest
    FleeWorld world = built.world();
    world.add_people(a, 1000);
    world.step();
    EXPECT_EQ(world.present(b), 1000);
    world.step();
    if (strict) {
      EXPECT_EQ(world.present(a), 1000) << "everybody (quirk Q32)";
    } else {
      EXPECT_NEAR(static_cast<double>(world.present(a)), 500.0, 4.5 * 16.0);
    }
    for (int day = 0; day < 58; ++day) world.step();  // to the last of February
    EXPECT_GT(world.present(a), 0);
    world.step();
    EXPECT_EQ(world.present(b), 1000);
  }
}

TEST(FleePersonRules, KnowingPersonsChangesNoLaw) {
  // The same instance with and without a log: other random numbers, the same law.
  FleeBuilder built;
  built.speed(200).instance.settings.avoid_short_stints = true;
  const auto a = built.typed("A", FleeLocationKind::conflict_zone, 1000);
  const auto t = built.typed("T", FleeLocationKind::town);
  const auto b = built.typed("B", FleeLocationKind::camp);
  const auto c = built.typed("C", FleeLocationKind::camp);
  built.conflict(a, {1.0}).road(a, t, 100).road(t, b, 150).road(t, c, 300);
  const auto in_b = [&](int log_level) {
    built.instance.settings.agent_log_level = log_level;
    FleeWorld world = built.world();
    world.add_people(a, 20000);
    for (int day = 0; day < 6; ++day) world.step();
    return static_cast<double>(world.present(b));
  };
  EXPECT_NEAR(in_b(0), in_b(1), 4.5 * std::sqrt(2.0 * 20000.0 * 0.25));
}

TEST(FleeLogs, AgentsInFleesFormat) {
  FleeBuilder built;
  built.speed(200).instance.settings.agent_log_level = 3;
  const auto a = built.place("A", 1.0);
  const auto b = built.place("B", 1.0);
  const auto c = built.place("C", 0.0);
  built.instance.locations[b].latitude_deg = 2.0;
  built.instance.locations[b].longitude_deg = 3.5;
  built.instance.attributes = {numbers_attribute("age", {25.0}, {1.0})};
  built.instance.settings.average_social_connectivity = 1e-12;
  built.instance.settings.foreign_weight = 0.0;
  built.instance.locations[a].country = "home";
  built.road(a, b, 100).road(b, c, 150);
  built.instance.settings.camp_weight = 1e12;  // from B on to C
  FleeWorld world = built.world();
  world.add_people(a, 1);
  std::string text;
  const auto step = [&] {
    world.step();
    write_flee_agent_log(world, [&](const std::string& piece) { text += piece; });
  };
  step();
  step();
  EXPECT_EQ(flee_agent_log_header(built.instance),
            "#time,rank-agentid,original_location,current_location,gps_x,gps_y,is_travelling,"
            "distance_travelled,places_travelled,distance_moved_this_timestep,age,connections,\n");
  EXPECT_EQ(text,
            "0,0-0,A,C,0.0,0.0,False,250.0,3,250.0,25,0,\n"
            "0-1,0-0,A,L:A:B,1.0,1.75,False,250.0,3,250.0,25,0,\n"
            "1,0-0,A,C,0.0,0.0,False,250.0,3,0,25,0,\n");
}

TEST(FleeLogs, LinksInFleesFormat) {
  FleeBuilder built;
  built.speed(5000).instance.settings.link_log_level = 2;
  built.instance.settings.average_social_connectivity = 1e-12;
  const auto a = built.place("A", 1.0);
  built.instance.attributes = {{"gender", {"male", "female"}, {0.0, 1.0}, {}, {}}};
  built.road(a, built.place("B", 0.0), 100);
  FleeWorld world = built.world();
  world.add_people(a, 5);
  world.step();
  world.add_people(a, 2);
  world.step();
  std::string text;
  write_flee_link_log(world, [&](const std::string& piece) { text += piece; });
  EXPECT_THAT(text, testing::StartsWith("1,A,B,7,total\n1,A,B,0,gender:male\n"
                                        "1,A,B,7,gender:female\n1,A,B,7,connections:0\n"));
  EXPECT_THAT(text, testing::HasSubstr("1,B,A,0,total\n"));
}

TEST(FleeAgents, AreReadFromTheirFile) {
  FleeFolder folder;
  folder.locations("A,r,X,1,1,conflict_zone,0,10000\nB,r,Y,1,2,camp,,100000\n").routes("A,B,50\n");
  folder.always_in_conflict("A", 31).camp_data("B", "2010-01-01,0\n2010-01-31,0\n");
  folder.write("settings.yml",
               "spawn_rules:\n  read_from_agents_csv_file: True\n"
               "move_rules:\n  ChildrenAvoidHazards: True\n");
  folder.write("in/agents.csv", "location,age,gender\nA,10,female\nElsewhere,20,male\n");
  const auto setting = folder.setting();
  FleeWorld world(setting, MemberStreams{1, 0}, FleeCapacityRule::running);
  EXPECT_EQ(world.people(), 1);
  ASSERT_NE(world.persons(), nullptr);
  EXPECT_EQ(world.persons()->traits()[(*world.persons())[0].trait].hazard, FleeHazard::avoided);
}

TEST(FleeDemographics, AreDrawnByPlace) {
  FleeFolder folder;
  folder.locations("A,r,X,1,1,conflict_zone,0,10000\nB,r,Y,1,2,camp,,100000\n").routes("A,B,50\n");
  folder.always_in_conflict("A", 31).camp_data("B", "2010-01-01,0\n2010-01-31,0\n");
  folder.write("settings.yml", "log_levels:\n  agent: 1\n");
  folder.write("in/demographics_religion.csv",
               "religion,Default,A,B\nx,5000,0,0.5\ny,4000,1,0.5\nz,1000,,0\n");
  const auto setting = folder.setting();
  const FleeAttribute* religion = setting->instance.find_attribute("religion");
  ASSERT_NE(religion, nullptr);
  EXPECT_THAT(religion->values, testing::ElementsAre("x", "y", "z"));
  EXPECT_THAT(religion->default_weights, testing::ElementsAre(5000, 4000, 1000));
  FleeWorld world(setting, MemberStreams{1, 0}, FleeCapacityRule::running);
  world.add_people(0, 100);
  world.add_people(1, 1000);
  int x = 0;
  for (std::uint32_t id = 0; id < 100; ++id) EXPECT_EQ(world.persons()->value(id, 0), 1);
  for (std::uint32_t id = 100; id < 1100; ++id) x += world.persons()->value(id, 0) == 0 ? 1 : 0;
  EXPECT_NEAR(x, 500, 4.5 * 16);
}

}  // namespace
}  // namespace corridor::test

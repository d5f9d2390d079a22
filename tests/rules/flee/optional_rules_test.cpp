// Optional rules on places, worked by hand: economic pull, hunger, floods, religion, summed files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "flee_builder.h"
#include "flee_folder.h"
#include "rules/flee/environment.h"

namespace corridor::test {
namespace {

constexpr Count kPeople = 40000;
/// Four and a half standard deviations of a share among 40000.
constexpr double kTolerance = 0.0115;

/// A place that everybody leaves, with roads of the same length to two others.
struct Fork {
  FleeBuilder built;
  FleeLocationIndex start;

  Fork() {
    built.speed(5000);
    start = built.place("Start", 1.0);
  }
  Fork& roads_to(FleeLocationIndex one, FleeLocationIndex other) {
    built.road(start, one, 90).road(start, other, 90);
    return *this;
  }
  /// The share of people who are at `place` after a day.
  double share_to(FleeLocationIndex place) const {
    FleeWorld world = built.world();
    world.add_people(start, kPeople);
    world.step();
    return static_cast<double>(world.present(place)) / kPeople;
  }
};

TEST(FleeEconomicPull, FollowsTradeAndDevelopmentOfForeignPlaces) {
  Fork fork;
  FleeSettings& settings = fork.built.instance.settings;
  const auto home = fork.built.place("Home", 0.0);
  const auto abroad = fork.built.place("Abroad", 0.0, "abroad");
  fork.built.instance.locations[abroad].attributes = {{"trade_volume", 0.5}, {"hdi", 0.5}};
  fork.built.instance.locations[home].attributes = {{"trade_volume", 9.0}, {"hdi", 9.0}};
  fork.roads_to(home, abroad);
  EXPECT_NEAR(fork.share_to(abroad), 0.5, kTolerance);
  settings.use_economic_pull = true;  // 1 + 0.5 + 0.25 beside 1
  EXPECT_NEAR(fork.share_to(abroad), 1.75 / 2.75, kTolerance);
  settings.foreign_weight = 2.0;
  EXPECT_NEAR(fork.share_to(abroad), 3.5 / 4.5, kTolerance);
}

TEST(FleeHungerSpawning, AddsTheHungryToTheWeights) {
  FleeBuilder built;
  FleeSettings& settings = built.instance.settings;
  const auto zone = built.typed("Zone", FleeLocationKind::conflict_zone, 1000);
  const auto town = built.typed("Town", FleeLocationKind::town, 500);
  built.instance.locations[zone].region = "r";
  built.instance.locations[town].region = "s";
  built.instance.hunger = {{"r", {0, 100}, {20, 20}}, {"s", {0, 10}, {0, 20}}};
  built.conflict(zone, {0.5});
  settings.starvation_driven_spawning = true;
  FleeNetwork network(built.instance);
  std::vector<double> weights;
  const auto weights_on = [&](int day) {
    flee_change_environment(built.instance, day, network);
    flee_spawn_weights(built.instance, day, network, weights);
    return weights;
  };
  EXPECT_THAT(weights_on(0), testing::ElementsAre(500.0, 0.0)) << "no hunger on day 0";
  EXPECT_THAT(weights_on(5), testing::ElementsAre(700.0, 0.0)) << "zones in conflict only";
  settings.conflict_zone_spawning_only = false;
  EXPECT_THAT(weights_on(5), testing::ElementsAre(700.0, 50.0)) << "a tenth of the town";
}

TEST(FleeFloods, LevelsSetTheChanceOfLeavingOfAnyPlace) {
  FleeBuilder built;
  built.speed(5000).instance.settings.flood_rules = true;
  built.instance.settings.flood_movechances = {0.9, 0.2, 0.6};
  built.instance.settings.flood_loc_weights = {1.0, 1.0, 1.0};
  const auto a = built.place("A", 0.3);
  const auto b = built.place("B", 0.0);
  built.road(a, b, 50);
  const auto left = [&](double level) {
    built.instance.flood_levels = {{a, std::vector<double>(100, level)}};
    FleeWorld world = built.world();
    world.add_people(a, kPeople);
    world.step();
    return static_cast<double>(world.present(b)) / kPeople;
  };
  EXPECT_NEAR(left(0), 0.3, kTolerance) << "dry: its own";
  EXPECT_NEAR(left(1), 0.2, kTolerance);
  EXPECT_NEAR(left(2), 0.6, kTolerance) << "Flee stops on the last level (quirk Q23)";
}

TEST(FleeFloods, LevelsWeighPlacesOnceAndFloodZonesTwice) {
  Fork fork;
  FleeSettings& settings = fork.built.instance.settings;
  settings.flood_rules = true;
  settings.flood_loc_weights = {0.8, 0.5, 0.25};
  settings.default_movechance = 0.0051;
  const auto town = fork.built.typed("Town", FleeLocationKind::town);
  const auto zone = fork.built.typed("Zone", FleeLocationKind::flood_zone);
  fork.roads_to(town, zone);
  const auto share = [&](FleeLocationIndex flooded, double level) {
    fork.built.instance.flood_levels = {{flooded, std::vector<double>(100, level)}};
    return fork.share_to(zone);
  };
  EXPECT_NEAR(share(zone, 0), 0.8 / 1.8, kTolerance) << "the first entry counts for a dry zone";
  EXPECT_NEAR(share(zone, 1), 0.25 / 1.25, kTolerance);
  EXPECT_NEAR(share(town, 1), 0.8 / 1.3, kTolerance);
}

TEST(FleeFloods, DisplaceAShareOfThoseWhoAreLeft) {
  FleeBuilder built;
  FleeSettings& settings = built.instance.settings;
  settings.spawn_mode = FleeSpawnMode::flood_driven;
  settings.spawn_rate = FleeSpawnRate::pop_ratio;
  settings.take_from_population = true;
  settings.displaced_per_flood_day = {0, 0.1, 0.2, 0.5};
  const auto a = built.typed("A", FleeLocationKind::town, 1000);
  const auto b = built.typed("B", FleeLocationKind::town, 1000);
  built.road(a, b, 100).instance.flood_levels = {{a, {2, 2, 0, 1}}};
  FleeWorld world = built.world();
  std::vector<Count> people;
  for (int day = 0; day < 4; ++day) {
    world.step();
    people.push_back(world.people());
  }
  EXPECT_THAT(people, testing::ElementsAre(200, 360, 360, 424));
  EXPECT_EQ(world.network().places()[a].population, 1000 - 424);
  EXPECT_EQ(world.network().places()[b].population, 1000);
}

TEST(FleeReligion, DrawsPeopleToCampsOfTheirOwn) {
  Fork fork;
  FleeSettings& settings = fork.built.instance.settings;
  settings.match_camp_religion = true;
  settings.strict = true;  // the displaced alone count, over the same number for all camps
  const auto many = fork.built.place("Many", 0.0);
  const auto few = fork.built.place("Few", 0.0);
  fork.roads_to(many, few);
  FleeAttribute religion{"religion", {"x", "y"}, {1.0, 0.0}, {}, {}};
  fork.built.instance.attributes = {religion};
  FleeWorld world = fork.built.world();
  world.add_people(many, 300);
  world.add_people(few, 100);
  world.add_people(fork.start, kPeople);
  world.step();
  EXPECT_NEAR(static_cast<double>(world.present(many) - 300) / kPeople, 0.75, kTolerance);
}

/// A camp whose registrations stand in two files with other dates.
void write_two_files(FleeFolder& folder) {
  folder.locations("A,r,X,1,1,conflict_zone,0,10000\nB,r,Y,1,2,camp,,100000\n").routes("A,B,50\n");
  folder.always_in_conflict("A", 31);
  folder.camp_data("B", "2010-01-01,100\n2010-01-11,200\n2010-01-21,300\n");
  folder.write("data/more.csv", "2010-01-01,10\n2010-01-06,20\n");
  folder.write("data/data_layout.csv", "total,camp.csv\nB,camp.csv,more.csv\n");
}

TEST(FleeSummedFiles, LoseTheirTailAsInFleeOrAreWhole) {
  FleeFolder folder;
  write_two_files(folder);
  const auto people = [&](bool whole, std::string& words) {
    FleeSource source;
    source.input_folder = folder.path() / "in";
    source.data_folder = folder.path() / "data";
    source.whole_sums = whole;
    Diagnostics diagnostics;
    const auto instance = read_flee_folder(source, diagnostics);
    for (const Diagnostic& item : diagnostics.items()) words += to_string(item);
    const FleeTable& sum = instance.value().tables[1];
    return std::vector<Count>{sum.at(0), sum.at(5), sum.at(15), sum.at(25)};
  };
  std::string warned;
  EXPECT_THAT(people(false, warned), testing::ElementsAre(110, 220, 220, 220));
  EXPECT_THAT(warned, testing::HasSubstr("data_layout.csv:2: warning: B: found a further file "
                                         "that ends earlier"));
  std::string quiet;
  EXPECT_THAT(people(true, quiet), testing::ElementsAre(110, 170, 270, 320));
  EXPECT_EQ(quiet, "");
}

}  // namespace
}  // namespace corridor::test

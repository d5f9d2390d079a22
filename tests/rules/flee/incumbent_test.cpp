// The incumbent's own behavioural tests, each under the name it has there, with what it asserts and
// where possible the stronger statement that follows from the rules. Tests that only assert that
// something runs, or restate inequalities, assert here what they were about.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "flee_builder.h"
#include "rules/flee/environment.h"
#include "rules/flee/floods.h"

namespace corridor::test {
namespace {

Count everywhere(const FleeWorld& world) {
  Count people = 0;
  for (const FleePlace& place : world.network().places()) people += place.present;
  return people;
}

void run(FleeWorld& world, int days) {
  for (int day = 0; day < days; ++day) world.step();
}

/// The small data set: about 15 people a day in the first year, 500 at the start.
FleeBuilder& with_small_data(FleeBuilder& builder) {
  const std::vector<double> days = {0, 365, 730, 1096, 1461};
  const std::vector<double> people = {500, 6000, 70000, 800000, 400000};
  return builder.table("Total", days, people).table("camp1", days, people);
}

/// Puts the day's growth of the data into a place, then steps.
void run_with_data(const FleeBuilder& builder, FleeWorld& world, FleeLocationIndex into, int days) {
  const FleeData data(builder.instance);
  for (int day = 0; day < days; ++day) {
    world.add_people(into, data.growth(day));
    world.step();
  }
}

TEST(Incumbent, Test1Agent) {
  FleeBuilder built;
  built.speed(5000);
  const auto a = built.place("A", 0.3);
  for (const char* name : {"B", "C", "D"}) built.road(a, built.place(name, 0.0), 100);
  FleeWorld one = built.world();
  one.add_people(a, 1);
  run(one, 30);
  EXPECT_EQ(one.day(), 30);
  EXPECT_EQ(everywhere(one), 1);

  constexpr Count kMany = 30000;
  FleeWorld many = built.world();
  many.add_people(a, kMany);
  run(many, 5);
  const double staying = std::pow(0.7, 5.0);
  const auto within = [](Count found, double p) {
    const double mean = kMany * p;
    EXPECT_NEAR(static_cast<double>(found), mean, 4.5 * std::sqrt(mean * (1.0 - p)));
  };
  within(many.present(a), staying);
  for (FleeLocationIndex camp = 1; camp < 4; ++camp) within(many.present(camp), (1 - staying) / 3);
}

FleeBuilder awareness_graph(int awareness) {
  FleeBuilder built;
  built.speed(5000).instance.settings.awareness_level = awareness;
  const auto a = built.place("A", 0.3);
  const auto b = built.place("B", 0.3);
  const auto c = built.place("C", 0.3);
  const auto d = built.place("D", 0.3);
  const auto c2 = built.place("C2", 0.3);
  const auto d2 = built.place("D2", 0.3);
  const auto d3 = built.place("D3", 0.0);
  built.road(a, b, 834).road(a, c, 834).road(a, d, 834).road(c, c2, 834).road(c, d2, 834);
  built.road(d, d2, 834).road(d2, d3, 834).road(c2, d3, 834);
  return built;
}

TEST(Incumbent, TestAwareness) {
  const std::vector<std::set<FleeLocationIndex>> ends = {
      {1, 2, 3}, {1, 2, 3}, {1, 2, 3, 4, 5}, {1, 2, 3, 4, 5, 6}, {1, 2, 3, 4, 5, 6}};
  for (int awareness = 0; awareness <= 4; ++awareness) {
    const FleeBuilder built = awareness_graph(awareness);
    const FleeNetwork network(built.instance);
    FleeChoices choices(built.instance, network);
    std::set<FleeLocationIndex> found;
    for (const FleeCandidate& candidate : choices.table(0, network).candidates) {
      if (candidate.end != 0) found.insert(candidate.end);
    }
    for (const FleeLocationIndex end : ends[static_cast<std::size_t>(awareness)]) {
      EXPECT_EQ(found.count(end), 1U) << "awareness " << awareness << ", end " << end;
    }
    FleeWorld world = built.world();
    world.add_people(0, 1);
    run(world, 5);
    EXPECT_EQ(everywhere(world), 1);
  }
}

TEST(Incumbent, TestMarkerLocation) {
  FleeBuilder built;
  built.speed(5000).instance.settings.awareness_level = 5;
  const auto a = built.place("A", 0.3);
  const auto b = built.place("B", 0.3);
  const auto c = built.typed("C", FleeLocationKind::marker);
  const auto d = built.place("D", 0.0);
  built.road(a, b, 834).road(a, c, 834).road(b, d, 834).road(c, d, 834);
  const FleeNetwork network(built.instance);
  FleeChoices choices(built.instance, network);
  const FleeChoices::Table& table = choices.table(a, network);
  ASSERT_EQ(table.candidates.size(), 4U);
  std::vector<double> to_d;
  for (const FleeCandidate& candidate : table.candidates) {
    EXPECT_TRUE(candidate.end == b || candidate.end == d);
    if (candidate.end == d) to_d.push_back(candidate.base_weight);
  }
  ASSERT_EQ(to_d.size(), 2U);
  EXPECT_DOUBLE_EQ(to_d[0], to_d[1]);
}

TEST(Incumbent, TestPathChoice) {
  FleeBuilder built;
  const auto a = built.place("A", 1.0);
  built.road(a, built.place("B", 1.0), 10);
  const auto c1 = built.place("C1", 1.0);
  built.road(a, c1, 10).road(c1, built.place("C2", 1.0), 10);
  const auto d1 = built.place("D1", 1.0);
  const auto d2 = built.place("D2", 1.0);
  built.road(a, d1, 10).road(d1, d2, 10).road(d2, built.place("D3", 1.0), 10);
  FleeWorld world = built.world();
  world.add_people(a, 1);
  run(world, 10);
  EXPECT_EQ(world.people(), 1);
}

// test_prune_routes and test_prune_routes2: choices_test.cpp.

TEST(Incumbent, TestScoringForeignWeight) {
  FleeBuilder built;
  with_small_data(built.speed(5000)).instance.settings.foreign_weight = 0.0;
  const auto a = built.place("A", 1.0);
  const auto b = built.place("B", 0.0);
  const auto c = built.place("C", 0.0);
  const auto d = built.place("D", 0.0, "abroad");
  built.road(a, b, 834).road(a, c, 1368).road(a, d, 536);
  FleeWorld world = built.world();
  run_with_data(built, world, a, 10);
  EXPECT_EQ(world.present(d), 0);
  EXPECT_EQ(world.present(a), 0);
  EXPECT_EQ(world.present(b) + world.present(c), 1135);
}

FleeBuilder home_graph() {
  FleeBuilder built;
  built.speed(100);
  built.instance.settings.stay_close_to_home = true;
  built.instance.settings.home_distance_power = 5.0;
  const auto a = built.place("A", 1.0);
  const auto b = built.place("B", 1.0);
  const auto c = built.place("C", 1.0);
  const std::vector<double> degrees = {0.0, 1.0, 100.0};
  for (std::size_t i = 0; i < degrees.size(); ++i) {
    built.instance.locations[i].latitude_deg = degrees[i];
    built.instance.locations[i].longitude_deg = degrees[i];
  }
  built.road(a, b, 100).road(b, c, 100);
  return built;
}

TEST(Incumbent, TestStayCloseToHome) {
  for (const bool fixed : {false, true}) {
    for (const bool strict : {false, true}) {
      FleeBuilder built = home_graph();
      built.instance.settings.fixed_routes = fixed;
      built.instance.settings.strict = strict;
      FleeWorld world = built.world();
      world.add_people(0, 100);
      run(world, 20);
      EXPECT_LT(world.present(2), 2) << "fixed routes " << fixed << ", strict " << strict;
    }
  }
}

FleeBuilder crawling_graph() {
  FleeBuilder built;
  built.instance.settings.awareness_level = 2;
  built.instance.settings.fixed_routes = true;
  const auto a = built.place("A", 1.0);
  const auto b = built.place("B", 0.0, "abroad");
  const auto c = built.place("C", 0.0, "abroad");
  const auto d = built.place("D", 0.0, "abroad");
  const auto e = built.place("E", 0.0, "abroad");
  built.road(a, b, 100).road(a, c, 200).road(b, d, 100).road(c, d, 100).road(d, e, 100);
  return built;
}

TEST(Incumbent, TestCrawling4Loc) {
  const FleeBuilder built = crawling_graph();
  const FleeNetwork network(built.instance);
  FleeChoices choices(built.instance, network);
  std::map<FleeLocationIndex, const FleeCandidate*> best;
  for (const FleeCandidate& candidate : choices.table(0, network).candidates) {
    if (candidate.base_weight > 0.0) {
      EXPECT_TRUE(best.emplace(candidate.end, &candidate).second) << "one route an end point";
    }
  }
  EXPECT_EQ(best.size(), 3U);
  for (const FleeLocationIndex end : {1U, 2U, 3U}) ASSERT_EQ(best.count(end), 1U);
  EXPECT_EQ(network.link(best[3]->first_link).to, 1U) << "to D through B";
}

TEST(Incumbent, TestCrawlingMajorRoute) {
  for (const bool strict : {false, true}) {
    FleeBuilder built = crawling_graph();
    built.instance.settings.strict = strict;
    built.instance.major_routes = {{0, 1, 3, 4}};
    const FleeNetwork network(built.instance);
    FleeChoices choices(built.instance, network);
    const FleeCandidate* to_e = nullptr;
    for (const FleeCandidate& candidate : choices.table(0, network).candidates) {
      if (candidate.end == 4) to_e = &candidate;
    }
    ASSERT_NE(to_e, nullptr);
    // Flee loses the first hop, so that nobody can start it (quirk Q26).
    if (strict) {
      EXPECT_EQ(to_e->first_link, kFleeNoLink);
    } else {
      EXPECT_EQ(network.link(to_e->first_link).to, 1U);
      EXPECT_EQ(choices.next_place(to_e->rest), 3U);
      EXPECT_EQ(choices.last_place(to_e->rest), 4U);
    }
  }
}

TEST(Incumbent, TestCloseLocation) {
  FleeBuilder built;
  const auto a = built.place("A", 0.3);
  const auto b = built.place("B", 0.0);
  const auto c = built.place("C", 0.0);
  const auto d = built.place("D", 0.0);
  built.road(a, b, 834).road(a, c, 1368).road(a, d, 536);
  FleeNetwork network(built.instance);
  network.set_place_open(c, false);
  EXPECT_EQ(network.places()[a].links.size(), 2U);
  EXPECT_TRUE(network.places()[c].links.empty());
  network.set_place_open(c, true);
  EXPECT_EQ(network.places()[a].links.size(), 3U);
  EXPECT_EQ(network.places()[c].links.size(), 1U);
}

TEST(Incumbent, TestRemoveLink) {
  FleeBuilder built;
  const auto a = built.place("A", 0.3);
  const auto b = built.place("B", 0.0);
  const auto c = built.place("C", 0.0);
  built.road(a, b, 834).road(a, c, 1368);
  FleeNetwork network(built.instance);
  network.set_link_open(a, c, false);  // both ways; in Flee only back (quirk Q5)
  EXPECT_EQ(network.first_link(a, c), kFleeNoLink);
  EXPECT_EQ(network.first_link(c, a), kFleeNoLink);
  EXPECT_NE(network.first_link(a, b), kFleeNoLink);
}

TEST(Incumbent, TestTinyClosure) {
  FleeBuilder built;
  const auto a = built.place("A", 1.0);
  const auto b = built.place("B", 0.0);
  const auto c = built.place("C", 0.0);
  built.road(a, b, 5);
  FleeClosure camp_closes;
  camp_closes.kind = FleeClosureKind::camp;
  camp_closes.location1 = c;
  camp_closes.end_day = -1;
  FleeClosure place_closes;
  place_closes.location1 = b;
  place_closes.start_day = 3;  // after the step of day 2
  place_closes.end_day = -1;
  built.instance.closures = {camp_closes, place_closes};
  FleeWorld world = built.world();
  for (int day = 0; day < 100; ++day) {
    world.add_people(a, 1);
    world.step();
  }
  EXPECT_GT(world.network().places()[c].chance, 0.01);
  EXPECT_EQ(world.present(b), 3);
  EXPECT_EQ(world.present(a), 97);
}

TEST(Incumbent, TestToyEscape) {
  FleeBuilder built;
  with_small_data(built.speed(5000));
  const auto a = built.place("A", 1.0);
  built.instance.locations[a].capacity = 100;
  built.instance.locations[a].capacity_per_day = 10000;
  built.road(a, built.place("B", 0.0), 834).road(a, built.place("C", 0.0), 1368);
  built.road(a, built.place("D", 0.0), 536);
  FleeWorld world = built.world();
  const FleeData data(built.instance);
  for (int day = 0; day < 10; ++day) {
    EXPECT_EQ(world.network().places()[a].capacity, 100 + 10000 * day);
    world.add_people(a, data.growth(day));
    world.step();
  }
  EXPECT_EQ(everywhere(world), 1135);
}

TEST(Incumbent, TestToyEscapeStartEmpty) {
  FleeBuilder built;
  with_small_data(built.speed(5000)).instance.settings.empty_camps_on_day0 = true;
  const auto a = built.place("A", 1.0);
  built.road(a, built.place("B", 0.0), 834);
  FleeWorld world = built.world();
  run_with_data(built, world, a, 10);
  EXPECT_EQ(everywhere(world), 135);
}

TEST(Incumbent, TestConflictDrivenSpawning) {
  FleeBuilder built;
  FleeSettings& settings = built.instance.settings;
  settings.spawn_mode = FleeSpawnMode::conflict_driven;
  settings.displaced_per_conflict_day = 100;
  settings.foreign_weight = 0.0;
  const auto a = built.typed("A", FleeLocationKind::conflict_zone);
  built.road(a, built.place("B", 0.0, "abroad"), 100).conflict(a, {1.0});
  FleeWorld world = built.world();
  run(world, 10);
  EXPECT_EQ(world.people(), 1000);
}

TEST(Incumbent, TestConflictDrivenSpawningPostConflict) {
  FleeBuilder built;
  FleeSettings& settings = built.instance.settings;
  settings.spawn_mode = FleeSpawnMode::conflict_driven;
  settings.displaced_per_conflict_day = 100;
  const auto a = built.typed("A", FleeLocationKind::conflict_zone);
  const auto c = built.typed("C", FleeLocationKind::conflict_zone);
  const auto d = built.typed("D", FleeLocationKind::conflict_zone);
  const auto half = built.typed("Half", FleeLocationKind::town);
  const auto b = built.place("B", 0.0, "abroad");
  for (const auto zone : {a, c, d, half}) built.road(zone, b, 100);
  // On day 2 A ends and D falls to one half; a file cannot say that of one place (quirk Q7), so D
  // ends and a zone of half the intensity begins.
  built.conflict(a, {1, 1, 0}).conflict(c, {1}).conflict(d, {1, 1, 0}).conflict(half, {0, 0, 0.5});
  FleeWorld world = built.world();
  run(world, 4);
  EXPECT_EQ(world.people(), 900);
}

TEST(Incumbent, TestFloodDrivenSpawning) {
  FleeBuilder built;
  FleeSettings& settings = built.instance.settings;
  settings.spawn_mode = FleeSpawnMode::flood_driven;
  settings.take_from_population = true;
  settings.displaced_per_flood_day = {0, 100, 200, 300, 400};
  const auto a = built.place("A", 0.0);
  const auto b = built.place("B", 0.0);
  built.road(a, b, 100);
  built.instance.flood_levels = {{a, std::vector<double>(10, 1.0)}};
  FleeWorld world = built.world();
  run(world, 10);
  EXPECT_EQ(world.people(), 1000);
  EXPECT_EQ(world.present(a), 1000);
}

TEST(Incumbent, TestGetAttributeRatio) {
  FleeBuilder built;
  const auto a = built.typed("A", FleeLocationKind::town, 1000);
  built.instance.locations[a].attributes["british"] = 20.0;
  built.instance.attributes.push_back({"ethnicity", {"british"}, {1.0}, {}, {}});
  const FleeNetwork network(built.instance);
  FleeShares shares(built.instance, "ethnicity");
  shares.finish(built.instance, network);
  EXPECT_DOUBLE_EQ(shares.share(a, 0).value(), 0.02);
}

TEST(Incumbent, TestCampSink) {
  FleeBuilder built;
  built.speed(5000).instance.settings.camps_are_sinks = true;
  const auto a = built.place("A", 1.0);
  const auto b = built.place("B", 0.0, "abroad");
  built.instance.locations[b].attributes["deactivation_probability"] = 1.0;
  built.road(a, b, 100);
  FleeWorld world = built.world();
  world.add_people(a, 100);
  run(world, 3);
  EXPECT_TRUE(world.travellers().active().empty());
  EXPECT_EQ(world.present(b), 100) << "they stay counted";
  EXPECT_EQ(world.people(), 100);
}

/// Two flood zones, two towns and three camps, with levels of eleven days.
FleeBuilder flood_graph() {
  FleeBuilder built(11);
  FleeSettings& settings = built.instance.settings;
  settings.flood_rules = true;
  settings.flood_loc_weights = {0, 1, 1, 1, 1};
  settings.flood_movechances = {0, 1, 1, 1, 1};
  const auto a = built.typed("A", FleeLocationKind::flood_zone, 20000);
  const auto b = built.typed("B", FleeLocationKind::flood_zone, 10000);
  const auto c = built.typed("C", FleeLocationKind::town, 100);
  const auto c2 = built.typed("C2", FleeLocationKind::town, 200);
  const auto d = built.typed("D", FleeLocationKind::camp, 30000);
  const auto e = built.typed("E", FleeLocationKind::camp, 20000);
  const auto f = built.typed("F", FleeLocationKind::camp, 10000);
  built.road(a, b, 100).road(a, c, 200).road(b, c2, 75).road(c, d, 150).road(c, e, 180);
  built.road(c2, c, 140).road(c2, f, 250).road(d, e, 40).road(e, f, 310);
  built.instance.flood_levels = {{a, {0, 0, 1, 1, 2, 1, 1, 1, 1, 1, 1}},
                                 {b, {1, 1, 1, 3, 1, 1, 0, 0, 0, 0, 1}}};
  return built;
}

TEST(Incumbent, TestFloodLevelLocationAttribute) {
  const FleeBuilder built = flood_graph();
  FleeWorld world = built.world();
  world.add_people(0, 1);
  const auto levels = [&] {
    std::vector<int> found;
    for (const FleePlace& place : world.network().places()) found.push_back(place.flood_level);
    return found;
  };
  world.step();
  EXPECT_THAT(levels(), testing::ElementsAre(0, 1, 0, 0, 0, 0, 0));
  run(world, 3);
  EXPECT_THAT(levels(), testing::ElementsAre(1, 3, 0, 0, 0, 0, 0));
  run(world, 7);
  EXPECT_THAT(levels(), testing::ElementsAre(1, 1, 0, 0, 0, 0, 0));
}

TEST(Incumbent, TestFloodForecaster) {
  FleeBuilder built = flood_graph();
  FleeSettings& settings = built.instance.settings;
  settings.flood_forecaster = true;
  settings.flood_forecast_days = 2;
  settings.flood_forecast_end_day = 6;
  settings.flood_forecast_weights = std::vector<double>(11, 1.0);
  settings.flood_awareness_weights = {0.0, 0.5, 1.0};
  settings.flood_loc_weights = {1.0, 0.5, 0.25, 0.1, 0.0};
  // Day 0: A is dry today and tomorrow and has level 1 the day after.
  const auto weight = [&](FleeLocationIndex place, int level, double awareness) {
    return flee_flood_weight(built.instance, place, 0, level, awareness);
  };
  EXPECT_DOUBLE_EQ(weight(0, 0, 0.0), 1.0) << "nobody aware: today's weather";
  EXPECT_DOUBLE_EQ(weight(0, 0, 1.0), (1.0 + 0.5) / 2.0) << "the mean of the two days ahead";
  EXPECT_DOUBLE_EQ(weight(0, 0, 0.5), (1.0 + 0.75) / 2.0) << "half of that";
  EXPECT_DOUBLE_EQ(weight(4, 0, 1.0), 1.0) << "no flood, no effect";
  // As Flee computes it: what has no flood ahead is shunned (quirk Q24).
  settings.strict = true;
  EXPECT_DOUBLE_EQ(weight(4, 0, 1.0), 0.0);
  EXPECT_DOUBLE_EQ(weight(0, 0, 1.0), 1.0 * 1.0 / 2.0);
  EXPECT_DOUBLE_EQ(flee_flood_chance(built.instance, 4, 0, 0, 0.3, 1.0), 0.0);
  EXPECT_DOUBLE_EQ(flee_flood_chance(built.instance, 0, 0, 0, 0.3, 1.0), 0.3 / 2.0 * 0.5);
}

TEST(Incumbent, TestAgentFloodAwareness) {
  FleeBuilder built = flood_graph();
  FleeSettings& settings = built.instance.settings;
  settings.flood_forecaster = true;
  settings.flood_forecast_days = 2;
  settings.flood_forecast_end_day = 6;
  settings.flood_forecast_weights = std::vector<double>(11, 1.0);
  settings.flood_awareness_weights = {0.0, 0.5, 1.0};
  settings.flood_movechances = {0.0, 0.5, 0.5, 0.5, 0.5};
  FleeAttribute awareness = numbers_attribute("floodawareness", {0.5, 1.0}, {0.0, 1.0});
  awareness.weights[1] = awareness.weights[2] = {1.0, 0.0};
  built.instance.attributes = {awareness};
  FleeWorld world = built.world();
  for (FleeLocationIndex place = 0; place < 7; ++place) world.add_people(place, 100);
  ASSERT_NE(world.persons(), nullptr);
  const std::vector<double> expected = {1.0, 0.5, 0.5, 1.0, 1.0, 1.0, 1.0};
  for (std::uint32_t place = 0; place < 7; ++place) {
    const FleePerson& person = (*world.persons())[100 * place];
    EXPECT_EQ(person.home, place);
    EXPECT_DOUBLE_EQ(world.persons()->traits()[person.trait].flood_awareness, expected[place]);
  }
  run(world, 11);
  EXPECT_GT(world.present(0), 0);
}

TEST(Incumbent, CrowdedArea) {
  EXPECT_EQ(FleePersons::connections_after(2, 500, false, 0, 0.0, false, 0), 4);
}

TEST(Incumbent, IsolatedArea) {
  EXPECT_EQ(FleePersons::connections_after(5, 3, false, 0, 0.0, false, 0), 4);
}

TEST(Incumbent, System2Quick) {
  // Intensity 0.7 above 0.6, day 16 at least 10 after day 5, four acquaintances: they leave.
  // At intensity 0.3, or with one acquaintance, the ordinary chance (here 0) holds.
  const auto leavers = [](double intensity, double connectivity) {
    FleeBuilder built;
    built.speed(5000);
    FleeSettings& settings = built.instance.settings;
    settings.two_systems = true;
    settings.conflict_movechance = 0.0;
    settings.average_social_connectivity = connectivity;
    const auto a = built.typed("A", FleeLocationKind::town, 100);
    const auto b = built.place("B", 0.0);
    std::vector<double> by_day(6, intensity);
    by_day[0] = by_day[1] = by_day[2] = by_day[3] = by_day[4] = 0.0;
    built.road(a, b, 100).conflict(a, by_day);
    settings.default_movechance = 0.0;
    built.instance.locations[a].kind = FleeLocationKind::conflict_zone;
    built.instance.locations[a].conflict_day = 1;
    FleeWorld world = built.world();
    run(world, 16);
    world.add_people(a, 200);  // a crowd: acquaintances grow by 2, a fierce conflict takes 2
    world.step();
    return world.present(b);
  };
  EXPECT_EQ(leavers(0.7, 1e-9), 0);
  EXPECT_GT(leavers(0.7, 9.0), 150);
  EXPECT_EQ(leavers(0.3, 9.0), 0);
}

TEST(Incumbent, DaysInLocation) {
  FleeBuilder built;
  built.instance.settings.agent_log_level = 1;
  const auto a = built.place("A", 0.0);
  FleeWorld world = built.world();
  world.add_people(a, 1);
  EXPECT_EQ((*world.persons())[0].days_here, 0);
  world.step();
  EXPECT_EQ((*world.persons())[0].days_here, 2) << "Flee counts every day twice (quirk Q38)";
}

// Further cases that decide whether the rules are right.

TEST(FleeDecisive, AShortStintIsForcedOn) {
  FleeBuilder built;
  built.speed(200).instance.settings.avoid_short_stints = true;
  built.instance.settings.default_movechance = 0.0051;
  const auto a = built.place("A", 1.0);
  const auto b = built.typed("B", FleeLocationKind::town);
  const auto c = built.typed("C", FleeLocationKind::town);
  built.road(a, b, 100).road(b, c, 100);
  FleeWorld world = built.world();
  world.add_people(a, 1000);
  world.step();
  // Who reaches B with 100 km of 200 must go on: to C, or back to A and on from there.
  EXPECT_EQ(world.present(b), 0);
  EXPECT_GT(world.present(c), 400);
}

TEST(FleeDecisive, CapacityFactorFallsFromTheBufferToTheCapacity) {
  FleeSettings settings;
  FleePlace place;
  place.capacity = 100;
  const auto factor = [&](Count people) {
    place.seen = people;
    return flee_capacity_factor(place, settings);
  };
  EXPECT_DOUBLE_EQ(factor(90), 1.0);
  EXPECT_NEAR(factor(95), 0.5, 1e-12);
  EXPECT_DOUBLE_EQ(factor(100), 0.0);
}

TEST(FleeDecisive, TheCapacityShrinksByThePeopleOfDay0UnlessKept) {
  for (const auto& [capacity, keeps] : {std::pair{100, false}, {60, false}, {60, true}}) {
    FleeBuilder built;
    built.instance.settings.keep_capacity = keeps;
    built.instance.settings.camp_movechance = 0.0;
    const auto a = built.typed("A", FleeLocationKind::conflict_zone, 1000);
    const auto b = built.typed("B", FleeLocationKind::camp, capacity);
    built.road(a, b, 100).conflict(a, {1.0});
    built.table("total", {0, 100}, {60, 60}).table("B", {0, 100}, {60, 60});
    FleeWorld world = built.world();
    world.step();
    EXPECT_EQ(world.network().places()[b].capacity, keeps ? capacity : capacity - 60);
    EXPECT_EQ(world.present(b), 60);
  }
}

TEST(FleeDecisive, ClosuresWithEnd0AndWithoutEnd) {
  FleeBuilder built;
  const auto x = built.typed("X", FleeLocationKind::camp);
  const auto y = built.typed("Y", FleeLocationKind::camp);
  const auto p = built.typed("P", FleeLocationKind::town, 0, "P");
  const auto q = built.typed("Q", FleeLocationKind::town, 0, "Q");
  built.road(p, q, 100).road(x, y, 100);
  const auto closure = [](FleeClosureKind kind, FleeLocationIndex place, int start, int end) {
    FleeClosure made;
    made.kind = kind;
    made.location1 = place;
    made.start_day = start;
    made.end_day = end;
    return made;
  };
  built.instance.closures = {closure(FleeClosureKind::camp, x, 0, 10),
                             closure(FleeClosureKind::camp, y, 50, 0)};
  FleeClosure border = closure(FleeClosureKind::country, 0, 5, -1);
  border.country1 = "P";
  border.country2 = "Q";
  built.instance.closures.push_back(border);
  FleeWorld world = built.world();
  const auto is_camp = [&](FleeLocationIndex place) {
    return world.network().places()[place].is_camp;
  };
  for (int day = 0; day < 60; ++day) {
    world.step();
    EXPECT_EQ(is_camp(x), day >= 10) << day;
    EXPECT_EQ(is_camp(y), day < 50) << day;
    EXPECT_EQ(world.network().first_link(p, q) == kFleeNoLink, day >= 5) << day;
  }
}

}  // namespace
}  // namespace corridor::test

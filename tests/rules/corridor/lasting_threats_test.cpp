// Threats that go on: their full weight until they end, then they fade.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <vector>

#include "drawn_world.h"
#include "rules/corridor/rules.h"
#include "rules/corridor/threat.h"

namespace corridor::test {
namespace {

constexpr double kHalfLife_hours = 6.0;
constexpr double kExact = 1e-9;

/// An attack on A of weight 1.5 that halves every six hours once it is over.
DrawnWorld attacked(double begin_hours, double lasts_hours) {
  DrawnWorld world("A---B");
  world.with_people('A', 400).event(EventKind::attack, begin_hours, 1.5, 'A');
  world.scenario.events.back().half_life_hours = kHalfLife_hours;
  world.scenario.events.back().lasts_hours = Value::constant(lasts_hours);
  return world;
}

/// The threat at a place at the start and after each hour.
std::vector<double> threats(const DrawnWorld& world, int hours, char place = 'A') {
  const auto model = make_corridor_model(world.scenario);
  const auto state = model->start(world.values(), {1, 0});
  const auto& here = static_cast<const CorridorState&>(*state);
  std::vector<double> found = {threat_at(here, world.id(place))};
  for (int hour = 0; hour < hours; ++hour) {
    model->step(*state);
    found.push_back(threat_at(here, world.id(place)));
  }
  return found;
}

TEST(LastingThreat, HasItsFullWeightUntilItEndsAndFadesThen) {
  const std::vector<double> threat = threats(attacked(2.0, 8.0), 22);
  for (const int hour : {0, 1, 2}) EXPECT_EQ(threat[hour], 0.0);
  for (int hour = 3; hour <= 10; ++hour) EXPECT_EQ(threat[hour], 1.5) << hour;
  EXPECT_NEAR(threat[11], 1.5 * std::exp2(-1.0 / kHalfLife_hours), kExact);
  EXPECT_NEAR(threat[16], 0.75, kExact);
  EXPECT_NEAR(threat[22], 0.375, kExact);
}

TEST(LastingThreat, EndsAtItsUntilWhateverItsDelay) {
  DrawnWorld world = attacked(2.0, 0.0);
  Event& attack = world.scenario.events.back();
  attack.until = world.scenario.start + std::chrono::hours{10};
  EXPECT_EQ(threats(world, 22), threats(attacked(2.0, 8.0), 22));
  attack.delay_hours = Value::constant(3.0);
  EXPECT_EQ(threats(world, 22)[4], 0.0);
  EXPECT_EQ(threats(world, 22)[6], 1.5);
  EXPECT_NEAR(threats(world, 22)[16], 0.75, kExact);
  // Where it begins later than it should have ended it is over at once.
  attack.delay_hours = Value::constant(12.0);
  EXPECT_EQ(threats(world, 30), threats(attacked(14.0, 0.0), 30));
}

TEST(LastingThreat, FromBeforeTheStartStillStandsOrHasFadedSinceItEnded) {
  EXPECT_EQ(threats(attacked(-5.0, 8.0), 3), std::vector<double>(4, 1.5));
  EXPECT_NEAR(threats(attacked(-20.0, 14.0), 0)[0], 0.75, kExact);
}

TEST(LastingThreat, EndsWithinAnHour) {
  const std::vector<double> threat = threats(attacked(0.0, 2.5), 4);
  EXPECT_EQ(threat[2], 1.5);
  EXPECT_NEAR(threat[3], 1.5 * std::exp2(-0.5 / kHalfLife_hours), kExact);
  EXPECT_NEAR(threat[4], 1.5 * std::exp2(-1.5 / kHalfLife_hours), kExact);
}

TEST(LastingThreat, FallsWithDistanceAndLeavesNothingOfItselfBehind) {
  DrawnWorld world("A---B---C");
  world.with_people('A', 400).with_people('B', 400);
  for (const double weight : {0.3, 0.1, 0.7}) {
    world.event(EventKind::shelling, 1.0, weight, 'A');
    world.scenario.events.back().radius_km = 10.0;
    world.scenario.events.back().half_life_hours = 0.01;
    world.scenario.events.back().lasts_hours = Value::constant(3.0 + weight * 10.0);
  }
  const double kernel =
      std::exp(-compile_world(world.scenario).distance(world.id('A'), world.id('B')) / 10.0);
  EXPECT_NEAR(threats(world, 3, 'A')[3], 1.1, kExact);
  EXPECT_NEAR(threats(world, 3, 'B')[3], 1.1 * kernel, kExact);
  EXPECT_NEAR(threats(world, 20, 'B')[20], 0.0, kExact);
}

TEST(LastingThreat, IsCalmedByACeasefireAndWeakensOneOnlyAsItBegins) {
  DrawnWorld world = attacked(0.0, 48.0);
  world.set("threat.violation_weakening", 0.5).event(EventKind::ceasefire, 4.0, 0.2);
  world.event(EventKind::violation, 8.0, 0.5, 'A');
  world.scenario.events.back().lasts_hours = Value::constant(4.0);
  world.scenario.events.back().half_life_hours = 0.01;
  const std::vector<double> threat = threats(world, 20);
  EXPECT_NEAR(threat[4], 1.5, kExact);
  EXPECT_NEAR(threat[5], 1.5 * 0.2, kExact);
  EXPECT_NEAR(threat[9], 2.0 * 0.6, kExact);
  EXPECT_NEAR(threat[20], 1.5 * 0.6, kExact);
}

TEST(LastingThreat, DrivesMoreFromHomeThanOneThatIsOver) {
  const auto left = [](double lasts_hours) {
    DrawnWorld world = attacked(0.0, lasts_hours);
    world.with_people('A', 40000).set("decision.never_leave_share", 0.0);
    world.place('A').supplies.food_person_days = Value::constant(1e7);
    world.place('A').supplies.medicine_person_days = Value::constant(1e7);
    world.place('A').supplies.fuel_litres = Value::constant(1e7);
    world.set("decision.hazard_max_per_hour", 0.02);
    return 40400.0 - run(world, 96).at(95, "staying");
  };
  // The law is no lower; of 10,100 households of 4 luck makes at most 200 people, five times over.
  const double most_luck = 5.0 * 2.0 * 200.0;
  EXPECT_GT(left(48.0), left(0.0) + most_luck);
  for (const double hours : {0.0, 6.0, 24.0, 72.0})
    EXPECT_GT(left(hours + 12.0), left(hours) - most_luck);
}

RC_GTEST_PROP(LastingThreat, LongerIsNeverLessThreatAnywhere, ()) {
  const auto drawn = [](double extra_hours) {
    return [extra_hours](DrawnWorld world, const std::vector<int>& numbers) {
      for (std::size_t k = 0; k + 2 < numbers.size(); k += 3) {
        world.event(EventKind::shelling, 0.25 * (numbers[k] - 40), 0.1 * numbers[k + 1],
                    k % 2 == 0 ? 'A' : 'B');
        world.scenario.events.back().lasts_hours =
            Value::constant(0.3 * numbers[k + 2] + extra_hours);
        if (k % 4 == 0) world.scenario.events.back().half_life_hours = 1.0 + numbers[k];
      }
      return world;
    };
  };
  DrawnWorld world("A---B---C");
  world.with_people('A', 400).with_people('B', 400);
  world.event(EventKind::ceasefire, 20.0, 0.3);
  const auto numbers = *rc::gen::container<std::vector<int>>(12, rc::gen::inRange(0, 100));
  const DrawnWorld shorter = drawn(0.0)(world, numbers);
  const DrawnWorld longer = drawn(*rc::gen::inRange(0, 50))(world, numbers);
  for (const char place : {'A', 'B'}) {
    const std::vector<double> less = threats(shorter, 60, place);
    const std::vector<double> more = threats(longer, 60, place);
    for (std::size_t hour = 0; hour < less.size(); ++hour)
      RC_ASSERT(more[hour] >= less[hour] - kExact);
  }
}

/// As of ten hours after an attack its threat stays as it is for twice as long as violence had gone
/// on, then fades as it had before; a scenario that is known whole has no such time.
TEST(GoingOn, ThreatStaysBehindTheAsOfTimeAsLongAsViolenceGoesOn) {
  DrawnWorld world = attacked(0.0, 0.0);
  const std::vector<double> whole = threats(world, 40);
  world.set("threat.goes_on_times", 2.0);
  EXPECT_EQ(threats(world, 40), whole);
  world.scenario.known_before = world.scenario.start + std::chrono::hours{10};
  const std::vector<double> known = threats(world, 40);
  for (int hour = 0; hour <= 10; ++hour) EXPECT_EQ(known[hour], whole[hour]) << hour;
  for (int hour = 11; hour <= 30; ++hour) EXPECT_EQ(known[hour], whole[10]) << hour;
  for (int hour = 31; hour <= 40; ++hour) EXPECT_NEAR(known[hour], whole[hour - 20], kExact);
  world.set("threat.goes_on_times", 0.0);
  EXPECT_EQ(threats(world, 40), whole);
}

}  // namespace
}  // namespace corridor::test

// Orders to evacuate, and those who would stay.
#include <gtest/gtest.h>

#include <cmath>

#include "drawn_world.h"
#include "rules/corridor/decision_standing.h"
#include "rules/corridor/state.h"

namespace corridor::test {
namespace {

/// 4,000 people in A and as many in B who would all stay, beside open roads.
DrawnWorld all_would_stay() {
  DrawnWorld world("A---C B---C");
  world.with_people('A', 4000).with_people('B', 4000).everybody_leaves_at_once();
  return world.set("decision.never_leave_share", 1.0);
}

TEST(Orders, ReachThoseWhoWouldStayWhereTheyCome) {
  DrawnWorld world = all_would_stay().set("decision.order_moves_share", 1.0);
  world.event(EventKind::evacuation_order, 10.0, 1.0, 'A');
  const MemberRun r = run(world, 20);
  EXPECT_EQ(r.at(9, "staying"), 8000.0);
  EXPECT_EQ(r.at(19, "staying", "A"), 0.0);
  EXPECT_EQ(r.at(19, "staying", "B"), 4000.0);
}

TEST(Orders, ReachAllPlacesWhereNoneIsNamed) {
  DrawnWorld world = all_would_stay().set("decision.order_moves_share", 1.0);
  world.event(EventKind::evacuation_order, 10.0, 1.0);
  EXPECT_EQ(run(world, 20).at(19, "staying"), 0.0);
}

TEST(Orders, ThatEndOrThatNobodyHeedsReachNobody) {
  DrawnWorld lifted = all_would_stay().set("decision.order_moves_share", 1.0);
  lifted.event(EventKind::evacuation_order, 10.0, 0.0, 'A');
  EXPECT_EQ(run(lifted, 20).at(19, "staying"), 8000.0);
  DrawnWorld unheeded = all_would_stay().set("decision.order_moves_share", 0.0);
  unheeded.event(EventKind::evacuation_order, 10.0, 1.0, 'A');
  EXPECT_EQ(run(unheeded, 20).at(19, "staying"), 8000.0);
}

TEST(Orders, FromBeforeTheStartHaveReachedThemAtTheStart) {
  DrawnWorld world = all_would_stay().set("decision.order_moves_share", 1.0);
  world.event(EventKind::evacuation_order, -10.0, 1.0, 'A');
  EXPECT_EQ(run(world, 1).at(0, "staying", "A"), 0.0);
}

TEST(Groups, MayHaveAShareOfTheirOwnThatNeverLeaves) {
  DrawnWorld world("A---C B---C");
  world.with_people('A', 4000).with_people('B', 4000).everybody_leaves_at_once();
  world.scenario.groups[0].never_leave_share = Value::constant(1.0);
  EXPECT_EQ(run(world, 20).at(19, "staying", "A"), 4000.0);
  EXPECT_EQ(run(world, 20).at(19, "staying", "B"), 0.0);
  // The other way round: nobody of A, of all others all.
  world.scenario.groups[0].never_leave_share = Value::constant(0.0);
  world.set("decision.never_leave_share", 1.0);
  EXPECT_EQ(run(world, 20).at(19, "staying", "A"), 0.0);
  EXPECT_EQ(run(world, 20).at(19, "staying", "B"), 4000.0);
}

/// How many of 100 households that would stay in A an order moves; half of them are displaced.
DecisionStanding after_orders(double share, std::uint32_t member, int orders) {
  DrawnWorld world("A=x=B");
  world.with_people('A', 200).with_people('A', 200);
  world.scenario.groups[1].displaced = true;
  world.set("decision.never_leave_share", 1.0).set("decision.order_moves_share", share);
  for (int i = 0; i < orders; ++i) world.event(EventKind::evacuation_order, -1.0 - i, 1.0, 'A');
  const auto model = make_corridor_model(world.scenario);
  const auto state = model->start(world.values(), {1, member});
  return decision_standings(compile_world(world.scenario),
                            static_cast<const CorridorState&>(*state))
      .front();
}

TEST(Orders, MoveTheDisplacedAmongTheDisplaced) {
  const DecisionStanding all = after_orders(1.0, 0, 1);
  EXPECT_EQ(all.at_home, 200);
  EXPECT_EQ(all.displaced, 200);
  EXPECT_EQ(all.stayers, 0);
}

/// Sum over members of (moved - n p)^2 / (n p (1 - p)), chi-square with one degree of freedom each.
double deviance(double share, int orders, double expected_share, std::uint32_t members) {
  constexpr double kHouseholds = 100.0;
  double sum = 0.0;
  for (std::uint32_t m = 0; m < members; ++m) {
    const DecisionStanding standing = after_orders(share, m, orders);
    const double moved = static_cast<double>(standing.at_home + standing.displaced) / 4.0;
    sum += std::pow(moved - kHouseholds * expected_share, 2) /
           (kHouseholds * expected_share * (1.0 - expected_share));
  }
  return sum;
}

// Chi-square with 400 degrees of freedom lies outside 4.5 deviations of sqrt(800) about 400 with a
// probability below 1e-4.
TEST(Orders, MoveEachHouseholdWithTheirShare) {
  constexpr std::uint32_t kMembers = 400;
  const double bound = 4.5 * std::sqrt(2.0 * kMembers);
  EXPECT_NEAR(deviance(0.3, 1, 0.3, kMembers), kMembers, bound);
  // Two orders, each with a draw of its own: 1 - 0.7^2.
  EXPECT_NEAR(deviance(0.3, 2, 0.51, kMembers), kMembers, bound);
}

}  // namespace
}  // namespace corridor::test

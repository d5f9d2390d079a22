// Slow twins: a household-by-household simulator of the decision and a vehicle-by-vehicle queue,
// equal in law to the counted cohorts. Each test compares counts over many seeds by chi-square at
// an error rate of 0.1 %; a companion test shows that the comparison fails when a probability is
// off by 2 %.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <deque>
#include <stdexcept>

#include "drawn_world.h"

namespace corridor::test {
namespace {

constexpr int kSeeds = 4000;
constexpr double kErrorRate = 1.0e-3;
constexpr int kHouseholds = 200;
constexpr int kHours = 6;

/// Each household of 200 decides on its own, tick by tick, in its own little loop.
int one_by_one(std::uint64_t seed, double hazard_per_hour) {
  const double p = 1.0 - std::exp(-hazard_per_hour * 0.25);
  int decided = 0;
  for (std::uint64_t household = 0; household < kHouseholds; ++household) {
    for (std::uint32_t tick = 0; tick < kHours * 4; ++tick) {
      Stream stream(MemberStreams{seed, 1}, tick, 999, household);
      if (stream.uniform() < p) {
        ++decided;
        break;
      }
    }
  }
  return decided;
}

int by_cohorts(const Model& model, const DrawnWorld& world, std::uint64_t seed) {
  const auto state = model.start(world.values(), MemberStreams{seed, 0});
  std::vector<double> out(model.series().size());
  for (int hour = 0; hour < kHours; ++hour) model.step(*state);
  model.observe(*state, out);
  for (std::size_t s = 0; s < out.size(); ++s) {
    if (model.series()[s].target == "waiting_to_leave" && model.series()[s].location.empty()) {
      return static_cast<int>(out[s]) / 4;
    }
  }
  throw std::runtime_error("no series");
}

/// p-value of the hypothesis that two samples of counts have one law (two-sample chi-square over
/// pooled classes).
double two_sample_p_value(std::vector<int> a, std::vector<int> b) {
  constexpr int kClasses = 12;
  std::vector<int> pooled = a;
  pooled.insert(pooled.end(), b.begin(), b.end());
  std::sort(pooled.begin(), pooled.end());
  std::vector<int> edges;
  for (int c = 1; c < kClasses; ++c)
    edges.push_back(pooled[pooled.size() * static_cast<std::size_t>(c) / kClasses]);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  const auto count = [&](const std::vector<int>& sample) {
    std::vector<double> counts(edges.size() + 1, 0.0);
    for (const int x : sample)
      counts[static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), x) -
                                      edges.begin())] += 1.0;
    return counts;
  };
  const std::vector<double> ca = count(a);
  const std::vector<double> cb = count(b);
  double chi_square = 0.0;
  for (std::size_t c = 0; c < ca.size(); ++c)
    chi_square += (ca[c] - cb[c]) * (ca[c] - cb[c]) / std::max(1.0, ca[c] + cb[c]);
  return boost::math::cdf(boost::math::complement(
      boost::math::chi_squared(static_cast<double>(ca.size() - 1)), chi_square));
}

DrawnWorld decision_world(double hazard_per_hour) {
  DrawnWorld world("A=x=B");
  world.with_people('A', kHouseholds * 4)
      .set("decision.hazard_max_per_hour", hazard_per_hour)
      .set("decision.intercept", 12.0)
      .set("decision.contagion_weight", 0.0)
      .set("decision.never_leave_share", 0.0);
  return world;
}

double compare_decisions(double hazard_of_cohorts, double hazard_of_twin) {
  const DrawnWorld world = decision_world(hazard_of_cohorts);
  const auto model = make_corridor_model(world.scenario);
  std::vector<int> fast;
  std::vector<int> slow;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    fast.push_back(by_cohorts(*model, world, seed));
    slow.push_back(one_by_one(seed, hazard_of_twin));
  }
  return two_sample_p_value(fast, slow);
}

TEST(SlowTwin, DecisionsOfCohortsHaveTheLawOfSingleHouseholds) {
  EXPECT_GT(compare_decisions(0.1, 0.1), kErrorRate);
}

TEST(SlowTwin, TheComparisonFailsWhenTheHazardIsOffByTwoPerCent) {
  EXPECT_LT(compare_decisions(0.1, 0.102), kErrorRate);
}

/// Vehicles one by one through a single server: vehicle i leaves at max(its arrival, i-th slot of
/// the server).
TEST(SlowTwin, TheBottleneckLetsOutWhatAQueueOfSingleVehiclesDoes) {
  constexpr double kRate = 120.0;
  DrawnWorld world("A---B");
  world.with_people('A', 4000).everybody_leaves_at_once();
  world.road("AB").checkpoint = Checkpoint{Value::constant(kRate), 0, 0};
  world.scenario.longest_tick = std::chrono::minutes{15};
  const MemberRun r = run(world, 12);
  // 1,000 vehicles decide at once and enter 100 a quarter of an hour (the road's capacity).
  std::vector<double> leaves_hours;
  double server_free_hours = 0.0;
  for (int vehicle = 0; vehicle < 1000; ++vehicle) {
    const double enters_hours = 0.25 * (vehicle / 100);
    const double earliest = enters_hours + 0.5;
    server_free_hours = std::max(earliest, server_free_hours) + 1.0 / kRate;
    leaves_hours.push_back(server_free_hours);
  }
  for (std::size_t hour = 0; hour < 12; ++hour) {
    const double end = static_cast<double>(hour) + 1.0;
    const auto expected = static_cast<double>(std::count_if(
        leaves_hours.begin(), leaves_hours.end(), [&](double t) { return t <= end; }));
    EXPECT_NEAR(r.at(hour, "vehicles_cumulative"), expected, kRate * 0.25 + 1.0)
        << hour;  // within a step of the engine
  }
}

/// A road of 17.3 km (26 minutes, 1.73 ticks) with a checkpoint, vehicle by vehicle: vehicle i
/// enters when the one before it has by the road's capacity, reaches the end a free-flow time later
/// and leaves when the checkpoint has let the one before it through (Newell 1993).
struct SingleVehicles {
  static constexpr int kVehicles = 1000;
  static constexpr double kFreeHours = 17.3 / 40.0;
  static constexpr double kEntersPerHour = 400.0;
  static constexpr double kLeavesPerHour = 120.0;
  std::vector<double> reaches_end;
  std::vector<double> leaves;

  SingleVehicles() {
    double last = 0.0;
    for (int i = 0; i < kVehicles; ++i) {
      reaches_end.push_back((i + 0.5) / kEntersPerHour + kFreeHours);
      last = std::max(reaches_end.back(), last + 1.0 / kLeavesPerHour);
      leaves.push_back(last);
    }
  }
  static double count(const std::vector<double>& times, double until) {
    return static_cast<double>(
        std::count_if(times.begin(), times.end(), [&](double t) { return t <= until; }));
  }
};

TEST(SlowTwin, QueueDischargeAndTheDelayOfEachVehicleAreThoseOfSingleVehicles) {
  DrawnWorld world("A---B");
  world.with_people('A', 4.0 * SingleVehicles::kVehicles).everybody_leaves_at_once();
  world.road("AB").length_km = 17.3;
  world.road("AB").checkpoint = Checkpoint{Value::constant(SingleVehicles::kLeavesPerHour), 0, 0};
  world.scenario.step = std::chrono::minutes{15};
  constexpr double kTick = 0.25;
  const MemberRun r = run(world, 50);
  const SingleVehicles twin;
  // What one tick lets out, and a vehicle of rounding: the resolution of the engine.
  constexpr double kOneTick = SingleVehicles::kLeavesPerHour * kTick + 1.0;
  double longest = 0.0;
  for (std::size_t step = 0; step < 50; ++step) {
    const double now = kTick * static_cast<double>(step + 1);
    const double left = SingleVehicles::count(twin.leaves, now);
    EXPECT_NEAR(r.at(step, "vehicles_cumulative"), left, kOneTick) << now;
    EXPECT_NEAR(r.at(step, "road_queue_vehicles", "AB"),
                SingleVehicles::count(twin.reaches_end, now) - left, kOneTick)
        << now;
    longest = std::max(longest, r.at(step, "road_queue_vehicles", "AB"));
  }
  // 1,000 vehicles come in 2.5 hours, in which 300 leave: by theory 700 stand there at most.
  EXPECT_NEAR(longest, 700.0, kOneTick);
  // The engine's vehicle number i leaves in the step in which the count reaches i.
  for (int i = 0; i < SingleVehicles::kVehicles; i += 7) {
    std::size_t step = 0;
    while (r.at(step, "vehicles_cumulative") < i + 1) ++step;
    const double ends = kTick * static_cast<double>(step + 1);
    const double leaves = twin.leaves[static_cast<std::size_t>(i)];
    EXPECT_GE(ends, leaves - kTick) << i;
    EXPECT_LE(ends, leaves + 2.0 * kTick) << i;  // leaves within the step, one step of difference
  }
}

}  // namespace
}  // namespace corridor::test

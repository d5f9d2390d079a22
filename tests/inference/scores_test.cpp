// Scores by hand, against closed forms, and as proper scores must behave.
#include "inference/scores.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numbers>

#include "random/stream.h"
#include "results/ensemble_results.h"
#include "scenario/normal.h"

namespace corridor {
namespace {

std::vector<double> normal_samples(double mean, double sd, std::size_t count) {
  std::vector<double> samples;
  for (std::size_t i = 0; i < count; ++i) {
    samples.push_back(
        mean + sd * normal_quantile((static_cast<double>(i) + 0.5) / static_cast<double>(count)));
  }
  return samples;
}

/// In closed form (Gneiting et al. 2005, eq. 5).
double crps_of_normal(double sd, double z) {
  const double density = std::exp(-z * z / 2.0) / std::sqrt(2.0 * std::numbers::pi);
  return sd * (z * (2.0 * normal_cdf(z) - 1.0) + 2.0 * density - 1.0 / std::sqrt(std::numbers::pi));
}

/// (1{y < q} - level) (q - y) (Koenker & Bassett 1978).
double pinball_loss(double level, double quantile, double outcome) {
  return ((outcome < quantile ? 1.0 : 0.0) - level) * (quantile - outcome);
}

std::vector<double> normal_hub_quantiles(double mean, double sd) {
  std::vector<double> quantiles;
  for (const double level : kHubLevels) quantiles.push_back(mean + sd * normal_quantile(level));
  return quantiles;
}

TEST(Crps, OfTwoSamplesByHand) {
  // E|X - 1| = (1 + 3) / 2 = 2; E|X - X'| = (0 + 4 + 4 + 0) / 4 = 2; CRPS = 2 - 1
  const std::vector<double> samples = {4.0, 0.0};
  EXPECT_DOUBLE_EQ(crps_of_samples(samples, 1.0), 1.0);
}

TEST(Crps, OfOneSampleIsTheAbsoluteError) {
  const std::vector<double> sample = {7.0};
  EXPECT_DOUBLE_EQ(crps_of_samples(sample, 10.0), 3.0);
}

TEST(Crps, OfANormalHasItsClosedForm) {
  // At its mean: sd (sqrt(2) - 1) / sqrt(pi) = 0.2336949772 sd
  EXPECT_NEAR(crps_of_samples(normal_samples(0.0, 1.0, 4000), 0.0), 0.2336949772, 1e-3);
  for (const double outcome : {-3.0, 0.0, 0.7, 4.0})
    EXPECT_NEAR(crps_of_samples(normal_samples(0.0, 2.0, 4000), outcome),
                crps_of_normal(2.0, outcome / 2.0), 2e-3);
}

TEST(IntervalScore, ByHand) {
  // One interval of 50 %: [10, 20], median 14, outcome 26. K = 1.
  // w0 |26 - 14| = 6; w1 IS = 0.25 ((20 - 10) + 4 (26 - 20)) = 0.25 x 34 = 8.5; (6 + 8.5) / 1.5
  const std::vector<double> levels = {0.25, 0.5, 0.75};
  const std::vector<double> quantiles = {10.0, 14.0, 20.0};
  const IntervalScore above = weighted_interval_score(levels, quantiles, 26.0);
  EXPECT_DOUBLE_EQ(above.total, 14.5 / 1.5);
  EXPECT_DOUBLE_EQ(above.dispersion, 2.5 / 1.5);
  EXPECT_DOUBLE_EQ(above.underprediction, 12.0 / 1.5);
  EXPECT_DOUBLE_EQ(above.overprediction, 0.0);
  const IntervalScore inside = weighted_interval_score(levels, quantiles, 12.0);
  EXPECT_DOUBLE_EQ(inside.total, (1.0 + 2.5) / 1.5);
  EXPECT_DOUBLE_EQ(inside.overprediction, 1.0 / 1.5);
}

RC_GTEST_PROP(IntervalScore, IsTheMeanPinballLossTimesTwo, ()) {
  // Bracher et al. 2021: WIS = 2 / (2 K + 1) sum of the pinball losses.
  const double mean = *rc::gen::inRange(-1000, 1000);
  const double outcome = *rc::gen::inRange(-1000, 1000);
  const std::vector<double> quantiles = normal_hub_quantiles(mean, *rc::gen::inRange(1, 500));
  double loss = 0.0;
  for (std::size_t i = 0; i < quantiles.size(); ++i)
    loss += pinball_loss(kHubLevels[i], quantiles[i], outcome);
  const IntervalScore score = weighted_interval_score(kHubLevels, quantiles, outcome);
  RC_ASSERT(std::fabs(score.total - 2.0 * loss / static_cast<double>(quantiles.size())) < 1e-9);
  RC_ASSERT(std::fabs(score.dispersion + score.overprediction + score.underprediction -
                      score.total) < 1e-9);
}

TEST(IntervalScore, IsBestForTheTruthOnAverage) {
  // Proper: outcomes from N(0, 1) prefer N(0, 1) to narrower, wider and shifted forecasts.
  const auto mean_score = [](double mean, double sd) {
    double sum = 0.0;
    for (const double outcome : normal_samples(0.0, 1.0, 2000))
      sum += weighted_interval_score(kHubLevels, normal_hub_quantiles(mean, sd), outcome).total;
    return sum;
  };
  const double truth = mean_score(0.0, 1.0);
  EXPECT_LT(truth, mean_score(0.0, 0.8));
  EXPECT_LT(truth, mean_score(0.0, 1.25));
  EXPECT_LT(truth, mean_score(0.2, 1.0));
}

TEST(Pit, IsUniformWhenTheForecastIsRight) {
  // 2,000 outcomes and forecasts from one law: ten bins, chi-square with 9 degrees of freedom is
  // below 27.9 with probability 0.999.
  std::vector<double> values;
  const std::vector<double> samples = normal_samples(0.0, 1.0, 99);
  for (std::uint32_t i = 0; i < 2000; ++i) {
    Stream stream({3, i}, 0, 1, 1);
    const double outcome = normal_quantile(stream.uniform());
    values.push_back(randomised_pit(samples, outcome, stream.uniform()));
  }
  double chi_square = 0.0;
  for (const double share : pit_histogram(values, 10))
    chi_square += 2000.0 * (share - 0.1) * (share - 0.1) / 0.1;
  EXPECT_LT(chi_square, 27.9);
}

TEST(Pit, SpreadsTies) {
  const std::vector<double> samples = {0.0, 0.0, 0.0, 5.0};
  EXPECT_DOUBLE_EQ(randomised_pit(samples, 0.0, 0.5), 2.0 / 5.0);
  EXPECT_DOUBLE_EQ(randomised_pit(samples, -1.0, 0.5), 0.5 / 5.0);
}

TEST(Bias, ByHand) {
  const std::vector<double> samples = {1.0, 2.0, 3.0, 4.0};
  EXPECT_DOUBLE_EQ(bias_of_samples(samples, 0.0), 1.0);
  EXPECT_DOUBLE_EQ(bias_of_samples(samples, 9.0), -1.0);
  EXPECT_DOUBLE_EQ(bias_of_samples(samples, 2.0), 1.0 - 0.25 - 0.5);
}

TEST(RelativeSkill, ByHand) {
  // Means 2, 4, 8 on the same tasks: ratios to all three, geometric means 1/2, 1, 2.
  const std::vector<std::vector<double>> scores = {{1.0, 3.0}, {4.0, 4.0}, {10.0, 6.0}};
  const std::vector<double> skill = relative_skill(scores);
  EXPECT_NEAR(skill[0], 0.5, 1e-12);
  EXPECT_NEAR(skill[1], 1.0, 1e-12);
  EXPECT_NEAR(skill[2], 2.0, 1e-12);
}

TEST(RelativeSkill, ComparesOnlyWhatBothForecast) {
  // The second forecast only the easy task, on which both are equal.
  const std::vector<std::vector<double>> scores = {{1.0, 99.0}, {1.0, kNoScore}};
  EXPECT_THAT(relative_skill(scores), testing::Each(testing::DoubleNear(1.0, 1e-12)));
}

TEST(RelativeDifference, ByHand) {
  const std::vector<double> forecast = {50.0, 150.0};
  const std::vector<double> outcome = {100.0, 300.0};
  EXPECT_DOUBLE_EQ(relative_difference(forecast, outcome, false), 0.5);
  EXPECT_DOUBLE_EQ(relative_difference(forecast, outcome, true), 0.0);  // the shares are right
}

TEST(Bootstrap, CoversTheRatioOfTwoEqualMethodsAndSeesAWorseOne) {
  std::vector<double> a;
  std::vector<double> b;
  std::vector<double> twice;
  for (std::uint32_t i = 0; i < 60; ++i) {
    Stream stream({5, i}, 0, 1, 1);
    a.push_back(stream.uniform());
    b.push_back(stream.uniform());
    twice.push_back(2.0 * b.back());
  }
  const Interval same = block_bootstrap_ratio(a, b, 3, 1000, 0.9, 1);
  EXPECT_LT(same.low, 1.0);
  EXPECT_GT(same.high, 1.0);
  const Interval worse = block_bootstrap_ratio(twice, b, 3, 1000, 0.9, 1);
  EXPECT_DOUBLE_EQ(worse.low, 2.0);  // the blocks keep the pairs together
  EXPECT_DOUBLE_EQ(worse.high, 2.0);
}

}  // namespace
}  // namespace corridor

#include "inference/resampling.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace corridor {
namespace {

class EveryScheme : public testing::TestWithParam<Resampling> {};

/// Over 4000 repetitions the mean number of offspring of i is n w_i within five standard errors; a
/// multinomial scheme has the largest variance, n w (1 - w).
TEST_P(EveryScheme, IsUnbiased) {
  const std::vector<double> weights = {0.0, 1.0, 2.5, 0.0, 0.5, 6.0};
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  constexpr std::size_t kOffspring = 7;
  constexpr std::uint32_t kRepetitions = 4000;
  std::vector<double> mean(weights.size(), 0.0);
  for (std::uint32_t r = 0; r < kRepetitions; ++r) {
    const auto ancestors = resample(GetParam(), weights, kOffspring, Stream({3, r}, 0, 1, 0));
    ASSERT_EQ(ancestors.size(), kOffspring);
    EXPECT_TRUE(std::is_sorted(ancestors.begin(), ancestors.end()));
    for (const std::uint32_t a : ancestors) mean[a] += 1.0 / kRepetitions;
  }
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double share = weights[i] / sum;
    const double error = std::sqrt(kOffspring * share * (1.0 - share) / kRepetitions);
    EXPECT_NEAR(mean[i], kOffspring * share, 5.0 * error) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Resampling, EveryScheme,
                         testing::Values(Resampling::systematic, Resampling::stratified,
                                         Resampling::residual, Resampling::multinomial));

TEST(EffectiveSampleSize, OfEqualAndOfSingleWeights) {
  EXPECT_DOUBLE_EQ(effective_sample_size(std::vector<double>{2.0, 2.0, 2.0}), 3.0);
  EXPECT_DOUBLE_EQ(effective_sample_size(std::vector<double>{0.0, 5.0, 0.0}), 1.0);
  EXPECT_DOUBLE_EQ(effective_sample_size(std::vector<double>{0.0, 0.0}), 0.0);
}

TEST(LargestEnough, IsTheLastThatHoldsOrTheHighest) {
  const auto below = [](double limit) { return [limit](double x) { return x < limit; }; };
  EXPECT_NEAR(largest_enough(1.0, 3.0, below(2.5)), 2.5, 1e-9);
  EXPECT_EQ(largest_enough(1.0, 3.0, below(4.0)), 3.0);
  EXPECT_NEAR(largest_enough(1.0, 3.0, below(0.0)), 1.0, 1e-9);
}

TEST(LogMeanExp, DoesNotOverflow) {
  EXPECT_NEAR(log_mean_exp(std::vector<double>{1000.0, 1000.0 + std::log(3.0)}),
              1000.0 + std::log(2.0), 1e-9);
}

}  // namespace
}  // namespace corridor

// Steps about a fitted normal distribution: only the block's coordinates change, and the
// distribution is kept.
#include "inference/reference_normal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "scenario/normal.h"

namespace corridor {
namespace {

constexpr Eigen::Index kScores = 6;

/// Draws with a mean of one half, the second score following the first.
std::vector<std::vector<double>> related_draws(std::size_t count) {
  std::vector<std::vector<double>> draws;
  for (std::size_t i = 0; i < count; ++i) {
    Stream stream({11, static_cast<std::uint32_t>(i)}, 0, 1, 0);
    std::vector<double> scores;
    for (Eigen::Index k = 0; k < kScores; ++k)
      scores.push_back(0.5 + 0.6 * normal_quantile(stream.uniform()));
    scores[1] = scores[0] + 0.1 * scores[1];
    draws.push_back(scores);
  }
  return draws;
}

TEST(ReferenceNormal, AStepChangesTheBlocksCoordinatesOnly) {
  const auto draws = related_draws(500);
  const ReferenceNormal reference(draws);
  Stream stream({3, 0}, 0, 2, 0);
  const ReferenceNormal::Block block = reference.draw_block(2, stream);
  ASSERT_EQ(block.size(), 2U);
  ASSERT_NE(block[0], block[1]);
  const ReferenceNormal::Point from = reference.at(draws[7]);
  const ReferenceNormal::Point to = reference.step(from, block, stream);
  for (Eigen::Index k = 0; k < kScores; ++k) {
    const bool changes = std::find(block.begin(), block.end(), k) != block.end();
    EXPECT_EQ(to.coordinates[k] != from.coordinates[k], changes) << k;
  }
  const ReferenceNormal::Point again = reference.at(to.scores);
  EXPECT_LT((again.coordinates - to.coordinates).norm(), 1e-9);
}

TEST(ReferenceNormal, EveryCoordinateIsAsLikelyInABlock) {
  const ReferenceNormal reference(related_draws(100));
  std::vector<double> seen(kScores, 0.0);
  constexpr int kBlocks = 6000;
  Stream stream({4, 0}, 0, 2, 0);
  for (int i = 0; i < kBlocks; ++i) {
    for (const Eigen::Index k : reference.draw_block(2, stream))
      seen[static_cast<std::size_t>(k)] += 1.0;
  }
  double chi_square = 0.0;
  const double expected = kBlocks * 2.0 / kScores;
  for (const double n : seen) chi_square += (n - expected) * (n - expected) / expected;
  EXPECT_LT(chi_square, 20.5);  // 5 degrees of freedom, 1 in 1,000
}

/// Steps of changing blocks keep the fitted distribution: each coordinate stays standard normal.
TEST(ReferenceNormal, StepsKeepTheDistribution) {
  const auto draws = related_draws(500);
  const ReferenceNormal reference(draws);
  constexpr int kChains = 4000;
  Eigen::VectorXd sum = Eigen::VectorXd::Zero(kScores);
  Eigen::VectorXd squares = Eigen::VectorXd::Zero(kScores);
  for (std::uint32_t c = 0; c < kChains; ++c) {
    Stream stream({5, c}, 0, 2, 0);
    ReferenceNormal::Point here{{}, Eigen::VectorXd(kScores)};
    for (double& x : here.coordinates) x = normal_quantile(stream.uniform());
    for (int step = 0; step < 5; ++step)
      here = reference.step(here, reference.draw_block(3, stream), stream);
    sum += here.coordinates;
    squares += here.coordinates.cwiseAbs2();
  }
  for (Eigen::Index k = 0; k < kScores; ++k) {
    EXPECT_NEAR(sum[k] / kChains, 0.0, 4.0 / std::sqrt(kChains));
    EXPECT_NEAR(squares[k] / kChains, 1.0, 4.0 * std::sqrt(2.0 / kChains));
  }
}

}  // namespace
}  // namespace corridor

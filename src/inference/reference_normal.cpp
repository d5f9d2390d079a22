#include "inference/reference_normal.h"

#include <cmath>
#include <numeric>
#include <utility>

#include "scenario/normal.h"

namespace corridor {
namespace {

/// Draws of the prior that the covariance is mixed with, as a share of the scores' number.
constexpr double kPriorShare = 0.2;
/// Shares of a step that are new.
constexpr double kNewShares[] = {0.7, 0.4, 0.2};

Eigen::Map<const Eigen::VectorXd> as_vector(const std::vector<double>& scores) {
  return {scores.data(), static_cast<Eigen::Index>(scores.size())};
}

}  // namespace

ReferenceNormal::ReferenceNormal(const std::vector<std::vector<double>>& draws) {
  const auto count = static_cast<double>(draws.size());
  const auto dimension = static_cast<Eigen::Index>(draws.front().size());
  mean_ = Eigen::VectorXd::Zero(dimension);
  for (const std::vector<double>& scores : draws) mean_ += as_vector(scores) / count;
  const double prior = kPriorShare * static_cast<double>(dimension);
  Eigen::MatrixXd covariance = prior * Eigen::MatrixXd::Identity(dimension, dimension);
  for (const std::vector<double>& scores : draws) {
    const Eigen::VectorXd away = as_vector(scores) - mean_;
    covariance.noalias() += away * away.transpose();
  }
  root_ = (covariance / (count + prior)).llt().matrixL();
}

ReferenceNormal::Point ReferenceNormal::at(const std::vector<double>& scores) const {
  return {scores, root_.triangularView<Eigen::Lower>().solve(as_vector(scores) - mean_)};
}

ReferenceNormal::Block ReferenceNormal::draw_block(Eigen::Index size, Stream& stream) const {
  Block block(static_cast<std::size_t>(mean_.size()));
  std::iota(block.begin(), block.end(), Eigen::Index{0});
  if (size == kAll || size >= mean_.size()) return block;
  const auto taken = static_cast<std::size_t>(size);
  for (std::size_t k = 0; k < taken; ++k)
    std::swap(block[k], block[k + stream.below(block.size() - k)]);
  block.resize(taken);
  return block;
}

ReferenceNormal::Point ReferenceNormal::step(const Point& from, const Block& block,
                                             Stream& stream) const {
  const double fresh = kNewShares[stream.next32() % std::size(kNewShares)];
  Point to{{}, from.coordinates};
  for (const Eigen::Index k : block) {
    to.coordinates[k] = std::sqrt(1.0 - fresh * fresh) * from.coordinates[k] +
                        fresh * normal_quantile(stream.uniform());
  }
  const Eigen::VectorXd scores = mean_ + root_.triangularView<Eigen::Lower>() * to.coordinates;
  to.scores.assign(scores.data(), scores.data() + scores.size());
  return to;
}

double ReferenceNormal::log_ratio(const Point& point) {
  return 0.5 * (point.coordinates.squaredNorm() - as_vector(point.scores).squaredNorm());
}

}  // namespace corridor

#include "inference/reference_normal.h"

#include <cmath>

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

std::vector<double> ReferenceNormal::step(const std::vector<double>& scores, Stream& stream) const {
  const double fresh = kNewShares[stream.next32() % std::size(kNewShares)];
  Eigen::VectorXd noise(mean_.size());
  for (double& x : noise) x = normal_quantile(stream.uniform());
  const Eigen::VectorXd jump = root_.triangularView<Eigen::Lower>() * noise;
  const Eigen::VectorXd there =
      mean_ + std::sqrt(1.0 - fresh * fresh) * (as_vector(scores) - mean_) + fresh * jump;
  return {there.data(), there.data() + there.size()};
}

double ReferenceNormal::log_ratio(const std::vector<double>& scores) const {
  const Eigen::VectorXd whitened =
      root_.triangularView<Eigen::Lower>().solve(as_vector(scores) - mean_);
  return 0.5 * (whitened.squaredNorm() - as_vector(scores).squaredNorm());
}

}  // namespace corridor

#include "inference/surrogate.h"

#include <algorithm>
#include <numeric>

namespace corridor {
namespace {

/// Scores that get mixed terms with each other.
constexpr std::size_t kMixedScores = 8;
/// Ridge on the standardised scale, as a share of one observation's weight a point.
constexpr double kRidge = 2.0;

}  // namespace

Surrogate::Surrogate(const Eigen::MatrixXd& scores, const Eigen::MatrixXd& outputs,
                     const Eigen::VectorXd& weights)
    : scores_(scores.cols()) {
  const Eigen::Index points = scores.rows();
  const double effective = weights.sum() * weights.sum() / weights.squaredNorm();
  const Eigen::VectorXd scaled = weights * (effective / weights.sum());
  const auto fit = [&](const Eigen::MatrixXd& terms) {
    Eigen::MatrixXd normal = terms.transpose() * scaled.asDiagonal() * terms;
    for (Eigen::Index k = 1; k < normal.rows(); ++k) normal(k, k) += kRidge;
    normal(0, 0) += 1.0e-9;
    const Eigen::MatrixXd right = terms.transpose() * scaled.asDiagonal() * outputs;
    return Eigen::MatrixXd(normal.ldlt().solve(right));
  };
  const auto terms_of_all = [&] {
    const auto count = 1 + 2 * scores_ + static_cast<Eigen::Index>(mixed_.size());
    Eigen::MatrixXd terms(points, count);
    std::vector<double> one(static_cast<std::size_t>(scores_));
    std::vector<double> row(static_cast<std::size_t>(count));
    for (Eigen::Index i = 0; i < points; ++i) {
      for (Eigen::Index k = 0; k < scores_; ++k) one[static_cast<std::size_t>(k)] = scores(i, k);
      fill_terms(one.data(), row.data());
      for (Eigen::Index k = 0; k < count; ++k) terms(i, k) = row[static_cast<std::size_t>(k)];
    }
    return terms;
  };
  const Eigen::MatrixXd first = fit(terms_of_all());
  std::vector<double> effect(static_cast<std::size_t>(scores_));
  for (Eigen::Index k = 0; k < scores_; ++k) {
    effect[static_cast<std::size_t>(k)] =
        first.row(1 + k).squaredNorm() + first.row(1 + scores_ + k).squaredNorm();
  }
  std::vector<int> order(static_cast<std::size_t>(scores_));
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return effect[static_cast<std::size_t>(a)] > effect[static_cast<std::size_t>(b)];
  });
  order.resize(std::min(order.size(), kMixedScores));
  for (std::size_t a = 0; a < order.size(); ++a) {
    for (std::size_t b = a + 1; b < order.size(); ++b) mixed_.emplace_back(order[a], order[b]);
  }
  const Eigen::MatrixXd terms = terms_of_all();
  const Eigen::MatrixXd solution = fit(terms);
  coefficients_ = solution.transpose();
  const Eigen::MatrixXd left = outputs - terms * solution;
  // Fewer effective points than terms leave nothing to learn the residual from: widen.
  const double freedom = std::max(0.2, 1.0 - static_cast<double>(terms.cols()) / effective);
  for (Eigen::Index j = 0; j < outputs.cols(); ++j) {
    const double mean_square =
        (left.col(j).array().square() * weights.array()).sum() / weights.sum();
    unexplained_.push_back(mean_square / freedom);
  }
}

void Surrogate::fill_terms(const double* scores, double* terms) const {
  *terms++ = 1.0;
  for (Eigen::Index k = 0; k < scores_; ++k) *terms++ = scores[k];
  for (Eigen::Index k = 0; k < scores_; ++k) *terms++ = scores[k] * scores[k] - 1.0;
  for (const auto& [a, b] : mixed_) *terms++ = scores[a] * scores[b];
}

void Surrogate::predict(const std::vector<double>& scores, std::vector<double>& outputs) const {
  Eigen::VectorXd terms(coefficients_.cols());
  fill_terms(scores.data(), terms.data());
  outputs.resize(static_cast<std::size_t>(coefficients_.rows()));
  Eigen::Map<Eigen::VectorXd>(outputs.data(), coefficients_.rows()) = coefficients_ * terms;
}

}  // namespace corridor

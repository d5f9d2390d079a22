#include "inference/surrogate.h"

#include <algorithm>
#include <numeric>

namespace corridor {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Scores that get mixed terms with each other.
constexpr Index kMixedScores = 24;
/// Ridge of the first fit on the standardised scale, as a share of one observation's weight a
/// point.
constexpr double kRidge = 2.0;
/// Terms that an output keeps after the first fit.
constexpr Index kTermsKept = 120;
/// Fits with a ridge of its own for each term.
constexpr int kRelevanceFits = 3;
/// Coefficients below this (on the scale of logarithms) are as good as none.
constexpr double kSmallest = 1.0e-3;

/// Terms with smaller coefficients are dropped in the end.
constexpr double kNothing = 1.0e-4;

/// Sums of a weighted regression, centred.
struct Regression {
  Regression(const MatrixXd& terms, const MatrixXd& outputs, const VectorXd& weights)
      : effective(weights.sum() * weights.sum() / weights.squaredNorm()),
        term_means(terms.transpose() * weights / weights.sum()),
        output_means(outputs.transpose() * weights / weights.sum()) {
    const VectorXd scaled = weights * (effective / weights.sum());
    const MatrixXd centred = terms.rowwise() - term_means.transpose();
    const MatrixXd away = outputs.rowwise() - output_means.transpose();
    const MatrixXd weighted = scaled.asDiagonal() * centred;
    normal.noalias() = centred.transpose() * weighted;
    right.noalias() = weighted.transpose() * away;
    squares = (away.array().square().colwise() * scaled.array()).colwise().sum().transpose();
  }

  double effective;  ///< points
  VectorXd term_means;
  VectorXd output_means;
  MatrixXd normal;   ///< terms x terms
  MatrixXd right;    ///< terms x outputs
  VectorXd squares;  ///< of the outputs
};

MatrixXd ridge_fit(const Regression& r) {
  MatrixXd normal = r.normal;
  normal.diagonal().array() += kRidge;
  return normal.llt().solve(r.right);
}

/// Indices of the largest values, ascending.
Eigen::VectorXi largest(const VectorXd& values, Index count) {
  Eigen::VectorXi order =
      Eigen::VectorXi::LinSpaced(values.size(), 0, static_cast<int>(values.size()) - 1);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return values[a] > values[b]; });
  Eigen::VectorXi first = order.head(std::min(count, values.size()));
  std::sort(first.begin(), first.end());
  return first;
}

}  // namespace

Surrogate::Surrogate(const MatrixXd& scores, const MatrixXd& outputs, const VectorXd& weights)
    : scores_(scores.cols()) {
  choose_mixed(ridge_fit(Regression(terms_of(scores), outputs, weights)));
  const Regression regression(terms_of(scores), outputs, weights);
  const MatrixXd first = ridge_fit(regression);
  for (Index j = 0; j < outputs.cols(); ++j) {
    Polynomial polynomial;
    polynomial.terms = largest(first.col(j).cwiseAbs(), kTermsKept);
    const MatrixXd normal = regression.normal(polynomial.terms, polynomial.terms);
    const VectorXd right = regression.right(polynomial.terms, j);
    VectorXd c = first(polynomial.terms, j);
    const auto left_over = [&] {
      return std::max(0.0, regression.squares[j] - 2.0 * c.dot(right) + c.dot(normal * c)) /
             regression.effective;
    };
    double freedom = 0.0;
    for (int fit = 0; fit < kRelevanceFits; ++fit) {
      const VectorXd ridge = left_over() / (c.array().square() + kSmallest * kSmallest);
      MatrixXd penalised = normal;
      penalised.diagonal() += ridge;
      const Eigen::LLT<MatrixXd> root(penalised);
      c = root.solve(right);
      if (fit + 1 == kRelevanceFits) freedom = root.solve(normal).trace();
    }
    polynomial.constant =
        regression.output_means[j] - c.dot(regression.term_means(polynomial.terms));
    keep_what_matters(c, polynomial);
    // Fewer effective points than free terms leave nothing to learn the residual from: widen.
    unexplained_.push_back(left_over() / std::max(0.2, 1.0 - freedom / regression.effective));
    polynomials_.push_back(std::move(polynomial));
  }
}

void Surrogate::keep_what_matters(const VectorXd& coefficients, Polynomial& polynomial) {
  const Eigen::VectorXi terms = polynomial.terms;
  Index kept = 0;
  polynomial.coefficients = coefficients;
  for (Index k = 0; k < terms.size(); ++k) {
    if (std::abs(coefficients[k]) < kNothing) continue;
    polynomial.terms[kept] = terms[k];
    polynomial.coefficients[kept] = coefficients[k];
    ++kept;
  }
  polynomial.terms.conservativeResize(kept);
  polynomial.coefficients.conservativeResize(kept);
}

/// Four sums at a time: a single one would wait for each addition.
double Surrogate::sum_of(const Polynomial& polynomial, const std::vector<double>& terms) {
  constexpr Index kLanes = 4;
  double sums[kLanes] = {0.0, 0.0, 0.0, 0.0};
  const Index count = polynomial.terms.size();
  const auto product = [&](Index k) {
    return polynomial.coefficients[k] * terms[static_cast<std::size_t>(polynomial.terms[k])];
  };
  Index k = 0;
  for (; k + kLanes <= count; k += kLanes) {
    for (Index lane = 0; lane < kLanes; ++lane) sums[lane] += product(k + lane);
  }
  for (; k < count; ++k) sums[0] += product(k);
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

void Surrogate::choose_mixed(const MatrixXd& coefficients) {
  const VectorXd effect = coefficients.topRows(scores_).rowwise().squaredNorm() +
                          coefficients.bottomRows(scores_).rowwise().squaredNorm();
  const Eigen::VectorXi chosen = largest(effect, kMixedScores);
  for (Index a = 0; a < chosen.size(); ++a) {
    for (Index b = a + 1; b < chosen.size(); ++b) mixed_.emplace_back(chosen[a], chosen[b]);
  }
}

MatrixXd Surrogate::terms_of(const MatrixXd& scores) const {
  const Index count = 2 * scores_ + static_cast<Index>(mixed_.size());
  MatrixXd terms(scores.rows(), count);
  std::vector<double> one(static_cast<std::size_t>(scores_));
  std::vector<double> row(static_cast<std::size_t>(count));
  for (Index i = 0; i < scores.rows(); ++i) {
    for (Index k = 0; k < scores_; ++k) one[static_cast<std::size_t>(k)] = scores(i, k);
    fill_terms(one.data(), row.data());
    for (Index k = 0; k < count; ++k) terms(i, k) = row[static_cast<std::size_t>(k)];
  }
  return terms;
}

void Surrogate::fill_terms(const double* scores, double* terms) const {
  for (Index k = 0; k < scores_; ++k) *terms++ = scores[k];
  for (Index k = 0; k < scores_; ++k) *terms++ = scores[k] * scores[k] - 1.0;
  for (const auto& [a, b] : mixed_) *terms++ = scores[a] * scores[b];
}

void Surrogate::predict(const std::vector<double>& scores, std::vector<double>& outputs) const {
  std::vector<double> terms(static_cast<std::size_t>(2 * scores_) + mixed_.size());
  fill_terms(scores.data(), terms.data());
  outputs.resize(polynomials_.size());
  for (std::size_t j = 0; j < polynomials_.size(); ++j) {
    const Polynomial& polynomial = polynomials_[j];
    outputs[j] = polynomial.constant + sum_of(polynomial, terms);
  }
}

}  // namespace corridor

#include "inference/surrogate.h"

#include <algorithm>

namespace corridor {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Inputs that get mixed terms with each other.
constexpr Index kMixedInputs = 24;
/// Terms that are kept, as a share of the points that count.
constexpr double kTermsAPoint = 1.0 / 3.0;
/// Ridge of the first fits on the standardised scale, as a share of one observation's weight a
/// point.
constexpr double kRidge = 2.0;
/// Fits with a ridge of its own for each term.
constexpr int kRelevanceFits = 4;
/// Coefficients below this (on the scale of logarithms) are as good as none.
constexpr double kSmallest = 1.0e-3;
/// An output's variance is not explained better than up to this share.
constexpr double kNoVariance = 1.0e-12;
/// A variance below this share of the squared mean is rounding.
constexpr double kRounding = 1.0e-20;
constexpr double kLeastRelevance = 1.0e-9;
/// Share of the points that are left to judge the error by, at least.
constexpr double kLeastLeft = 0.2;

double square(double x) { return x * x; }

/// Indices of the largest values, ascending.
std::vector<std::size_t> largest(const VectorXd& values, Index count) {
  std::vector<std::size_t> order(static_cast<std::size_t>(values.size()));
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return values[static_cast<Index>(a)] > values[static_cast<Index>(b)];
  });
  order.resize(std::min(order.size(), static_cast<std::size_t>(count)));
  std::sort(order.begin(), order.end());
  return order;
}

}  // namespace

/// Sums of a weighted regression, centred.
struct Surrogate::Regression {
  Regression(const Surrogate& surrogate, const Lesson& lesson)
      : effective(square(lesson.weights.sum()) / lesson.weights.squaredNorm()) {
    const VectorXd roots = (lesson.weights * (effective / lesson.weights.sum())).cwiseSqrt();
    const auto centre = [&](MatrixXd& columns) {
      const VectorXd means = columns.transpose() * lesson.weights / lesson.weights.sum();
      columns = roots.asDiagonal() * (columns.rowwise() - means.transpose());
      return means;
    };
    MatrixXd terms(lesson.inputs.rows(), static_cast<Index>(surrogate.terms_.size()));
    for (Index k = 0; k < terms.cols(); ++k) {
      const Term& term = surrogate.terms_[static_cast<std::size_t>(k)];
      terms.col(k) = lesson.inputs.col(term.first);
      if (term.second != kNone) terms.col(k).array() *= lesson.inputs.col(term.second).array();
    }
    MatrixXd outputs = lesson.outputs;
    term_means = centre(terms);
    output_means = centre(outputs);
    normal = MatrixXd::Zero(terms.cols(), terms.cols());
    normal.selfadjointView<Eigen::Lower>().rankUpdate(terms.transpose());
    normal.triangularView<Eigen::StrictlyUpper>() = normal.transpose();
    right.noalias() = terms.transpose() * outputs;
    squares = outputs.colwise().squaredNorm().transpose();
    for (Index j = 0; j < squares.size(); ++j) {
      if (squares[j] < effective * kRounding * square(output_means[j])) squares[j] = 0.0;
    }
  }

  /// Goes on with these terms only.
  void keep(const std::vector<std::size_t>& chosen) {
    const std::vector<Index> kept(chosen.begin(), chosen.end());
    term_means = VectorXd(term_means(kept));
    normal = MatrixXd(normal(kept, kept));
    right = MatrixXd(right(kept, Eigen::all));
  }

  /// Coefficients, terms x outputs, and what they leave.
  struct Fit {
    MatrixXd coefficients;
    VectorXd unexplained;  ///< variance by output, as new points would show it
    double widening;       ///< that over the variance at the points
  };
  [[nodiscard]] Fit fit(const VectorXd& ridges) const {
    const Eigen::LLT<MatrixXd> root = penalised(ridges);
    Fit fit;
    fit.coefficients = root.solve(right);
    const VectorXd explained =
        fit.coefficients.cwiseProduct(2.0 * right - normal * fit.coefficients).colwise().sum();
    // Fewer points than free terms leave nothing to learn the residual from: widen.
    const double freedom = root.solve(normal).trace();
    fit.widening = effective / std::max(kLeastLeft * effective, effective - freedom);
    fit.unexplained =
        (squares - explained).cwiseMax(kNoVariance * squares) * (fit.widening / effective);
    return fit;
  }
  /// Sums of squares over the outputs of each term's coefficients, with the same ridge for all.
  [[nodiscard]] VectorXd effects() const {
    const MatrixXd coefficients = penalised(first_ridges()).solve(right);
    return coefficients.rowwise().squaredNorm();
  }
  [[nodiscard]] VectorXd first_ridges() const { return VectorXd::Constant(normal.cols(), kRidge); }

  double effective;  ///< points
  VectorXd term_means;
  VectorXd output_means;
  MatrixXd normal;   ///< terms x terms
  MatrixXd right;    ///< terms x outputs
  VectorXd squares;  ///< of the outputs

 private:
  [[nodiscard]] Eigen::LLT<MatrixXd> penalised(const VectorXd& ridges) const {
    MatrixXd sums = normal;
    sums.diagonal() += ridges;
    return Eigen::LLT<MatrixXd>(sums);
  }
};

Surrogate::Surrogate(const Lesson& lesson) {
  if (lesson.inputs.cols() == 0) {
    // Without inputs all points say the same but for what is left to luck.
    constants_ = lesson.outputs.transpose() * lesson.weights / lesson.weights.sum();
    return;
  }
  begin_with_inputs_and_squares(lesson.inputs.cols());
  add_mixed(Regression(*this, lesson));
  Regression regression(*this, lesson);
  keep_largest(regression);
  learn_relevance(regression);
}

void Surrogate::begin_with_inputs_and_squares(Index inputs) {
  for (Index k = 0; k < inputs; ++k) terms_.push_back({k, kNone});
  for (Index k = 0; k < inputs; ++k) terms_.push_back({k, k});
}

/// Products of the inputs that matter most so far.
void Surrogate::add_mixed(const Regression& regression) {
  const VectorXd effects = regression.effects();
  const Index inputs = effects.size() / 2;
  const auto chosen = largest(effects.head(inputs) + effects.tail(inputs), kMixedInputs);
  for (std::size_t a = 0; a < chosen.size(); ++a) {
    for (std::size_t b = a + 1; b < chosen.size(); ++b)
      terms_.push_back({static_cast<Index>(chosen[a]), static_cast<Index>(chosen[b])});
  }
}

void Surrogate::keep_largest(Regression& regression) {
  const auto enough = std::max<Index>(1, static_cast<Index>(kTermsAPoint * regression.effective));
  const auto chosen = largest(regression.effects(), enough);
  std::vector<Term> kept;
  for (const std::size_t k : chosen) kept.push_back(terms_[k]);
  terms_ = std::move(kept);
  regression.keep(chosen);
}

void Surrogate::learn_relevance(const Regression& regression) {
  Regression::Fit fit = regression.fit(regression.first_ridges());
  for (int round = 0; round < kRelevanceFits; ++round) {
    // Outputs that never change have no say.
    const VectorXd per_error =
        fit.unexplained.unaryExpr([](double left) { return left > 0.0 ? 1.0 / left : 0.0; });
    const MatrixXd squares = fit.coefficients.array().square() + kSmallest * kSmallest;
    const VectorXd relevance = squares * per_error / static_cast<double>(squares.cols());
    fit = regression.fit(relevance.cwiseMax(kLeastRelevance).cwiseInverse());
  }
  coefficients_ = fit.coefficients.transpose();
  constants_ = regression.output_means - coefficients_ * regression.term_means;
  widening_ = fit.widening;
}

VectorXd Surrogate::values(const double* inputs) const {
  VectorXd out(static_cast<Index>(terms_.size()));
  for (std::size_t k = 0; k < terms_.size(); ++k) {
    const Term& term = terms_[k];
    out[static_cast<Index>(k)] =
        inputs[term.first] * (term.second == kNone ? 1.0 : inputs[term.second]);
  }
  return out;
}

void Surrogate::predict(const std::vector<double>& inputs, std::vector<double>& outputs) const {
  outputs.resize(static_cast<std::size_t>(constants_.size()));
  Eigen::Map<VectorXd> sums(outputs.data(), constants_.size());
  sums = constants_;
  if (!terms_.empty()) sums.noalias() += coefficients_ * values(inputs.data());
}

}  // namespace corridor

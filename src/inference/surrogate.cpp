#include "inference/surrogate.h"

#include <algorithm>
#include <numeric>

namespace corridor {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Inputs that get mixed terms with each other.
constexpr Index kMixedInputs = 24;
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

/// Sums of a weighted regression, centred.
struct Surrogate::Regression {
  Regression(const MatrixXd& terms, const MatrixXd& outputs, const VectorXd& weights)
      : effective(weights.sum() * weights.sum() / weights.squaredNorm()),
        term_means(terms.transpose() * weights / weights.sum()),
        output_means(outputs.transpose() * weights / weights.sum()) {
    const VectorXd root = (weights * (effective / weights.sum())).cwiseSqrt();
    const MatrixXd centred = root.asDiagonal() * (terms.rowwise() - term_means.transpose());
    const MatrixXd away = root.asDiagonal() * (outputs.rowwise() - output_means.transpose());
    normal = MatrixXd::Zero(terms.cols(), terms.cols());
    normal.selfadjointView<Eigen::Lower>().rankUpdate(centred.transpose());
    normal.triangularView<Eigen::StrictlyUpper>() = normal.transpose();
    right.noalias() = centred.transpose() * away;
    squares = away.colwise().squaredNorm().transpose();
  }

  [[nodiscard]] MatrixXd ridge_fit() const {
    MatrixXd penalised = normal;
    penalised.diagonal().array() += kRidge;
    return penalised.llt().solve(right);
  }

  double effective;  ///< points
  VectorXd term_means;
  VectorXd output_means;
  MatrixXd normal;   ///< terms x terms
  MatrixXd right;    ///< terms x outputs
  VectorXd squares;  ///< of the outputs
};

Surrogate::Surrogate(const MatrixXd& inputs, const MatrixXd& outputs, const VectorXd& weights,
                     const SharedWork& work)
    : inputs_(inputs.cols()), polynomials_(static_cast<std::size_t>(outputs.cols())) {
  choose_mixed(Regression(terms_of(inputs), outputs, weights).ridge_fit());
  const Regression regression(terms_of(inputs), outputs, weights);
  const MatrixXd first = regression.ridge_fit();
  share_out(polynomials_.size(), work,
            {[&](std::size_t j) {
               const auto output = static_cast<Index>(j);
               polynomials_[j] = fit(regression, output, first.col(output));
             },
             [&](std::size_t j, ByteWriter& writer) {
               const Polynomial& polynomial = polynomials_[j];
               writer.put(polynomial.constant);
               writer.put(polynomial.unexplained);
               writer.put(polynomial.terms);
               writer.put(polynomial.coefficients);
             },
             [&](std::size_t j, ByteReader& reader) {
               Polynomial& polynomial = polynomials_[j];
               polynomial.constant = reader.get<double>();
               polynomial.unexplained = reader.get<double>();
               polynomial.terms = reader.get_vector<std::int32_t>();
               polynomial.coefficients = reader.get_vector<double>();
             }});
}

/// The polynomial of an output from its first fit.
Surrogate::Polynomial Surrogate::fit(const Regression& regression, Index output,
                                     const VectorXd& first) {
  const Eigen::VectorXi terms = largest(first.cwiseAbs(), kTermsKept);
  const MatrixXd normal = regression.normal(terms, terms);
  const VectorXd right = regression.right(terms, output);
  VectorXd c = first(terms);
  const auto left_over = [&] {
    return std::max(0.0, regression.squares[output] - 2.0 * c.dot(right) + c.dot(normal * c)) /
           regression.effective;
  };
  double freedom = 0.0;
  for (int round = 0; round < kRelevanceFits; ++round) {
    const VectorXd ridge = left_over() / (c.array().square() + kSmallest * kSmallest);
    MatrixXd penalised = normal;
    penalised.diagonal() += ridge;
    const Eigen::LLT<MatrixXd> root(penalised);
    c = root.solve(right);
    if (round + 1 == kRelevanceFits) freedom = root.solve(normal).trace();
  }
  Polynomial polynomial;
  polynomial.constant = regression.output_means[output] - c.dot(regression.term_means(terms));
  // Fewer effective points than free terms leave nothing to learn the residual from: widen.
  polynomial.unexplained = left_over() / std::max(0.2, 1.0 - freedom / regression.effective);
  for (Index k = 0; k < terms.size(); ++k) {
    if (std::abs(c[k]) < kNothing) continue;
    polynomial.terms.push_back(terms[k]);
    polynomial.coefficients.push_back(c[k]);
  }
  return polynomial;
}

/// Four sums at a time: a single one would wait for each addition.
double Surrogate::sum_of(const Polynomial& polynomial, const std::vector<double>& terms) {
  constexpr std::size_t kLanes = 4;
  double sums[kLanes] = {0.0, 0.0, 0.0, 0.0};
  const std::size_t count = polynomial.terms.size();
  const auto product = [&](std::size_t k) {
    return polynomial.coefficients[k] * terms[static_cast<std::size_t>(polynomial.terms[k])];
  };
  std::size_t k = 0;
  for (; k + kLanes <= count; k += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += product(k + lane);
  }
  for (; k < count; ++k) sums[0] += product(k);
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

void Surrogate::choose_mixed(const MatrixXd& coefficients) {
  const VectorXd effect = coefficients.topRows(inputs_).rowwise().squaredNorm() +
                          coefficients.bottomRows(inputs_).rowwise().squaredNorm();
  const Eigen::VectorXi chosen = largest(effect, kMixedInputs);
  for (Index a = 0; a < chosen.size(); ++a) {
    for (Index b = a + 1; b < chosen.size(); ++b) mixed_.emplace_back(chosen[a], chosen[b]);
  }
}

MatrixXd Surrogate::terms_of(const MatrixXd& inputs) const {
  const Index count = 2 * inputs_ + static_cast<Index>(mixed_.size());
  MatrixXd terms(inputs.rows(), count);
  std::vector<double> one(static_cast<std::size_t>(inputs_));
  std::vector<double> row(static_cast<std::size_t>(count));
  for (Index i = 0; i < inputs.rows(); ++i) {
    for (Index k = 0; k < inputs_; ++k) one[static_cast<std::size_t>(k)] = inputs(i, k);
    fill_terms(one.data(), row.data());
    for (Index k = 0; k < count; ++k) terms(i, k) = row[static_cast<std::size_t>(k)];
  }
  return terms;
}

void Surrogate::fill_terms(const double* inputs, double* terms) const {
  for (Index k = 0; k < inputs_; ++k) *terms++ = inputs[k];
  for (Index k = 0; k < inputs_; ++k) *terms++ = inputs[k] * inputs[k] - 1.0;
  for (const auto& [a, b] : mixed_) *terms++ = inputs[a] * inputs[b];
}

void Surrogate::predict(const std::vector<double>& inputs, std::vector<double>& outputs) const {
  std::vector<double> terms(static_cast<std::size_t>(2 * inputs_) + mixed_.size());
  fill_terms(inputs.data(), terms.data());
  outputs.resize(polynomials_.size());
  for (std::size_t j = 0; j < polynomials_.size(); ++j) {
    const Polynomial& polynomial = polynomials_[j];
    outputs[j] = polynomial.constant + sum_of(polynomial, terms);
  }
}

}  // namespace corridor

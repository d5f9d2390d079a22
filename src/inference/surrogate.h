#pragma once
// A quick stand-in for a model near its posterior: what a trajectory reads at the counts, as a
// polynomial of inputs made of the normal scores. It only proposes; the model decides (Christen &
// Fox 2005, JCGS 14(4); Liu 2001, ch. 9.4.3: surrogate transitions).
#include <Eigen/Dense>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/shared_work.h"

namespace corridor {

class Surrogate {
 public:
  /// Regression of `outputs` (points x outputs) on linear, square and, for the inputs that matter
  /// most, mixed terms of `inputs` (points x inputs), weighted. Each output keeps the terms that
  /// matter to it, each with a ridge that its own coefficient calls for (automatic relevance
  /// determination: MacKay 1994; as iterated ridge: Rao, Engan, Cotter, Palmer & Kreutz-Delgado
  /// 2003).
  Surrogate(const Eigen::MatrixXd& inputs, const Eigen::MatrixXd& outputs,
            const Eigen::VectorXd& weights, const SharedWork& work = {});

  /// Fills `outputs` with the polynomial's values; index of an output.
  void predict(const std::vector<double>& inputs, std::vector<double>& outputs) const;
  /// Variance of what the polynomial of an output leaves unexplained.
  [[nodiscard]] double unexplained(std::size_t output) const {
    return polynomials_[output].unexplained;
  }

 private:
  /// The polynomial of one output.
  struct Polynomial {
    double constant = 0.0;
    double unexplained = 0.0;
    std::vector<std::int32_t> terms;
    std::vector<double> coefficients;
  };
  struct Regression;
  [[nodiscard]] static Polynomial fit(const Regression& regression, Eigen::Index output,
                                      const Eigen::VectorXd& first);
  [[nodiscard]] static double sum_of(const Polynomial& polynomial,
                                     const std::vector<double>& terms);
  void choose_mixed(const Eigen::MatrixXd& coefficients);
  [[nodiscard]] Eigen::MatrixXd terms_of(const Eigen::MatrixXd& inputs) const;
  void fill_terms(const double* inputs, double* terms) const;

  Eigen::Index inputs_ = 0;
  std::vector<std::pair<int, int>> mixed_;
  std::vector<Polynomial> polynomials_;
};

}  // namespace corridor

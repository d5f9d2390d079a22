#pragma once
// A quick stand-in for a model near its posterior: what a trajectory reads at the counts, as a
// polynomial of the normal scores. It only proposes; the model decides (Christen & Fox 2005, JCGS
// 14(4); Liu 2001, ch. 9.4.3: surrogate transitions).
#include <Eigen/Dense>
#include <vector>

namespace corridor {

class Surrogate {
 public:
  /// Regression of `outputs` (points x outputs) on linear, square and, for the scores that matter
  /// most, mixed terms of `scores` (points x scores), weighted. Each output keeps the terms that
  /// matter to it, each with a ridge that its own coefficient calls for (automatic relevance
  /// determination: MacKay 1994; as iterated ridge: Rao, Engan, Cotter, Palmer & Kreutz-Delgado
  /// 2003).
  Surrogate(const Eigen::MatrixXd& scores, const Eigen::MatrixXd& outputs,
            const Eigen::VectorXd& weights);

  /// Fills `outputs` with the polynomial's values; index of an output.
  void predict(const std::vector<double>& scores, std::vector<double>& outputs) const;
  /// Variance of what the polynomial leaves unexplained, by output.
  [[nodiscard]] const std::vector<double>& unexplained() const { return unexplained_; }

 private:
  /// The polynomial of one output.
  struct Polynomial {
    double constant = 0.0;
    Eigen::VectorXi terms;
    Eigen::VectorXd coefficients;
  };
  static void keep_what_matters(const Eigen::VectorXd& coefficients, Polynomial& polynomial);
  [[nodiscard]] static double sum_of(const Polynomial& polynomial,
                                     const std::vector<double>& terms);
  void choose_mixed(const Eigen::MatrixXd& coefficients);
  [[nodiscard]] Eigen::MatrixXd terms_of(const Eigen::MatrixXd& scores) const;
  void fill_terms(const double* scores, double* terms) const;

  Eigen::Index scores_ = 0;
  std::vector<std::pair<int, int>> mixed_;
  std::vector<Polynomial> polynomials_;
  std::vector<double> unexplained_;
};

}  // namespace corridor

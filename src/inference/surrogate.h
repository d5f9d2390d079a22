#pragma once
// A quick stand-in for a model near its posterior: what a trajectory reads at the counts, as a
// polynomial of inputs made of the normal scores. It only proposes; the model decides (Christen &
// Fox 2005, JCGS 14(4); Liu 2001, ch. 9.4.3: surrogate transitions).
#include <Eigen/Dense>
#include <vector>

namespace corridor {

class Surrogate {
 public:
  /// Regression of `outputs` (points x outputs) on linear, square and, for the inputs that matter
  /// most, mixed terms of `inputs` (points x inputs), weighted; of these the largest are kept, a
  /// third as many as points count. Each has the ridge that its
  /// coefficients call for (automatic relevance determination: MacKay 1994; as iterated ridge: Rao,
  /// Engan, Cotter, Palmer & Kreutz-Delgado 2003), one for all outputs, whose errors it is weighed
  /// against: what moves one count moves its neighbours (Cotter, Rao, Engan & Kreutz-Delgado 2005).
  Surrogate(const Eigen::MatrixXd& inputs, const Eigen::MatrixXd& outputs,
            const Eigen::VectorXd& weights);

  /// Fills `outputs` with the polynomial's values; index of an output.
  void predict(const std::vector<double>& inputs, std::vector<double>& outputs) const;
  /// Variance of what the polynomial of an output leaves unexplained.
  [[nodiscard]] double unexplained(std::size_t output) const {
    return unexplained_[static_cast<Eigen::Index>(output)];
  }

 private:
  /// An input, or the product of two.
  struct Term {
    Eigen::Index first;
    Eigen::Index second;  ///< kNone: none
  };
  static constexpr Eigen::Index kNone = -1;
  struct Regression;
  void learn_means(const Eigen::MatrixXd& outputs, const Eigen::VectorXd& weights);
  void begin_with_inputs_and_squares(Eigen::Index inputs);
  void add_mixed(const Regression& regression);
  void keep_largest(const Regression& regression);
  void learn_relevance(const Regression& regression);
  [[nodiscard]] Eigen::VectorXd values(const double* inputs) const;

  std::vector<Term> terms_;
  Eigen::VectorXd constants_;     ///< by output
  Eigen::MatrixXd coefficients_;  ///< outputs x terms
  Eigen::VectorXd unexplained_;   ///< by output
};

}  // namespace corridor

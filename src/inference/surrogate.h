#pragma once
// A quick stand-in for a model near its posterior: what a trajectory reads at the counts, as a
// polynomial of inputs made of the normal scores. It only proposes; the model decides (Christen &
// Fox 2005, JCGS 14(4); Liu 2001, ch. 9.4.3: surrogate transitions).
#include <Eigen/Dense>
#include <vector>

namespace corridor {

/// What a surrogate is learned from.
struct Lesson {
  Eigen::MatrixXd inputs;   ///< points x inputs
  Eigen::MatrixXd outputs;  ///< points x outputs
  Eigen::VectorXd weights;  ///< of the points
};

class Surrogate {
 public:
  /// Regression of the outputs on linear, square and, for the inputs that matter
  /// most, mixed terms, weighted; of these the largest are kept, a
  /// third as many as points count. Each has the ridge that its
  /// coefficients call for (automatic relevance determination: MacKay 1994; as iterated ridge: Rao,
  /// Engan, Cotter, Palmer & Kreutz-Delgado 2003), one for all outputs, whose errors it is weighed
  /// against: what moves one count moves its neighbours (Cotter, Rao, Engan & Kreutz-Delgado 2005).
  explicit Surrogate(const Lesson& lesson);

  /// Fills `outputs` with the polynomial's values; index of an output.
  void predict(const std::vector<double>& inputs, std::vector<double>& outputs) const;
  /// Mean squared errors at new points over those at the points that it was learned from: more than
  /// 1 where terms are many.
  [[nodiscard]] double widening() const { return widening_; }

 private:
  /// An input, or the product of two.
  struct Term {
    Eigen::Index first;
    Eigen::Index second;  ///< kNone: none
  };
  static constexpr Eigen::Index kNone = -1;
  struct Regression;
  void begin_with_inputs_and_squares(Eigen::Index inputs);
  void add_mixed(const Regression& regression);
  void keep_largest(Regression& regression);
  void learn_relevance(const Regression& regression);
  [[nodiscard]] Eigen::VectorXd values(const double* inputs) const;

  std::vector<Term> terms_;
  Eigen::VectorXd constants_;     ///< by output
  Eigen::MatrixXd coefficients_;  ///< outputs x terms
  double widening_ = 1.0;
};

}  // namespace corridor

// The polynomial that stands in for a model: what it finds again, and what it leaves unexplained.
#include "inference/surrogate.h"

#include <gtest/gtest.h>

#include <cmath>

#include "random/stream.h"
#include "scenario/normal.h"

namespace corridor {
namespace {

/// Of thirty scores four matter: y = 2 + z0 - 0.5 z1 + 0.3 z2^2 + 0.4 z0 z3, and an error of 0.05.
struct Sample {
  explicit Sample(Eigen::Index points, double error = 0.05) {
    Stream stream({5, 0}, 0, 9, 0);
    scores.resize(points, 30);
    for (double& z : scores.reshaped()) z = normal_quantile(stream.uniform());
    outputs.resize(points, 1);
    for (Eigen::Index i = 0; i < points; ++i) {
      outputs(i, 0) = truth(scores.row(i)) + error * normal_quantile(stream.uniform());
    }
  }
  static double truth(const Eigen::RowVectorXd& z) {
    return 2.0 + z[0] - 0.5 * z[1] + 0.3 * z[2] * z[2] + 0.4 * z[0] * z[3];
  }
  [[nodiscard]] Lesson lesson() const {
    return {scores, outputs, Eigen::VectorXd::Ones(scores.rows())};
  }
  Eigen::MatrixXd scores;
  Eigen::MatrixXd outputs;
};

double root_mean_square_error(const Surrogate& surrogate, const Sample& sample) {
  double sum = 0.0;
  std::vector<double> guess;
  for (Eigen::Index i = 0; i < sample.scores.rows(); ++i) {
    const Eigen::RowVectorXd z = sample.scores.row(i);
    surrogate.predict({z.data(), z.data() + z.size()}, guess);
    sum += std::pow(guess[0] - Sample::truth(z), 2);
  }
  return std::sqrt(sum / static_cast<double>(sample.scores.rows()));
}

/// With 300 points for 337 possible terms the four that matter are found: on new points the error
/// is a fraction of the noise. Least squares would not even have a solution.
TEST(Surrogate, FindsTheTermsThatMatter) {
  const Sample sample(300);
  const Surrogate surrogate(sample.lesson());
  const Sample fresh(1000);
  EXPECT_LT(root_mean_square_error(surrogate, fresh), 0.04);
}

/// Errors at the points of the lesson, widened, are those at new points: the noise's, within a
/// third.
TEST(Surrogate, SaysHowMuchItLeavesUnexplained) {
  const Sample sample(400);
  const Surrogate surrogate(sample.lesson());
  double squares = 0.0;
  std::vector<double> guess;
  for (Eigen::Index i = 0; i < 400; ++i) {
    const Eigen::RowVectorXd z = sample.scores.row(i);
    surrogate.predict({z.data(), z.data() + z.size()}, guess);
    squares += std::pow(guess[0] - sample.outputs(i, 0), 2) / 400.0;
  }
  EXPECT_GT(surrogate.widening(), 1.02);
  EXPECT_NEAR(surrogate.widening() * squares / (0.05 * 0.05), 1.0, 0.33);
}

/// A model without uncertain parameters: the weighted mean, and no widening.
TEST(Surrogate, WithoutInputsIsTheMean) {
  const Eigen::MatrixXd outputs = Eigen::Vector3d(1.0, 2.0, 6.0);
  Lesson lesson;
  lesson.inputs.resize(3, 0);
  lesson.outputs = outputs;
  lesson.weights = Eigen::Vector3d(1.0, 2.0, 1.0);
  const Surrogate surrogate(lesson);
  std::vector<double> guess;
  surrogate.predict({}, guess);
  EXPECT_DOUBLE_EQ(guess[0], 2.75);
  EXPECT_DOUBLE_EQ(surrogate.widening(), 1.0);
}

/// Points without weight teach nothing.
TEST(Surrogate, HeedsTheWeights) {
  const Sample sample(400);
  Lesson lesson = sample.lesson();
  lesson.weights.tail(100).setZero();
  const Surrogate before(lesson);
  lesson.outputs.bottomRows(100).array() += 100.0;
  const Surrogate after(lesson);
  std::vector<double> first;
  std::vector<double> second;
  const std::vector<double> z(30, 0.3);
  before.predict(z, first);
  after.predict(z, second);
  EXPECT_NEAR(first[0], second[0], 1e-9);
}

}  // namespace
}  // namespace corridor

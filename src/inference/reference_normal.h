#pragma once
// Autoregressive steps about the mean of many draws with their covariance (Rudolf & Sprungk 2018,
// Found. Comput. Math. 18): reversible for the normal distribution fitted to the draws, and
// therefore of any dimension's length.
#include <Eigen/Dense>
#include <vector>

#include "random/stream.h"

namespace corridor {

class ReferenceNormal {
 public:
  /// Scores, and the independent standard normal coordinates that they have under this
  /// distribution.
  struct Point {
    std::vector<double> scores;
    Eigen::VectorXd coordinates;
  };
  /// The coordinates that steps change.
  using Block = std::vector<Eigen::Index>;

  /// Fitted to `draws` (scores by draw), drawn a little towards the prior, a standard normal.
  explicit ReferenceNormal(const std::vector<std::vector<double>>& draws);

  [[nodiscard]] Point at(const std::vector<double>& scores) const;
  /// The size of the block of all coordinates.
  static constexpr Eigen::Index kAll = 0;
  /// `size` coordinates, any as likely as any other; all of them where there are no more.
  [[nodiscard]] Block draw_block(Eigen::Index size, Stream& stream) const;
  /// A step from a point: bold, middling or careful by lot.
  [[nodiscard]] Point step(const Point& from, const Block& block, Stream& stream) const;
  /// ln of the prior's density over this one's, but for a constant: what the acceptance of a step
  /// needs beside the likelihoods.
  [[nodiscard]] static double log_ratio(const Point& point);

 private:
  Eigen::VectorXd mean_;
  Eigen::MatrixXd root_;  ///< of the covariance, lower triangle
};

}  // namespace corridor

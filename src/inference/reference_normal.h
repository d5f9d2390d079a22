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
  /// Fitted to `draws` (scores by draw), drawn a little towards the prior, a standard normal.
  explicit ReferenceNormal(const std::vector<std::vector<double>>& draws);

  /// A step from `scores`: bold, middling or careful by lot.
  [[nodiscard]] std::vector<double> step(const std::vector<double>& scores, Stream& stream) const;
  /// ln of the prior's density over this one's, but for a constant: what the acceptance of a step
  /// needs beside the likelihoods.
  [[nodiscard]] double log_ratio(const std::vector<double>& scores) const;

 private:
  Eigen::VectorXd mean_;
  Eigen::MatrixXd root_;  ///< of the covariance, lower triangle
};

}  // namespace corridor

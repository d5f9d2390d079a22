#pragma once
// Proposals for the moves of the sampler. From a particle's scores a short Metropolis-Hastings
// chain runs under the surrogate's posterior; where it ends is proposed to the model. The chain is
// reversible for the surrogate's posterior, so the ratio of the true to the surrogate's likelihood
// is all that the acceptance needs (Christen & Fox 2005). Its own steps are autoregressive about
// the mean of the particles with their covariance (Rudolf & Sprungk 2018, Found. Comput. Math. 18).
#include <Eigen/Dense>
#include <vector>

#include "inference/particle.h"
#include "inference/surrogate.h"

namespace corridor {

/// Every trajectory computed so far: what the surrogate is learned from.
struct Archive {
  std::vector<std::vector<double>> scores;
  std::vector<std::vector<double>> log_values;
  std::vector<double> log_likelihoods;

  void add(const Particle& particle);
};

class Mover {
 public:
  /// Learns from the archive near the posterior at `temperature` and from the particles, which have
  /// equal weights.
  Mover(const ParticleContext& context, const Archive& archive,
        const std::vector<Particle>& particles, double temperature, std::size_t chain_length);

  struct Proposal {
    std::vector<double> scores;
    double surrogate_gain = 0.0;  ///< ln of the surrogate's likelihood, proposed less present
  };
  /// Where a chain from `scores` ends.
  [[nodiscard]] Proposal propose(const std::vector<double>& scores, Stream& stream) const;

 private:
  struct Point {
    std::vector<double> scores;
    double log_likelihood = 0.0;  ///< the surrogate's
    double log_ratio = 0.0;       ///< ln prior less ln reference normal
  };
  [[nodiscard]] Point evaluate(std::vector<double> scores) const;
  void learn_reference(const std::vector<Particle>& particles);

  const ParticleContext& context_;
  double temperature_;
  std::size_t chain_length_;
  Surrogate surrogate_;
  std::vector<double> variance_;  ///< of the comparison, by reading point: typical plus unexplained
  Eigen::VectorXd mean_;
  Eigen::MatrixXd root_;  ///< of the covariance, lower triangle
};

}  // namespace corridor

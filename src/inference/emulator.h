#pragma once
// What a model's trajectories say at the counts, without running it: a surrogate learned from all
// trajectories so far, and the likelihood of the counts under it. What the surrogate leaves
// unexplained, the model's luck included, counts as error; that of a tally grows with it.
#include <Eigen/Dense>
#include <vector>

#include "inference/particle.h"
#include "inference/surrogate.h"

namespace corridor {

/// Every trajectory computed so far.
struct Archive {
  std::vector<std::vector<double>> scores;
  std::vector<Comparable> comparables;
  std::vector<double> log_likelihoods;

  void add(const Particle& particle);
  [[nodiscard]] std::size_t size() const { return scores.size(); }
};

class Emulator {
 public:
  /// Learns where the posterior at `temperature` lies, from as many trajectories as that takes.
  Emulator(const ParticleContext& context, const Archive& archive, double temperature,
           const SharedWork& work);

  /// ln of the likelihood of all counts given scores, the model's luck averaged over.
  [[nodiscard]] double log_likelihood(const std::vector<double>& scores) const;
  /// ln of its `power` with the sizes of drifts summed out.
  [[nodiscard]] double log_sum(const std::vector<double>& scores, double power) const;
  /// What a trajectory would say.
  [[nodiscard]] Comparable guess(const std::vector<double>& scores) const;

 private:
  /// Reading points of one series and moment share a column of the surrogate.
  struct Columns {
    explicit Columns(const std::vector<ReadingPoint>& points);
    std::vector<std::size_t> of_point;
    std::vector<std::size_t> first_point;  ///< by column
  };
  /// ln(value + kCountOffset) by reading point.
  [[nodiscard]] std::vector<double> predict(const std::vector<double>& scores) const;
  Emulator(const ParticleContext& context, const Archive& archive,
           const std::vector<double>& weights, const SharedWork& work);
  void learn_errors(const Archive& archive, const std::vector<double>& weights,
                    const SharedWork& work);

  const ParticleContext& context_;
  Columns columns_;
  Surrogate surrogate_;
  std::vector<double> variance_;         ///< of the comparison, by reading point
  std::vector<double> growth_variance_;  ///< of what a tally adds since the count before
};

}  // namespace corridor

#pragma once
// Proposals for the moves of the sampler. From a particle's scores a Metropolis-Hastings chain runs
// under what an emulator sees of the target; where it ends is proposed to the model. The chain is
// reversible for that target, so the ratio of the true to the emulated likelihood is all that the
// acceptance needs (surrogate transitions: Liu 2001, ch. 9.4.3; Christen & Fox 2005). A chain
// changes a block of coordinates only, drawn anew each time: the fewer change, the less an emulator
// errs.
#include <vector>

#include "inference/emulator.h"
#include "inference/reference_normal.h"

namespace corridor {

/// A target on the way from where the particles began to the posterior: prior x base^(1 - g) x
/// likelihood^g, in both the sizes of drifts summed out.
struct BridgeTarget {
  const Emulator* base = nullptr;  ///< whose posterior they began with; none: the prior
  double base_power = 1.0;         ///< of its likelihood
  double temperature = 1.0;        ///< g
};

class Mover {
 public:
  /// `emulator` stands in for the likelihood; steps are fitted to `scores`, draws near the target.
  Mover(const ParticleContext& context, const BridgeTarget& target, const Emulator& emulator,
        const std::vector<std::vector<double>>& scores, std::size_t chain_length);

  struct Proposal {
    std::vector<double> scores;
    /// ln of the emulated target over the prior, proposed less present
    double emulated_gain = 0.0;
  };
  /// Where a chain from `scores` ends.
  [[nodiscard]] Proposal propose(std::vector<double> scores, Stream& stream) const;

 private:
  /// The power of the base's likelihood in the target; 0: it is not needed.
  [[nodiscard]] double base_power() const {
    return target_.base == nullptr ? 0.0 : (1.0 - target_.temperature) * target_.base_power;
  }
  [[nodiscard]] DriftSizes emulated(const std::vector<double>& scores) const;
  [[nodiscard]] double log_target(const ReferenceNormal::Point& point) const;

  const ParticleContext& context_;
  BridgeTarget target_;
  const Emulator& emulator_;
  ReferenceNormal reference_;
  std::size_t chain_length_;
};

}  // namespace corridor

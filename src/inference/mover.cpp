#include "inference/mover.h"

#include <cmath>

namespace corridor {
namespace {

/// How many coordinates a chain changes, by lot.
constexpr Eigen::Index kBlockSizes[] = {4, 8, 16, ReferenceNormal::kAll};

}  // namespace

Mover::Mover(const ParticleContext& context, const BridgeTarget& target, const Emulator& emulator,
             const std::vector<std::vector<double>>& scores, std::size_t chain_length)
    : context_(context),
      target_(target),
      emulator_(emulator),
      reference_(scores),
      chain_length_(chain_length) {}

/// The emulated target over the prior, the sizes of drifts summed out of the product.
DriftSizes Mover::emulated(const std::vector<double>& scores) const {
  const Comparable guess = emulator_.guess(scores);
  const Comparable base = base_power() > 0.0 ? target_.base->guess(scores) : Comparable{};
  return {context_.prior, scores, [&](CountClass kind, const CountNoise& noise) {
            return [of_guess = ClassLikelihood(context_.counts, kind, guess, noise),
                    of_base = ClassLikelihood(context_.counts, kind, base, noise),
                    this](double drift) {
              double sum = target_.temperature * of_guess.at(drift);
              if (base_power() > 0.0) sum += base_power() * of_base.at(drift);
              return sum;
            };
          }};
}

double Mover::log_target(const ReferenceNormal::Point& point) const {
  double sum = target_.temperature * emulator_.log_likelihood(point.scores) +
               ReferenceNormal::log_ratio(point);
  if (base_power() > 0.0) sum += base_power() * target_.base->log_likelihood(point.scores);
  return sum;
}

Mover::Proposal Mover::propose(std::vector<double> scores, Stream& stream) const {
  const ReferenceNormal::Block block =
      reference_.draw_block(kBlockSizes[stream.below(std::size(kBlockSizes))], stream);
  const DriftSizes before = emulated(scores);
  before.draw(scores, stream);
  ReferenceNormal::Point here = reference_.at(scores);
  double log_here = log_target(here);
  for (std::size_t step = 0; step < chain_length_; ++step) {
    ReferenceNormal::Point there = reference_.step(here, block, stream);
    const double log_there = log_target(there);
    if (std::log(stream.uniform()) >= log_there - log_here) continue;
    here = std::move(there);
    log_here = log_there;
  }
  const double gain = emulated(here.scores).log_sum() - before.log_sum();
  return {std::move(here.scores), gain};
}

}  // namespace corridor

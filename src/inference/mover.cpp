#include "inference/mover.h"

#include <cmath>

namespace corridor {
namespace {

/// How many coordinates a chain changes, by lot.
constexpr Eigen::Index kBlockSizes[] = {4, 8, 16, ReferenceNormal::kAll};

}  // namespace

Mover::Mover(const BridgeTarget& target, const Emulator& emulator,
             const std::vector<std::vector<double>>& scores, std::size_t chain_length)
    : target_(target), emulator_(emulator), reference_(scores), chain_length_(chain_length) {}

Mover::Point Mover::evaluate(ReferenceNormal::Point at) const {
  Point point;
  point.emulated = emulator_.log_likelihood(at.scores);
  const bool needs_base = target_.base != nullptr && target_.temperature < 1.0;
  if (needs_base) point.base = target_.base->log_likelihood(at.scores);
  point.at = std::move(at);
  return point;
}

double Mover::log_target(const Point& point) const {
  return (1.0 - target_.temperature) * point.base + target_.temperature * point.emulated +
         ReferenceNormal::log_ratio(point.at);
}

Mover::Proposal Mover::propose(const std::vector<double>& scores, Stream& stream) const {
  const ReferenceNormal::Block block =
      reference_.draw_block(kBlockSizes[stream.below(std::size(kBlockSizes))], stream);
  const Point start = evaluate(reference_.at(scores));
  Point here = start;
  for (std::size_t step = 0; step < chain_length_; ++step) {
    Point there = evaluate(reference_.step(here.at, block, stream));
    const double gain = log_target(there) - log_target(here);
    if (std::log(stream.uniform()) < gain) here = std::move(there);
  }
  return {here.at.scores, here.emulated - start.emulated};
}

}  // namespace corridor

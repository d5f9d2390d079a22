#include "inference/mover.h"

#include <cmath>

namespace corridor {

Mover::Mover(const BridgeTarget& target, const Emulator& emulator,
             const std::vector<std::vector<double>>& scores, std::size_t chain_length)
    : target_(target), emulator_(emulator), reference_(scores), chain_length_(chain_length) {}

Mover::Point Mover::evaluate(std::vector<double> scores) const {
  Point point;
  point.emulated = emulator_.log_likelihood(scores);
  const bool needs_base = target_.base != nullptr && target_.temperature < 1.0;
  if (needs_base) point.base = target_.base->log_likelihood(scores);
  point.log_ratio = reference_.log_ratio(scores);
  point.scores = std::move(scores);
  return point;
}

double Mover::log_target(const Point& point) const {
  return (1.0 - target_.temperature) * point.base + target_.temperature * point.emulated +
         point.log_ratio;
}

Mover::Proposal Mover::propose(const std::vector<double>& scores, Stream& stream) const {
  const Point start = evaluate(scores);
  Point here = start;
  for (std::size_t step = 0; step < chain_length_; ++step) {
    Point there = evaluate(reference_.step(here.scores, stream));
    const double gain = log_target(there) - log_target(here);
    if (std::log(stream.uniform()) < gain) here = std::move(there);
  }
  return {here.scores, here.emulated - start.emulated};
}

}  // namespace corridor

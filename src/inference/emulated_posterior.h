#pragma once
// Draws from the posterior that an emulator sees: a sequential Monte Carlo sampler of its own (Del
// Moral, Doucet & Jasra 2006), which runs no model.
#include <cstdint>
#include <vector>

#include "inference/emulator.h"

namespace corridor {

struct EmulatedDraws {
  std::vector<std::vector<double>> scores;
  std::vector<double> log_likelihoods;  ///< the emulator's, not tempered
  double log_evidence = 0.0;            ///< of the tempered likelihood
};

/// `count` draws of prior x likelihood^temperature. Same seed and wave, same bits, for any number
/// of threads.
EmulatedDraws draw_emulated(const Emulator& emulator, const ScorePrior& prior, double temperature,
                            std::size_t count, std::uint64_t seed, std::uint32_t wave,
                            unsigned threads);

}  // namespace corridor

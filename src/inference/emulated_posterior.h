#pragma once
// Draws from the posterior that an emulator sees: a sequential Monte Carlo sampler of its own (Del
// Moral, Doucet & Jasra 2006), which runs no model.
#include <cstdint>
#include <vector>

#include "base/shared_work.h"
#include "inference/emulator.h"

namespace corridor {

struct EmulatedDraws {
  std::vector<std::vector<double>> scores;
  std::vector<double> log_likelihoods;  ///< the emulator's, tempered, sizes of drifts summed out
  double log_evidence = 0.0;            ///< of the tempered likelihood
};

/// Which of a run's emulators is drawn from.
struct EmulatedWave {
  std::uint64_t seed = 1;
  std::uint32_t number = 0;
};

/// `count` draws of prior x likelihood^temperature. Same wave, same bits, for any threads and crew.
EmulatedDraws draw_emulated(const Emulator& emulator, const ScorePrior& prior, double temperature,
                            std::size_t count, const EmulatedWave& wave, const SharedWork& work);

}  // namespace corridor

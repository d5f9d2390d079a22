#include "inference/emulated_posterior.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "inference/reference_normal.h"
#include "inference/resampling.h"

namespace corridor {
namespace {

enum EmulatorProcess : std::uint32_t { kResampleEmulated = (1U << 30) + 32, kMoveEmulated };

/// Of the draws: the temperature rises until so few of them count.
constexpr double kEffectiveShare = 0.5;
/// Moves of each draw at a temperature, and at the last.
constexpr int kMoves = 8;
constexpr int kLastMoves = 40;

class EmulatedSampler {
 public:
  EmulatedSampler(const Emulator& emulator, std::uint64_t seed, std::uint32_t wave,
                  unsigned threads)
      : emulator_(emulator), seed_(seed), wave_(wave), threads_(threads) {}

  EmulatedDraws run(const ScorePrior& prior, double temperature, std::size_t count) {
    draws_.scores.resize(count);
    draws_.log_likelihoods.resize(count);
    parallel_for(count, threads_, [&](std::size_t i) {
      draws_.scores[i] = prior.draw(luck_of_wave(seed_, static_cast<std::uint32_t>(i), wave_));
      draws_.log_likelihoods[i] = emulator_.log_likelihood(draws_.scores[i]);
    });
    double reached = 0.0;
    while (reached < temperature) {
      const double next =
          highest_temperature(draws_.log_likelihoods, kEffectiveShare, reached, temperature);
      const std::vector<double> log_weights = tempered(next - reached);
      draws_.log_evidence += log_mean_exp(log_weights);
      take_offspring(from_log_weights(log_weights));
      reached = next;
      move_all(reached, reached < temperature ? kMoves : kLastMoves);
    }
    return std::move(draws_);
  }

 private:
  [[nodiscard]] std::vector<double> tempered(double increase) const {
    std::vector<double> log_weights;
    for (const double l : draws_.log_likelihoods) log_weights.push_back(increase * l);
    return log_weights;
  }

  void take_offspring(const std::vector<double>& weights) {
    const auto ancestors =
        resample(Resampling::systematic, weights, weights.size(),
                 Stream({seed_, 0}, (wave_ << 16) + stage_++, kResampleEmulated, 0));
    EmulatedDraws offspring;
    offspring.log_evidence = draws_.log_evidence;
    for (const std::uint32_t ancestor : ancestors) {
      offspring.scores.push_back(draws_.scores[ancestor]);
      offspring.log_likelihoods.push_back(draws_.log_likelihoods[ancestor]);
    }
    draws_ = std::move(offspring);
  }

  void move_all(double temperature, int moves) {
    const ReferenceNormal reference(draws_.scores);
    parallel_for(draws_.scores.size(), threads_, [&](std::size_t i) {
      Stream stream({seed_, static_cast<std::uint32_t>(i)}, (wave_ << 16) + stage_, kMoveEmulated,
                    0);
      for (int move = 0; move < moves; ++move) move_one(i, temperature, reference, stream);
    });
  }

  void move_one(std::size_t i, double temperature, const ReferenceNormal& reference,
                Stream& stream) {
    std::vector<double>& here = draws_.scores[i];
    std::vector<double> there = reference.step(here, stream);
    const double log_likelihood = emulator_.log_likelihood(there);
    const double gain = temperature * (log_likelihood - draws_.log_likelihoods[i]) +
                        reference.log_ratio(there) - reference.log_ratio(here);
    if (std::log(stream.uniform()) >= gain) return;
    here = std::move(there);
    draws_.log_likelihoods[i] = log_likelihood;
  }

  const Emulator& emulator_;
  std::uint64_t seed_;
  std::uint32_t wave_;
  unsigned threads_;
  std::uint32_t stage_ = 0;
  EmulatedDraws draws_;
};

}  // namespace

EmulatedDraws draw_emulated(const Emulator& emulator, const ScorePrior& prior, double temperature,
                            std::size_t count, std::uint64_t seed, std::uint32_t wave,
                            unsigned threads) {
  return EmulatedSampler(emulator, seed, wave, threads).run(prior, temperature, count);
}

}  // namespace corridor

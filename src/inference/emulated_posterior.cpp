#include "inference/emulated_posterior.h"

#include <algorithm>
#include <cmath>
#include <functional>

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
  EmulatedSampler(const Emulator& emulator, const EmulatedWave& wave, const SharedWork& work)
      : emulator_(emulator), seed_(wave.seed), wave_(wave.number), work_(work) {}

  EmulatedDraws run(const ScorePrior& prior, double temperature, std::size_t count) {
    draws_.scores.resize(count);
    draws_.log_likelihoods.resize(count);
    do_all([&](std::size_t i) {
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
    do_all([&](std::size_t i) {
      draws_.log_likelihoods[i] = emulator_.log_sum(draws_.scores[i], temperature);
    });
    return std::move(draws_);
  }

 private:
  /// Something for every draw.
  void do_all(const std::function<void(std::size_t)>& make) {
    share_out(draws_.scores.size(), work_,
              {make,
               [&](std::size_t i, ByteWriter& writer) {
                 writer.put(draws_.scores[i]);
                 writer.put(draws_.log_likelihoods[i]);
               },
               [&](std::size_t i, ByteReader& reader) {
                 draws_.scores[i] = reader.get_vector<double>();
                 draws_.log_likelihoods[i] = reader.get<double>();
               }});
  }

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
    do_all([&](std::size_t i) {
      Stream stream({seed_, static_cast<std::uint32_t>(i)}, (wave_ << 16) + stage_, kMoveEmulated,
                    0);
      const ReferenceNormal::Block all = reference.draw_block(ReferenceNormal::kAll, stream);
      ReferenceNormal::Point here = reference.at(draws_.scores[i]);
      for (int move = 0; move < moves; ++move) {
        ReferenceNormal::Point there = reference.step(here, all, stream);
        const double log_likelihood = emulator_.log_likelihood(there.scores);
        const double gain = temperature * (log_likelihood - draws_.log_likelihoods[i]) +
                            ReferenceNormal::log_ratio(there) - ReferenceNormal::log_ratio(here);
        if (std::log(stream.uniform()) >= gain) continue;
        here = std::move(there);
        draws_.log_likelihoods[i] = log_likelihood;
      }
      draws_.scores[i] = std::move(here.scores);
    });
  }

  const Emulator& emulator_;
  std::uint64_t seed_;
  std::uint32_t wave_;
  SharedWork work_;
  std::uint32_t stage_ = 0;
  EmulatedDraws draws_;
};

}  // namespace

EmulatedDraws draw_emulated(const Emulator& emulator, const ScorePrior& prior, double temperature,
                            std::size_t count, const EmulatedWave& wave, const SharedWork& work) {
  return EmulatedSampler(emulator, wave, work).run(prior, temperature, count);
}

}  // namespace corridor

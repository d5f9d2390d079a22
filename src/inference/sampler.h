#pragma once
// Leads particles from the prior to the posterior. Waves of trajectories teach an emulator where
// the counts point; the particles begin with draws of the emulator's posterior and go over a bridge
// of tempered targets to the model's own, resampled and moved by Metropolis-Hastings at each
// (sequential Monte Carlo sampler: Del Moral, Doucet & Jasra 2006). Without waves the bridge begins
// with the prior. It ends short of the posterior where too few independent draws would reach it.
// docs/methods.md has the equations.
#include <functional>
#include <memory>
#include <vector>

#include "inference/assimilate.h"
#include "inference/emulated_posterior.h"
#include "inference/emulator.h"
#include "inference/mover.h"
#include "inference/particle.h"

namespace corridor {

class Sampler {
 public:
  /// `progress(share)` of the way to the particles is called from any thread.
  Sampler(const ParticleContext& context, const AssimilationSettings& settings,
          std::function<void(double)> progress);

  /// Equally weighted particles: of the posterior, of a target on the way to it where too few would
  /// reach it, or of the prior where there are no counts.
  void run(AssimilationDiagnostics& diagnostics);

  [[nodiscard]] const std::vector<Particle>& particles() const { return particles_; }
  [[nodiscard]] const std::vector<std::vector<double>>& prior_scores() const { return prior_; }
  /// ln(value + kCountOffset) of the prior's trajectories at the reading points.
  [[nodiscard]] const std::vector<std::vector<double>>& prior_readings() const {
    return prior_readings_;
  }

 private:
  void draw_prior(AssimilationDiagnostics& diagnostics);
  void learn_in_waves(AssimilationDiagnostics& diagnostics);
  double run_wave(std::uint32_t wave, double temperature, AssimilationDiagnostics& diagnostics);
  void report_wave(std::uint32_t wave, std::size_t done, std::size_t runs) const;
  [[nodiscard]] bool begins_badly() const;
  /// A draw of the emulator and the luck that it is run with.
  struct EmulatedStart {
    std::size_t draw = 0;
    MemberStreams luck;
    std::uint32_t attempts = 0;
    bool possible = false;
  };
  [[nodiscard]] EmulatedStart possible_start(std::size_t i, const EmulatedDraws& draws) const;
  [[nodiscard]] std::vector<EmulatedStart> possible_starts(
      const EmulatedDraws& draws, AssimilationDiagnostics& diagnostics) const;
  void begin_with_emulated(AssimilationDiagnostics& diagnostics);
  void cross_bridge(AssimilationDiagnostics& diagnostics);
  [[nodiscard]] double next_step(double most) const;
  [[nodiscard]] double effective_ancestors(const std::vector<double>& weights) const;
  [[nodiscard]] SharedWork next_batch();
  [[nodiscard]] SharedWork in_memory() const;
  [[nodiscard]] std::vector<double> tempered(double increase) const;
  void take_offspring(const std::vector<double>& weights);
  void move_at(double temperature, AssimilationStage& stage, AssimilationDiagnostics& diagnostics);
  [[nodiscard]] Trajectory move_one(const Mover& mover, std::size_t i, double temperature) const;
  [[nodiscard]] double log_base(const std::vector<double>& scores) const;

  ParticleContext context_;
  AssimilationSettings settings_;
  std::function<void(double)> progress_;
  std::vector<Particle> particles_;
  std::vector<double> log_bases_;  ///< of the particles: ln of the base's likelihood
  std::vector<std::vector<double>> prior_;
  std::vector<std::vector<double>> prior_readings_;
  double prior_attempts_ = 0.0;  ///< a prior draw that is possible took so many
  Archive archive_;
  std::unique_ptr<const Emulator> base_;              ///< none: the bridge begins with the prior
  std::vector<std::vector<double>> emulated_scores_;  ///< draws of the base's posterior
  std::size_t batches_ = 0;
  std::uint32_t waves_ = 0;
  std::uint32_t moves_ = 0;
};

}  // namespace corridor

#pragma once
// A particle of the sampler: scores, luck and the trajectory that follows from both.
#include <functional>
#include <memory>
#include <vector>

#include "base/shared_work.h"
#include "inference/counts.h"
#include "inference/noise.h"
#include "inference/prior.h"
#include "model.h"

namespace corridor {

struct Particle {
  std::vector<double> scores;
  ParameterValues values;
  MemberStreams luck;
  Comparable comparable;
  double log_likelihood = 0.0;  ///< the sizes of drifts summed out
  std::uint32_t ancestor = 0;   ///< the prior draw that it descends from
};

/// What a particle is computed from.
struct ParticleContext {
  const Model& model;
  const ScorePrior& prior;
  const CountSet& counts;
};

/// A trajectory up to the last count.
struct Path {
  std::vector<float> rows;  ///< every series after each step
  std::unique_ptr<const ModelState> state;
};
Path run_path(const ParticleContext& context, const ParameterValues& values,
              const MemberStreams& luck);

/// Runs the trajectory of scores and luck to the last count and compares it with the counts.
Particle make_particle(const ParticleContext& context, std::vector<double> scores,
                       const MemberStreams& luck);

/// What the sizes of drifts may be, given the counts and a trajectory, under a power of the
/// likelihood.
DriftSizes drift_sizes(const ParticleContext& context, const std::vector<double>& scores,
                       const Comparable& trajectory, double power = 1.0);

/// What a unit of the sampler's work comes to.
struct Trajectory {
  Particle particle;
  bool ran = false;       ///< false: scores and luck are impossible together
  bool accepted = false;  ///< of a move
  double log_base = 0.0;  ///< of a move: ln of the base's likelihood where it ends
};

/// `make(i)` for every i below `count`, shared among threads and crew, or as it was found before.
std::vector<Trajectory> run_batch(const ParticleContext& context, std::size_t count,
                                  const SharedWork& work,
                                  const std::function<Trajectory(std::size_t)>& make);

/// Draws a member of the prior that is possible given what did not happen: the first of a row of
/// slots.
struct PriorDraw {
  std::vector<double> scores;
  MemberStreams luck;
  std::uint32_t attempts = 1;  ///< the slots looked at
  bool possible = true;        ///< false: none of many draws was
};
PriorDraw draw_possible(const ScorePrior& prior, const MemberStreams& slot);

/// The same of wave `wave` of an emulator's draws.
MemberStreams luck_of_wave(std::uint64_t seed, std::uint32_t particle, std::uint32_t wave);

/// The luck of move `move` of a particle: a slot that no other particle, move or redraw uses.
MemberStreams luck_of_move(std::uint64_t seed, std::uint32_t particle, std::uint32_t move);

}  // namespace corridor

#include "inference/particle.h"

#include <limits>

#include "base/check.h"
#include "inference/ensemble.h"

namespace corridor {
namespace {

/// Slots are divided into bands of this many members: band 0 for members themselves, the next ones
/// for redraws, then those for waves, the rest for moves.
constexpr std::uint32_t kBand = 1U << 20;
constexpr std::uint32_t kBands = 1U << 12;
constexpr std::uint32_t kRedraws = 2000;
constexpr std::uint32_t kWaves = 1000;

MemberStreams in_band(std::uint64_t seed, std::uint32_t member, std::uint32_t band) {
  CORRIDOR_CHECK(member < kBand && band < kBands, "slots are used up");
  return {seed, member + band * kBand};
}

}  // namespace

Particle make_particle(const ParticleContext& context, std::vector<double> scores,
                       const MemberStreams& luck) {
  Particle particle;
  particle.scores = std::move(scores);
  particle.values = context.prior.values(particle.scores);
  particle.luck = luck;
  auto path = std::make_shared<Path>();
  auto state = context.model.start(particle.values, luck);
  path->rows.resize(context.counts.steps() * context.model.series().size());
  run_steps(context.model, *state, path->rows);
  path->state = std::move(state);
  if (!context.counts.empty()) {
    const CountNoise noise = context.prior.noise(particle.scores);
    const Readings readings = context.counts.read(path->rows, context.model.series().size());
    particle.comparable = comparable(readings, noise);
    particle.log_likelihood = log_likelihood(context.counts, particle.comparable, noise);
  }
  particle.path = std::move(path);
  return particle;
}

PriorDraw draw_possible(const ScorePrior& prior, const MemberStreams& slot) {
  PriorDraw draw;
  for (std::uint32_t attempt = 0; attempt < kRedraws; ++attempt) {
    draw.attempts = attempt + 1;
    draw.luck = in_band(slot.seed, slot.member, attempt);
    draw.scores = prior.draw(draw.luck);
    if (prior.possible(prior.values(draw.scores), draw.luck)) return draw;
  }
  draw.possible = false;
  return draw;
}

MemberStreams luck_of_wave(std::uint64_t seed, std::uint32_t particle, std::uint32_t wave) {
  CORRIDOR_CHECK(wave < kWaves, "waves are used up");
  return in_band(seed, particle, kRedraws + wave);
}

MemberStreams luck_of_move(std::uint64_t seed, std::uint32_t particle, std::uint32_t move) {
  return in_band(seed, particle, kRedraws + kWaves + move);
}

}  // namespace corridor

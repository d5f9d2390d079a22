#include "inference/particle.h"

#include <cmath>
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

void put(const Trajectory& trajectory, ByteWriter& writer) {
  writer.put(trajectory.ran);
  writer.put(trajectory.accepted);
  if (!trajectory.ran) return;
  const Particle& particle = trajectory.particle;
  writer.put(particle.scores);
  writer.put(particle.luck);
  writer.put(particle.comparable.offset_value);
  writer.put(particle.comparable.variance);
  writer.put(particle.log_likelihood);
  writer.put(particle.ancestor);
  writer.put(trajectory.log_base);
}

Trajectory get_trajectory(const ParticleContext& context, ByteReader& reader) {
  Trajectory trajectory;
  trajectory.ran = reader.get<bool>();
  trajectory.accepted = reader.get<bool>();
  if (!trajectory.ran) return trajectory;
  Particle& particle = trajectory.particle;
  particle.scores = reader.get_vector<double>();
  particle.values = context.prior.values(particle.scores);
  particle.luck = reader.get<MemberStreams>();
  particle.comparable.offset_value = reader.get_vector<double>();
  for (const double value : particle.comparable.offset_value)
    particle.comparable.log_value.push_back(std::log(value));
  particle.comparable.variance = reader.get_vector<double>();
  particle.log_likelihood = reader.get<double>();
  particle.ancestor = reader.get<std::uint32_t>();
  trajectory.log_base = reader.get<double>();
  return trajectory;
}

}  // namespace

Path run_path(const ParticleContext& context, const ParameterValues& values,
              const MemberStreams& luck) {
  Path path;
  path.rows.resize(context.counts.steps() * context.model.series().size());
  auto state = context.model.start(values, luck);
  run_steps(context.model, *state, path.rows);
  path.state = std::move(state);
  return path;
}

Particle make_particle(const ParticleContext& context, std::vector<double> scores,
                       const MemberStreams& luck) {
  Particle particle;
  particle.scores = std::move(scores);
  particle.values = context.prior.values(particle.scores);
  particle.luck = luck;
  if (context.counts.empty()) return particle;
  const Path path = run_path(context, particle.values, luck);
  const CountNoise noise = context.prior.noise(particle.scores);
  particle.comparable =
      comparable(context.counts.read(path.rows, context.model.series().size()), noise);
  particle.log_likelihood = drift_sizes(context, particle.scores, particle.comparable).log_sum();
  return particle;
}

DriftSizes drift_sizes(const ParticleContext& context, const std::vector<double>& scores,
                       const Comparable& trajectory, double power) {
  return {context.prior, scores, [&](CountClass kind, const CountNoise& noise) {
            return [likelihood = ClassLikelihood(context.counts, kind, trajectory, noise),
                    power](double drift) { return power * likelihood.at(drift); };
          }};
}

std::vector<Trajectory> run_batch(const ParticleContext& context, std::size_t count,
                                  const SharedWork& work,
                                  const std::function<Trajectory(std::size_t)>& make) {
  std::vector<Trajectory> all(count);
  share_out(count, work,
            {[&](std::size_t i) { all[i] = make(i); },
             [&](std::size_t i, ByteWriter& writer) { put(all[i], writer); },
             [&](std::size_t i, ByteReader& reader) { all[i] = get_trajectory(context, reader); }});
  return all;
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

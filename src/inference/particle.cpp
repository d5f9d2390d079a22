#include "inference/particle.h"

#include <limits>

#include "base/bytes.h"
#include "base/check.h"
#include "base/parallel.h"
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
  writer.put(particle.comparable.log_value);
  writer.put(particle.comparable.variance);
  writer.put(particle.log_likelihood);
  writer.put(particle.ancestor);
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
  particle.comparable.log_value = reader.get_vector<double>();
  particle.comparable.variance = reader.get_vector<double>();
  particle.log_likelihood = reader.get<double>();
  particle.ancestor = reader.get<std::uint32_t>();
  return trajectory;
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

std::shared_ptr<const Path> path_of(const ParticleContext& context, const Particle& particle) {
  if (particle.path != nullptr) return particle.path;
  return make_particle(context, particle.scores, particle.luck).path;
}

std::vector<Trajectory> share_out(const ParticleContext& context, std::size_t count,
                                  const SharedWork& work,
                                  const std::function<Trajectory(std::size_t)>& make) {
  const Crew& crew = *work.crew;
  std::vector<Trajectory> all(count);
  const auto read_part = [&](std::size_t member, const std::string& bytes) {
    ByteReader reader(bytes);
    for (std::size_t i = 0; i < crew.share_of(member, count); ++i)
      all[crew.unit_of(member, i)] = get_trajectory(context, reader);
  };
  const bool keeps = work.found != nullptr && work.found->keep;
  const std::size_t unit = work.batch * crew.size() + crew.rank();
  std::optional<std::string> mine;
  if (keeps) mine = work.found->find(unit);
  if (mine) {
    read_part(crew.rank(), *mine);
  } else {
    parallel_for(crew.share(count), work.threads,
                 [&](std::size_t i) { all[crew.unit(i)] = make(crew.unit(i)); });
    if (!keeps && crew.size() == 1) return all;
    ByteWriter writer;
    for (std::size_t i = 0; i < crew.share(count); ++i) put(all[crew.unit(i)], writer);
    mine = writer.take();
    if (keeps) work.found->keep(unit, *mine);
  }
  const std::vector<std::string> everybody = crew.exchange(std::move(*mine));
  for (std::size_t member = 0; member < everybody.size(); ++member) {
    if (member != crew.rank()) read_part(member, everybody[member]);
  }
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

#include "inference/sampler.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <set>

#include "base/parallel.h"
#include "inference/resampling.h"

namespace corridor {
namespace {

/// What the sampler's own draws are for: above every process of a ruleset and of the priors.
enum SamplerProcess : std::uint32_t { kResample = (1U << 30) + 16, kChain, kAccept };

/// Shares of the work for the progress display.
constexpr double kPriorProgress = 0.2;
constexpr double kWavesProgress = 0.5;
constexpr double kStartsProgress = 0.6;
/// A bridge is taken to need so many moves.
constexpr double kMovesProgress = 6.0;

/// Emulated draws that are looked through for one that is possible.
constexpr std::uint32_t kAttempts = 200;

/// Of the members: enough ancestors where members are few.
constexpr double kAncestorShare = 0.1;
/// A rise that ancestors cut to less than this part of itself is not worth its moves.
constexpr double kSmallestPart = 0.1;

std::vector<std::vector<double>> scores_of(const std::vector<Particle>& particles) {
  std::vector<std::vector<double>> scores;
  for (const Particle& particle : particles) scores.push_back(particle.scores);
  return scores;
}

}  // namespace

Sampler::Sampler(const ParticleContext& context, const AssimilationSettings& settings,
                 std::function<void(double)> progress)
    : context_(context), settings_(settings), progress_(std::move(progress)) {}

void Sampler::run(AssimilationDiagnostics& diagnostics) {
  if (!context_.counts.empty()) settings_.stage_begins("learning from counts, first runs");
  draw_prior(diagnostics);
  if (context_.counts.empty()) return;
  if (!settings_.wave_temperatures.empty()) {
    learn_in_waves(diagnostics);
    begin_with_emulated(diagnostics);
    for (std::size_t k = 0; k < settings_.most_new_starts && begins_badly(); ++k) {
      waves_ += kAttempts;  // luck that no start has had
      begin_with_emulated(diagnostics);
    }
  }
  settings_.stage_begins("learning from counts, members move");
  cross_bridge(diagnostics);
}

/// Draws as many members of the prior as are asked for, and runs those that the bridge begins with
/// or, with waves, as many as teach.
void Sampler::draw_prior(AssimilationDiagnostics& diagnostics) {
  const bool taught = !context_.counts.empty() && !settings_.wave_temperatures.empty();
  const std::size_t runs =
      taught ? std::min(settings_.teaching_draws, settings_.members) : settings_.members;
  std::vector<PriorDraw> draws(settings_.members);
  parallel_for(settings_.members, settings_.threads, [&](std::size_t i) {
    draws[i] = draw_possible(context_.prior, {settings_.seed, static_cast<std::uint32_t>(i)});
  });
  std::atomic<std::size_t> done{0};
  // Without counts nothing is run, and each of the crew goes on with members of its own.
  const SharedWork work = context_.counts.empty() ? SharedWork{settings_.threads} : next_batch();
  std::vector<Trajectory> found = run_batch(context_, runs, work, [&](std::size_t i) {
    Trajectory trajectory{make_particle(context_, draws[i].scores, draws[i].luck), true, true};
    trajectory.particle.ancestor = static_cast<std::uint32_t>(i);
    progress_(kPriorProgress * static_cast<double>(++done * work.crew->size()) /
              static_cast<double>(runs + work.crew->size()));
    return trajectory;
  });
  for (Trajectory& trajectory : found) particles_.push_back(std::move(trajectory.particle));
  bool impossible = false;
  for (PriorDraw& draw : draws) {
    diagnostics.redrawn += draw.attempts > 1 ? 1 : 0;
    impossible = impossible || !draw.possible;
    prior_attempts_ += static_cast<double>(draw.attempts) / static_cast<double>(draws.size());
    prior_.push_back(std::move(draw.scores));
  }
  if (impossible) {
    diagnostics.warnings.emplace_back(
        "the priors hold it impossible that what was not reported did not happen (an opening, the "
        "end of a threat that goes on); members in which it happened are kept");
  }
  diagnostics.runs += runs;
  log_bases_.assign(runs, 0.0);
  if (context_.counts.empty()) return;
  for (const Particle& particle : particles_) {
    prior_readings_.push_back(particle.comparable.log_value);
    archive_.add(particle);
  }
}

/// Of a wave of runs, from any thread.
void Sampler::report_wave(std::uint32_t wave, std::size_t done, std::size_t runs) const {
  const std::size_t most = settings_.wave_temperatures.size() + settings_.most_last_waves;
  const double of_wave =
      std::min(1.0, static_cast<double>(done * settings_.crew->size()) / static_cast<double>(runs));
  progress_(kPriorProgress + (kWavesProgress - kPriorProgress) *
                                 (static_cast<double>(wave) + of_wave) / static_cast<double>(most));
}

/// Waves at rising temperatures, then at the posterior until the emulator meets the model there.
void Sampler::learn_in_waves(AssimilationDiagnostics& diagnostics) {
  const std::vector<double>& temperatures = settings_.wave_temperatures;
  const std::size_t most = temperatures.size() + settings_.most_last_waves;
  double agreement = 0.0;
  while (waves_ < temperatures.size() + settings_.fewest_last_waves ||
         (waves_ < most && agreement < settings_.enough_agreement)) {
    const double temperature = waves_ < temperatures.size() ? temperatures[waves_] : 1.0;
    settings_.stage_begins("learning from counts, wave " + std::to_string(waves_ + 1));
    agreement = run_wave(waves_, temperature, diagnostics);
    ++waves_;
  }
}

/// Runs the model where the emulator so far sees the posterior at a temperature. Returns the share
/// of the way to the model's own likelihood that one resampling could bridge.
double Sampler::run_wave(std::uint32_t wave, double temperature,
                         AssimilationDiagnostics& diagnostics) {
  const Emulator emulator(context_, archive_, temperature, in_memory());
  const auto count = std::max(
      {std::size_t{1},
       static_cast<std::size_t>(settings_.wave_share * static_cast<double>(settings_.members)),
       std::min(settings_.members, settings_.wave_runs_a_score * context_.prior.names().size())});
  const EmulatedDraws draws = draw_emulated(emulator, context_.prior, temperature, count,
                                            {settings_.seed, wave}, in_memory());
  std::atomic<std::size_t> done{0};
  const std::vector<Trajectory> found =
      run_batch(context_, count, next_batch(), [&](std::size_t i) {
        report_wave(wave, done++, count);
        const MemberStreams luck =
            luck_of_wave(settings_.seed, static_cast<std::uint32_t>(i), wave);
        Trajectory trajectory;
        if (!context_.prior.possible(context_.prior.values(draws.scores[i]), luck))
          return trajectory;
        trajectory = {make_particle(context_, draws.scores[i], luck), true, true};
        return trajectory;
      });
  std::vector<double> log_ratios;
  for (std::size_t i = 0; i < count; ++i) {
    if (!found[i].ran) continue;
    archive_.add(found[i].particle);
    ++diagnostics.runs;
    log_ratios.push_back(found[i].particle.log_likelihood - draws.log_likelihoods[i]);
  }
  return log_ratios.empty() ? 0.0 : highest_temperature(log_ratios, settings_.ess_share, 0.0, 1.0);
}

/// Whether so few particles stand for the model's likelihood that the emulator must have erred. The
/// archive has them by now: the next one knows better.
bool Sampler::begins_badly() const { return next_step(1.0) < settings_.least_first_step; }

/// Draws of the emulator's posterior, each with fresh luck, become the particles.
void Sampler::begin_with_emulated(AssimilationDiagnostics& diagnostics) {
  settings_.stage_begins("learning from counts, members begin");
  base_ = std::make_unique<const Emulator>(context_, archive_, 1.0, in_memory());
  const std::size_t count = std::max(settings_.members, settings_.fewest_emulated_draws);
  EmulatedDraws draws = draw_emulated(*base_, context_.prior, settings_.base_temperature, count,
                                      {settings_.seed, waves_}, in_memory());
  const std::vector<EmulatedStart> starts = possible_starts(draws, diagnostics);
  std::atomic<std::size_t> done{0};
  std::vector<Trajectory> found =
      run_batch(context_, settings_.members, next_batch(), [&](std::size_t i) {
        progress_(kWavesProgress +
                  (kStartsProgress - kWavesProgress) *
                      std::min(1.0, static_cast<double>(done++ * settings_.crew->size()) /
                                        static_cast<double>(settings_.members)));
        return Trajectory{make_particle(context_, draws.scores[starts[i].draw], starts[i].luck),
                          true, true};
      });
  particles_.clear();
  log_bases_.clear();
  double tried = 0.0;
  for (std::size_t i = 0; i < settings_.members; ++i) {
    particles_.push_back(std::move(found[i].particle));
    particles_.back().ancestor = static_cast<std::uint32_t>(starts[i].draw);
    log_bases_.push_back(draws.log_likelihoods[starts[i].draw]);
    archive_.add(particles_.back());
    tried += static_cast<double>(starts[i].attempts) / static_cast<double>(settings_.members);
  }
  diagnostics.runs += settings_.members;
  emulated_scores_ = std::move(draws.scores);
  // The posterior's evidence is of what is possible alone.
  diagnostics.log_evidence = draws.log_evidence + std::log(prior_attempts_ / tried);
}

/// A start for each particle. One for which none was found takes that of the next particle which
/// has one; where nobody has, what silence says contradicts the counts, and they stay.
std::vector<Sampler::EmulatedStart> Sampler::possible_starts(
    const EmulatedDraws& draws, AssimilationDiagnostics& diagnostics) const {
  std::vector<EmulatedStart> found(settings_.members);
  parallel_for(settings_.members, settings_.threads,
               [&](std::size_t i) { found[i] = possible_start(i, draws); });
  const auto is_possible = [](const EmulatedStart& start) { return start.possible; };
  if (std::none_of(found.begin(), found.end(), is_possible)) {
    diagnostics.warnings.emplace_back(
        "the counts and what was not reported contradict each other: what should have been "
        "reported "
        "by now had it happened has happened in every member that fits the counts, and these are "
        "kept; a report is missing, or counts or reports.delay_hours are wrong");
    return found;
  }
  std::vector<EmulatedStart> starts = found;
  for (std::size_t i = 0; i < found.size(); ++i) {
    std::size_t next = i;
    while (!found[next].possible) next = (next + 1) % found.size();
    starts[i].draw = found[next].draw;
    starts[i].luck = found[next].luck;
  }
  return starts;
}

/// The first of a row of emulated draws and lucks that are possible together, for particle i.
Sampler::EmulatedStart Sampler::possible_start(std::size_t i, const EmulatedDraws& draws) const {
  const std::size_t count = draws.scores.size();
  EmulatedStart start;
  start.draw = i * count / settings_.members;
  for (std::uint32_t attempt = 0; attempt < kAttempts && !start.possible; ++attempt) {
    if (attempt > 0) start.draw = (start.draw + attempt) % count;
    start.luck = luck_of_wave(settings_.seed, static_cast<std::uint32_t>(i), waves_ + attempt);
    start.attempts = attempt + 1;
    start.possible =
        context_.prior.possible(context_.prior.values(draws.scores[start.draw]), start.luck);
  }
  return start;
}

void Sampler::cross_bridge(AssimilationDiagnostics& diagnostics) {
  double temperature = 0.0;
  while (temperature < 1.0) {
    AssimilationStage stage;
    const double step = next_step(1.0 - temperature);
    if (step <= 0.0 && !diagnostics.stages.empty()) break;
    stage.temperature = temperature + step;
    const std::vector<double> log_weights = tempered(step);
    diagnostics.log_evidence += log_mean_exp(log_weights);
    const std::vector<double> weights = from_log_weights(log_weights);
    stage.effective_sample_size = effective_sample_size(weights);
    take_offspring(weights);
    temperature = stage.temperature;
    move_at(temperature, stage, diagnostics);
  }
  if (temperature < 1.0) {
    diagnostics.log_evidence += log_mean_exp(tempered(1.0 - temperature));
    return;
  }
  double moved = diagnostics.stages.back().acceptance;
  for (std::size_t k = 1; moved < settings_.enough_moves && k < settings_.most_last_moves; ++k) {
    AssimilationStage stage;
    stage.temperature = 1.0;
    stage.effective_sample_size = static_cast<double>(settings_.members);
    move_at(1.0, stage, diagnostics);
    moved += stage.acceptance;
  }
}

/// The next rise in temperature: until few enough particles count, or few enough ancestors. 0 where
/// ancestors would stop it at once.
double Sampler::next_step(double most) const {
  const double by_particles = highest_temperature(tempered(1.0), settings_.ess_share, 0.0, most);
  const double enough =
      std::min(settings_.enough_ancestors, kAncestorShare * static_cast<double>(settings_.members));
  const double by_ancestors = largest_enough(0.0, by_particles, [&](double step) {
    return effective_ancestors(from_log_weights(tempered(step))) >= enough;
  });
  return by_ancestors < kSmallestPart * by_particles ? 0.0 : by_ancestors;
}

/// For how many first draws the particles stand under these weights.
double Sampler::effective_ancestors(const std::vector<double>& weights) const {
  std::map<std::uint32_t, double> by_ancestor;
  for (std::size_t i = 0; i < weights.size(); ++i)
    by_ancestor[particles_[i].ancestor] += weights[i];
  std::vector<double> sums;
  for (const auto& [ancestor, sum] : by_ancestor) sums.push_back(sum);
  return effective_sample_size(sums);
}

SharedWork Sampler::next_batch() {
  return {settings_.threads, settings_.crew, &settings_.found, batches_++};
}

/// Work too slight to be kept.
SharedWork Sampler::in_memory() const { return {settings_.threads, settings_.crew}; }

/// Log weights of a rise in temperature.
std::vector<double> Sampler::tempered(double increase) const {
  std::vector<double> log_weights;
  for (std::size_t i = 0; i < particles_.size(); ++i)
    log_weights.push_back(increase * (particles_[i].log_likelihood - log_bases_[i]));
  return log_weights;
}

void Sampler::take_offspring(const std::vector<double>& weights) {
  const auto ancestors = resample(settings_.resampling, weights, settings_.members,
                                  Stream({settings_.seed, 0}, moves_, kResample, 0));
  std::vector<Particle> offspring;
  std::vector<double> log_bases;
  for (const std::uint32_t ancestor : ancestors) {
    offspring.push_back(particles_[ancestor]);
    log_bases.push_back(log_bases_[ancestor]);
  }
  particles_ = std::move(offspring);
  log_bases_ = std::move(log_bases);
}

double Sampler::log_base(const std::vector<double>& scores) const {
  return base_ == nullptr ? 0.0 : base_->log_sum(scores, settings_.base_temperature);
}

/// One Metropolis-Hastings move of every particle: a chain under the emulated target proposes, the
/// model decides. Half of the proposals bring fresh luck.
void Sampler::move_at(double temperature, AssimilationStage& stage,
                      AssimilationDiagnostics& diagnostics) {
  const Emulator emulator(context_, archive_, temperature, in_memory());
  // The emulated draws are many and independent: particles after resampling span fewer directions.
  const Mover mover(context_, {base_.get(), settings_.base_temperature, temperature}, emulator,
                    emulated_scores_.empty() ? scores_of(particles_) : emulated_scores_,
                    settings_.emulated_moves);
  std::atomic<std::size_t> done{0};
  const auto particles = static_cast<double>(particles_.size());
  std::vector<Trajectory> moved =
      run_batch(context_, particles_.size(), next_batch(), [&](std::size_t i) {
        Trajectory trajectory = move_one(mover, i, temperature);
        const double moves = static_cast<double>(moves_) +
                             static_cast<double>(++done * settings_.crew->size()) / particles;
        progress_(kStartsProgress +
                  (1.0 - kStartsProgress) * std::min(moves / kMovesProgress, 1.0));
        return trajectory;
      });
  std::size_t count = 0;
  for (std::size_t i = 0; i < particles_.size(); ++i) {
    if (!moved[i].ran) continue;
    archive_.add(moved[i].particle);
    ++diagnostics.runs;
    if (!moved[i].accepted) continue;
    particles_[i] = std::move(moved[i].particle);
    log_bases_[i] = moved[i].log_base;
    ++count;
  }
  stage.acceptance = static_cast<double>(count) / static_cast<double>(particles_.size());
  std::set<std::uint32_t> ancestors;
  for (const Particle& particle : particles_) ancestors.insert(particle.ancestor);
  stage.ancestors = ancestors.size();
  diagnostics.stages.push_back(stage);
  ++moves_;
}

Trajectory Sampler::move_one(const Mover& mover, std::size_t i, double temperature) const {
  const auto member = static_cast<std::uint32_t>(i);
  const MemberStreams slot{settings_.seed, member};
  Stream chain(slot, moves_, kChain, 0);
  Stream accept(slot, moves_, kAccept, 0);
  const Particle& here = particles_[i];
  const Mover::Proposal proposal = mover.propose(here.scores, chain);
  const bool new_luck = accept.uniform() < 0.5;
  const MemberStreams luck = new_luck ? luck_of_move(settings_.seed, member, moves_) : here.luck;
  Trajectory trajectory;
  if (!context_.prior.possible(context_.prior.values(proposal.scores), luck)) return trajectory;
  trajectory.ran = true;
  trajectory.particle = make_particle(context_, proposal.scores, luck);
  trajectory.particle.ancestor = here.ancestor;
  double gain = temperature * (trajectory.particle.log_likelihood - here.log_likelihood) -
                proposal.emulated_gain;
  if (temperature < 1.0) {
    trajectory.log_base = log_base(trajectory.particle.scores);
    gain += (1.0 - temperature) * (trajectory.log_base - log_bases_[i]);
  }
  trajectory.accepted = std::log(accept.uniform()) < gain;
  return trajectory;
}

}  // namespace corridor

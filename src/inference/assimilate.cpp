#include "inference/assimilate.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <set>

#include "base/parallel.h"
#include "inference/mover.h"
#include "inference/particle.h"
#include "inference/review.h"
#include "scenario/normal.h"

namespace corridor {
namespace {

/// What the sampler's own draws are for: above every process of a ruleset and of the priors.
enum SamplerProcess : std::uint32_t { kResample = (1U << 30) + 16, kChain, kAccept, kReport };

/// Shares of the work for the progress display: prior, sampling, trajectories to the end.
constexpr std::size_t kProgressSteps = 1000;
constexpr std::size_t kPriorShare = 200;
constexpr std::size_t kSamplingShare = 600;

class Sampler {
 public:
  Sampler(const ParticleContext& context, const AssimilationSettings& settings,
          std::function<void(std::size_t, std::size_t)> progress)
      : context_(context), settings_(settings), progress_(std::move(progress)) {}

  void run(AssimilationDiagnostics& diagnostics) {
    draw_prior(diagnostics);
    if (!context_.counts.empty()) sample(diagnostics);
  }

  [[nodiscard]] const std::vector<Particle>& particles() const { return particles_; }
  [[nodiscard]] const std::vector<std::vector<double>>& prior_scores() const { return prior_; }
  /// ln(value + offset) of the prior's trajectories at the reading points.
  [[nodiscard]] const std::vector<std::vector<double>>& prior_readings() const {
    return prior_readings_;
  }

 private:
  void draw_prior(AssimilationDiagnostics& diagnostics) {
    particles_.resize(settings_.members);
    std::vector<PriorDraw> draws(settings_.members);
    std::atomic<std::size_t> done{0};
    parallel_for(settings_.members, settings_.threads, [&](std::size_t i) {
      draws[i] = draw_possible(context_.prior, {settings_.seed, static_cast<std::uint32_t>(i)});
      particles_[i] = make_particle(context_, draws[i].scores, draws[i].luck);
      particles_[i].ancestor = static_cast<std::uint32_t>(i);
      report(0, kPriorShare, ++done);
    });
    bool impossible = false;
    for (const PriorDraw& draw : draws) {
      diagnostics.redrawn += draw.redrawn ? 1 : 0;
      impossible = impossible || !draw.possible;
    }
    if (impossible) {
      diagnostics.warnings.emplace_back(
          "the priors hold it impossible that what was not reported did not happen; members in "
          "which it happened are kept");
    }
    diagnostics.runs += settings_.members;
    for (const Particle& particle : particles_) {
      prior_.push_back(particle.scores);
      if (context_.counts.empty()) continue;
      prior_readings_.push_back(particle.comparable.log_value);
      archive_.add(particle);
    }
  }

  void sample(AssimilationDiagnostics& diagnostics) {
    double temperature = 0.0;
    while (temperature < 1.0) {
      AssimilationStage stage;
      stage.temperature = next_temperature(temperature);
      const std::vector<double> log_weights = tempered(stage.temperature - temperature);
      diagnostics.log_evidence += log_mean_exp(log_weights);
      const std::vector<double> weights = from_log_weights(log_weights);
      stage.effective_sample_size = effective_sample_size(weights);
      take_offspring(weights);
      temperature = stage.temperature;
      move_at(temperature, stage, diagnostics);
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

  [[nodiscard]] std::vector<double> tempered(double increase) const {
    std::vector<double> log_weights;
    for (const Particle& particle : particles_)
      log_weights.push_back(increase * particle.log_likelihood);
    return log_weights;
  }

  /// The highest temperature at which the weights still count as enough particles.
  [[nodiscard]] double next_temperature(double from) const {
    const double wanted = settings_.ess_share * static_cast<double>(settings_.members);
    const auto enough = [&](double to) {
      return effective_sample_size(from_log_weights(tempered(to - from))) >= wanted;
    };
    if (enough(1.0)) return 1.0;
    double low = from;
    double high = 1.0;
    constexpr int kBisections = 40;
    for (int i = 0; i < kBisections; ++i) {
      const double middle = 0.5 * (low + high);
      (enough(middle) ? low : high) = middle;
    }
    return high;
  }

  void take_offspring(const std::vector<double>& weights) {
    const auto ancestors = resample(settings_.resampling, weights, settings_.members,
                                    Stream({settings_.seed, 0}, moves_, kResample, 0));
    std::vector<Particle> offspring;
    offspring.reserve(particles_.size());
    for (const std::uint32_t ancestor : ancestors) offspring.push_back(particles_[ancestor]);
    particles_ = std::move(offspring);
  }

  void move_at(double temperature, AssimilationStage& stage, AssimilationDiagnostics& diagnostics) {
    const Mover mover(context_, archive_, particles_, temperature, settings_.surrogate_moves);
    std::vector<Particle> proposed(particles_.size());
    std::vector<char> accepted(particles_.size(), 0);
    std::vector<char> ran(particles_.size(), 0);
    const std::size_t from = kPriorShare + std::min<std::size_t>(moves_, 5) * kSamplingShare / 6;
    std::atomic<std::size_t> done{0};
    parallel_for(particles_.size(), settings_.threads, [&](std::size_t i) {
      ran[i] = propose_and_run(mover, i, temperature, proposed[i], accepted[i]) ? 1 : 0;
      report(from, from + kSamplingShare / 6, ++done);
    });
    std::size_t count = 0;
    for (std::size_t i = 0; i < particles_.size(); ++i) {
      if (ran[i] != 0) {
        archive_.add(proposed[i]);
        ++diagnostics.runs;
      }
      if (accepted[i] == 0) continue;
      particles_[i] = std::move(proposed[i]);
      ++count;
    }
    stage.acceptance = static_cast<double>(count) / static_cast<double>(particles_.size());
    std::set<std::uint32_t> ancestors;
    for (const Particle& particle : particles_) ancestors.insert(particle.ancestor);
    stage.ancestors = ancestors.size();
    diagnostics.stages.push_back(stage);
    ++moves_;
  }

  /// One move of particle i. False: the proposal was impossible and the model did not run.
  bool propose_and_run(const Mover& mover, std::size_t i, double temperature, Particle& proposed,
                       char& accepted) const {
    const auto member = static_cast<std::uint32_t>(i);
    const MemberStreams slot{settings_.seed, member};
    Stream chain(slot, moves_, kChain, 0);
    Stream accept(slot, moves_, kAccept, 0);
    const Particle& here = particles_[i];
    const Mover::Proposal proposal = mover.propose(here.scores, chain);
    const bool new_luck = accept.uniform() < 0.5;
    const MemberStreams luck = new_luck ? luck_of_move(settings_.seed, member, moves_) : here.luck;
    if (!context_.prior.possible(context_.prior.values(proposal.scores), luck)) return false;
    proposed = make_particle(context_, proposal.scores, luck);
    proposed.ancestor = here.ancestor;
    const double gain =
        temperature * (proposed.log_likelihood - here.log_likelihood - proposal.surrogate_gain);
    accepted = std::log(accept.uniform()) < gain ? 1 : 0;
    return true;
  }

  void report(std::size_t from, std::size_t to, std::size_t done) const {
    progress_(from + (to - from) * done / settings_.members, kProgressSteps);
  }

  ParticleContext context_;
  AssimilationSettings settings_;
  std::function<void(std::size_t, std::size_t)> progress_;
  std::vector<Particle> particles_;
  std::vector<std::vector<double>> prior_;
  std::vector<std::vector<double>> prior_readings_;
  Archive archive_;
  std::uint32_t moves_ = 0;
};

/// Takes every particle from the last count to the end, each with luck of its own.
EnsembleResults run_to_end(const Model& model, const std::vector<Particle>& particles,
                           std::size_t steps, const AssimilationSettings& settings,
                           const std::function<void(std::size_t)>& progress) {
  const std::size_t series = model.series().size();
  const auto rows_of = [&](std::size_t m) {
    const Path& path = *particles[m].path;
    std::vector<float> rows = path.rows;
    const std::size_t before = rows.size() / series;
    if (before >= steps) {
      rows.resize(steps * series);
      return rows;
    }
    const auto state = path.state->clone();
    state->reslot({settings.seed, static_cast<std::uint32_t>(m)});
    run_steps(model, *state, steps - before, rows);
    return rows;
  };
  return collect(model, {settings.members, steps, settings.seed, settings.threads, settings.crew},
                 rows_of, progress);
}

}  // namespace

Assimilation assimilate(const Model& model, const ScorePrior& prior, const CountSet& counts,
                        std::size_t steps, const AssimilationSettings& settings,
                        const std::function<void(std::size_t, std::size_t)>& progress) {
  const ParticleContext context{model, prior, counts};
  Assimilation result;
  result.score_names = prior.names();
  Sampler sampler(context, settings, progress);
  sampler.run(result.diagnostics);
  result.results = run_to_end(model, sampler.particles(), steps, settings, [&](std::size_t done) {
    const std::size_t from = kPriorShare + kSamplingShare;
    progress(from + (kProgressSteps - from) * done / settings.members, kProgressSteps);
  });
  for (std::size_t i = 0; i < settings.members; ++i) {
    const Particle& particle = sampler.particles()[i];
    result.members.push_back({particle.values,
                              particle.luck,
                              {settings.seed, static_cast<std::uint32_t>(i)},
                              counts.steps()});
    result.scores.push_back(particle.scores);
    result.noise.push_back(prior.noise(particle.scores));
    CountReview review;
    log_likelihood(counts, particle.comparable, result.noise.back(), &review);
    result.drifts.push_back(std::move(review.drifts));
  }
  std::vector<ParameterValues> values;
  for (const Member& member : result.members) values.push_back(member.values);
  store_parameters(values, result.results);
  for (const CountGroup& group : counts.groups()) result.drift_series.push_back(group.series);
  review(context, sampler.prior_scores(), sampler.prior_readings(), sampler.particles(),
         result.diagnostics);
  return result;
}

std::vector<double> as_reported(const Assimilation& assimilation, std::size_t series, double hours,
                                const std::vector<double>& values, std::uint64_t seed) {
  const SeriesInfo& info = assimilation.results.series[series];
  const auto kind = static_cast<std::size_t>(count_class(info.target));
  const auto& groups = assimilation.drift_series;
  const auto group =
      static_cast<std::size_t>(std::find(groups.begin(), groups.end(), series) - groups.begin());
  const std::uint64_t key = name_key(info.target.data(), info.target.size()) ^
                            name_key(info.location.data(), info.location.size());
  std::vector<double> out(values.size());
  for (std::size_t m = 0; m < values.size(); ++m) {
    const CountNoise& noise = assimilation.noise[m];
    const double stationary = noise.drift[kind] * noise.drift[kind];
    Drift drift{0.0, stationary, 0.0};
    if (group < groups.size()) drift = assimilation.drifts[m][group];
    const double kept = std::exp(-std::abs(hours - drift.hours) / noise.drift_hours[kind]);
    const double variance = stationary + (drift.variance - stationary) * kept * kept +
                            noise.relative_error * noise.relative_error;
    // One normal a member and series at all times: the drift moves slowly.
    Stream stream({seed, static_cast<std::uint32_t>(m)}, 0, kReport, key);
    const double error =
        drift.mean * kept + std::sqrt(variance) * normal_quantile(stream.uniform());
    out[m] = std::max(0.0, (values[m] + kCountOffset) * std::exp(error) - kCountOffset);
  }
  return out;
}

}  // namespace corridor

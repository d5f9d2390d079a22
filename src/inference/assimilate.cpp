#include "inference/assimilate.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>

#include "base/parallel.h"
#include "inference/review.h"
#include "inference/sampler.h"
#include "scenario/normal.h"

namespace corridor {
namespace {

/// The process of draws of what would be reported: above those of the sampler.
constexpr std::uint32_t kReport = (1U << 30) + 24;
/// The process of draws of the sizes of drifts.
constexpr std::uint32_t kDriftSize = (1U << 30) + 25;

/// Steps of the progress display; the sampler's share of them.
constexpr double kProgressSteps = 1000.0;
constexpr double kSamplerShare = 0.8;

/// What particles that resampling has copied have in common: a trajectory up to the last count, run
/// again when the first of them needs it.
class SharedPath {
 public:
  const Path& of(const ParticleContext& context, const Particle& particle) {
    std::call_once(once_, [&] { path_ = run_path(context, particle.values, particle.luck); });
    return path_;
  }

 private:
  std::once_flag once_;
  Path path_;
};

/// By particle; copies, which share scores and luck, share one.
std::vector<std::shared_ptr<SharedPath>> shared_paths(const std::vector<Particle>& particles) {
  std::map<std::pair<std::uint32_t, std::vector<double>>, std::shared_ptr<SharedPath>> distinct;
  std::vector<std::shared_ptr<SharedPath>> paths;
  for (const Particle& particle : particles) {
    auto& path = distinct[{particle.luck.member, particle.scores}];
    if (path == nullptr) path = std::make_shared<SharedPath>();
    paths.push_back(path);
  }
  return paths;
}

/// Takes every particle from the last count to the end, each with luck of its own.
EnsembleResults run_to_end(const ParticleContext& context, const std::vector<Particle>& particles,
                           std::size_t steps, const AssimilationSettings& settings,
                           const std::function<void(std::size_t)>& progress) {
  std::vector<std::shared_ptr<SharedPath>> paths = shared_paths(particles);
  const auto fill_rows = [&](std::size_t m, std::span<float> rows) {
    const std::shared_ptr<SharedPath> shared = std::move(paths[m]);
    const Path& path = shared->of(context, particles[m]);
    const std::size_t before = std::min(path.rows.size(), rows.size());
    std::copy_n(path.rows.begin(), before, rows.begin());
    if (before == rows.size()) return;
    const auto state = path.state->clone();
    state->reslot({settings.seed, static_cast<std::uint32_t>(m)});
    run_steps(context.model, *state, rows.subspan(before));
  };
  return collect(context.model, settings.members, {steps, settings.threads, settings.crew},
                 fill_rows, progress);
}

CountedSoFar counted_so_far(const CountGroup& group) {
  CountedSoFar so_far{group.series, 0.0, 0.0, group.is_of_periods};
  if (!group.adds_up()) return so_far;
  for (const DatedCount& count : group.counts) {
    if (count.qualifier != Qualifier::exactly && count.qualifier != Qualifier::at_least) continue;
    if (count.digits < kDigitsOfATally) continue;
    so_far.hours = count.hours;
    so_far.least = count.value;
  }
  return so_far;
}

/// Particles whose drifts have sizes, drawn given the counts.
std::vector<Particle> with_drift_sizes(const ParticleContext& context,
                                       std::vector<Particle> particles,
                                       const AssimilationSettings& settings) {
  if (context.counts.empty()) return particles;
  parallel_for(particles.size(), settings.threads, [&](std::size_t i) {
    Particle& particle = particles[i];
    Stream stream({settings.seed, static_cast<std::uint32_t>(i)}, 0, kDriftSize, 0);
    drift_sizes(context, particle.scores, particle.comparable).draw(particle.scores, stream);
    particle.values = context.prior.values(particle.scores);
  });
  return particles;
}

}  // namespace

Assimilation assimilate(const Model& model, const ScorePrior& prior, const CountSet& counts,
                        std::size_t steps, const AssimilationSettings& settings,
                        const std::function<void(std::size_t, std::size_t)>& progress) {
  const ParticleContext context{model, prior, counts};
  Assimilation result;
  result.score_names = prior.names();
  const auto report = [&](double share) {
    progress(static_cast<std::size_t>(kProgressSteps * share),
             static_cast<std::size_t>(kProgressSteps));
  };
  Sampler sampler(context, settings, [&](double share) { report(kSamplerShare * share); });
  sampler.run(result.diagnostics);
  settings.stage_begins("running to the end");
  result.results = run_to_end(context, sampler.particles(), steps, settings, [&](std::size_t done) {
    report(kSamplerShare + (1.0 - kSamplerShare) * static_cast<double>(done) /
                               static_cast<double>(settings.members));
  });
  const std::vector<Particle> particles = with_drift_sizes(context, sampler.particles(), settings);
  for (std::size_t i = 0; i < settings.members; ++i) {
    const Particle& particle = particles[i];
    result.results.starts.push_back(particle.ancestor);
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
  for (const CountGroup& group : counts.groups()) result.counted.push_back(counted_so_far(group));
  review(context, sampler.prior_scores(), sampler.prior_readings(), particles, result.diagnostics);
  return result;
}

std::vector<double> as_reported(const Assimilation& assimilation, std::size_t series, double hours,
                                const Readings& readings, std::uint64_t seed) {
  const SeriesInfo& info = assimilation.results.series[series];
  const CountClass kind = count_class(info.target);
  const auto& groups = assimilation.counted;
  const auto of_series = std::find_if(groups.begin(), groups.end(), [&](const CountedSoFar& g) {
    return g.series == series && !g.is_of_periods;
  });
  const auto group = static_cast<std::size_t>(of_series - groups.begin());
  const double least =
      of_series != groups.end() && hours >= of_series->hours ? of_series->least : 0.0;
  const std::uint64_t key = name_key(info.target.data(), info.target.size()) ^
                            name_key(info.location.data(), info.location.size());
  const double scale = count_scale(info);
  std::vector<double> out(readings.value.size());
  for (std::size_t m = 0; m < out.size(); ++m) {
    const CountNoise& noise = assimilation.noise[m];
    const Comparable said =
        comparable({{scale * readings.value[m]}, {scale * readings.per_hour[m]}}, noise);
    Drift drift = Drift::before(kind, noise);
    if (group < groups.size()) drift = assimilation.drifts[m][group];
    const Drift then = drift.at(hours, said.offset_value[0], kind, noise);
    const double relative = kind == CountClass::tally ? 0.0 : noise.relative_error;
    const double variance = then.level_variance + said.variance[0] + relative * relative;
    // One normal a member and series at all times: the drift moves slowly.
    Stream stream({seed, static_cast<std::uint32_t>(m)}, 0, kReport, key);
    const double error = then.level + std::sqrt(variance) * normal_quantile(stream.uniform());
    out[m] = std::max(least, (std::exp(said.log_value[0] + error) - kCountOffset) / scale);
  }
  return out;
}

}  // namespace corridor

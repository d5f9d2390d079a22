#include "app/forecast.h"

#include <fmt/format.h>

#include <chrono>

#include "app/learn.h"
#include "app/output_folder.h"
#include "app/rank.h"
#include "output/cautions.h"
#include "output/forecast_output.h"
#include "output/unfinished_work.h"

namespace corridor {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// All that the bits of what is learned depend on.
std::string identity(const ForecastOptions& options, const std::string& digest) {
  std::string text = "forecast|" + digest + '|' + options.as_of + '|' + options.until + '|' +
                     options.step + '|' + options.tick;
  for (const std::string& setting : options.settings) text += '|' + setting;
  for (const std::string& trust : options.trust) text += "|trust|" + trust;
  return text + fmt::format("|{}|{}|{}|{}|{}|{}", options.members, options.seed,
                            options.prior_width, options.assimilate,
                            static_cast<int>(options.resampling), options.crew->size());
}

}  // namespace

ForecastSummary forecast(const ForecastOptions& options,
                         const std::function<void(std::size_t, std::size_t)>& progress) {
  const auto begin = Clock::now();
  RunPlan plan = plan_run(options, ScenarioSource{options.folder, {}, {}});
  plan.seconds_load = seconds_since(begin);
  return forecast_plan(plan, options, progress);
}

ForecastSummary forecast_plan(const RunPlan& plan, const ForecastOptions& options,
                              const std::function<void(std::size_t, std::size_t)>& progress) {
  const LoadedScenario& loaded = plan.loaded;
  const auto overrides = parse_overrides(options.settings, loaded.known.parameters);
  const ParameterSampler sampler(loaded.known, overrides, options.prior_width);
  ForecastRun run;
  run.seconds_load = plan.seconds_load;
  const auto run_begin = Clock::now();
  ForecastSummary outcome;
  outcome.directory = results_folder(options.out, loaded.known.id);
  const UnfinishedWork kept(outcome.directory, identity(options, loaded.digest));
  const Assimilation assimilation = learn(plan, options, sampler, progress, kept.found());
  if (!options.crew->leads()) return {};
  const EnsembleResults& results = assimilation.results;
  run.seconds_run = seconds_since(run_begin);
  const auto summary_begin = Clock::now();
  const Summary summary = summarise(results, plan.threads);
  run.seconds_summary = seconds_since(summary_begin);
  run.known = &loaded.known;
  run.later = &loaded.later;
  run.trust = loaded.trust;
  run.as_of = loaded.as_of;
  run.seed = options.seed;
  run.threads = plan.threads;
  run.digest = loaded.digest;
  run.version = CORRIDOR_VERSION;
  run.overrides = overrides;
  run.prior_width = options.prior_width;
  run.learns = options.assimilate;
  run.resampling = name_of(options.resampling);
  run.results = &results;
  run.learned = &assimilation.diagnostics;
  run.contradicted = assimilation.contradicted;
  run.implausible = implausible(results, loaded.as_of);
  run.summary = &summary;
  run.sampler = &sampler;
  const Ranking ranking = rank_from_forecast(results, loaded, sampler, plan.threads);
  run.ranking = &ranking;
  run.keep_members = options.keep_members;
  write_forecast(run, outcome.directory);
  kept.finish();
  outcome.headline = headline(run);
  outcome.seconds = plan.seconds_load + seconds_since(run_begin);
  for (const Diagnostic& warning : loaded.diagnostics.items())
    outcome.warnings.push_back(to_string(warning));
  for (const std::string& warning : plausibility_warnings(run.implausible))
    outcome.warnings.push_back("warning: " + warning);
  for (const std::string& warning : assimilation.diagnostics.warnings)
    outcome.warnings.push_back("warning: " + warning);
  return outcome;
}

}  // namespace corridor

#include "app/forecast.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "app/rank.h"
#include "app/rulesets.h"
#include "inference/ensemble.h"
#include "output/forecast_output.h"

namespace corridor {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

[[noreturn]] void refuse(const std::string& option, const std::string& found,
                         const std::string& expected) {
  Diagnostics diagnostics;
  diagnostics.add({Severity::error, option, 0, "", "\"" + found + "\"", expected, ""});
  throw InputError(diagnostics);
}

Time end_of_run(const ForecastOptions& options, const Scenario& scenario) {
  if (options.until.empty()) return scenario.end;
  const auto until = parse_time(options.until, scenario.utc_offset);
  if (!until || *until <= scenario.start) {
    refuse("--until", options.until, "a moment after the scenario's start");
  }
  if (scenario.flee != nullptr && *until > scenario.end) {
    refuse("--until", options.until, "a moment up to the end of Flee's tables");
  }
  return *until;
}

void set_step(const ForecastOptions& options, Scenario& scenario) {
  if (options.step.empty()) return;
  const auto step = parse_duration(options.step);
  constexpr Duration kShortest{900};
  constexpr Duration kDay{86400};
  if (!step || *step < kShortest || *step > kDay || kDay.count() % step->count() != 0) {
    refuse("--step", options.step, "a part of a day from 15min to 1d");
  }
  if (scenario.flee != nullptr && *step != kDay) refuse("--step", options.step, "1d: Flee's rules");
  scenario.step = *step;
}

}  // namespace

void apply_change(const ParameterChange& change, const ParameterRegistry& registry,
                  ParameterValues& values) {
  const ParameterId id = registry.require(change.name);
  double& value = values[id.index];
  if (change.operation == "=") value = change.value;
  if (change.operation == "+=") value += change.value;
  if (change.operation == "*=") value *= change.value;
  value = std::clamp(value, registry[id].lower, registry[id].upper);
}

RunPlan plan_run(const ForecastOptions& options, const ScenarioSource& source) {
  RunPlan plan;
  plan.loaded = load_scenario(source, options.as_of, options.trust);
  set_step(options, plan.loaded.known);
  const Time end = end_of_run(options, plan.loaded.known);
  plan.steps = static_cast<std::size_t>((end - plan.loaded.known.start) / plan.loaded.known.step);
  plan.threads =
      options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  return plan;
}

EnsembleResults run_plan(const RunPlan& plan, const ForecastOptions& options,
                         const ParameterSampler& sampler,
                         const std::vector<ParameterChange>& changes,
                         const std::function<void(std::size_t)>& progress) {
  const std::shared_ptr<const Model> model =
      plan.model != nullptr ? plan.model : make_model(plan.loaded.known);
  const EnsembleSettings settings{options.members, plan.steps, options.seed, plan.threads};
  const auto draw = [&](const MemberStreams& member) {
    ParameterValues values = sampler.draw(member);
    for (const ParameterChange& change : changes) {
      apply_change(change, plan.loaded.known.parameters, values);
    }
    return values;
  };
  return run_ensemble(*model, settings, draw, progress);
}

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
  const ParameterSampler sampler(loaded.known, overrides);
  ForecastRun run;
  run.seconds_load = plan.seconds_load;
  const auto run_begin = Clock::now();
  const EnsembleResults results = run_plan(
      plan, options, sampler, {}, [&](std::size_t done) { progress(done, options.members); });
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
  run.results = &results;
  run.summary = &summary;
  run.sampler = &sampler;
  const Ranking ranking = rank_from_forecast(results, loaded.known, sampler, plan.threads);
  run.ranking = &ranking;
  run.keep_members = options.keep_members;
  ForecastSummary outcome;
  outcome.directory =
      options.out.empty() ? std::filesystem::path("out") / loaded.known.id : options.out;
  write_forecast(run, outcome.directory);
  outcome.headline = headline(run);
  outcome.seconds = plan.seconds_load + seconds_since(run_begin);
  for (const Diagnostic& warning : loaded.diagnostics.items())
    outcome.warnings.push_back(to_string(warning));
  return outcome;
}

}  // namespace corridor

#include "app/forecast.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "app/output_folder.h"
#include "app/rank.h"
#include "app/refuse.h"
#include "app/rulesets.h"
#include "inference/assimilate.h"
#include "inference/ensemble.h"
#include "output/contradictions.h"
#include "output/count_checks.h"
#include "output/forecast_output.h"
#include "output/unfinished_work.h"
#include "scenario/counts_without_sums.h"
#include "scenario/hypotheses.h"
#include "scenario/normal.h"
#include "scenario/shocks.h"

namespace corridor {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

void warn_of_an_end_before_the_as_of_time(Time end, LoadedScenario& loaded) {
  if (end >= loaded.as_of || end >= loaded.full.end) return;  // the scenario's own end: load.cpp
  const Duration offset = loaded.full.utc_offset;
  loaded.diagnostics.add({Severity::warning, "--until", 0, "", format_time(end, offset),
                          "a moment after the as-of time, " + format_time(loaded.as_of, offset),
                          "the run is over by then: this is no forecast"});
}

void warn_of_an_end_behind_the_scenarios(Time end, LoadedScenario& loaded) {
  if (end <= loaded.full.end) return;
  const Duration offset = loaded.full.utc_offset;
  loaded.diagnostics.add(
      {Severity::warning, "--until", 0, "", format_time(end, offset),
       "a moment up to the scenario's end, " + format_time(loaded.full.end, offset),
       "the run goes on with what the scenario says of the time before: nothing new happens"});
}

/// At least a step after the start.
Time end_of_run(const ForecastOptions& options, const Scenario& scenario) {
  if (options.until.empty()) {
    if (scenario.end - scenario.start < scenario.step) {
      refuse("--step", options.step, "no more than the time from the scenario's start to its end",
             "choose a shorter one, or a later end with --until");
    }
    return scenario.end;
  }
  const auto until = parse_time(options.until, scenario.utc_offset);
  if (!until || *until - scenario.start < scenario.step) {
    refuse("--until", options.until,
           fmt::format("a moment after the scenario's start {} by a step of {:g} h or more",
                       format_time(scenario.start, scenario.utc_offset), in_hours(scenario.step)));
  }
  if (scenario.flee != nullptr && *until > scenario.end) {
    refuse("--until", options.until, "a moment up to the end of Flee's tables");
  }
  return *until;
}

void set_step(const ForecastOptions& options, Scenario& scenario) {
  constexpr Duration kShortestStep{900};
  constexpr Duration kShortestTick{60};
  constexpr Duration kLongestTick{3600};
  if (!options.step.empty()) {
    const auto step = parse_duration(options.step);
    if (!step || *step < kShortestStep || *step > kDay || kDay.count() % step->count() != 0) {
      refuse("--step", options.step, "a part of a day from 15min to 1d");
    }
    if (scenario.flee != nullptr && *step != kDay) {
      refuse("--step", options.step, "1d: Flee's rules");
    }
    scenario.step = *step;
  }
  if (!options.tick.empty()) {
    const auto tick = parse_duration(options.tick);
    if (!tick || *tick < kShortestTick || *tick > kLongestTick) {
      refuse("--tick", options.tick, "a time from 1min to 1h");
    }
    scenario.longest_tick = *tick;
  }
}

/// A range of 90 % leaves out a member in ten, a half of it at either end.
void warn_of_few_members(std::size_t members, Diagnostics& diagnostics) {
  constexpr std::size_t kFewestForARange = 20;
  if (members >= kFewestForARange) return;
  diagnostics.add({Severity::warning, "--members", 0, "", std::to_string(members),
                   fmt::format("at least {}", kFewestForARange),
                   "with so few the ranges mean nothing; 1000 is the default"});
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

/// The shocks of an origin in a plan that may have open events of its own.
std::vector<double> shocks_of(const MemberOrigin& origin,
                              const std::vector<std::string>& score_names, const Scenario& known,
                              std::size_t count) {
  const std::vector<std::size_t> open = open_events(known);
  std::vector<double> shocks;
  for (const std::string& name : shock_names(known, count)) {
    const auto found = std::find(score_names.begin(), score_names.end(), name);
    const std::size_t k = shocks.size();
    if (found != score_names.end()) {
      shocks.push_back(origin.scores[static_cast<std::size_t>(found - score_names.begin())]);
    } else {
      shocks.push_back(k < open.size() ? draw_chance(known.events[open[k]], origin.luck)
                                       : draw_shock(origin.luck, k - open.size()));
    }
  }
  return shocks;
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

static std::shared_ptr<const Model> model_of(const RunPlan& plan) {
  return plan.model != nullptr ? plan.model : make_model(plan.loaded.known);
}

RunPlan plan_run(const ForecastOptions& options, const ScenarioSource& source) {
  RunPlan plan;
  plan.loaded = load_scenario(source, options.as_of, options.trust);
  set_step(options, plan.loaded.known);
  warn_of_few_members(options.members, plan.loaded.diagnostics);
  const Time end = end_of_run(options, plan.loaded.known);
  warn_of_an_end_before_the_as_of_time(end, plan.loaded);
  warn_of_an_end_behind_the_scenarios(end, plan.loaded);
  plan.steps = static_cast<std::size_t>((end - plan.loaded.known.start) / plan.loaded.known.step);
  plan.threads = options.crew->threads(options.threads);
  return plan;
}

CountSet counts_to_learn(const Scenario& known, const Model& model) {
  // A folder of Flee's is run as Flee runs it: its counts are there to compare with.
  // The daily rules begin with the counts known: learning from them again would count them twice.
  const bool learns = !known.flee_tables_given && known.ruleset != "daily";
  if (!learns) return {};
  return {counts_without_sums(known.observations, known.regions), model};
}

Member place_member(const MemberOrigin& origin, const std::vector<std::string>& score_names,
                    const MemberStreams& slot, const Model& model, const Scenario& known,
                    const ParameterSampler& sampler, const std::vector<ParameterChange>& changes) {
  const ParameterRegistry& registry = sampler.registry();
  std::vector<double> levels = sampler.draw_uniforms(origin.luck);
  for (std::size_t k = 0; k < score_names.size(); ++k) {
    const ParameterId id = registry.find(score_names[k]);
    if (id.valid()) levels[id.index] = normal_cdf(origin.scores[k]);
  }
  Member member{sampler.at(levels), origin.luck, slot, origin.later_from};
  const std::vector<double> shocks =
      shocks_of(origin, score_names, known, model.shocks(origin.later_from));
  member.values.insert(member.values.end(), shocks.begin(), shocks.end());
  for (const ParameterChange& change : changes) apply_change(change, registry, member.values);
  return member;
}

/// Counts that are given and not learned from.
static void warn_of_counts_left_out(const CountSet& counts, std::vector<std::string>& warnings) {
  std::map<std::string, int> rows;
  for (const std::string& series : counts.left_out()) ++rows[series];
  for (const auto& [series, number] : rows) {
    warnings.push_back(fmt::format(
        "{} of the counts of {} {} not learned from: of a moment before the start, or of a series "
        "that the model has not with what is known by now, such as one of a place that is not "
        "known yet (corridor validate names the series that the rules have)",
        number, series, number == 1 ? "is" : "are"));
  }
}

Assimilation learn(const RunPlan& plan, const ForecastOptions& options,
                   const ParameterSampler& sampler,
                   const std::function<void(std::size_t, std::size_t)>& progress,
                   const FoundWork& found) {
  const std::shared_ptr<const Model> model = model_of(plan);
  const CountSet counts =
      options.assimilate ? counts_to_learn(plan.loaded.known, *model) : CountSet();
  const ScenarioPrior prior(plan.loaded.known, plan.loaded.as_of, sampler,
                            model->shocks(counts.steps()));
  AssimilationSettings settings;
  settings.members = options.members;
  settings.seed = options.seed;
  settings.threads = plan.threads;
  settings.crew = options.crew;
  settings.resampling = options.resampling;
  settings.found = found;
  Assimilation learned = assimilate(*model, prior, counts, plan.steps, settings, progress);
  std::vector<std::string>& warnings = learned.diagnostics.warnings;
  warn_of_counts_left_out(counts, warnings);
  learned.contradicted = contradicted_counts(learned.results, plan.loaded.known.observations);
  const std::vector<std::string> of_checks =
      count_check_warnings(plan.loaded.known, learned.results.series, learned.diagnostics.checks);
  warnings.insert(warnings.begin(), of_checks.begin(), of_checks.end());
  const std::vector<std::string> contradicted =
      contradiction_warnings(plan.loaded.known, learned.contradicted);
  warnings.insert(warnings.begin(), contradicted.begin(), contradicted.end());
  return learned;
}

EnsembleResults run_plan(const RunPlan& plan, const ParameterSampler& sampler,
                         const Assimilation& learned, const std::vector<ParameterChange>& changes,
                         const Crew& crew, const std::function<void(std::size_t)>& progress) {
  const std::shared_ptr<const Model> model = model_of(plan);
  std::vector<Member> members;
  for (std::size_t m = 0; m < learned.members.size(); ++m) {
    const Member& member = learned.members[m];
    const MemberOrigin origin{learned.scores[m], member.luck, member.later_from};
    members.push_back(place_member(origin, learned.score_names, member.later, *model,
                                   plan.loaded.known, sampler, changes));
  }
  return run_members(*model, {plan.steps, plan.threads, &crew}, members, progress);
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
  for (const std::string& warning : assimilation.diagnostics.warnings)
    outcome.warnings.push_back("warning: " + warning);
  return outcome;
}

}  // namespace corridor

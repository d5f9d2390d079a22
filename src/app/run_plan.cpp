#include "app/run_plan.h"

#include <fmt/format.h>

#include "app/refuse.h"
#include "app/rulesets.h"

namespace corridor {
namespace {

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

}  // namespace

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

std::shared_ptr<const Model> model_of(const RunPlan& plan) {
  return plan.model != nullptr ? plan.model : make_model(plan.loaded.known);
}

}  // namespace corridor

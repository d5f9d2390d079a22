#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/load.h"
#include "base/crew.h"
#include "inference/assimilate.h"
#include "inference/counts.h"
#include "inference/resampling.h"
#include "model.h"
#include "results/ensemble_results.h"

namespace corridor {

struct ForecastOptions {
  std::filesystem::path folder;
  std::string as_of;  ///< empty: the scenario's own
  std::string until;  ///< empty: the scenario's end
  std::string step;   ///< empty: the scenario's
  std::string tick;   ///< longest tick inside a step; empty: 30 minutes
  std::size_t members = 1000;
  std::uint64_t seed = 1;
  unsigned threads = 0;               ///< 0: all cores
  std::vector<std::string> settings;  ///< NAME=VALUE
  std::vector<std::string> trust;     ///< SOURCE=NUMBER or SOURCE=only
  std::filesystem::path out;          ///< empty: out/<scenario>
  bool keep_members = false;
  bool assimilate = true;                          ///< false: counts are shown, not learned from
  Resampling resampling = Resampling::systematic;  ///< of the particles that learn
  double prior_width = 1.0;                        ///< factor on the spread of every prior
  const Crew* crew = &alone();                     ///< only its leader writes
};

/// What a forecast leaves behind.
struct ForecastSummary {
  std::filesystem::path directory;
  std::string headline;  ///< the answer in two sentences
  double seconds = 0.0;
  std::vector<std::string> warnings;
};

/// Runs a forecast and writes its outputs. Throws InputError for bad input. `progress(done, of)`
/// counts members.
ForecastSummary forecast(const ForecastOptions& options,
                         const std::function<void(std::size_t, std::size_t)>& progress);

/// The parts that compare shares with forecast.
struct RunPlan {
  LoadedScenario loaded;
  std::size_t steps = 0;
  unsigned threads = 1;
  double seconds_load = 0.0;
  std::shared_ptr<const Model> model;  ///< instead of the one the ruleset makes; may be nothing
};
RunPlan plan_run(const ForecastOptions& options, const ScenarioSource& source);

/// A change of one drawn parameter in a what-if.
struct ParameterChange {
  std::string name;
  std::string operation;  ///< `=`, `+=` or `*=`
  double value = 0.0;
};

/// What a member is apart from the plan that it runs in.
struct MemberOrigin {
  std::vector<double> scores;  ///< of its parameters, then of its shocks; standard normal
  MemberStreams luck;
  std::size_t later_from = 0;  ///< steps behind these have the luck of the member's own slot
};

/// The member of `slot` in a plan of `known` with the parameters of `sampler`: at the levels of the
/// plan's own priors that the scores stand for (`score_names`), with parameters changed. Shocks
/// that the origin has not, of events that only this plan knows, come from its luck.
Member place_member(const MemberOrigin& origin, const std::vector<std::string>& score_names,
                    const MemberStreams& slot, const Model& model, const Scenario& known,
                    const ParameterSampler& sampler, const std::vector<ParameterChange>& changes);

/// The counts that a forecast learns from: none for rules that do not learn.
CountSet counts_to_learn(const Scenario& known, const Model& model);

/// Runs what was planned and writes its outputs.
ForecastSummary forecast_plan(const RunPlan& plan, const ForecastOptions& options,
                              const std::function<void(std::size_t, std::size_t)>& progress);

/// Changes one drawn value, within the parameter's bounds. The parameter must exist.
void apply_change(const ParameterChange& change, const ParameterRegistry& registry,
                  ParameterValues& values);

/// Members of the posterior, with trajectories, as known at the plan's as-of time.
Assimilation learn(const RunPlan& plan, const ForecastOptions& options,
                   const ParameterSampler& sampler,
                   const std::function<void(std::size_t, std::size_t)>& progress,
                   const FoundWork& found = {});

/// Runs learned members again in a plan that may differ, at the same levels of its own priors, and
/// with parameters changed.
EnsembleResults run_plan(const RunPlan& plan, const ParameterSampler& sampler,
                         const Assimilation& learned, const std::vector<ParameterChange>& changes,
                         const Crew& crew, const std::function<void(std::size_t)>& progress);

}  // namespace corridor

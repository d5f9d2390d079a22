#pragma once
// What is run: the scenario as it was known at the as-of time, for how long and in which steps.
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/load.h"
#include "base/crew.h"
#include "inference/resampling.h"
#include "model.h"

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
  /// Told what begins while a forecast learns and runs.
  std::function<void(const std::string& stage)> stage_begins = [](const std::string&) {};
};

struct RunPlan {
  LoadedScenario loaded;
  std::size_t steps = 0;
  unsigned threads = 1;
  double seconds_load = 0.0;
  std::shared_ptr<const Model> model;  ///< instead of the one the ruleset makes; may be nothing
};

/// Loads what is known and sets steps and end. Throws InputError for bad input.
RunPlan plan_run(const ForecastOptions& options, const ScenarioSource& source);

/// The plan's own model, or the one that the scenario's ruleset makes.
std::shared_ptr<const Model> model_of(const RunPlan& plan);

}  // namespace corridor

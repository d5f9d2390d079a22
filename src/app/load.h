#pragma once
// From a folder on disk to a scenario as it is known at a time: the beginning of every use case.
#include <map>
#include <string>

#include "base/diagnostics.h"
#include "input/scenario_folder.h"
#include "scenario/sampling.h"
#include "scenario/scenario.h"

namespace corridor {

/// The registry of the corridor ruleset with the standards of needs.
std::vector<Parameter> all_parameters();

struct LoadedScenario {
  Scenario full;   ///< every row
  Scenario known;  ///< as of `as_of`
  Time as_of;
  std::string digest;
  Diagnostics diagnostics;  ///< warnings
};

/// Reads a folder. Without `as_of`: the scenario's own, or its end. Throws InputError with all
/// problems.
LoadedScenario load_scenario(const ScenarioSource& source, const std::string& as_of_text);

/// Turns `NAME=VALUE` texts into parameter values; throws InputError for unknown names or values
/// out of bounds.
std::map<std::string, double> parse_overrides(const std::vector<std::string>& settings,
                                              const ParameterRegistry& registry);

}  // namespace corridor

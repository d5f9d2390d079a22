#pragma once
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// The ruleset that a scenario.yaml names, before anything is checked; `fallback` where it names
/// none.
std::string ruleset_in_yaml(const std::string& text, const std::string& fallback);

/// The text of the scenario.yaml of a folder or of an overlay.
struct ScenarioYaml {
  std::string text;
  bool is_overlay = false;  ///< every key is optional
};

/// Reads the files, each over those before it, into `scenario`: title, times, step, ruleset and
/// parameters. Parameters of the scenario are merged into `parameters`, which begins as the
/// ruleset's registry. What they say together is checked in the end. False where one is not YAML,
/// so that nobody knows what it declares.
bool read_scenario_yaml(const std::vector<ScenarioYaml>& files, std::vector<Parameter>& parameters,
                        Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

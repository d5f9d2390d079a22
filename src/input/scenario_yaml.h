#pragma once
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// The ruleset that a scenario.yaml names, before anything is checked; `fallback` where it names
/// none.
std::string ruleset_in_yaml(const std::string& text, const std::string& fallback);

/// Reads the text of scenario.yaml into `scenario`: title, times, step, ruleset and parameters.
/// Parameters of the scenario are merged into `parameters`, which begins as the ruleset's registry.
/// In an overlay every key is optional.
void read_scenario_yaml(const std::string& text, const std::string& file, bool is_overlay,
                        std::vector<Parameter>& parameters, Scenario& scenario,
                        Diagnostics& diagnostics);

}  // namespace corridor

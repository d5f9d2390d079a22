#pragma once
// The door for native scenario folders: bytes become a Scenario or a list of faults. Nothing is
// checked again behind it.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "input/scenario_source.h"
#include "scenario/scenario.h"

namespace corridor {

/// The names that a ruleset lends to its scenarios: its parameters and its series.
struct RulesetTerms {
  std::vector<Parameter> parameters;
  std::vector<Topic> series;
};

/// The ruleset that the folder and its overlays name: it decides which parameters there are.
std::string ruleset_of(const ScenarioSource& source);

/// Reads and validates. All problems are added to `diagnostics`, not the first only; the scenario
/// is returned when there is no error (warnings may remain). Ruleset `flee`: `flee` holds the
/// tables of its subfolder, from which places and roads come; the tables left are claims and
/// observations.
std::optional<Scenario> read_scenario_folder(const ScenarioSource& source,
                                             const RulesetTerms& ruleset, Diagnostics& diagnostics,
                                             std::shared_ptr<const FleeInstance> flee = nullptr);

}  // namespace corridor

#pragma once
// All that can be said against a scenario folder: `corridor validate`.
#include <optional>

#include "base/diagnostics.h"
#include "input/scenario_folder.h"
#include "scenario/scenario.h"

namespace corridor {

/// Reads a folder and checks it against its rules, too: warns of capacities taken from the outcome
/// and of counts that no series of the rules has. Nothing when there is an error.
std::optional<Scenario> validate(const ScenarioSource& source, Diagnostics& diagnostics);

}  // namespace corridor

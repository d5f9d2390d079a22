#pragma once
#include <string>

#include "app/load.h"

namespace corridor {

/// The model as it stands for a scenario, by its ruleset: the steps in order with the equations and
/// the values in use, and what comes out for one household, person or camp, in words.
std::string explain(const LoadedScenario& loaded);

/// The same as JSON: the steps as a list of title and text, the example as lines.
std::string explain_json(const LoadedScenario& loaded);

}  // namespace corridor

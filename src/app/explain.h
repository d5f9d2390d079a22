#pragma once
#include <string>

#include "app/load.h"

namespace corridor {

/// The model as it stands for a scenario: the steps in order with the equations and the values in
/// use, and one household's way through it in words.
std::string explain(const LoadedScenario& loaded);

/// The same as JSON: the steps as a list of title and text, the household's way as lines.
std::string explain_json(const LoadedScenario& loaded);

}  // namespace corridor

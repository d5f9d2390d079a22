#pragma once
#include "app/explained.h"
#include "app/load.h"

namespace corridor {

/// Ruleset `flee`: the day in its order with the settings in use, and one person's first choice of
/// route in numbers.
Explained explain_flee(const LoadedScenario& loaded);

}  // namespace corridor

#pragma once
#include "app/explained.h"
#include "app/load.h"

namespace corridor {

/// Ruleset `corridor`: the ten steps of a tick, and one household's way out.
Explained explain_corridor(const LoadedScenario& loaded);

}  // namespace corridor

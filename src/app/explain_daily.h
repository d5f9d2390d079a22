#pragma once
#include "app/explained.h"
#include "app/load.h"

namespace corridor {

/// Ruleset `daily`: how the count of a camp goes on, and what that gives for the largest camp.
Explained explain_daily(const LoadedScenario& loaded);

}  // namespace corridor

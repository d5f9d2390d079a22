#pragma once
#include <vector>

#include "app/explained.h"
#include "app/load.h"

namespace corridor {

/// What the decision law of ruleset `corridor` alone means at the as-of time, over the members that
/// a forecast has before it learns from counts: for all places together, then for each place.
std::vector<ExplainedDecision> explain_decision(const LoadedScenario& loaded);

}  // namespace corridor

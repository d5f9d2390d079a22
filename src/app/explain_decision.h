#pragma once
#include <vector>

#include "app/explained.h"
#include "app/load.h"

namespace corridor {

/// The as-of time; the scenario's end where that comes first.
Time moment_of_decisions(const LoadedScenario& loaded);

/// What the decision law of ruleset `corridor` alone means at that moment, over the members that
/// a forecast has before it learns from counts: for all places together, then for each place.
std::vector<ExplainedDecision> explain_decision(const LoadedScenario& loaded);

}  // namespace corridor

#pragma once
// Ruleset `daily`: long conflicts, day by day, from counts of people registered in camps. A
// reduction of the corridor rules that keeps who is where and drops roads, queues and households:
// up to its last count a series is what was counted, after it the trend goes on, fades and widens.
// docs/scores.md says what that is worth.
#include <memory>

#include "model.h"
#include "scenario/scenario.h"

namespace corridor {

/// The model of a scenario as it is known. Series: docs/scores.md.
std::unique_ptr<Model> make_daily_model(const Scenario& known);

}  // namespace corridor

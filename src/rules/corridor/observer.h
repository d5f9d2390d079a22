#pragma once
// Step 10. What is read off a state: the series that forecasts, scores and reports are made of.
#include <span>
#include <vector>

#include "model.h"
#include "rules/corridor/state.h"

namespace corridor {

/// The series of a scenario, in the order in which `observe_state` fills them.
std::vector<SeriesInfo> list_series(const World& world);
void observe_state(const World& world, const CorridorState& state, std::span<double> out);

}  // namespace corridor

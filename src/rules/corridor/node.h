#pragma once
// Step 7, at one place: who may go on.
#include "rules/corridor/state.h"

namespace corridor {

/// Moves the vehicles at one place for one tick: from the roads that end there and from home onto
/// the roads that begin there, or to the end of their journey.
void run_node(TickContext& context, const Node& node);

}  // namespace corridor

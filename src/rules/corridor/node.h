#pragma once
#include "rules/corridor/state.h"

namespace corridor {

/// Moves the vehicles at one place for one tick: from the roads that end there and from home onto
/// the roads that begin there, or to the end of their journey.
void run_node(TickContext& context, const Node& node);

/// Counts people who reach their first safe place, and the ticks they lost on the way (below 0: 0).
void record_arrival(TickContext& context, PlaceId place, const Cohort& cohort, Count households,
                    Count vehicles, Tick lost);

}  // namespace corridor

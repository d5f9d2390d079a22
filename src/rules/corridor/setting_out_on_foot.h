#pragma once
// Step 5. Those who have waited too long for a seat.
#include "rules/corridor/departures.h"

namespace corridor {

/// Some of them set out on foot, by the ways that are short enough to walk; nobody chooses another
/// way in this tick after them.
void set_out_on_foot(TickContext& context, ReadyQueues& queues, Departures& departures);

}  // namespace corridor

#pragma once
// Step 5. Those whom others take along.
#include "rules/corridor/departures.h"

namespace corridor {

/// Private vehicles that set out in this tick take others along, and some find a seat in one that
/// passes; the longest waiting first, those without a vehicle before the rest.
void offer_lifts(TickContext& context, ReadyQueues& queues, Departures& departures, Count vehicles);

}  // namespace corridor

#pragma once
// Step 5. Those who leave in a vehicle of their own.
#include "rules/corridor/departures.h"

namespace corridor {

/// Vehicles with fuel set out, then those without as far as the stock reaches or fuel is found
/// elsewhere. Returns the vehicles.
Count drive(TickContext& context, ReadyQueues& queues, Departures& departures);

}  // namespace corridor

#pragma once
// Step 5. Those whom fleets fetch: buses, ambulances, helicopters, boats, trains.
#include "rules/corridor/departures.h"

namespace corridor {

/// Vehicles that are back wait for people again.
void call_back_fleets(CorridorState& state);
/// Ticks until vehicles that now leave past the roads are back: twice the way, and for boats and
/// trains the time at both ends.
Tick round_trip_ticks(const World& world, const CorridorState& state, const Fleet& fleet);
/// Fleets that fetch people of a place take as many as they have seats for.
void board_fleets(TickContext& context, ReadyQueues& queues, Departures& departures);

}  // namespace corridor

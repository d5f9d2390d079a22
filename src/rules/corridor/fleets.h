#pragma once
// Step 5. Those whom fleets fetch: buses, ambulances, helicopters, boats, trains.
#include "rules/corridor/departures.h"

namespace corridor {

/// Vehicles that are back wait for people again.
void call_back_fleets(CorridorState& state);
/// As many vehicles of a fleet leave past the roads as the seats that are taken fill, and are back
/// after twice the way and, for boats and trains, the time at both ends.
void send_off(const World& world, CorridorState& state, Fleet& fleet, Count seats_taken);
/// Fleets that fetch people of a place take as many as they have seats for.
void board_fleets(TickContext& context, ReadyQueues& queues, Departures& departures);

}  // namespace corridor

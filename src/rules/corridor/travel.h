#pragma once
// Step 7. The way: vehicles and transfers; what roads and checkpoints let through.
#include "rules/corridor/state.h"

namespace corridor {

/// Vehicles move on the roads, people walk (walk.h), transfers end.
void travel(TickContext& context);
/// Ticks that a transfer past the roads takes one way, rounded up, at least 1.
Tick transfer_ticks(const World& world, const Fleet& fleet);

/// Sets the free-flow time of a road (no less than a tick) and the time that a backward wave takes
/// along it, for all that is on it too: what is half-way has half of the new time before it. With a
/// triangular fundamental diagram of capacity q, free-flow time f and storage S (jam density times
/// length) the wave takes (S - q f) / q (Newell 1993).
void set_free_flow(RoadState& road, double free_hours, double tick_hours);
/// Recomputes the free-flow times of all routes.
void measure_routes(const World& world, CorridorState& state);
/// Whether the end of a road lets anybody out now: no checkpoint stands there, or it is open. That
/// of a closed road is closed, so that who stands before it stays there; where none stands, who is
/// on a road that closes goes on to its end.
bool checkpoint_works(const TickContext& context, RoadId road);
/// Vehicles an hour that may leave a road while its checkpoint works: its flow capacity, or what
/// the checkpoint lets through as it wanders now.
double outflow_rate_per_hour(const CorridorState& state, const RoadState& road);
/// Vehicles standing in the queue at the end of a road: entered a free-flow time ago and still
/// there.
Count queue_vehicles(const CorridorState& state, RoadId road);

}  // namespace corridor

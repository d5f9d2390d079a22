#pragma once
#include "rules/corridor/state.h"

namespace corridor {

/// Step 7, on foot: those who are at the end of their road go on, as far as its checkpoint lets
/// them.
void walk_on(TickContext& context);
/// Ticks that a way takes on foot, at least 1.
Tick walking_ticks(const World& world, const CorridorState& state, double length_km);
/// Ticks that a route takes on foot, road by road.
Tick walking_ticks(const World& world, const CorridorState& state, const Route& route);
/// People on foot an hour whom a checkpoint with such a rate lets through as it wanders now.
double foot_rate_per_hour(const CorridorState& state, const RoadState& road);
/// People on foot who stand at the end of a road: they would have gone on before this tick.
Count queue_on_foot(const World& world, const CorridorState& state, RoadId road);

}  // namespace corridor

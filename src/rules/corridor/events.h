#pragma once
// Step 1. Events that fall due.
#include <cstddef>

#include "rules/corridor/state.h"

namespace corridor {

/// Events that fall due: threat, services, roads, rules of exit, deliveries, fleets, offers,
/// deaths. Returns whether anything happened.
bool run_events(TickContext& context);
/// The same for one event, or the end of one (also for the history before the start).
void run_event(TickContext& context, const ScheduledEvent& due);
/// Recomputes which routes are open. Called when a road opens or closes.
void refresh_open_routes(const World& world, CorridorState& state);

}  // namespace corridor

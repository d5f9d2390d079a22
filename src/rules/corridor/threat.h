#pragma once
// Step 3. Threat, how long it stands, and how it fades.
#include "rules/corridor/state.h"

namespace corridor {

/// A threat begins around the place of its event (everywhere when it has none). One that lasts has
/// its full weight until it ends; any other begins to fade at once.
void begin_threat(TickContext& context, const ScheduledEvent& begin);
/// A threat that lasted ends: from now on it fades by its half-life.
void end_threat(TickContext& context, const ScheduledEvent& end);
/// Threat fades by its half-lives for the hour (or the tick, if longer) that begins, unless
/// violence goes on behind the as-of time.
void fade_threat(TickContext& context);
/// Threat T at a place as felt now: the sum of weights times the ceasefire's factor.
double threat_at(const CorridorState& state, PlaceId place);

}  // namespace corridor

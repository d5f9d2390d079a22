#pragma once
// Step 3. Threat, and how it fades.
#include "rules/corridor/state.h"

namespace corridor {

/// Threat fades by its half-lives for the hour (or the tick, if longer) that begins.
void fade_threat(TickContext& context);
/// Threat T at a place as felt now: the sum of impulses times the ceasefire's factor.
double threat_at(const CorridorState& state, PlaceId place);

}  // namespace corridor

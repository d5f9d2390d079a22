#pragma once
// Hours of opening of desks and checkpoints.
#include "rules/corridor/state.h"

namespace corridor {

/// Local minutes after midnight at the beginning of the present tick.
int local_minute(const World& world, const CorridorState& state);
/// Whether a service with these hours (minutes after midnight; equal: always) is open at `minute`.
bool is_open_at(int opens_minute, int closes_minute, int minute);
/// Hours from `minute` on until such a service has worked for `hours` above 0.
double hours_until_worked(int opens_minute, int closes_minute, int minute, double hours);

}  // namespace corridor

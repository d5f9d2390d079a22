#pragma once
// Step 8. Those who were received and are moved on: buses, boats and trains from one safe place to
// another.
#include "rules/corridor/state.h"

namespace corridor {

/// Fleets at safe places take on board who was received there, as far as they have seats: those
/// without shelter first, then those not allotted a place yet, then those in centres.
void relocate(TickContext& context);

}  // namespace corridor

#pragma once
// Events from long before the scenario's start: a slip in a year makes one.
#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Warns of threats that ended and have faded by the start, of fleets whose service has ended by
/// then, and of everything else that is more than a year older (announcements are for the record)
/// or would fit with day and month exchanged.
void warn_of_old_events(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

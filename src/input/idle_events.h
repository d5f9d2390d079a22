#pragma once
#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Warns of fleets, deliveries, services and rules of exit at places whose people they could not
/// concern, since nobody lives there in danger at the start.
void warn_of_idle_events(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

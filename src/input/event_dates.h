#pragma once
#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Warns of events whose dates are hardly meant: after the scenario's end, published years away
/// from it, or published before what nobody announces.
void warn_of_event_dates(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

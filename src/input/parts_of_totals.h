#pragma once
#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Warns of counts of all that are less than what the same source counted of the same series, at
/// the same moment or over the same period, at single places together.
void warn_of_parts_above_totals(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

#pragma once
#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Warns of counts that cannot both be right, whoever counted, by so much that one of them has a
/// digit too many or too few.
void warn_of_tally_slips(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

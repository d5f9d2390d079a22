#pragma once
#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Warns of parameters that a scenario declares as its own and that nothing uses: no table has
/// them, and their names have no meaning of their own.
void warn_of_idle_parameters(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

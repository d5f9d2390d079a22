#pragma once
// Step 2. What people live on and what they lack.
#include "rules/corridor/state.h"

namespace corridor {

/// Supplies of `hours_eaten` hours are eaten; deprivation D follows.
void assess_supplies(TickContext& context, double hours_eaten);

}  // namespace corridor

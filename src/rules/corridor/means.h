#pragma once
// Step 5. Who can set out.
#include "rules/corridor/state.h"

namespace corridor {

/// Those with means set out: ready -> loading, on foot, or in transfer past the roads.
void find_means(TickContext& context);

}  // namespace corridor

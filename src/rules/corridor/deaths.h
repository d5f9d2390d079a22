#pragma once
// Step 1. Deaths are recorded, not predicted.
#include "rules/corridor/state.h"

namespace corridor {

/// So many people die at a place, as far as there are any: each is drawn from all who are there.
void record_deaths(TickContext& context, PlaceId place, std::size_t event_index, double recorded);

}  // namespace corridor

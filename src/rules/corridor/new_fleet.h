#pragma once
// Step 1. Vehicles come to fetch people.
#include "rules/corridor/state.h"

namespace corridor {

/// The fleet of an event, with so many vehicles.
void add_fleet(TickContext& context, const Event& event, Mode mode, double vehicles);

}  // namespace corridor

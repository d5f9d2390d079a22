#pragma once
// Step 1. Deliveries of food, medicine and fuel.
#include "rules/corridor/state.h"

namespace corridor {

/// Adds a delivery (person-days or litres) to the stock of its place; one without a place is shared
/// over the settlements in proportion to those among whom it is shared.
void deliver(TickContext& context, const Event& event, double amount);

}  // namespace corridor

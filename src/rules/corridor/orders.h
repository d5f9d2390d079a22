#pragma once
// Step 1. Whom an order to evacuate reaches.
#include <cstddef>

#include "rules/corridor/state.h"

namespace corridor {

/// People are told to leave a place (all places, where it is not valid): each household there that
/// would never leave begins to decide like all others with probability
/// `decision.order_moves_share`, drawn once an order.
void move_stayers(TickContext& context, PlaceId place, std::size_t event_index);

}  // namespace corridor

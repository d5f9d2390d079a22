#pragma once
// How the checkpoints' rates wander.
#include <cstddef>

#include "rules/corridor/state.h"

namespace corridor {

/// How many shocks the checkpoints' wandering takes in so many hours.
std::size_t crossing_shocks(const World& world, double hours);
/// Moves the factor on the checkpoints' rates to the present tick.
void wander(TickContext& context);

}  // namespace corridor

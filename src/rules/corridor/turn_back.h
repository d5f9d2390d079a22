#pragma once
// Who turns back from a queue.
#include "rules/corridor/state.h"

namespace corridor {

/// Those whose patience with a queue is over turn back: loading or driving -> returning.
void turn_back(TickContext& context);

}  // namespace corridor

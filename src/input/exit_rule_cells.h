#pragma once
#include "input/cells.h"

namespace corridor {

/// Reads whom an exit rule names in `applies_to`, classes and groups, and what it says of them:
/// without an `amount` it names all who may leave. Its place is read already.
void read_exit_rule(Cells& cells, const Scenario& scenario, Event& event);

}  // namespace corridor

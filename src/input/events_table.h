#pragma once
// A row of events.csv: what happens when, and for certain or not. docs/scenario-format.md.
#include <string>
#include <vector>

#include "input/cells.h"
#include "scenario/scenario.h"

namespace corridor {

/// What kinds of events there are, by name.
std::vector<std::string> event_kind_names();

/// Reads a row about the places and roads of `scenario`.
Event read_event(Cells& cells, const Scenario& scenario);

}  // namespace corridor

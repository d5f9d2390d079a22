#pragma once
// A row of events.csv: what happens when, and for certain or not. docs/scenario-format.md.
#include <string>
#include <vector>

#include "input/cells.h"
#include "scenario/scenario.h"

namespace corridor {

/// What kinds of events there are, by name.
std::vector<std::string> event_kind_names();
/// That of one kind.
const std::string& event_kind_name(EventKind kind);

/// Whether events of the kind with that name are about a road, which they must name.
bool names_a_road(const std::string& kind_name);

/// Reads a row about the places and roads of `scenario`.
Event read_event(Cells& cells, const Scenario& scenario);

}  // namespace corridor

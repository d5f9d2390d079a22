#pragma once
#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// A region has an id that no place and no road has, and places that there are, each once. Two
/// regions of the same places are warned of, and counts of one that the ruleset does not use.
void check_regions(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

#pragma once
#include "input/cells.h"
#include "scenario/scenario.h"

namespace corridor {

/// A row of observations.csv: a count of a moment, or of a period where it has `since`. Of a series
/// that tells what happens in a step every count is of a period.
ObservationRow read_observation(Cells& cells, const Scenario& scenario);

}  // namespace corridor

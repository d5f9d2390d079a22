#pragma once
#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Counts, claims and forecasts name places, roads and regions by their id alone: no two may share
/// one, and none may be called as the whole is in hub.csv.
void check_location_ids(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

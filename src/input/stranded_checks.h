#pragma once
#include <vector>

#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Warns of groups without vehicles that have no means to leave, ever: too far from every one of
/// `destinations` (where journeys end) to walk there, or in need of help, while no fleet fetches
/// from there, no neighbour gives a lift, and no other means are ever found. And of places where
/// neighbours give lifts, to few of those who have no other means.
void warn_of_stranded_groups(const Scenario& scenario, const std::vector<PlaceId>& destinations,
                             Diagnostics& diagnostics);

}  // namespace corridor

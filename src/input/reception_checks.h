#pragma once
#include <vector>

#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Warns of people who are said to live at a safe place, whom no need counts; of counts of people
/// registered where no desk registers anybody; of a region that lacks the safe place by which
/// people come to it; and of onward shares from a place that people pass through to one of
/// `destinations` (where journeys end), whom no share holds for.
void warn_of_misunderstood_reception(const Scenario& scenario,
                                     const std::vector<PlaceId>& destinations,
                                     Diagnostics& diagnostics);

}  // namespace corridor

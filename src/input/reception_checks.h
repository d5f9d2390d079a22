#pragma once
#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Warns of people who are said to live at a safe place, whom no need counts; of counts of people
/// registered where no desk registers anybody; and of a region that lacks the safe place by which
/// people come to it.
void warn_of_misunderstood_reception(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

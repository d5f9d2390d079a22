#pragma once
// Totals and parts that were counted at different times, and forecast each from its own count.
#include <string>
#include <vector>

#include "scenario/scenario.h"

namespace corridor {

/// Where camps were counted after the newest count of all together: a sentence that names both
/// with their dates, and what the camps add up to. Of scenarios of ruleset `daily` only.
std::vector<std::string> old_total_warnings(const Scenario& known);

}  // namespace corridor

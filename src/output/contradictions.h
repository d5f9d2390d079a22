#pragma once
// What is said where a forecast contradicts counts that it knew.
#include <string>
#include <vector>

#include "results/contradicted_counts.h"
#include "scenario/scenario.h"

namespace corridor {

/// One contradiction: series and place, count and source, what the forecast says then, and how to
/// read it.
std::string contradiction_words(const Scenario& known, const ContradictedCount& contradicted);

/// One for each.
std::vector<std::string> contradiction_warnings(const Scenario& known,
                                                const std::vector<ContradictedCount>& all);

}  // namespace corridor

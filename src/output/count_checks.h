#pragma once
// What is said where a forecast cannot explain the counts that it learned from.
#include <string>
#include <vector>

#include "results/learned.h"
#include "scenario/scenario.h"
#include "scenario/series.h"

namespace corridor {

/// Warnings of counts that stray from the model further than its own noise explains, and of those
/// that lie outside what was held possible before them. `series`: those that the checks speak of.
std::vector<std::string> count_check_warnings(const Scenario& known,
                                              const std::vector<SeriesInfo>& series,
                                              const std::vector<CountCheck>& checks);

}  // namespace corridor

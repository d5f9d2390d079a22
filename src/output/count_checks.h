#pragma once
// What is said where a forecast cannot explain the counts that it learned from.
#include <string>
#include <vector>

#include "results/learned.h"
#include "scenario/scenario.h"
#include "scenario/series.h"

namespace corridor {

/// What the counts of a check are of: the series and, where they are, that they are of periods.
/// `series`: those that the checks speak of; so below.
std::string name_of_counts(const Scenario& known, const std::vector<SeriesInfo>& series,
                           const CountCheck& check);

/// Warnings of counts that stray from the model further than its own noise explains, and of those
/// that lie outside what was held possible before them.
std::vector<std::string> count_check_warnings(const Scenario& known,
                                              const std::vector<SeriesInfo>& series,
                                              const std::vector<CountCheck>& checks);

}  // namespace corridor

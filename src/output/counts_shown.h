#pragma once
// Reported counts as marks in charts and as a table under the names of who reported them.
#include <string>
#include <vector>

#include "output/chart.h"
#include "output/forecast_output.h"

namespace corridor {

/// The counts of a series (location empty: the total), oldest first: those known at the as-of time
/// and those published later, told apart.
std::vector<CountMark> counts_of(const ForecastRun& run, const std::string& target,
                                 const std::string& location);

/// The names of the place or region, or of the road's ends.
std::string where_html(const Scenario& known, const std::string& location);

/// The counts known at the as-of time: what, how many, who says so, and what the forecast says of
/// the same moment.
std::string known_counts_table(const ForecastRun& run);

}  // namespace corridor

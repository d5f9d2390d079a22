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

/// What period counts of arrivals (location empty: of all) come to in so many hours, at the middle
/// of each period: those known at the as-of time and those published later, told apart.
std::vector<CountMark> rates_of_periods(const ForecastRun& run, const std::string& location,
                                        double pace_hours);

/// The moment of a count, or the ends of its period, in local time.
std::string when_words(const ObservationRow& count, Duration offset);

/// The names of the place or region, or of the road's ends.
std::string where_html(const Scenario& known, const std::string& location);

/// The counts known at the as-of time: what, how many, who says so, and what the forecast says of
/// the same moment or period.
std::string known_counts_table(const ForecastRun& run);

}  // namespace corridor

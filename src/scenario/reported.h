#pragma once
// Counts that were really reported, series by series: what baselines see and what scores use.
#include <vector>

#include "scenario/scenario.h"
#include "scenario/series.h"

namespace corridor {

struct ReportedCount {
  Time time;       ///< what it is for
  Time published;  ///< when it became known
  double value = 0.0;
};

/// The counts of one series in the order of time.
struct CountSeries {
  SeriesInfo info;
  std::vector<ReportedCount> counts;
};

/// Every observed series of a scenario with the counts that say how many there were (`exactly`,
/// `about`), ordered by target and location. What outcomes are.
std::vector<CountSeries> reported_counts(const Scenario& scenario);

/// The same with lower bounds (`at_least`) taken at their word, because they were all that was
/// known; a cumulative series takes the largest count so far. What a forecaster sees who fits a
/// line to the counts.
std::vector<CountSeries> counts_at_hand(const Scenario& known);

/// The series of `all` with that target and location, or null.
const CountSeries* find_series(const std::vector<CountSeries>& all, const SeriesInfo& info);

/// The count of a period as that of so many hours in its middle, were it even.
ObservationRow at_pace(ObservationRow period, double pace_hours);

/// The value at a time: linear between counts, constant outside them.
double interpolated(const CountSeries& series, Time time);

}  // namespace corridor

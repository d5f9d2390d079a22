#pragma once
// Dates whose day and month a spreadsheet or a hand exchanged: 2023-01-05 for the first of May.
#include <string>

#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// "day and month exchanged? 2023-05-01 would fit" of a moment more than a month before the
/// scenario's start or after its end, which is none once its day and month are exchanged; empty of
/// any other.
std::string ask_whether_exchanged(const Scenario& scenario, Time time);

/// What a warning says of how to mend a date: that question, where there is one, and `otherwise`.
std::string mend_of_date(const Scenario& scenario, Time time, const std::string& otherwise);

/// Asks so of the times of counts, where nothing else is said of them.
void warn_of_exchanged_dates_of_counts(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

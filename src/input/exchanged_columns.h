#pragma once
// Columns whose headers have changed places: every row is then wrong in the same way.
#include "base/diagnostics.h"
#include "input/csv.h"
#include "scenario/scenario.h"

namespace corridor {

/// Whether a column of moments holds only numbers, and another only moments: one error says so.
bool has_exchanged_moments(const CsvTable& table, Diagnostics& diagnostics);

/// Warns where speeds would do as lengths of roads and the lengths would not; whether it did.
bool warn_of_exchanged_lengths(const Scenario& scenario, Diagnostics& diagnostics);

/// Warns where the places lie far from the meridian of their local time, and would lie at it with
/// latitude and longitude exchanged.
void warn_of_exchanged_coordinates(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

#pragma once
// What people have to begin with: an empty cell of a stock is no stock.
#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Warns of each stock that nobody has at the start, and that no delivery brings: people leave for
/// the lack of it, or cannot.
void warn_of_empty_stocks(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

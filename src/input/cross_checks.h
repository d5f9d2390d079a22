#pragma once
#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// What only shows when all tables are there: places from which no safe place can be reached,
/// onward cycles and shares above 1, claims whose unit does not fit their parameter, successors of
/// rows that do not exist.
void check_across_tables(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

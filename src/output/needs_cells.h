#pragma once
// Cells of the tables that say what people need.
#include <string>

#include "results/quantiles.h"

namespace corridor {

/// `factor` times a number, with its range, if it has one, below it; rounded up where it comes
/// whole, as people and toilets do. `name` heads it where the table is shown as cards;
/// `note`, if there is one, stands below.
std::string needs_cell(const char* name, const Estimate& estimate, double factor = 1.0,
                       bool is_whole = true, const std::string& note = "");

}  // namespace corridor

#pragma once
// A table of a scenario from all of its folders, before its rows mean anything.
#include <vector>

#include "base/diagnostics.h"
#include "input/csv.h"
#include "input/scenario_source.h"
#include "input/tables.h"

namespace corridor {

/// The table of all folders, laid over each other, edited and added to. `is_needed`: a folder
/// without it is no scenario.
CsvTable gather_table(const ScenarioSource& source, const TableFormat& format, bool is_needed,
                      Diagnostics& diagnostics);

/// Names the changes of tables that there are not.
void check_edit_tables(const ScenarioSource& source, const std::vector<TableFormat>& formats,
                       Diagnostics& diagnostics);

}  // namespace corridor

#pragma once
// The tables of a scenario folder: their columns, and how a row becomes a thing.
// docs/scenario-format.md documents them.
#include <string>
#include <vector>

#include "input/csv.h"
#include "scenario/scenario.h"

namespace corridor {

struct TableFormat {
  std::string name;  ///< file name without .csv
  CsvSchema schema;
  bool has_id = true;  ///< rows have a column `id`, unique in the table
};

/// All tables, in the order in which they are read: later ones name things of earlier ones.
const std::vector<TableFormat>& table_formats();

/// What kinds of events there are, by name.
std::vector<std::string> event_kind_names();

/// Reads the rows of a table into the scenario. Places and roads must be read before what names
/// them.
void read_table(const CsvTable& table, Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

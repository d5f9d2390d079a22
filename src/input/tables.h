#pragma once
// The tables of a scenario folder: their columns, and how a row becomes a thing.
// docs/scenario-format.md documents them.
#include <string>
#include <vector>

#include "input/csv.h"
#include "scenario/scenario.h"

namespace corridor {

class Cells;

struct TableFormat {
  std::string name;  ///< file name without .csv
  CsvSchema schema;
  void (*append)(Cells& cells, Scenario& scenario);  ///< reads a row
  void (*sort)(Scenario& scenario);                  ///< puts the rows into their order
  std::vector<std::string> key = {"id"};  ///< what makes a row itself: no two rows are alike in it

  [[nodiscard]] bool has_id() const { return key.front() == "id"; }
};

/// All tables, in the order in which they are read: later ones name things of earlier ones.
const std::vector<TableFormat>& table_formats();

/// Reads the rows of a table into the scenario. Places and roads must be read before what names
/// them.
void read_table(const TableFormat& format, const CsvTable& table, Scenario& scenario,
                Diagnostics& diagnostics);

}  // namespace corridor

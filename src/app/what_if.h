#pragma once
// What-ifs as they are written: changes of parameters, of cells and of events, or a folder of rows.
#include <filesystem>
#include <string>
#include <vector>

#include "app/load.h"
#include "app/rerun.h"

namespace corridor {

/// One what-if: changes `KEY(=|+=|*=)VALUE` of parameters or of cells (`table.row.column`), events
/// (`KIND:PLACE_OR_ROAD COLUMN=VALUE ...`, from the as-of time on unless they say when), or a
/// folder of rows.
struct WhatIf {
  std::string name;
  std::vector<std::string> changes;
};

/// A what-if taken apart: cells to edit before reading, parameters to change after drawing.
struct ScenarioChange {
  ScenarioSource source;
  std::vector<ParameterChange> parameters;
};

/// Takes the changes of a what-if apart. Throws InputError for what is neither a parameter of the
/// registry, nor `table.row.column`, nor an event, nor a folder.
ScenarioChange parse_what_if(const WhatIf& what_if, const std::filesystem::path& folder,
                             const LoadedScenario& base);

/// Whether something of a what-if holds before the forecast too: numbers and tables are changed
/// from the start on.
bool changes_the_past(const ScenarioChange& change, const LoadedScenario& base);

}  // namespace corridor

#pragma once
#include <functional>
#include <string>
#include <vector>

#include "app/forecast.h"
#include "output/comparison.h"

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

/// Runs the base and every what-if with the same members and shared random streams, writes
/// comparison.csv and comparison.html, and returns what they say. Throws InputError for bad input.
ComparisonText compare(const ForecastOptions& options, const std::vector<WhatIf>& what_ifs,
                       const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace corridor

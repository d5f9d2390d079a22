#pragma once
#include <functional>
#include <string>
#include <vector>

#include "app/forecast.h"
#include "output/comparison.h"

namespace corridor {

/// One what-if: changes `KEY(=|+=|*=)VALUE` of parameters or of cells (`table.row.column`), or a
/// folder of rows.
struct WhatIf {
  std::string name;
  std::vector<std::string> changes;  ///< the changes, or one folder
};

/// Runs the base and every what-if with the same members and shared random streams, writes
/// comparison.csv and comparison.html, and returns what they say. Throws InputError for bad input.
ComparisonText compare(const ForecastOptions& options, const std::vector<WhatIf>& what_ifs,
                       const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace corridor

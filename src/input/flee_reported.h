#pragma once
// The counts of Flee's validation data as they were reported: nothing interpolated, nothing
// corrected afterwards.
#include <filesystem>
#include <vector>

#include "base/diagnostics.h"
#include "scenario/flee_instance.h"

namespace corridor {

/// The total first, then one table a camp of the instance that `data_layout.csv` has a row for. A
/// label of several files has all their dates: their sum, each with its last count by then, from
/// its first one on. The total is the label `total`, else a first row that names no place, else
/// the sum of the camps. What is left out or made up is a warning, each label once.
std::vector<FleeTable> read_flee_reported_counts(const std::filesystem::path& data_folder,
                                                 const FleeInstance& instance,
                                                 Diagnostics& diagnostics);

}  // namespace corridor

#pragma once
// The counts of Flee's validation data as they were reported: nothing interpolated, nothing
// corrected afterwards.
#include <filesystem>
#include <vector>

#include "base/diagnostics.h"
#include "scenario/flee_instance.h"

namespace corridor {

/// One table a label of `data_layout.csv`, the total first. A label of several files has the days
/// on which all of them report, with their sum.
std::vector<FleeTable> read_flee_reported_counts(const std::filesystem::path& data_folder,
                                                 Time start, Diagnostics& diagnostics);

}  // namespace corridor

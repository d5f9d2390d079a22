#pragma once
// One file of counts of Flee's validation data, as it was reported: nothing interpolated.
#include <filesystem>
#include <map>

#include "base/diagnostics.h"
#include "base/time.h"

namespace corridor {

/// People by day from the start of the period; days before it are negative.
using FleeCounts = std::map<int, double>;

/// Reads `YYYY-MM-DD,count` rows in any order; the last row of a date counts. Malformed rows and
/// files without any are errors; what a row loses by that order or rule is a warning a file.
FleeCounts read_flee_count_file(const std::filesystem::path& path, Time start,
                                Diagnostics& diagnostics);

}  // namespace corridor

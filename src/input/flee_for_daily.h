#pragma once
// The door for Flee's folders that ruleset `daily` is to forecast: what it uses of them, and
// nothing else.
#include <filesystem>
#include <optional>

#include "base/diagnostics.h"
#include "scenario/flee_instance.h"

namespace corridor {

/// Reads and checks period, places, roads, closures, conflicts and counts. `tables` are the counts
/// as they were reported, the total first; roads from a place to itself are left out. Settings,
/// people and corrections are not read. `days` 0: as `sim_period.csv` says. Empty when there is an
/// error.
std::optional<FleeInstance> read_flee_for_daily(const std::filesystem::path& input_folder,
                                                const std::filesystem::path& data_folder, int days,
                                                Diagnostics& diagnostics);

}  // namespace corridor

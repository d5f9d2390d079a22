#pragma once
// A folder of Flee's as a scenario of ruleset `daily`: native tables, with everything published on
// its own day.
#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "scenario/flee_instance.h"

namespace corridor {

/// Writes scenario.yaml, places, roads, groups, events, observations and README into `folder`.
/// `reported`: the counts as they were reported, the total first. Capacities are not carried over;
/// one that is the largest count of its camp adds a warning.
void write_daily_scenario(const FleeInstance& instance, const std::vector<FleeTable>& reported,
                          const std::string& name, const std::filesystem::path& folder,
                          Diagnostics& diagnostics);

}  // namespace corridor

#pragma once
// A folder of Flee's as a scenario of ruleset `daily`: native tables, with everything published on
// its own day.
#include <filesystem>
#include <string>

#include "scenario/flee_instance.h"

namespace corridor {

/// Writes scenario.yaml, places, roads, groups, events, observations and README into `folder`, from
/// what `read_flee_for_daily` gives. Capacities are not carried over.
void write_daily_scenario(const FleeInstance& instance, const std::string& name,
                          const std::filesystem::path& folder);

}  // namespace corridor

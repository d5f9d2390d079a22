#pragma once
// One member, with the logs that its settings ask for.
#include <filesystem>

#include "rules/flee/output.h"

namespace corridor {

/// Runs one member. Where the settings ask for them, `agents.out.0` and `links.out.0` are written
/// into `folder` (Flee's names and formats; the agents are simulated, not records of persons).
FleeRun run_flee_with_logs(const std::shared_ptr<const FleeSetting>& setting,
                           const MemberStreams& streams, FleeCapacityRule capacity_rule,
                           const std::filesystem::path& folder,
                           FleeRepresentation representation = FleeRepresentation::automatic);

}  // namespace corridor

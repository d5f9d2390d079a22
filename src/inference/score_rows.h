#pragma once
// The scores of one forecast against what came.
#include <cstdint>
#include <vector>

#include "results/score_table.h"

namespace corridor {

/// The scores of samples for a count; whose method and task they are is left to the caller, but the
/// number of the task and the seed address the draw that makes its PIT continuous.
ScoreRow score_count(const std::vector<double>& samples, double outcome, std::size_t task,
                     std::uint64_t seed);

/// The scores of samples for a milestone; without quantiles where there are no samples.
MilestoneRow score_milestone(const std::vector<double>& samples, double outcome);

}  // namespace corridor

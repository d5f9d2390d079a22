#pragma once
// How a cumulative series ends: its final total, and the moment at which 95 % of it had come.
#include <optional>
#include <span>
#include <vector>

#include "inference/backtest.h"
#include "results/ensemble_results.h"

namespace corridor {

/// The milestones to be forecast at each origin: of every cumulative series that had a count by
/// then and whose last count was not published yet. The last count is that of the latest moment up
/// to the scenario's end; a series of which a later row, a bound or one behind the end, says that
/// it was not nearly all has none, nor one whose last rise, fading until the end, says so. The
/// moment is left out where the first count is nearly all already.
std::vector<MilestoneTask> milestone_tasks(const Scenario& full, const BacktestSettings& settings);

/// When values that end at the last one first reached 95 % of it: linear between the points. None
/// where the first of them is that much already, or the last one nothing.
std::optional<double> hour_of_nearly_all(std::span<const double> hours,
                                         std::span<const double> values);

/// The same of every member's own trajectory, in hours from `origin`; where nobody came, the
/// trajectory's end. A series stands at 0 before its first step.
std::vector<double> hours_of_nearly_all(const EnsembleResults& results, std::size_t series,
                                        Time origin);

}  // namespace corridor

#pragma once
// Which counts a back-test asks for at which origin.
#include <vector>

#include "inference/backtest.h"

namespace corridor {

/// The series to be forecast at an origin, with all their counts: asked for, with a count at hand
/// by then, and had by a model that knows no more than was published.
std::vector<CountSeries> series_to_score(const Scenario& full, const BacktestSettings& settings,
                                         Time origin);

/// The counts to be forecast at each origin: of every series to be scored there, the counts
/// not yet published whose lead is nearest to a horizon, at most half the way to the neighbouring
/// origin and half the horizon off; with the horizon 0, every later count. So a count is scored at
/// most once for each horizon (and origin, for horizon 0).
std::vector<ScoreTask> score_tasks(const Scenario& full, const BacktestSettings& settings);

}  // namespace corridor

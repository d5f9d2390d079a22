#pragma once
#include "results/score_table.h"

namespace corridor {

/// Means, relative skill and bootstrap intervals of a back-test. The best baseline is the one that
/// does not leak with the lowest mean WIS over the same tasks: chosen with hindsight, in its
/// favour. `seed` is that of the bootstrap.
ScoreSummaries summarise_scores(const ScoreTable& table, std::uint64_t seed);

}  // namespace corridor

#pragma once
// What a back-test says in words, for the page and the terminal.
#include <string>

#include "results/score_table.h"

namespace corridor {

/// `the model was better than the best baseline (drift)`, over all horizons. Where the interval of
/// the ratio of their scores holds 1, or a single origin gives none, that it was so on average
/// and is not settled. Nothing where there is no model, baseline or score.
std::string verdict_words(const ScoreTable& table, const ScoreSummaries& summaries);

}  // namespace corridor

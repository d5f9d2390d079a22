#pragma once
// The figures of a back-test's page, as inline SVG.
#include <string>
#include <vector>

#include "results/score_table.h"
#include "scenario/reported.h"

namespace corridor {

/// Bars of the mean WIS of each method, stacked by its three parts; leaks are hatched by their
/// label.
std::string draw_wis_bars(const ScoreTable& table, const ScoreSummaries& summaries,
                          const std::vector<std::size_t>& methods);

/// For each method where its 50 and 90 % intervals should and did hold the counts.
std::string draw_coverage(const ScoreTable& table, const ScoreSummaries& summaries,
                          const std::vector<std::size_t>& methods);

/// Ten bins of the probability integral transform; flat is right.
std::string draw_pit(const std::string& title, const std::vector<double>& shares);

/// One small fan an origin for a series: the counts known then, the forecast, the counts that came.
std::string draw_fans(const ScoreTable& table, std::size_t method, const CountSeries& counts,
                      Duration utc_offset);

}  // namespace corridor

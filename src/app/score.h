#pragma once
// `corridor score`: what the forecasts of a scenario would have been worth.
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/crew.h"
#include "results/score_table.h"

namespace corridor {

struct ScoreOptions {
  std::filesystem::path folder;
  std::string from;                   ///< first origin
  std::string to;                     ///< last origin
  std::string every = "1d";           ///< between origins
  std::vector<std::string> horizons;  ///< durations such as `7d`, or `end`: every later count
  std::string series;                 ///< only this series; empty: all that have counts
  std::size_t members = 1000;
  std::uint64_t seed = 1;
  unsigned threads = 0;               ///< 0: all cores
  std::vector<std::string> settings;  ///< NAME=VALUE
  std::vector<std::string> trust;     ///< SOURCE=NUMBER or SOURCE=only, of what is scored too
  double prior_width = 1.0;           ///< factor on the spread of every prior
  bool learns = true;                 ///< from the counts known at each origin
  std::filesystem::path out;          ///< empty: out/<scenario>/score
  const Crew* crew = &alone();        ///< shares the origins; only its leader writes
};

struct ScoreOutcome {
  std::filesystem::path directory;
  ScoreTable table;
  ScoreSummaries summaries;
  Duration utc_offset{0};  ///< of the scenario
  double seconds = 0.0;
  std::vector<std::string> warnings;
};

/// Forecasts at every origin from what was known then, scores the model and the baselines on the
/// counts that came later, and writes scores.csv, milestones.csv, forecasts.csv, summary.csv and
/// score.html. Throws InputError for bad input. Origins that are done are kept beside the results
/// until all are: the same command after a run that was killed goes on from there. `progress(done,
/// of)` counts origins.
ScoreOutcome score(const ScoreOptions& options,
                   const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace corridor

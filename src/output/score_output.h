#pragma once
// A finished back-test and the files it leaves: scores.csv, milestones.csv,
// forecasts.csv, summary.csv, score.html.
#include <filesystem>
#include <string>
#include <vector>

#include "output/files.h"
#include "results/score_table.h"
#include "scenario/scenario.h"

namespace corridor {

struct ScoreRun {
  const Scenario* full = nullptr;
  const ScoreTable* table = nullptr;
  const ScoreSummaries* summaries = nullptr;
  std::string digest;
  std::size_t members = 0;
  std::uint64_t seed = 1;
  std::string version;
  std::vector<std::string> warnings;  ///< of the scenario's folder
};

/// Writes all files into `directory`, which is made if need be.
void write_scores(const ScoreRun& run, const std::filesystem::path& directory);

/// The parts of write_scores.
void scores_csv(const ScoreRun& run, const TextSink& sink);
void milestones_csv(const ScoreRun& run, const TextSink& sink);
void score_forecasts_csv(const ScoreRun& run, const TextSink& sink);
std::string score_summary_csv(const ScoreRun& run);
std::string score_html(const ScoreRun& run);
/// The page's section about how the series ended, by the method `model`; empty where none did.
std::string milestones_html(const ScoreRun& run, std::size_t model);

}  // namespace corridor

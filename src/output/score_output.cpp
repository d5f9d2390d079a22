// The tidy tables of a back-test, with the column names of the forecast hubs.
#include "output/score_output.h"

#include <fmt/format.h>

#include <cmath>

#include "output/files.h"
#include "results/ensemble_results.h"

namespace corridor {
namespace {

std::string number(double value) {
  return std::isnan(value) ? std::string() : fmt::format("{:.6g}", value);
}

std::string horizon_label(const ScoreTable& table, std::size_t horizon) {
  return horizon == table.horizons.size() ? "all" : table.horizons[horizon].label;
}

long long lead_hours(const ScoreTask& task) { return (task.time - task.origin).count() / 3600; }

}  // namespace

void write_scores(const ScoreRun& run, const std::filesystem::path& directory) {
  std::filesystem::create_directories(directory);
  write_files(directory,
              {{"scores.csv", [&](const TextSink& sink) { scores_csv(run, sink); }},
               {"milestones.csv", [&](const TextSink& sink) { milestones_csv(run, sink); }},
               {"forecasts.csv", [&](const TextSink& sink) { score_forecasts_csv(run, sink); }},
               {"summary.csv", [&](const TextSink& sink) { sink(score_summary_csv(run)); }},
               {"score.html", [&](const TextSink& sink) { sink(score_html(run)); }}});
}

void scores_csv(const ScoreRun& run, const TextSink& sink) {
  const ScoreTable& table = *run.table;
  const Duration offset = run.full->utc_offset;
  sink(
      "model_id,leaks,origin_time,target,location,horizon,lead_h,target_end_time,observed,median,"
      "wis,dispersion,overprediction,underprediction,crps,in_50,in_90,pit,bias\n");
  for (const ScoreRow& row : table.rows) {
    const ScoreTask& task = table.tasks[row.task];
    const ScoredMethod& method = table.methods[row.method];
    sink(fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", method.name,
                     method.leaks ? 1 : 0, format_time(task.origin, offset), task.series.target,
                     task.series.location, horizon_label(table, task.horizon), lead_hours(task),
                     format_time(task.time, offset), fmt::format("{:.1f}", task.outcome),
                     fmt::format("{:.1f}", row.quantiles[hub_level::median]), number(row.wis),
                     number(row.dispersion), number(row.overprediction),
                     number(row.underprediction), number(row.crps), row.in_50 ? 1 : 0,
                     row.in_90 ? 1 : 0, number(row.pit), number(row.bias)));
  }
}

void score_forecasts_csv(const ScoreRun& run, const TextSink& sink) {
  const ScoreTable& table = *run.table;
  const Duration offset = run.full->utc_offset;
  sink(
      "model_id,origin_time,target,horizon,location,target_end_time,output_type,output_type_id,"
      "value\n");
  for (const ScoreRow& row : table.rows) {
    const ScoreTask& task = table.tasks[row.task];
    const std::string begin =
        fmt::format("{},{},{},{},{},{},quantile,", table.methods[row.method].name,
                    format_time(task.origin, offset), task.series.target, lead_hours(task),
                    task.series.location, format_time(task.time, offset));
    std::string text;
    for (std::size_t level = 0; level < row.quantiles.size(); ++level) {
      text += fmt::format("{}{},{:.1f}\n", begin, kHubLevels[level], row.quantiles[level]);
    }
    sink(text);
  }
}

std::string score_summary_csv(const ScoreRun& run) {
  std::string text =
      "model_id,leaks,horizon,counts,wis,dispersion,overprediction,underprediction,crps,"
      "coverage_50,coverage_90,bias,relative_skill,relative_difference,"
      "rescaled_relative_difference,wis_ratio_to_best_baseline,ratio_low_90,ratio_high_90\n";
  for (const ScoreSummary& summary : run.summaries->all) {
    const ScoredMethod& method = run.table->methods[summary.method];
    text += fmt::format("{},{},{},{}", method.name, method.leaks ? 1 : 0,
                        horizon_label(*run.table, summary.horizon), summary.tasks);
    for (const double value :
         {summary.wis, summary.dispersion, summary.overprediction, summary.underprediction,
          summary.crps, summary.coverage_50, summary.coverage_90, summary.bias,
          summary.relative_skill, summary.relative_difference, summary.rescaled_difference,
          summary.ratio_to_best, summary.ratio_low, summary.ratio_high}) {
      text += "," + number(value);
    }
    text += "\n";
  }
  return text;
}

}  // namespace corridor

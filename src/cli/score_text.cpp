#include "cli/score_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "output/score_words.h"

namespace corridor::cli {
namespace {

/// A milestone's value as it is told: a number, or a moment for hours from the origin.
nlohmann::ordered_json told(const MilestoneTask& task, double value, Duration utc_offset) {
  if (task.milestone == Milestone::final_total) return value;
  return format_time(task.origin + from_hours(value), utc_offset);
}

nlohmann::ordered_json milestones_json(const ScoreOutcome& outcome) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const MilestoneRow& row : outcome.table.milestone_rows) {
    if (row.quantiles.empty()) continue;
    const MilestoneTask& task = outcome.table.milestones[row.task];
    const auto at = [&](std::size_t level) {
      return told(task, row.quantiles[level], outcome.utc_offset);
    };
    list.push_back({{"method", outcome.table.methods[row.method].name},
                    {"origin", format_time(task.origin, outcome.utc_offset)},
                    {"series", task.series.target},
                    {"place", task.series.location},
                    {"milestone", milestone_name(task.milestone)},
                    {"reported", told(task, task.outcome, outcome.utc_offset)},
                    {"median", at(hub_level::median)},
                    {"interval_50", {at(hub_level::low_50), at(hub_level::high_50)}},
                    {"interval_90", {at(hub_level::low_90), at(hub_level::high_90)}},
                    {"in_50", row.in_50},
                    {"in_90", row.in_90}});
  }
  return list;
}

nlohmann::ordered_json as_json(const ScoreOutcome& outcome) {
  nlohmann::ordered_json methods = nlohmann::ordered_json::array();
  for (const ScoreSummary& summary : outcome.summaries.all) {
    const ScoredMethod& method = outcome.table.methods[summary.method];
    const bool all = summary.horizon == outcome.table.horizons.size();
    methods.push_back({{"method", method.name},
                       {"leaks", method.leaks},
                       {"horizon", all ? "all" : outcome.table.horizons[summary.horizon].label},
                       {"tasks", summary.tasks},
                       {"wis", summary.wis},
                       {"crps", summary.crps},
                       {"coverage_50", summary.coverage_50},
                       {"coverage_90", summary.coverage_90},
                       {"bias", summary.bias},
                       {"relative_skill", summary.relative_skill},
                       {"ratio_to_best_baseline", summary.ratio_to_best},
                       {"ratio_90", {summary.ratio_low, summary.ratio_high}}});
  }
  return {{"directory", outcome.directory.string()},
          {"seconds", outcome.seconds},
          {"origins", outcome.table.origins.size()},
          {"counts", outcome.table.tasks.size()},
          {"warnings", outcome.warnings},
          {"milestones", milestones_json(outcome)},
          {"methods", methods}};
}

/// The methods in order of their mean WIS; leaks apart.
std::string as_table(const ScoreOutcome& outcome) {
  const std::size_t all = outcome.table.horizons.size();
  std::vector<std::size_t> order;
  for (std::size_t m = 0; m < outcome.table.methods.size(); ++m) order.push_back(m);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const bool leak_a = outcome.table.methods[a].leaks;
    const bool leak_b = outcome.table.methods[b].leaks;
    if (leak_a != leak_b) return leak_b;
    return outcome.summaries.at(a, all).wis < outcome.summaries.at(b, all).wis;
  });
  std::string text = fmt::format("{:<24}", "mean WIS");
  for (const Horizon& horizon : outcome.table.horizons)
    text += fmt::format("{:>10}", horizon.label);
  text += fmt::format("{:>10}{:>9}{:>7}{:>7}\n", "all", "to best", "50 %", "90 %");
  for (const std::size_t m : order) {
    text += fmt::format(
        "{:<24}", outcome.table.methods[m].name + (outcome.table.methods[m].leaks ? " *" : ""));
    for (std::size_t h = 0; h <= all; ++h) {
      // Blank where nothing was scored.
      const double wis = outcome.summaries.at(m, h).wis;
      text += fmt::format("{:>10}", std::isnan(wis) ? "" : fmt::format("{:.0f}", wis));
    }
    const ScoreSummary& summary = outcome.summaries.at(m, all);
    text += fmt::format("{:>9.2f}{:>6.0f}%{:>6.0f}%\n", summary.ratio_to_best,
                        100.0 * summary.coverage_50, 100.0 * summary.coverage_90);
  }
  return text + "* uses what nobody could have known\n";
}

/// Whether the model was better than the baselines, as a sentence of its own.
std::string verdict_line(const ScoreOutcome& outcome) {
  std::string verdict = verdict_words(outcome.table, outcome.summaries);
  if (verdict.empty()) return "";
  verdict.front() = 'T';
  return verdict + ".\n\n";
}

/// A milestone's value on a terminal: `100520`, `09-29 16:00`.
std::string short_text(const MilestoneTask& task, double value, Duration utc_offset) {
  if (task.milestone == Milestone::final_total) return fmt::format("{:.0f}", value);
  const std::string moment = format_time(task.origin + from_hours(value), utc_offset);
  return moment.substr(5, 5) + " " + moment.substr(11, 5);
}

std::string milestone_line(const MilestoneTask& task, const MilestoneRow& row,
                           Duration utc_offset) {
  const auto at = [&](std::size_t level) {
    return short_text(task, row.quantiles[level], utc_offset);
  };
  const auto interval = [&](std::size_t low, std::size_t high, bool held) {
    return fmt::format("{:>29}", at(low) + " to " + at(high) + (held ? "  " : " x"));
  };
  const std::string origin = format_time(task.origin, utc_offset);
  return fmt::format("{:<17}{:>12}", origin.substr(0, 10) + " " + origin.substr(11, 5),
                     at(hub_level::median)) +
         interval(hub_level::low_50, hub_level::high_50, row.in_50) +
         interval(hub_level::low_90, hub_level::high_90, row.in_90) + "\n";
}

std::string milestone_heading(const MilestoneTask& task, Duration utc_offset) {
  return fmt::format("{}{}{}: {}, reported {}", task.series.target,
                     task.series.location.empty() ? "" : " ", task.series.location,
                     milestone_name(task.milestone), short_text(task, task.outcome, utc_offset));
}

/// How the series ended, by the model: a block for each milestone of each series.
std::string milestones_text(const ScoreOutcome& outcome) {
  std::vector<std::pair<std::string, std::string>> blocks;
  for (const MilestoneRow& row : outcome.table.milestone_rows) {
    if (!outcome.table.methods[row.method].is_model) continue;
    const MilestoneTask& task = outcome.table.milestones[row.task];
    const std::string heading = milestone_heading(task, outcome.utc_offset);
    auto block = std::find_if(blocks.begin(), blocks.end(),
                              [&](const auto& one) { return one.first == heading; });
    if (block == blocks.end()) block = blocks.insert(block, {heading, ""});
    block->second += milestone_line(task, row, outcome.utc_offset);
  }
  if (blocks.empty()) return "";
  std::string text = fmt::format("\n{:<17}{:>12}{:>27}  {:>27}\n", "as of", "median",
                                 "50 % interval", "90 % interval");
  for (const auto& [heading, lines] : blocks) text += fmt::format("{}\n{}", heading, lines);
  return text + "x an interval that missed\n";
}

}  // namespace

std::string scored_series(const ScoreOutcome& outcome) {
  std::vector<std::string> names;
  for (const ScoreTask& task : outcome.table.tasks) {
    const SeriesInfo& series = task.series;
    const std::string name =
        series.target + (series.location.empty() ? "" : " at " + series.location);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string score_text(const ScoreOutcome& outcome) {
  return verdict_line(outcome) + as_table(outcome) + milestones_text(outcome);
}

std::string score_json(const ScoreOutcome& outcome) { return as_json(outcome).dump(2); }

}  // namespace corridor::cli

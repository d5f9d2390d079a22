#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/score.h"
#include "cli/commands.h"
#include "cli/progress.h"

namespace corridor::cli {
namespace {

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
    for (std::size_t h = 0; h <= all; ++h)
      text += fmt::format("{:>10.0f}", outcome.summaries.at(m, h).wis);
    const ScoreSummary& summary = outcome.summaries.at(m, all);
    text += fmt::format("{:>9.2f}{:>6.0f}%{:>6.0f}%\n", summary.ratio_to_best,
                        100.0 * summary.coverage_50, 100.0 * summary.coverage_90);
  }
  return text + "* uses what nobody could have known\n";
}

}  // namespace

void add_score(CLI::App& app, const Crew& crew) {
  auto* command = app.add_subcommand(
      "score",
      "forecast from past origins and score on the counts that came later, beside baselines. "
      "Examples:\n"
      "  corridor score FOLDER --from 2023-09-25 --to 2023-09-30 --every 1d --horizons end\n"
      "  corridor score FOLDER --from 2015-06-01 --to 2016-04-01 --every 30d --horizons 30d,90d");
  auto options = std::make_shared<ScoreOptions>();
  options->crew = &crew;
  auto json = std::make_shared<bool>(false);
  command->add_option("folder", options->folder, "scenario folder")->required();
  command->add_option("--from", options->from, "first origin")->required();
  command->add_option("--to", options->to, "last origin")->required();
  command->add_option("--every", options->every, "time between origins")->default_val("1d");
  command
      ->add_option("--horizons", options->horizons,
                   "leads to score, separated by commas; `end`: every later count")
      ->delimiter(',')
      ->default_str("1d,3d,7d,14d,30d,90d");
  command->add_option("--series", options->series, "only this series (default: all with counts)");
  command->add_option("--members", options->members, "members of each forecast")
      ->default_val(1000)
      ->check(CLI::Range(1, 1000000));
  command
      ->add_option("--prior-width", options->prior_width,
                   "factor on the spread of every prior: does the verdict hang on them?")
      ->default_val(1.0)
      ->check(CLI::Range(0.1, 10.0));
  command->add_option("--seed", options->seed, "same seed, same bits")->default_val(1);
  command->add_option("--threads", options->threads, "threads (default: all cores)");
  command->add_option("--set", options->settings, "NAME=VALUE: fix a parameter")->take_all();
  command->add_option("--out", options->out, "output directory (default: out/<scenario>/score)");
  command->add_flag("--json", *json, "for machines");
  command->callback([options, json] {
    if (options->horizons.empty()) options->horizons = {"1d", "3d", "7d", "14d", "30d", "90d"};
    Progress progress("origins");
    const ScoreOutcome outcome =
        score(*options, [&](std::size_t done, std::size_t of) { progress.report(done, of); });
    if (!options->crew->leads()) return;
    if (*json) {
      std::cout << as_json(outcome).dump(2) << '\n';
      return;
    }
    for (const std::string& warning : outcome.warnings) std::cerr << warning << '\n';
    std::cout << fmt::format("{} counts at {} origins\n\n", outcome.table.tasks.size(),
                             outcome.table.origins.size())
              << as_table(outcome)
              << fmt::format("\n{:.1f} s; report: {}\n", outcome.seconds,
                             (outcome.directory / "score.html").string());
  });
}

}  // namespace corridor::cli

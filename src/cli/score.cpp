#include <fmt/format.h>

#include <iostream>
#include <memory>

#include "app/score.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/score_text.h"

namespace corridor::cli {

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
  command
      ->add_option("--trust", options->trust,
                   "SOURCE=NUMBER or SOURCE=only: how much to believe a source type, speaker or "
                   "publication, in forecasts, baselines and what is scored")
      ->take_all();
  command->add_flag("!--no-counts", options->learns,
                    "do not learn from the counts known at each origin");
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
      std::cout << score_json(outcome) << '\n';
      return;
    }
    for (const std::string& warning : outcome.warnings) std::cerr << warning << '\n';
    std::cout << fmt::format("{} counts of {} at {} origins\n\n", outcome.table.tasks.size(),
                             scored_series(outcome), outcome.table.origins.size())
              << score_text(outcome)
              << fmt::format("\n{:.1f} s; report: {}\n", outcome.seconds,
                             (outcome.directory / "score.html").string());
  });
}

}  // namespace corridor::cli

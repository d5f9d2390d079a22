#include "app/claims.h"

#include <unistd.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/rank.h"
#include "cli/claims_text.h"
#include "cli/commands.h"
#include "cli/progress.h"

namespace corridor::cli {
namespace {

using Json = nlohmann::ordered_json;

Json as_json(const Measured& value) {
  return {{"value", value.value}, {"standard_error", value.standard_error}};
}

Json as_json(const RankedQuantity& quantity) {
  Json json = {{"name", quantity.name},
               {"meaning", quantity.meaning},
               {"claims", quantity.claims},
               {"dispute", quantity.dispute},
               {"saved", as_json(quantity.worth.saved)},
               {"first_order", as_json(quantity.worth.first_order)}};
  if (quantity.sobol) {
    json["sobol_first"] = as_json(quantity.sobol->first);
    json["sobol_total"] = as_json(quantity.sobol->total);
  }
  return json;
}

std::string ranking_json(const Ranking& ranking) {
  Json json = {{"words", ranking_words(ranking)},
               {"outcome", ranking.outcome},
               {"unit", ranking.unit},
               {"loss", ranking.loss},
               {"members", ranking.members},
               {"mean", ranking.mean},
               {"standard_deviation", ranking.standard_deviation},
               {"best_preparation", ranking.action},
               {"expected_loss", as_json(ranking.expected_loss)},
               {"quantities", Json::array()}};
  for (const RankedQuantity& quantity : ranking.quantities)
    json["quantities"].push_back(as_json(quantity));
  if (ranking.way_out) json["way_out"] = as_json(*ranking.way_out);
  if (ranking.luck) {
    json["luck"] = {{"sobol_first", as_json(ranking.luck->first)},
                    {"sobol_total", as_json(ranking.luck->total)}};
  }
  json["contested_outside_the_model"] = ranking.contested_outside;
  json["warnings"] = ranking.warnings;
  return json.dump(2) + "\n";
}

/// What the command line of `claims` says.
struct Arguments {
  RankOptions rank;
  std::string design = "ensemble";
  bool only_contested = false;
  bool json = false;
};

void add_ranking_options(CLI::App& command, Arguments& arguments) {
  command.add_option("--rank", arguments.rank.target,
                     "SERIES[:PLACE]@TIME: what knowing each uncertain quantity would be worth; "
                     "TIME is a moment, end or max, for example beds@max, "
                     "arrivals_cumulative@2023-09-30, without_shelter:goris@end");
  command.add_option("--loss", arguments.rank.loss,
                     "with --rank: pinball (too few costs needs.shortage_cost_ratio times too "
                     "many), pinball=RATIO or squared");
  command
      .add_option("--design", arguments.design,
                  "with --rank: ensemble, or sobol (also total indices; --members runs for each "
                  "uncertain parameter)")
      ->check(CLI::IsMember({"ensemble", "sobol"}));
  command.add_option("--members", arguments.rank.run.members, "with --rank: members")
      ->default_val(1000)
      ->check(CLI::Range(1, 1000000));
  command.add_option("--seed", arguments.rank.run.seed, "with --rank: same seed, same bits")
      ->default_val(1);
  command.add_option("--threads", arguments.rank.run.threads,
                     "with --rank: threads (default: all cores)");
  command
      .add_option("--set", arguments.rank.run.settings, "with --rank: NAME=VALUE: fix a parameter")
      ->take_all();
}

void print_ranking(const Arguments& arguments) {
  Progress progress("runs");
  RankOptions options = arguments.rank;
  options.run.stage_begins = [&](const std::string& stage) { progress.stage(stage); };
  options.sobol_design = arguments.design == "sobol";
  const Ranking ranking =
      rank(options, [&](std::size_t done, std::size_t of) { progress.report(done, of); });
  for (const std::string& warning : ranking.warnings) std::cerr << "warning: " << warning << '\n';
  std::cout << (arguments.json ? ranking_json(ranking) : ranking_text(ranking));
}

}  // namespace

void add_claims(CLI::App& app) {
  auto* command = app.add_subcommand(
      "claims", "who says what about what, where they contradict, and what is worth checking");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("folder", arguments->rank.run.folder, "scenario folder")->required();
  command->add_option("--as-of", arguments->rank.run.as_of, "as known before this moment");
  command->add_flag("--conflicts", arguments->only_contested, "only what is contested");
  command->add_flag("--json", arguments->json, "for machines");
  command
      ->add_option("--trust", arguments->rank.run.trust,
                   "SOURCE=NUMBER or SOURCE=only: how much to believe a source type, speaker or "
                   "publication")
      ->take_all();
  add_ranking_options(*command, *arguments);
  command->callback([arguments] {
    if (!arguments->rank.target.empty()) {
      print_ranking(*arguments);
      return;
    }
    const ForecastOptions& run = arguments->rank.run;
    const ClaimsView view =
        view_claims({run.folder, run.as_of, run.trust, arguments->only_contested});
    std::cout << (arguments->json ? claims_json(view)
                                  : claims_text(view, isatty(STDOUT_FILENO) != 0));
  });
}

}  // namespace corridor::cli

#include "cli/commands.h"

#include <fmt/format.h>

#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/compare.h"
#include "app/explain.h"
#include "app/forecast.h"
#include "app/parameters.h"
#include "app/validate.h"
#include "cli/progress.h"

namespace corridor::cli {
namespace {

void add_run_options(CLI::App& command, ForecastOptions& options) {
  command.add_option("folder", options.folder, "scenario folder")->required();
  command.add_option(
      "--as-of", options.as_of,
      "use only what was published before this moment, e.g. 2023-09-22T18:00+04:00 (default: the "
      "scenario's own)");
  command.add_option("--until", options.until, "end of the forecast (default: the scenario's end)");
  command.add_option("--step", options.step,
                     "time between results, 15min to 1d (default: the scenario's)");
  command.add_option("--tick", options.tick,
                     "longest tick inside a step, 1min to 1h (default: 30min)");
  command.add_option("--members", options.members, "members of the ensemble")
      ->default_val(1000)
      ->check(CLI::Range(1, 1000000));
  command.add_option("--seed", options.seed, "same seed, same bits")->default_val(1);
  command.add_option("--threads", options.threads, "threads (default: all cores)");
  command
      .add_option("--set", options.settings,
                  "NAME=VALUE: fix a parameter (see `corridor parameters`)")
      ->take_all();
  command
      .add_option("--trust", options.trust,
                  "SOURCE=NUMBER or SOURCE=only: how much to believe a source type, speaker or "
                  "publication")
      ->take_all();
  command.add_flag("--keep-members", options.keep_members, "also write single members");
  command.add_flag("!--no-counts", options.assimilate,
                   "do not learn from the counts known at the as-of time");
  command
      .add_option("--resampling", options.resampling,
                  "how the members that learn from counts are drawn anew by their weights: "
                  "systematic (default), stratified, residual or multinomial")
      ->transform(CLI::CheckedTransformer(resampling_schemes()));
  command
      .add_option("--prior-width", options.prior_width,
                  "factor on the spread of every prior: does the answer hang on them?")
      ->default_val(1.0)
      ->check(CLI::Range(0.1, 10.0));
  command.add_option("--out", options.out, "output directory (default: out/<scenario>)");
}

nlohmann::ordered_json as_json(const Diagnostics& diagnostics) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Diagnostic& item : diagnostics.items()) {
    list.push_back({{"severity", item.severity == Severity::error ? "error" : "warning"},
                    {"file", item.file},
                    {"line", item.line},
                    {"column", item.column},
                    {"found", item.found},
                    {"expected", item.expected},
                    {"remedy", item.remedy}});
  }
  return list;
}

}  // namespace

void add_validate(CLI::App& app) {
  auto* command = app.add_subcommand("validate", "list every problem of a scenario folder at once");
  auto folder = std::make_shared<std::filesystem::path>();
  auto json = std::make_shared<bool>(false);
  command->add_option("folder", *folder, "scenario folder")->required();
  command->add_flag("--json", *json, "for machines");
  command->callback([folder, json] {
    Diagnostics diagnostics;
    const auto scenario = validate(ScenarioSource{*folder, {}, {}}, diagnostics);
    if (*json) {
      std::cout << as_json(diagnostics).dump(2) << '\n';
      if (!scenario) throw InputError(Diagnostics{});
      return;
    }
    if (!scenario) throw InputError(diagnostics);
    for (const Diagnostic& warning : diagnostics.items()) std::cout << to_string(warning) << '\n';
    std::cout << fmt::format(
        "{}: no errors, {} warnings; {} places, {} roads, {} groups, {} events, {} claims, {} "
        "observations\n",
        scenario->id, diagnostics.items().size(), scenario->places.size(), scenario->roads.size(),
        scenario->groups.size(), scenario->events.size(), scenario->claims.size(),
        scenario->observations.size() + scenario->period_counts.size());
  });
}

void add_forecast(CLI::App& app, const Crew& crew) {
  auto* command =
      app.add_subcommand("forecast", "forecast a scenario and write tables and report.html");
  auto options = std::make_shared<ForecastOptions>();
  options->crew = &crew;
  auto json = std::make_shared<bool>(false);
  add_run_options(*command, *options);
  command->add_flag("--json", *json, "for machines");
  command->callback([options, json] {
    Progress progress("members");
    options->stage_begins = [&](const std::string& stage) { progress.stage(stage); };
    const ForecastSummary summary =
        forecast(*options, [&](std::size_t done, std::size_t of) { progress.report(done, of); });
    if (*json) {
      std::cout << nlohmann::ordered_json{{"headline", summary.headline},
                                          {"directory", summary.directory.string()},
                                          {"seconds", summary.seconds},
                                          {"warnings", summary.warnings}}
                       .dump(2)
                << '\n';
      return;
    }
    for (const std::string& warning : summary.warnings) std::cerr << warning << '\n';
    std::cout << summary.headline << "\n\n"
              << fmt::format("{:.1f} s; report: {}\n", summary.seconds,
                             (summary.directory / "report.html").string());
  });
}

void add_compare(CLI::App& app, const Crew& crew) {
  auto* command =
      app.add_subcommand("compare",
                         "what if? the same members under each change, with shared luck. Example:\n"
                         "  corridor compare FOLDER --what-if 'twice the checkpoint' "
                         "'checkpoint_vehicles_per_hour*=2'");
  auto options = std::make_shared<ForecastOptions>();
  options->crew = &crew;
  auto what_ifs = std::make_shared<std::vector<std::vector<std::string>>>();
  auto json = std::make_shared<bool>(false);
  add_run_options(*command, *options);
  command->add_flag("--json", *json, "for machines");
  command
      ->add_option(
          "--what-if", *what_ifs,
          "NAME and changes: PARAMETER=VALUE (or += or *=), table.row.column=VALUE, an event "
          "from now on ('checkpoint_rate:ROAD amount=240'), or an overlay folder")
      ->required()
      ->expected(2, 100);
  command->callback([options, what_ifs, json] {
    std::vector<WhatIf> list;
    for (const std::vector<std::string>& words : *what_ifs) {
      list.push_back({words.front(), {words.begin() + 1, words.end()}});
    }
    Progress progress("members");
    options->stage_begins = [&](const std::string& stage) { progress.stage(stage); };
    const ComparisonText text = compare(
        *options, list, [&](std::size_t done, std::size_t of) { progress.report(done, of); });
    for (const std::string& warning : text.warnings) std::cerr << "warning: " << warning << '\n';
    if (*json) {
      std::cout << text.json;
      return;
    }
    for (const std::string& sentence : text.sentences) std::cout << sentence << '\n';
  });
}

void add_parameters(CLI::App& app) {
  auto* command =
      app.add_subcommand("parameters", "the registry: name, unit, value or prior, source");
  auto folder = std::make_shared<std::filesystem::path>();
  auto as_of = std::make_shared<std::string>();
  auto json = std::make_shared<bool>(false);
  command->add_option("folder", *folder, "scenario folder")->required();
  command->add_option("--as-of", *as_of, "as known before this moment");
  command->add_flag("--json", *json, "for machines");
  command->callback([=] {
    std::cout << list_parameters(load_scenario(ScenarioSource{*folder, {}, {}}, *as_of), *json);
  });
}

void add_explain(CLI::App& app) {
  auto* command =
      app.add_subcommand("explain", "the model as it stands for a scenario, in words and numbers");
  auto folder = std::make_shared<std::filesystem::path>();
  auto as_of = std::make_shared<std::string>();
  command->add_option("folder", *folder, "scenario folder")->required();
  command->add_option("--as-of", *as_of, "as known before this moment");
  auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "for machines");
  command->callback([=] {
    const LoadedScenario loaded = load_scenario(ScenarioSource{*folder, {}, {}}, *as_of);
    std::cout << (*json ? explain_json(loaded) : explain(loaded));
  });
}

void add_commands(CLI::App& app, const Crew& crew) {
  add_validate(app);
  add_forecast(app, crew);
  add_compare(app, crew);
  add_parameters(app);
  add_explain(app);
  add_claims(app);
  add_flee(app);
  add_score(app, crew);
  add_read(app);
  add_import(app);
  add_serve(app);
}

}  // namespace corridor::cli

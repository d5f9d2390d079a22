#include <iostream>
#include <memory>

#include "app/import_flee.h"
#include "cli/commands.h"

namespace corridor::cli {
namespace {

void add_import_flee(CLI::App& import) {
  auto* command = import.add_subcommand(
      "flee",
      "a folder of Flee inputs, with Flee's own arguments. Example:\n"
      "  corridor import flee mali2012/input_csv mali2012/source_data 0 simsetting.yml --to "
      "scenarios/mali2012");
  auto options = std::make_shared<ImportFleeOptions>();
  command->add_option("input", options->input_folder, "folder of locations.csv, routes.csv, ...")
      ->required();
  command->add_option("data", options->data_folder, "folder of data_layout.csv")->required();
  command->add_option("days", options->days, "days to simulate; 0: as sim_period.csv says")
      ->required()
      ->check(CLI::Range(0, kMostFleeDays));
  command->add_option("settings", options->settings_file,
                      "settings file (default: simsetting.yml here)");
  command->add_option("--to", options->to, "the scenario folder to write")->required();
  command
      ->add_option(
          "--rules", options->rules,
          "flee: run as Flee does; daily: forecast the camps from their counts, conflicts and "
          "closures, by Corridor's rules for long conflicts")
      ->default_val("flee")
      ->check(CLI::IsMember({"flee", "daily"}));
  command->callback([options] { import_flee(*options, std::cout, std::cerr); });
}

}  // namespace

void add_import(CLI::App& app) {
  auto* command = app.add_subcommand("import", "turn the input of other programs into a scenario");
  command->require_subcommand(1);
  add_import_flee(*command);
}

}  // namespace corridor::cli

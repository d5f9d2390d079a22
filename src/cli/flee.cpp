#include <iostream>
#include <map>
#include <memory>

#include "app/flee.h"
#include "cli/commands.h"

namespace corridor::cli {

void add_flee(CLI::App& app) {
  auto* command = app.add_subcommand(
      "flee", "run a folder of Flee inputs as Flee does, with Flee's own arguments");
  auto options = std::make_shared<FleeOptions>();
  command->add_option("input", options->input_folder, "folder of locations.csv, routes.csv, ...")
      ->required();
  command->add_option("data", options->data_folder, "folder of data_layout.csv")->required();
  command->add_option("days", options->days, "days to simulate; 0: as sim_period.csv says")
      ->required()
      ->check(CLI::Range(0, kMostFleeDays));
  command->add_option("settings", options->settings_file,
                      "settings file (default: simsetting.yml here)");
  command->add_option("--seed", options->seed, "same seed, same bits")->default_val(1);
  command->add_option("--members", options->members, "members of the ensemble")
      ->default_val(1)
      ->check(CLI::Range(1, 1000000));
  command->add_option("--threads", options->threads, "threads (default: all cores)");
  const std::map<std::string, FleeCapacityRule> rules = {{"running", FleeCapacityRule::running},
                                                         {"frozen", FleeCapacityRule::frozen}};
  command
      ->add_option("--capacity", options->capacity_rule,
                   "running: as serial Flee; frozen: as parallel Flee")
      ->transform(CLI::CheckedTransformer(rules));
  const std::map<std::string, FleeRepresentation> representations = {
      {"agent", FleeRepresentation::agent},
      {"cohort", FleeRepresentation::cohort},
      {"auto", FleeRepresentation::automatic}};
  command
      ->add_option("--representation", options->representation,
                   "agent: people one by one; cohort: counted, at a cost that does not grow with "
                   "people; auto: the cheaper of both where they are equal in law")
      ->transform(CLI::CheckedTransformer(representations));
  command->add_flag("--strict-flee", options->strict, "reproduce also what Corridor corrects");
  command->add_flag("--follow-intensity", options->follow_intensity,
                    "a conflict's intensity follows its column while it lasts (quirk Q7)");
  command->add_flag("--keep-capacity", options->keep_capacity,
                    "capacities do not shrink by the people of day 0 (quirk Q13)");
  command->add_flag("--whole-sums", options->whole_sums,
                    "registrations in several files are added day by day, to the last (quirk Q18)");
  command->add_flag("--score", options->score, "print the averaged relative differences instead");
  command->add_option("--out", options->out, "several members: directory of tables and report");
  command->callback([options] { run_flee(*options, std::cout, std::cerr); });
}

}  // namespace corridor::cli

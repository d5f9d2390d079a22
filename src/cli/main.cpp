// The command line: a thin door. Each subcommand reads its options and calls one function of app/.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands.h"
#include "cli/unknown_command.h"
#include "cluster/join.h"

namespace {

constexpr int kBadInput = 2;
constexpr int kFailure = 1;

int run(CLI::App& app, int argc, char** argv, const corridor::Crew& crew) {
  try {
    corridor::cli::add_commands(app, crew);
    corridor::cli::refuse_unknown_command(app, argc, argv);
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : kBadInput;
  } catch (const corridor::InputError& error) {
    for (const auto& item : error.diagnostics().items()) std::cerr << to_string(item) << '\n';
    return kBadInput;
  } catch (const std::exception& error) {
    std::cerr << "corridor failed: " << error.what() << '\n';
    return kFailure;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(
      "Corridor forecasts who leaves a crisis area, when, by which road, how long they wait and "
      "what they need.\n"
      "A scenario is a folder of tables (docs/scenario-format.md). Try:\n"
      "  corridor forecast scenarios/karabakh-2023");
  app.require_subcommand(1);
  app.set_version_flag("--version", CORRIDOR_VERSION);
  const auto crew = corridor::join_crew();
  if (!crew->leads()) {
    std::cout.rdbuf(nullptr);
    std::cerr.rdbuf(nullptr);
  }
  const int code = run(app, argc, argv, *crew);
  if (code == kFailure) crew->abandon(kFailure);
  crew->leave();
  return code;
}

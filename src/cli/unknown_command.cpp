#include "cli/unknown_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/refuse.h"
#include "base/diagnostics.h"

namespace corridor::cli {
namespace {

/// What other programs call our commands.
constexpr std::pair<const char*, const char*> kOtherNames[] = {
    {"check", "validate"},  {"lint", "validate"},    {"verify", "validate"},
    {"run", "forecast"},    {"predict", "forecast"}, {"simulate", "forecast"},
    {"what-if", "compare"}, {"backtest", "score"},   {"web", "serve"}};

std::string nearest_command(const std::string& word, const std::vector<std::string>& commands) {
  for (const auto& [other, command] : kOtherNames) {
    if (word == other) return command;
  }
  return nearest_name(word, commands);
}

}  // namespace

void refuse_unknown_command(const CLI::App& app, int argc, const char* const* argv) {
  if (argc < 2) return;
  const std::string word = argv[1];
  std::vector<std::string> commands;
  for (const CLI::App* command : app.get_subcommands({})) commands.push_back(command->get_name());
  const bool is_known = std::find(commands.begin(), commands.end(), word) != commands.end();
  if (word.starts_with('-') || is_known) return;
  const std::string nearest = nearest_command(word, commands);
  refuse("command line", word, fmt::format("a command: {}", fmt::join(commands, ", ")),
         (nearest.empty() ? "" : "did you mean " + nearest + "? ") +
             std::string("`corridor --help` says what each does"));
}

}  // namespace corridor::cli

#pragma once
#include <CLI/CLI.hpp>

namespace corridor::cli {

/// Throws InputError where the first word is no command: names it and the nearest that is one. The
/// parser would only say that a command is required.
void refuse_unknown_command(const CLI::App& app, int argc, const char* const* argv);

}  // namespace corridor::cli

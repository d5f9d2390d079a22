#pragma once
#include <CLI/CLI.hpp>

#include "base/crew.h"
#include "base/diagnostics.h"

namespace corridor::cli {

/// Days of a run of a Flee folder: more are a slip of the keyboard.
inline constexpr int kMostFleeDays = 100000;

/// Adds every subcommand. Their callbacks throw InputError for bad input. Those that take the crew
/// share their work with it; it must outlive them.
void add_commands(CLI::App& app, const Crew& crew);

void add_validate(CLI::App& app);
void add_forecast(CLI::App& app, const Crew& crew);
void add_compare(CLI::App& app, const Crew& crew);
void add_parameters(CLI::App& app);
void add_explain(CLI::App& app);
void add_claims(CLI::App& app);
void add_flee(CLI::App& app);
void add_score(CLI::App& app, const Crew& crew);
void add_read(CLI::App& app);
void add_import(CLI::App& app);
void add_serve(CLI::App& app);

}  // namespace corridor::cli

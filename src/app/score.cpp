#include "app/score.h"
#include "app/output_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "app/backtest_model.h"
#include "app/load.h"
#include "inference/backtest.h"
#include "inference/score_summary.h"
#include "inference/score_tasks.h"
#include "input/capacity_leaks.h"
#include "output/score_output.h"
#include "output/unfinished_work.h"
#include "scenario/known.h"

namespace corridor {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kUntilTheEnd = "end";

void complain(Diagnostics& diagnostics, const std::string& option, const std::string& found,
              const std::string& expected) {
  diagnostics.add({Severity::error, option, 0, "", "\"" + found + "\"", expected, ""});
}

std::vector<Horizon> parse_horizons(const std::vector<std::string>& texts,
                                    Diagnostics& diagnostics) {
  std::vector<Horizon> horizons;
  for (const std::string& text : texts) {
    const auto lead = parse_duration(text);
    if (text == kUntilTheEnd) {
      horizons.push_back({text, Duration{0}});
    } else if (lead) {
      horizons.push_back({text, *lead});
    } else {
      complain(diagnostics, "--horizons", text,
               "lengths of time such as 7d or 12h, or `end` for every later count");
    }
  }
  return horizons;
}

BacktestSettings parse_settings(const ScoreOptions& options, const Scenario& full) {
  Diagnostics diagnostics;
  BacktestSettings settings;
  const auto from = parse_time(options.from, full.utc_offset);
  const auto to = parse_time(options.to, full.utc_offset);
  const auto every = parse_duration(options.every);
  if (!from) complain(diagnostics, "--from", options.from, "a moment such as 2023-09-25T00:00");
  if (!to || (from && *to < *from))
    complain(diagnostics, "--to", options.to, "a moment not before --from");
  if (!every) complain(diagnostics, "--every", options.every, "a length of time such as 1d");
  settings.horizons = parse_horizons(options.horizons, diagnostics);
  if (diagnostics.has_errors()) throw InputError(diagnostics);
  settings.every = *every;
  for (Time origin = *from; origin <= *to; origin += *every) settings.origins.push_back(origin);
  settings.series = options.series;
  settings.seed = options.seed;
  settings.threads = options.crew->threads(options.threads);
  settings.crew = options.crew;
  return settings;
}

void require_counts(const ScoreOptions& options, const Scenario& full,
                    const BacktestSettings& settings) {
  if (!score_tasks(full, settings).empty()) return;
  std::string names;
  for (const CountSeries& series : reported_counts(full)) {
    if (names.find(series.info.target) == std::string::npos)
      names += (names.empty() ? "" : ", ") + series.info.target;
  }
  Diagnostics diagnostics;
  diagnostics.add({Severity::error, "observations.csv", 0, options.series,
                   "no count to score at these origins and horizons",
                   "counts (`exactly` or `about`) of a series that had an earlier count by then",
                   names.empty() ? "" : "series with counts: " + names});
  throw InputError(diagnostics);
}

/// All that the bits of an origin's scores depend on.
std::string identity(const ScoreOptions& options, const std::string& digest) {
  std::string text = digest + '|' + options.from + '|' + options.to + '|' + options.every;
  for (const std::string& horizon : options.horizons) text += '|' + horizon;
  text += "|series|" + options.series;
  for (const std::string& setting : options.settings) text += '|' + setting;
  for (const std::string& rule : options.trust) text += "|trust " + rule;
  if (!options.learns) text += "|no counts";
  return text + fmt::format("|{}|{}|{}", options.members, options.seed, options.prior_width);
}

/// Those of the folder, and that it may hold the answer.
std::vector<std::string> warnings_of(const LoadedScenario& loaded) {
  Diagnostics diagnostics = loaded.diagnostics;
  warn_of_capacity_leaks(loaded.full, diagnostics);
  if (loaded.full.flee_tables_given) {
    diagnostics.add({Severity::warning, "scenario.yaml", 0, "flee_tables", "given",
                     "as_known, for a forecast",
                     "the model is told how many came later, and is scored as a leak"});
  }
  std::vector<std::string> texts;
  for (const Diagnostic& warning : diagnostics.items()) texts.push_back(to_string(warning));
  return texts;
}

}  // namespace

ScoreOutcome score(const ScoreOptions& options,
                   const std::function<void(std::size_t, std::size_t)>& progress) {
  const auto begin = Clock::now();
  LoadedScenario loaded = load_evidence(ScenarioSource{options.folder, {}, {}}, "");
  trust_throughout(loaded, options.trust);
  BacktestSettings settings = parse_settings(options, loaded.full);
  const Time first = settings.origins.front();
  require_published_priors(loaded.full, known_at(loaded.full, first), first, "--from");
  settings.series_of_model = series_of_model;
  require_counts(options, loaded.full, settings);
  const ForecastMethod model = backtest_model(
      {options.members, options.seed, options.settings, options.prior_width, loaded.full.end,
       settings.threads, loaded.full.flee_tables_given, options.learns});
  ScoreOutcome outcome;
  outcome.utc_offset = loaded.full.utc_offset;
  outcome.directory = results_folder(options.out, std::filesystem::path(loaded.full.id) / "score");
  const UnfinishedWork kept(outcome.directory, identity(options, loaded.digest));
  settings.found = kept.found();
  outcome.table = run_backtest(loaded.full, settings, {model}, progress);
  if (!options.crew->leads()) return outcome;
  outcome.summaries = summarise_scores(outcome.table, options.seed);
  outcome.warnings = warnings_of(loaded);
  write_scores({&loaded.full, &outcome.table, &outcome.summaries, loaded.digest, options.members,
                options.seed, CORRIDOR_VERSION, outcome.warnings},
               outcome.directory);
  kept.finish();
  outcome.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return outcome;
}

}  // namespace corridor

// What the forecasts of a scenario would be held to were its model true: truths are drawn from what
// was known at the first origin, reported at the moments and in the words of the real counts, and
// back-tested like them. synthetic_truths FOLDER FROM TO [TRUTHS 12] [MEMBERS 400] [SERIES
// arrivals_cumulative] prints a table by origin, a day apart; karabakh-2023 takes ten minutes.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <stdexcept>

#include "app/backtest_model.h"
#include "base/crew.h"
#include "inference/backtest.h"
#include "reported_truth.h"

namespace corridor {
namespace {

constexpr std::uint64_t kTruthSeed = 20230925;
constexpr std::uint64_t kForecastSeed = 1;

struct Options {
  std::string folder, from, to;
  std::uint64_t truths = 12;
  std::size_t members = 400;
  std::string series = "arrivals_cumulative";
};

/// What all truths come to at one origin.
struct AtOrigin {
  std::size_t counts = 0;
  std::size_t counts_held = 0;
  std::size_t totals = 0;
  std::size_t totals_held = 0;
  double wis = 0.0;
  std::vector<double> widths;  ///< of the final total's 90 % interval
};

double median(std::vector<double> values) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  return 0.5 * (values[(values.size() - 1) / 2] + values[values.size() / 2]);
}

std::size_t origin_of(const ScoreTable& table, Time origin) {
  return static_cast<std::size_t>(
      std::lower_bound(table.origins.begin(), table.origins.end(), origin) - table.origins.begin());
}

/// Adds what the model, which stands first, is worth on one truth.
void add_truth(const ScoreTable& table, std::vector<AtOrigin>& origins) {
  for (std::size_t task = 0; task < table.tasks.size(); ++task) {
    AtOrigin& at = origins[origin_of(table, table.tasks[task].origin)];
    ++at.counts;
    at.counts_held += table.row(0, task).in_90 ? 1 : 0;
    at.wis += table.row(0, task).wis;
  }
  for (std::size_t task = 0; task < table.milestones.size(); ++task) {
    if (table.milestones[task].milestone != Milestone::final_total) continue;
    const MilestoneRow& row = table.milestone_row(0, task);
    AtOrigin& at = origins[origin_of(table, table.milestones[task].origin)];
    ++at.totals;
    at.totals_held += row.in_90 ? 1 : 0;
    at.widths.push_back(row.quantiles[hub_level::high_90] - row.quantiles[hub_level::low_90]);
  }
}

BacktestSettings settings_of(const Options& options, const Scenario& full) {
  BacktestSettings settings;
  const auto from = parse_time(options.from, full.utc_offset);
  const auto to = parse_time(options.to, full.utc_offset);
  if (!from || !to || *to < *from) throw std::runtime_error("moments such as 2023-09-25T00:00");
  settings.every = kDay;
  for (Time origin = *from; origin <= *to; origin += kDay) settings.origins.push_back(origin);
  settings.horizons = {{"end", Duration{0}}};
  settings.series = options.series;
  settings.threads = alone().threads(0);
  return settings;
}

void print(const BacktestSettings& settings, Duration utc_offset,
           const std::vector<AtOrigin>& origins) {
  std::cout << "| as of | later counts held | final totals held | mean WIS | median width |\n"
               "|---|---|---|---|---|\n";
  for (std::size_t o = 0; o < origins.size(); ++o) {
    const AtOrigin& at = origins[o];
    const double counts = std::max(1.0, static_cast<double>(at.counts));
    std::cout << fmt::format("| {} | {:.0f} % of {} | {} of {} | {:.0f} | {:.0f} |\n",
                             format_time(settings.origins[o], utc_offset),
                             100.0 * static_cast<double>(at.counts_held) / counts, at.counts,
                             at.totals_held, at.totals, at.wis / counts, median(at.widths));
  }
}

void run(const Options& options) {
  const LoadedScenario loaded = load_scenario(ScenarioSource{options.folder, {}, {}}, options.from);
  BacktestSettings settings = settings_of(options, loaded.full);
  settings.series_of_model = series_of_model;
  const ReportedScenario reported(loaded.known, loaded.as_of, loaded.full.observations);
  const ForecastMethod model = backtest_model(
      {options.members, kForecastSeed, {}, 1.0, loaded.full.end, settings.threads, false});
  std::vector<AtOrigin> origins(settings.origins.size());
  for (std::uint64_t truth = 0; truth < options.truths; ++truth) {
    Scenario world = loaded.known;
    world.observations = replicate(reported, kTruthSeed + truth).rows;
    add_truth(run_backtest(world, settings, {model}, [](std::size_t, std::size_t) {}), origins);
    std::cerr << fmt::format("truth {} of {}\n", truth + 1, options.truths);
  }
  print(settings, loaded.full.utc_offset, origins);
}

}  // namespace
}  // namespace corridor

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() < 3) {
    std::cerr << "synthetic_truths FOLDER FROM TO [TRUTHS] [MEMBERS] [SERIES]\n";
    return 2;
  }
  corridor::Options options{words[0], words[1], words[2]};
  if (words.size() > 3) options.truths = std::stoul(words[3]);
  if (words.size() > 4) options.members = std::stoul(words[4]);
  if (words.size() > 5) options.series = words[5];
  try {
    corridor::run(options);
  } catch (const std::exception& fault) {
    std::cerr << fault.what() << '\n';
    return 1;
  }
  return 0;
}

// Learns the numbers of ruleset `daily` from scenario folders and says what they are worth on a
// folder that they were not learned from: fit_daily FOLDER... [--check=FOLDER]... prints, for each
// folder left out, the mean WIS against the best baseline with a block-bootstrap interval and where
// the counts lay by group, then the same of the folders to check (which teach nothing), and last
// the numbers learned from all. A random search that always does the same; takes a minute.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>
#include <map>

#include "inference/backtest.h"
#include "inference/score_summary.h"
#include "inference/scores.h"
#include "input/scenario_folder.h"
#include "random/stream.h"
#include "results/ensemble_results.h"
#include "results/needs.h"
#include "rules/daily/growth.h"
#include "rules/daily/situations.h"
#include "scenario/known.h"
#include "scenario/normal.h"

namespace corridor {
namespace {

constexpr std::size_t kLevels = std::size(kHubLevels);
/// How strongly the numbers are drawn to the values set by hand, in squared shares of their range.
double pull = 0.5;  // NOLINT: set once from the command line

using Numbers = std::array<double, kGrowthParameters>;
// Set by hand (docs/scores.md): events are to matter, and totals may fall as they did elsewhere.
constexpr std::size_t kThreatExponent = 6;
constexpr std::size_t kDownTotal = 14;
constexpr std::size_t kTail = 17;

struct Task {
  std::size_t origin = 0;
  std::size_t horizon = 0;
  std::size_t series = 0;
  double days = 0.0;
  double outcome = 0.0;
};

struct Origin {
  std::vector<Situation> situations;
  std::vector<Lesson> lessons;
};

/// Everything that scoring with new numbers needs.
struct Conflict {
  std::string name;
  std::vector<SeriesInfo> series;
  std::vector<Origin> origins;
  std::vector<Task> tasks;
  double best_wis = 1.0;
  std::string best;
  ScoreTable baselines;
};

Conflict prepare(const std::filesystem::path& folder) {
  Conflict conflict;
  conflict.name = folder.filename().string();
  Diagnostics diagnostics;
  std::vector<Parameter> parameters = daily_parameters();
  for (Parameter& one : needs_parameters()) parameters.push_back(one);
  const auto scenario = read_scenario_folder(ScenarioSource{folder, {}, {}},
                                             {parameters, daily_topics()}, diagnostics);
  if (!scenario) throw InputError(diagnostics);
  BacktestSettings settings;
  settings.every = 30 * kDay;
  for (Time t = scenario->start + 30 * kDay; t < scenario->end; t += 30 * kDay)
    settings.origins.push_back(t);
  settings.horizons = {{"30d", 30 * kDay}, {"90d", 90 * kDay}};
  conflict.series = daily_series(*scenario);
  settings.series_of_model = daily_series;
  conflict.baselines = run_backtest(*scenario, settings, {}, [](std::size_t, std::size_t) {});
  const ScoreSummaries summaries = summarise_scores(conflict.baselines, 1);
  const std::size_t best = summaries.best.back();
  conflict.best = conflict.baselines.methods[best].name;
  conflict.best_wis = summaries.at(best, 2).wis;
  for (const Time origin : settings.origins) {
    const Scenario known = known_at(*scenario, origin);
    conflict.origins.push_back(
        {situations_of(known, conflict.series), lessons_of(known, conflict.series)});
  }
  for (const ScoreTask& task : conflict.baselines.tasks) {
    Task one;
    one.origin = static_cast<std::size_t>(
        std::find(settings.origins.begin(), settings.origins.end(), task.origin) -
        settings.origins.begin());
    one.horizon = task.horizon;
    while (conflict.series[one.series].target != task.series.target ||
           conflict.series[one.series].location != task.series.location)
      ++one.series;
    const Time counted = conflict.origins[one.origin].situations[one.series].counted;
    one.days = static_cast<double>((task.time - counted).count()) / 86400.0;
    one.outcome = task.outcome;
    conflict.tasks.push_back(one);
  }
  return conflict;
}

/// Where the counts of a group lay: within the intervals, below and above the 90 % one.
struct Coverage {
  double counts = 0.0;
  double in_50 = 0.0;
  double in_90 = 0.0;
  double below = 0.0;
  double above = 0.0;

  void add(const std::array<double, kLevels>& quantiles, double outcome) {
    counts += 1.0;
    in_50 += covers(quantiles[6], quantiles[16], outcome) ? 1.0 : 0.0;
    in_90 += covers(quantiles[2], quantiles[20], outcome) ? 1.0 : 0.0;
    below += outcome < quantiles[2] ? 1.0 : 0.0;
    above += outcome > quantiles[20] ? 1.0 : 0.0;
  }
};

/// Counts in all, of the total and of the places, and 90 days ahead by the origin's age in days.
enum Group : std::size_t { kAll, kTotal, kPlaces, kTo60, kTo150, kLater, kGroups };
constexpr std::array<const char*, kGroups> kGroupNames = {"all",   "total",  "places",
                                                          "to 60", "to 150", "later"};
using Coverages = std::array<Coverage, kGroups>;

/// The WIS of every task.
std::vector<double> scores_of(const Conflict& conflict, const Numbers& numbers,
                              Coverages* coverage = nullptr) {
  static const std::vector<double> scores = [] {
    std::vector<double> z;
    for (const double level : kHubLevels) z.push_back(normal_quantile(level));
    return z;
  }();
  const GrowthParameters parameters = growth_from(numbers);
  std::vector<double> wis;
  std::size_t origin = conflict.origins.size();
  std::vector<double> strengths;
  for (const Task& task : conflict.tasks) {
    if (task.origin != origin) {
      origin = task.origin;
      const Lessons lessons(conflict.origins[origin].lessons, conflict.series.size(), parameters);
      strengths.clear();
      for (std::size_t s = 0; s < conflict.series.size(); ++s)
        strengths.push_back(lessons.strength(s));
    }
    const Growth growth = grow(conflict.origins[origin].situations[task.series], task.days,
                               parameters, strengths[task.series]);
    std::array<double, kLevels> quantiles{};
    for (std::size_t i = 0; i < kLevels; ++i) quantiles[i] = growth.quantile(scores[i]);
    wis.push_back(weighted_interval_score(kHubLevels, quantiles, task.outcome).total);
    if (coverage == nullptr) continue;
    (*coverage)[kAll].add(quantiles, task.outcome);
    const bool is_total = conflict.series[task.series].target == kInCamps;
    (*coverage)[is_total ? kTotal : kPlaces].add(quantiles, task.outcome);
    if (task.horizon == 0) continue;
    (*coverage)[task.origin < 2   ? kTo60
                : task.origin < 5 ? kTo150
                                  : kLater]
        .add(quantiles, task.outcome);
  }
  return wis;
}

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

using Conflicts = std::vector<const Conflict*>;

Conflicts without(const Conflicts& conflicts, const Conflict* left_out) {
  Conflicts others;
  for (const Conflict* conflict : conflicts) {
    if (conflict != left_out) others.push_back(conflict);
  }
  return others;
}

double objective(const Conflicts& conflicts, const Numbers& numbers,
                 const std::vector<Parameter>& declared, const Numbers& by_hand) {
  double sum = 0.0;
  for (const Conflict* conflict : conflicts)
    sum += std::log(mean(scores_of(*conflict, numbers)) / conflict->best_wis);
  double distance = 0.0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const bool is_time = declared[i].unit == "d";
    const double share = is_time
                             ? 0.1 * std::log(numbers[i] / by_hand[i])
                             : (numbers[i] - by_hand[i]) / (declared[i].upper - declared[i].lower);
    distance += share * share;
  }
  return sum / static_cast<double>(conflicts.size()) + pull * distance;
}

/// Values set by hand before any learning; daily_parameters() holds what was learned.
Numbers start_numbers() {
  return {40.0, 1.0,  0.7,  0.3,  0.8,  0.2, 0.25, 0.0, 0.6,  0.3,
          0.5,  0.02, 0.05, 0.05, 0.02, 0.7, 60.0, 0.5, 0.02, 0.02};
}

double normal(Stream& stream) { return normal_quantile(stream.uniform()); }

Numbers search(const Conflicts& conflicts) {
  constexpr int kTrials = 1500;
  const std::vector<Parameter> declared = daily_parameters();
  const Numbers by_hand = start_numbers();
  Numbers best = by_hand;
  double lowest = objective(conflicts, best, declared, by_hand);
  for (std::uint32_t trial = 0; trial < kTrials; ++trial) {
    Stream stream({7, trial}, 0, 1, 1);
    const double step = 0.2 * std::pow(0.75, trial / 300);
    Numbers next = best;
    const int changes = 1 + static_cast<int>(3.0 * stream.uniform());
    for (int c = 0; c < changes; ++c) {
      const auto i = static_cast<std::size_t>(kGrowthParameters * stream.uniform());
      if (i == kThreatExponent || i == kDownTotal) continue;
      const double range = declared[i].unit == "d" ? 0.0 : declared[i].upper - declared[i].lower;
      const double factor = std::exp(step * normal(stream));
      next[i] = std::clamp(next[i] * factor + 0.03 * step * range * normal(stream),
                           declared[i].lower, declared[i].upper);
    }
    const double value = objective(conflicts, next, declared, by_hand);
    if (value >= lowest) continue;
    lowest = value;
    best = next;
  }
  return best;
}

/// The same conflicts are left out by several ways, so every search is done once.
Numbers lowest_wis(const Conflicts& conflicts) {
  static std::map<Conflicts, Numbers> known;
  const auto found = known.find(conflicts);
  if (found != known.end()) return found->second;
  return known[conflicts] = search(conflicts);
}

/// The lightest tail with which the 90 % intervals hold 90 % on conflicts left out, on average over
/// them. Numbers that have the lowest WIS on some conflicts are too sure of themselves on another.
double calibrated_tail(const Conflicts& conflicts) {
  constexpr double kStep = 0.05;
  constexpr double kHeaviest = 1.5;
  std::vector<Numbers> learned;
  for (const Conflict* left_out : conflicts)
    learned.push_back(lowest_wis(without(conflicts, left_out)));
  double tail = kStep;
  for (; tail < kHeaviest; tail += kStep) {
    double held = 0.0;
    for (std::size_t i = 0; i < conflicts.size(); ++i) {
      learned[i][kTail] = tail;
      Coverages coverage{};
      scores_of(*conflicts[i], learned[i], &coverage);
      held += coverage[kAll].in_90 / coverage[kAll].counts;
    }
    if (held >= 0.9 * static_cast<double>(conflicts.size())) break;
  }
  return tail;
}

Numbers learn_numbers(const Conflicts& conflicts) {
  Numbers numbers = lowest_wis(conflicts);
  numbers[kTail] = calibrated_tail(conflicts);
  return numbers;
}

/// Mean WIS, its ratio to the best baseline's and the interval of that.
std::string verdict(const Conflict& conflict, const Numbers& numbers) {
  Coverages coverage{};
  const std::vector<double> mine = scores_of(conflict, numbers, &coverage);
  std::size_t best = 0;
  while (conflict.baselines.methods[best].name != conflict.best) ++best;
  std::vector<double> top(conflict.origins.size(), 0.0);
  std::vector<double> bottom(conflict.origins.size(), 0.0);
  for (std::size_t t = 0; t < mine.size(); ++t) {
    top[conflict.tasks[t].origin] += mine[t];
    bottom[conflict.tasks[t].origin] += conflict.baselines.row(best, t).wis;
  }
  const Interval interval = block_bootstrap_ratio(top, bottom, 3, 2000, 0.9, 1);
  std::string by_horizon;
  for (std::size_t h = 0; h < 2; ++h) {
    double own = 0.0;
    double other = 0.0;
    for (std::size_t t = 0; t < mine.size(); ++t) {
      if (conflict.tasks[t].horizon != h) continue;
      own += mine[t];
      other += conflict.baselines.row(best, t).wis;
    }
    by_horizon += fmt::format("  {} {:.2f}", h == 0 ? "30d" : "90d", own / other);
  }
  std::string text = fmt::format(
      "{:<18} WIS {:>7.0f}  {:>20} {:>7.0f}  ratio {:.3f} ({:.2f} to {:.2f}){}  ({} counts)\n",
      conflict.name, mean(mine), conflict.best, conflict.best_wis, mean(mine) / conflict.best_wis,
      interval.low, interval.high, by_horizon, mine.size());
  text += "     in 50 %, in 90 % (below, above):";
  for (std::size_t g = 0; g < kGroups; ++g) {
    const Coverage& one = coverage[g];
    const double percent = 100.0 / std::max(1.0, one.counts);
    text += fmt::format("  {} {:.0f} {:.0f} ({:.0f} {:.0f})", kGroupNames[g], percent * one.in_50,
                        percent * one.in_90, percent * one.below, percent * one.above);
  }
  return text;
}

void run(const std::vector<std::filesystem::path>& folders,
         const std::vector<std::filesystem::path>& others) {
  std::vector<Conflict> conflicts;
  for (const auto& folder : folders) conflicts.push_back(prepare(folder));
  std::cout << "by hand, nothing learned\n";
  for (const Conflict& conflict : conflicts)
    std::cout << "  " << verdict(conflict, start_numbers()) << '\n';
  Conflicts all;
  for (const Conflict& conflict : conflicts) all.push_back(&conflict);
  std::cout << "learned from the others\n";
  for (const Conflict* left_out : all)
    std::cout << "  " << verdict(*left_out, learn_numbers(without(all, left_out))) << std::endl;
  const Numbers numbers = learn_numbers(all);
  std::cout << "learned from all (in-sample)\n";
  for (const Conflict& conflict : conflicts)
    std::cout << "  " << verdict(conflict, numbers) << '\n';
  for (const auto& folder : others) std::cout << "  " << verdict(prepare(folder), numbers) << '\n';
  const std::vector<Parameter> declared = daily_parameters();
  for (std::size_t i = 0; i < numbers.size(); ++i)
    std::cout << fmt::format("{} = {:.3g}\n", declared[i].name, numbers[i]);
}

}  // namespace
}  // namespace corridor

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> folders;
  std::vector<std::filesystem::path> others;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.rfind("--pull=", 0) == 0) {
      corridor::pull = std::stod(word.substr(7));
    } else if (word.rfind("--check=", 0) == 0) {
      others.emplace_back(word.substr(8));
    } else {
      folders.emplace_back(word);
    }
  }
  try {
    corridor::run(folders, others);
  } catch (const corridor::InputError& error) {
    for (const auto& item : error.diagnostics().items()) std::cerr << to_string(item) << '\n';
    return 2;
  }
  return 0;
}

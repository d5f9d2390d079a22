#include "inference/score_summary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "inference/scores.h"
#include "results/ensemble_results.h"

namespace corridor {
namespace {

constexpr std::size_t kPitBins = 10;
constexpr std::size_t kReplicates = 2000;
constexpr double kCoverage = 0.9;

/// Tasks of one horizon, or of all.
class Selection {
 public:
  Selection(const ScoreTable& table, std::size_t horizon) {
    for (std::size_t t = 0; t < table.tasks.size(); ++t) {
      if (horizon == table.horizons.size() || table.tasks[t].horizon == horizon)
        tasks_.push_back(t);
    }
  }
  [[nodiscard]] const std::vector<std::size_t>& tasks() const { return tasks_; }

 private:
  std::vector<std::size_t> tasks_;
};

double mean_wis(const ScoreTable& table, std::size_t method, const Selection& selection) {
  double sum = 0.0;
  for (const std::size_t task : selection.tasks()) sum += table.row(method, task).wis;
  return sum / static_cast<double>(std::max<std::size_t>(1, selection.tasks().size()));
}

std::size_t best_baseline(const ScoreTable& table, const Selection& selection) {
  std::size_t best = table.methods.size();
  double lowest = std::numeric_limits<double>::infinity();
  for (std::size_t m = 0; m < table.methods.size(); ++m) {
    if (table.methods[m].is_model || table.methods[m].leaks) continue;
    const double wis = mean_wis(table, m, selection);
    if (wis < lowest) {
      lowest = wis;
      best = m;
    }
  }
  return best;
}

/// Sums of the WIS by origin, in the order of time.
std::vector<double> by_origin(const ScoreTable& table, std::size_t method,
                              const Selection& selection) {
  std::vector<double> sums(table.origins.size(), 0.0);
  for (const std::size_t task : selection.tasks()) {
    const auto at = std::find(table.origins.begin(), table.origins.end(), table.tasks[task].origin);
    sums[static_cast<std::size_t>(at - table.origins.begin())] += table.row(method, task).wis;
  }
  return sums;
}

/// Origins in a block: as many as the longest horizon spans, at most half of all. The horizon `end`
/// is as long as the time to its last count.
std::size_t block_length(const ScoreTable& table) {
  Duration longest{0};
  for (const Horizon& horizon : table.horizons) longest = std::max(longest, horizon.lead);
  for (const ScoreTask& task : table.tasks) {
    if (table.horizons[task.horizon].lead == Duration{0})
      longest = std::max(longest, task.time - task.origin);
  }
  const auto spanned =
      static_cast<std::size_t>((longest + table.every - Duration{1}) / table.every);
  return std::clamp<std::size_t>(spanned, 1, std::max<std::size_t>(1, table.origins.size() / 2));
}

/// The mean over (origin, horizon, target) of Flee's relative difference between medians and counts
/// of the places; the total where there are no places. Several counts of a place: their mean.
double mean_relative_difference(const ScoreTable& table, std::size_t method,
                                const Selection& selection, bool rescaled) {
  struct Sums {
    double forecast = 0.0;
    double outcome = 0.0;
    double count = 0.0;
  };
  std::map<std::tuple<Time, std::size_t, std::string>, std::map<std::string, Sums>> groups;
  for (const std::size_t t : selection.tasks()) {
    const ScoreTask& task = table.tasks[t];
    Sums& sums = groups[{task.origin, task.horizon, task.series.target}][task.series.location];
    sums.forecast += table.row(method, t).quantiles[hub_level::median];
    sums.outcome += task.outcome;
    sums.count += 1.0;
  }
  double total = 0.0;
  double count = 0.0;
  for (auto& [key, places] : groups) {
    if (places.size() > 1) places.erase("");
    if (rescaled && places.size() < 2) continue;
    std::vector<double> forecast;
    std::vector<double> outcome;
    for (const auto& [name, sums] : places) {
      forecast.push_back(sums.forecast / sums.count);
      outcome.push_back(sums.outcome / sums.count);
    }
    const double difference = relative_difference(forecast, outcome, rescaled);
    if (std::isnan(difference)) continue;
    total += difference;
    count += 1.0;
  }
  return count > 0.0 ? total / count : kNoScore;
}

/// Where nothing was scored there is no score, least of all a perfect one.
ScoreSummary without_scores(ScoreSummary summary) {
  for (double* score :
       {&summary.wis, &summary.dispersion, &summary.overprediction, &summary.underprediction,
        &summary.crps, &summary.coverage_50, &summary.coverage_90, &summary.bias,
        &summary.relative_difference, &summary.rescaled_difference, &summary.ratio_to_best,
        &summary.ratio_low, &summary.ratio_high}) {
    *score = kNoScore;
  }
  summary.pit = pit_histogram({}, kPitBins);
  return summary;
}

ScoreSummary summarise_one(const ScoreTable& table, std::size_t method, std::size_t horizon,
                           const Selection& selection) {
  ScoreSummary summary;
  summary.method = method;
  summary.horizon = horizon;
  summary.tasks = selection.tasks().size();
  if (summary.tasks == 0) return without_scores(std::move(summary));
  const double share = 1.0 / static_cast<double>(summary.tasks);
  std::vector<double> pit;
  for (const std::size_t task : selection.tasks()) {
    const ScoreRow& row = table.row(method, task);
    summary.wis += share * row.wis;
    summary.dispersion += share * row.dispersion;
    summary.overprediction += share * row.overprediction;
    summary.underprediction += share * row.underprediction;
    summary.crps += share * row.crps;
    summary.coverage_50 += row.in_50 ? share : 0.0;
    summary.coverage_90 += row.in_90 ? share : 0.0;
    summary.bias += share * row.bias;
    pit.push_back(row.pit);
  }
  summary.pit = pit_histogram(pit, kPitBins);
  summary.relative_difference = mean_relative_difference(table, method, selection, false);
  summary.rescaled_difference = mean_relative_difference(table, method, selection, true);
  return summary;
}

/// Relative skill of the methods that do not leak; kNoScore for those that do.
std::vector<double> fair_skill(const ScoreTable& table, const Selection& selection) {
  std::vector<std::vector<double>> scores;
  std::vector<std::size_t> fair;
  for (std::size_t m = 0; m < table.methods.size(); ++m) {
    if (table.methods[m].leaks) continue;
    fair.push_back(m);
    scores.emplace_back();
    for (const std::size_t task : selection.tasks())
      scores.back().push_back(table.row(m, task).wis);
  }
  const std::vector<double> skill = relative_skill(scores);
  std::vector<double> all(table.methods.size(), kNoScore);
  for (std::size_t i = 0; i < fair.size(); ++i) all[fair[i]] = skill[i];
  return all;
}

}  // namespace

ScoreSummaries summarise_scores(const ScoreTable& table, std::uint64_t seed) {
  ScoreSummaries summaries;
  const std::size_t columns = table.horizons.size() + 1;
  const std::size_t block = block_length(table);
  summaries.all.resize(table.methods.size() * columns);
  for (std::size_t horizon = 0; horizon < columns; ++horizon) {
    const Selection selection(table, horizon);
    const std::size_t best = best_baseline(table, selection);
    summaries.best.push_back(best);
    const std::vector<double> skill = fair_skill(table, selection);
    const std::vector<double> best_sums =
        best < table.methods.size() ? by_origin(table, best, selection) : std::vector<double>();
    for (std::size_t m = 0; m < table.methods.size(); ++m) {
      ScoreSummary summary = summarise_one(table, m, horizon, selection);
      summary.relative_skill = skill[m];
      if (!best_sums.empty() && !selection.tasks().empty()) {
        const Interval interval = block_bootstrap_ratio(by_origin(table, m, selection), best_sums,
                                                        block, kReplicates, kCoverage, seed);
        summary.ratio_to_best = summary.wis / mean_wis(table, best, selection);
        summary.ratio_low = interval.low;
        summary.ratio_high = interval.high;
      }
      summaries.all[m * columns + horizon] = std::move(summary);
    }
  }
  return summaries;
}

}  // namespace corridor

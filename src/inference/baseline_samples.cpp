#include "inference/baseline_samples.h"

#include <algorithm>

#include "base/parallel.h"
#include "scenario/known.h"
#include "scenario/series.h"

namespace corridor {
namespace {

/// Baselines learn their errors from origins this many times as dense as those of the back-test.
constexpr int kPastOriginsPerOrigin = 4;

/// Numbers of one baseline at one origin, series by series as they were known then.
struct Fits {
  std::vector<SeriesInfo> series;
  std::vector<double> last_count;
  std::vector<PointForecast> forecasts;
  bool has_own_say = false;

  [[nodiscard]] std::size_t find(const SeriesInfo& info) const {
    std::size_t i = 0;
    while (i < series.size() && !is_same(series[i], info)) ++i;
    return i;
  }
};

/// A baseline that has nothing to say about a series says what persistence says.
Fits fit_all(const Baseline& baseline, const KnownCounts& known) {
  Fits fits;
  for (std::size_t i = 0; i < known.series.size(); ++i) {
    fits.series.push_back(known.series[i].info);
    fits.last_count.push_back(known.series[i].counts.back().value);
    PointForecast forecast = baseline.fit(known, i);
    fits.has_own_say = fits.has_own_say || forecast;
    fits.forecasts.push_back(forecast ? forecast : baselines().front().fit(known, i));
  }
  return fits;
}

std::vector<Time> past_origins(const Scenario& full, const BacktestSettings& settings) {
  std::vector<Time> origins;
  if (settings.origins.empty()) return origins;
  const Duration step = std::max(Duration{1}, settings.every / kPastOriginsPerOrigin);
  for (Time origin = settings.origins.back(); origin > full.start; origin -= step)
    origins.push_back(origin);
  std::reverse(origins.begin(), origins.end());
  return origins;
}

std::vector<PastForecast> past_of(const Fits& fits, const CountSeries& series, Time origin) {
  std::vector<PastForecast> past;
  const std::size_t index = fits.find(series.info);
  if (index == fits.series.size()) return past;
  for (const ReportedCount& count : series.counts) {
    if (count.time < origin || count.published < origin) continue;
    past.push_back(
        {origin, count.time, count.published, fits.forecasts[index](count.time), count.value});
  }
  return past;
}

}  // namespace

BaselineSamples::BaselineSamples(const Scenario& full, const BacktestSettings& settings)
    : full_(full), settings_(settings), outcomes_(reported_counts(full)) {
  learn_errors();
}

KnownCounts BaselineSamples::counts_at(const Scenario& known, Time origin) const {
  KnownCounts counts;
  counts.origin = origin;
  counts.every = settings_.every;
  counts.series = counts_at_hand(known);
  counts.outcomes = &outcomes_;
  return counts;
}

void BaselineSamples::learn_errors() {
  const std::vector<Time> origins = past_origins(full_, settings_);
  std::vector<std::vector<std::vector<PastForecast>>> found(origins.size());
  std::vector<std::vector<char>> own_say(origins.size());
  parallel_for(origins.size(), settings_.threads, [&](std::size_t o) {
    const KnownCounts known = counts_at(known_at(full_, origins[o]), origins[o]);
    for (const Baseline& baseline : baselines()) {
      const Fits fits = fit_all(baseline, known);
      own_say[o].push_back(fits.has_own_say ? 1 : 0);
      for (const CountSeries& series : outcomes_)
        found[o].push_back(past_of(fits, series, origins[o]));
    }
  });
  past_.assign(baselines().size(), std::vector<std::vector<PastForecast>>(outcomes_.size()));
  for (std::size_t b = 0; b < baselines().size(); ++b) {
    bool speaks = false;
    for (std::size_t o = 0; o < origins.size(); ++o) {
      speaks = speaks || own_say[o][b] != 0;
      for (std::size_t s = 0; s < outcomes_.size(); ++s) {
        const std::vector<PastForecast>& more = found[o][b * outcomes_.size() + s];
        past_[b][s].insert(past_[b][s].end(), more.begin(), more.end());
      }
    }
    if (speaks) speaking_.push_back(b);
  }
}

OriginSamples BaselineSamples::at_origin(std::size_t baseline, const KnownCounts& known,
                                         const OriginTasks& tasks) const {
  const Fits fits = fit_all(baselines()[baseline], known);
  const auto samples_at = [&](const SeriesInfo& series, Time time) {
    const std::size_t index = fits.find(series);
    const auto number = static_cast<std::size_t>(find_series(outcomes_, series) - outcomes_.data());
    const double lowest = is_cumulative(series.target) ? fits.last_count[index] : 0.0;
    return with_past_errors(std::max(lowest, fits.forecasts[index](time)), known.origin, time,
                            settings_.every, lowest, past_[baseline][number]);
  };
  OriginSamples samples;
  for (const ScoreTask& task : tasks.counts)
    samples.counts.push_back(samples_at(task.series, task.time));
  for (const MilestoneTask& task : tasks.milestones) {
    samples.milestones.push_back(task.milestone == Milestone::final_total
                                     ? samples_at(task.series, full_.end)
                                     : std::vector<double>());
  }
  return samples;
}

}  // namespace corridor

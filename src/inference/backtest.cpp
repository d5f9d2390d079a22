#include "inference/backtest.h"

#include <algorithm>
#include <atomic>

#include "base/bytes.h"
#include "base/check.h"
#include "base/parallel.h"
#include "inference/milestones.h"
#include "inference/past_errors.h"
#include "inference/scores.h"
#include "random/stream.h"
#include "results/ensemble_results.h"
#include "scenario/known.h"
#include "scenario/series.h"

namespace corridor {
namespace {

/// Address of the draws that make PIT values continuous.
constexpr std::uint32_t kPitProcess = 0x70697400;  // "pit"
/// Baselines learn their errors from origins this many times as dense as those of the back-test.
constexpr int kPastOriginsPerOrigin = 4;

bool is_of_horizon(const Horizon& horizon, Duration lead, Duration every) {
  if (horizon.lead.count() == 0) return true;
  const Duration slack = std::min(every, horizon.lead) / 2;
  return lead > horizon.lead - slack && lead <= horizon.lead + slack;
}

KnownCounts known_counts(const Scenario& known, Time origin, Duration every,
                         const std::vector<CountSeries>& outcomes) {
  KnownCounts counts;
  counts.origin = origin;
  counts.every = every;
  counts.series = counts_at_hand(known);
  counts.outcomes = &outcomes;
  return counts;
}

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

/// What is found at one origin.
struct OriginRows {
  std::vector<ScoreRow> counts;
  std::vector<MilestoneRow> milestones;
};

/// The tasks of one origin, with their numbers among all.
struct NumberedTasks {
  OriginTasks tasks;
  std::vector<std::size_t> counts;
  std::vector<std::size_t> milestones;

  [[nodiscard]] bool empty() const { return counts.empty() && milestones.empty(); }
};

class Backtest {
 public:
  Backtest(const Scenario& full, const BacktestSettings& settings)
      : full_(full),
        settings_(settings),
        outcomes_(reported_counts(full)),
        tasks_(score_tasks(full, settings)),
        milestones_(milestone_tasks(full, settings)) {}

  ScoreTable run(const std::vector<ForecastMethod>& methods,
                 const std::function<void(std::size_t, std::size_t)>& progress) {
    collect_past_forecasts();
    ScoreTable table;
    table.horizons = settings_.horizons;
    table.origins = settings_.origins;
    table.every = settings_.every;
    table.tasks = tasks_;
    table.milestones = milestones_;
    for (const ForecastMethod& method : methods) table.methods.push_back(method.about);
    for (const std::size_t b : speaking_) {
      table.methods.push_back(
          {baselines()[b].name, baselines()[b].meaning, baselines()[b].leaks, false});
    }
    table.rows.resize(table.methods.size() * tasks_.size());
    table.milestone_rows.resize(table.methods.size() * milestones_.size());
    const Crew& crew = *settings_.crew;
    const std::size_t mine = crew.share(settings_.origins.size());
    std::vector<std::string> found(mine);
    std::atomic<std::size_t> done{0};
    parallel_for(mine, settings_.threads, [&](std::size_t i) {
      found[i] = find_or_score(crew.unit(i), methods);
      progress(++done, mine);
    });
    gather(std::move(found), table);
    return table;
  }

 private:
  /// What every baseline would have said at origins before the last one, with the counts that came.
  void collect_past_forecasts() {
    const std::vector<Time> origins = past_origins();
    std::vector<std::vector<std::vector<PastForecast>>> found(origins.size());
    std::vector<std::vector<char>> own_say(origins.size());
    parallel_for(origins.size(), settings_.threads, [&](std::size_t o) {
      const KnownCounts known =
          known_counts(known_at(full_, origins[o]), origins[o], settings_.every, outcomes_);
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

  [[nodiscard]] std::vector<Time> past_origins() const {
    std::vector<Time> origins;
    if (settings_.origins.empty()) return origins;
    const Duration step = std::max(Duration{1}, settings_.every / kPastOriginsPerOrigin);
    for (Time origin = settings_.origins.back(); origin > full_.start; origin -= step)
      origins.push_back(origin);
    std::reverse(origins.begin(), origins.end());
    return origins;
  }

  [[nodiscard]] std::vector<PastForecast> past_of(const Fits& fits, const CountSeries& series,
                                                  Time origin) const {
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

  /// The rows of one origin as bytes, from an earlier run that was cut short or found now.
  [[nodiscard]] std::string find_or_score(std::size_t origin,
                                          const std::vector<ForecastMethod>& methods) const {
    if (settings_.found.find) {
      if (std::optional<std::string> kept = settings_.found.find(origin)) return *kept;
    }
    std::string bytes = as_bytes(score_origin(settings_.origins[origin], methods));
    if (settings_.found.keep) settings_.found.keep(origin, bytes);
    return bytes;
  }

  /// Fills the leader's table with what all of the crew found.
  void gather(std::vector<std::string> found, ScoreTable& table) const {
    ByteWriter writer;
    for (const std::string& rows : found) writer.put(rows);
    const std::vector<std::string> all = settings_.crew->gather(writer.take());
    for (std::size_t member = 0; member < all.size(); ++member) {
      ByteReader origins(all[member]);
      while (!origins.at_end()) {
        OriginRows rows = from_bytes(origins.get_text());
        for (ScoreRow& row : rows.counts)
          table.rows[row.method * tasks_.size() + row.task] = std::move(row);
        for (MilestoneRow& row : rows.milestones)
          table.milestone_rows[row.method * milestones_.size() + row.task] = std::move(row);
      }
    }
  }

  static std::string as_bytes(const OriginRows& rows) {
    ByteWriter writer;
    writer.put(rows.counts.size());
    for (const ScoreRow& row : rows.counts) put(row, writer);
    writer.put(rows.milestones.size());
    for (const MilestoneRow& row : rows.milestones) put(row, writer);
    return writer.take();
  }

  static OriginRows from_bytes(const std::string& bytes) {
    ByteReader reader(bytes);
    OriginRows rows;
    rows.counts.resize(reader.get<std::size_t>());
    for (ScoreRow& row : rows.counts) row = get_row(reader);
    rows.milestones.resize(reader.get<std::size_t>());
    for (MilestoneRow& row : rows.milestones) row = get_milestone(reader);
    return rows;
  }

  static void put(const MilestoneRow& row, ByteWriter& writer) {
    writer.put(row.method);
    writer.put(row.task);
    writer.put(row.wis);
    writer.put(row.in_50);
    writer.put(row.in_90);
    writer.put(row.quantiles);
  }

  static MilestoneRow get_milestone(ByteReader& reader) {
    MilestoneRow row;
    row.method = reader.get<std::size_t>();
    row.task = reader.get<std::size_t>();
    row.wis = reader.get<double>();
    row.in_50 = reader.get<bool>();
    row.in_90 = reader.get<bool>();
    row.quantiles = reader.get_vector<double>();
    return row;
  }

  static void put(const ScoreRow& row, ByteWriter& writer) {
    writer.put(row.method);
    writer.put(row.task);
    for (const double value : {row.crps, row.wis, row.dispersion, row.overprediction,
                               row.underprediction, row.pit, row.bias})
      writer.put(value);
    writer.put(row.in_50);
    writer.put(row.in_90);
    writer.put(row.quantiles);
  }

  static ScoreRow get_row(ByteReader& reader) {
    ScoreRow row;
    row.method = reader.get<std::size_t>();
    row.task = reader.get<std::size_t>();
    for (double* value : {&row.crps, &row.wis, &row.dispersion, &row.overprediction,
                          &row.underprediction, &row.pit, &row.bias})
      *value = reader.get<double>();
    row.in_50 = reader.get<bool>();
    row.in_90 = reader.get<bool>();
    row.quantiles = reader.get_vector<double>();
    return row;
  }

  [[nodiscard]] NumberedTasks tasks_at(Time origin) const {
    NumberedTasks mine;
    for (std::size_t t = 0; t < tasks_.size(); ++t) {
      if (tasks_[t].origin != origin) continue;
      mine.tasks.counts.push_back(tasks_[t]);
      mine.counts.push_back(t);
    }
    for (std::size_t t = 0; t < milestones_.size(); ++t) {
      if (milestones_[t].origin != origin) continue;
      mine.tasks.milestones.push_back(milestones_[t]);
      mine.milestones.push_back(t);
    }
    return mine;
  }

  [[nodiscard]] OriginRows score_origin(Time origin,
                                        const std::vector<ForecastMethod>& methods) const {
    OriginRows rows;
    const NumberedTasks mine = tasks_at(origin);
    if (mine.empty()) return rows;
    const Scenario known = known_at(full_, origin);
    for (std::size_t m = 0; m < methods.size(); ++m) {
      store(methods[m].forecast(known, origin, mine.tasks), m, mine, rows);
    }
    const KnownCounts counts = known_counts(known, origin, settings_.every, outcomes_);
    for (std::size_t i = 0; i < speaking_.size(); ++i) {
      store(baseline_samples(speaking_[i], counts, mine.tasks), methods.size() + i, mine, rows);
    }
    return rows;
  }

  /// Baselines say where a series stands at a time, so they speak of final totals only.
  [[nodiscard]] OriginSamples baseline_samples(std::size_t baseline, const KnownCounts& known,
                                               const OriginTasks& tasks) const {
    const Fits fits = fit_all(baselines()[baseline], known);
    const auto samples_at = [&](const SeriesInfo& series, Time time) {
      const std::size_t index = fits.find(series);
      const double lowest = is_cumulative(series.target) ? fits.last_count[index] : 0.0;
      return with_past_errors(std::max(lowest, fits.forecasts[index](time)), known.origin, time,
                              settings_.every, lowest, past_[baseline][number_of(series)]);
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

  [[nodiscard]] std::size_t number_of(const SeriesInfo& info) const {
    return static_cast<std::size_t>(find_series(outcomes_, info) - outcomes_.data());
  }

  void store(const OriginSamples& samples, std::size_t method, const NumberedTasks& mine,
             OriginRows& rows) const {
    CORRIDOR_CHECK(samples.counts.size() == mine.counts.size() &&
                       samples.milestones.size() == mine.milestones.size(),
                   "a forecast for every task");
    for (std::size_t i = 0; i < mine.counts.size(); ++i) {
      const std::size_t task = mine.counts[i];
      ScoreRow row = score(samples.counts[i], tasks_[task].outcome, task);
      row.method = method;
      row.task = task;
      rows.counts.push_back(std::move(row));
    }
    for (std::size_t i = 0; i < mine.milestones.size(); ++i) {
      const std::size_t task = mine.milestones[i];
      MilestoneRow row = score_milestone(samples.milestones[i], milestones_[task].outcome);
      row.method = method;
      row.task = task;
      rows.milestones.push_back(std::move(row));
    }
  }

  [[nodiscard]] static MilestoneRow score_milestone(const std::vector<double>& samples,
                                                    double outcome) {
    MilestoneRow row;
    if (samples.empty()) return row;
    row.quantiles = hub_quantiles(std::vector<float>(samples.begin(), samples.end()));
    row.wis = weighted_interval_score(kHubLevels, row.quantiles, outcome).total;
    row.in_50 =
        covers(row.quantiles[hub_level::low_50], row.quantiles[hub_level::high_50], outcome);
    row.in_90 =
        covers(row.quantiles[hub_level::low_90], row.quantiles[hub_level::high_90], outcome);
    return row;
  }

  [[nodiscard]] ScoreRow score(const std::vector<double>& samples, double outcome,
                               std::size_t task) const {
    ScoreRow row;
    row.quantiles = hub_quantiles(std::vector<float>(samples.begin(), samples.end()));
    const IntervalScore wis = weighted_interval_score(kHubLevels, row.quantiles, outcome);
    row.wis = wis.total;
    row.dispersion = wis.dispersion;
    row.overprediction = wis.overprediction;
    row.underprediction = wis.underprediction;
    row.crps = crps_of_samples(samples, outcome);
    row.in_50 =
        covers(row.quantiles[hub_level::low_50], row.quantiles[hub_level::high_50], outcome);
    row.in_90 =
        covers(row.quantiles[hub_level::low_90], row.quantiles[hub_level::high_90], outcome);
    Stream stream({settings_.seed, 0}, 0, kPitProcess, task);
    row.pit = randomised_pit(samples, outcome, stream.uniform());
    row.bias = bias_of_samples(samples, outcome);
    return row;
  }

  const Scenario& full_;
  const BacktestSettings& settings_;
  std::vector<CountSeries> outcomes_;
  std::vector<ScoreTask> tasks_;
  std::vector<MilestoneTask> milestones_;
  std::vector<std::size_t> speaking_;  ///< baselines with something to say here
  std::vector<std::vector<std::vector<PastForecast>>> past_;  ///< baseline, series
};

}  // namespace

/// Whether a series is about a place, road or region of the scenario that was not known yet.
static bool is_of_later_location(const Scenario& full, const Scenario& known,
                                 const SeriesInfo& info) {
  return full.has_location(info.location) && !known.has_location(info.location);
}

std::vector<CountSeries> series_to_score(const Scenario& full, const BacktestSettings& settings,
                                         Time origin) {
  const Scenario then = known_at(full, origin);
  const std::vector<CountSeries> at_hand = counts_at_hand(then);
  std::vector<CountSeries> found;
  for (CountSeries& series : reported_counts(full)) {
    if (!settings.series.empty() && series.info.target != settings.series) continue;
    if (find_series(at_hand, series.info) == nullptr) continue;
    if (!is_of_later_location(full, then, series.info)) found.push_back(std::move(series));
  }
  if (!settings.series_of_model || found.empty()) return found;
  const std::vector<SeriesInfo> of_model = settings.series_of_model(then);
  std::erase_if(found, [&](const CountSeries& series) {
    return std::none_of(of_model.begin(), of_model.end(),
                        [&](const SeriesInfo& one) { return is_same(one, series.info); });
  });
  return found;
}

std::vector<ScoreTask> score_tasks(const Scenario& full, const BacktestSettings& settings) {
  std::vector<ScoreTask> tasks;
  for (const Time origin : settings.origins) {
    for (const CountSeries& series : series_to_score(full, settings, origin)) {
      for (const ReportedCount& count : series.counts) {
        if (count.time < origin || count.time > full.end || count.published < origin) continue;
        for (std::size_t h = 0; h < settings.horizons.size(); ++h) {
          if (!is_of_horizon(settings.horizons[h], count.time - origin, settings.every)) continue;
          tasks.push_back({origin, h, series.info, count.time, count.value});
        }
      }
    }
  }
  return tasks;
}

ScoreTable run_backtest(const Scenario& full, const BacktestSettings& settings,
                        const std::vector<ForecastMethod>& methods,
                        const std::function<void(std::size_t, std::size_t)>& progress) {
  return Backtest(full, settings).run(methods, progress);
}

}  // namespace corridor

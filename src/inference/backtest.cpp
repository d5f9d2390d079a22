#include "inference/backtest.h"

#include <atomic>

#include "base/bytes.h"
#include "base/check.h"
#include "base/parallel.h"
#include "inference/baseline_samples.h"
#include "inference/milestones.h"
#include "inference/origin_rows.h"
#include "inference/score_rows.h"
#include "inference/score_tasks.h"
#include "scenario/known.h"

namespace corridor {
namespace {

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
        baselines_(full, settings),
        tasks_(score_tasks(full, settings)),
        milestones_(milestone_tasks(full, settings)) {}

  ScoreTable run(const std::vector<ForecastMethod>& methods,
                 const std::function<void(std::size_t, std::size_t)>& progress) {
    ScoreTable table;
    table.horizons = settings_.horizons;
    table.origins = settings_.origins;
    table.every = settings_.every;
    table.tasks = tasks_;
    table.milestones = milestones_;
    for (const ForecastMethod& method : methods) table.methods.push_back(method.about);
    for (const std::size_t b : baselines_.speaking()) {
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
        OriginRows rows = origin_rows_from(origins.get_text());
        for (ScoreRow& row : rows.counts)
          table.rows[row.method * tasks_.size() + row.task] = std::move(row);
        for (MilestoneRow& row : rows.milestones)
          table.milestone_rows[row.method * milestones_.size() + row.task] = std::move(row);
      }
    }
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
    const KnownCounts counts = baselines_.counts_at(known, origin);
    const std::vector<std::size_t>& speaking = baselines_.speaking();
    for (std::size_t i = 0; i < speaking.size(); ++i) {
      store(baselines_.at_origin(speaking[i], counts, mine.tasks), methods.size() + i, mine, rows);
    }
    return rows;
  }

  void store(const OriginSamples& samples, std::size_t method, const NumberedTasks& mine,
             OriginRows& rows) const {
    CORRIDOR_CHECK(samples.counts.size() == mine.counts.size() &&
                       samples.milestones.size() == mine.milestones.size(),
                   "a forecast for every task");
    for (std::size_t i = 0; i < mine.counts.size(); ++i) {
      const std::size_t task = mine.counts[i];
      ScoreRow row = score_count(samples.counts[i], tasks_[task].outcome, task, settings_.seed);
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

  const Scenario& full_;
  const BacktestSettings& settings_;
  BaselineSamples baselines_;
  std::vector<ScoreTask> tasks_;
  std::vector<MilestoneTask> milestones_;
};

}  // namespace

ScoreTable run_backtest(const Scenario& full, const BacktestSettings& settings,
                        const std::vector<ForecastMethod>& methods,
                        const std::function<void(std::size_t, std::size_t)>& progress) {
  return Backtest(full, settings).run(methods, progress);
}

}  // namespace corridor

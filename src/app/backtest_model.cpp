#include "app/backtest_model.h"

#include <algorithm>

#include "app/learn.h"
#include "app/load.h"
#include "app/rulesets.h"
#include "app/wrapped_model.h"
#include "base/check.h"
#include "inference/assimilate.h"
#include "inference/milestones.h"
#include "results/values_at.h"

namespace corridor {
namespace {

/// A model that shows only some of its series, so that a back-test keeps only what it scores.
class FewerSeries : public WrappedModel {
 public:
  /// Shows the series of the tasks and those that counts are learned from.
  FewerSeries(std::unique_ptr<Model> model, const OriginTasks& tasks,
              const std::vector<ObservationRow>& counts)
      : WrappedModel(std::move(model)) {
    for (std::size_t s = 0; s < inside().series().size(); ++s) {
      const SeriesInfo& info = inside().series()[s];
      const auto is_of_series = [&](const auto& task) { return is_same(task.series, info); };
      const bool scored =
          std::any_of(tasks.counts.begin(), tasks.counts.end(), is_of_series) ||
          std::any_of(tasks.milestones.begin(), tasks.milestones.end(), is_of_series);
      const bool counted = std::any_of(counts.begin(), counts.end(), [&](const auto& row) {
        return row.series == info.target && row.place == info.location;
      });
      if (!scored && !counted) continue;
      series_.push_back(info);
      index_.push_back(s);
    }
  }
  [[nodiscard]] const std::vector<SeriesInfo>& series() const override { return series_; }
  void observe(const ModelState& state, std::span<double> out) const override {
    std::vector<double> all(inside().series().size());
    inside().observe(state, all);
    for (std::size_t i = 0; i < index_.size(); ++i) out[i] = all[index_[i]];
  }

 private:
  std::vector<SeriesInfo> series_;
  std::vector<std::size_t> index_;
};

std::size_t steps_until(const Model& model, Time end) {
  const Duration span = end - model.start_time() + model.step_length() - Duration{1};
  return static_cast<std::size_t>(std::max<long long>(1, span / model.step_length()));
}

/// The last moment that must be forecast: milestones are about the scenario's end.
Time last_moment(const OriginTasks& tasks, Time start, Time end) {
  if (!tasks.milestones.empty()) return end;
  Time last = start;
  for (const ScoreTask& task : tasks.counts) last = std::max(last, task.time);
  return std::min(last, end);
}

/// Reads forecasts of an origin from what was learned there.
class Reader {
 public:
  Reader(const Assimilation& learned, bool has_counts, const Scenario& known, std::uint64_t seed)
      : learned_(learned), has_counts_(has_counts), start_(known.start), seed_(seed) {}

  [[nodiscard]] std::vector<double> value_at(const SeriesInfo& info, Time time) const {
    const std::size_t series = index_of(info);
    Readings readings{values_at(learned_.results, series, time), {}};
    // Without counts to learn from the forecast stands as the model gives it.
    if (!has_counts_) return readings.value;
    const Duration step = learned_.results.step;
    readings.per_hour = values_at(learned_.results, series, time - step);
    for (std::size_t m = 0; m < readings.value.size(); ++m)
      readings.per_hour[m] = (readings.value[m] - readings.per_hour[m]) / in_hours(step);
    return as_reported(learned_, series, in_hours(time - start_), readings, seed_);
  }

  [[nodiscard]] std::vector<double> milestone(const MilestoneTask& task, Time end) const {
    if (task.milestone == Milestone::final_total) return value_at(task.series, end);
    return hours_of_nearly_all(learned_.results, index_of(task.series), task.origin);
  }

 private:
  [[nodiscard]] std::size_t index_of(const SeriesInfo& info) const {
    const std::size_t series = learned_.results.find(info.target, info.location);
    CORRIDOR_CHECK(series < learned_.results.series.size(), info.target);
    return series;
  }

  const Assimilation& learned_;
  bool has_counts_;
  Time start_;
  std::uint64_t seed_;
};

OriginSamples forecast_tasks(const BacktestModelOptions& options, const Scenario& known, Time as_of,
                             const OriginTasks& tasks) {
  const FewerSeries model(make_model(known), tasks, all_counts(known));
  const ParameterSampler sampler(known, parse_overrides(options.settings, known.parameters),
                                 options.prior_width);
  const CountSet counts = options.learns ? counts_to_learn(known, model) : CountSet();
  const ScenarioPrior prior(known, as_of, sampler, model.shocks(counts.steps()));
  AssimilationSettings settings;
  settings.members = options.members;
  settings.seed = options.seed;
  settings.threads = options.threads;
  const Time last = last_moment(tasks, known.start, options.end);
  const Assimilation learned = assimilate(model, prior, counts, steps_until(model, last), settings,
                                          [](std::size_t, std::size_t) {});
  const Reader reader(learned, !counts.empty(), known, options.seed);
  OriginSamples samples;
  for (const ScoreTask& task : tasks.counts)
    samples.counts.push_back(reader.value_at(task.series, task.time));
  for (const MilestoneTask& task : tasks.milestones)
    samples.milestones.push_back(reader.milestone(task, options.end));
  return samples;
}

}  // namespace

ForecastMethod backtest_model(const BacktestModelOptions& options) {
  const char* what = options.told_outcome ? "the scenario's model, told what came later"
                                          : "the scenario's model, from what was known";
  return {{"corridor", what, options.told_outcome, true},
          [options](const Scenario& known, Time as_of, const OriginTasks& tasks) {
            return forecast_tasks(options, known, as_of, tasks);
          }};
}

std::vector<SeriesInfo> series_of_model(const Scenario& known) {
  return make_model(known)->series();
}

}  // namespace corridor

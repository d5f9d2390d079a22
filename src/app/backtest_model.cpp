#include "app/backtest_model.h"

#include <algorithm>

#include "app/load.h"
#include "app/rulesets.h"
#include "base/check.h"
#include "inference/assimilate.h"

namespace corridor {
namespace {

/// A model that shows only some of its series, so that a back-test keeps only what it scores.
class FewerSeries : public Model {
 public:
  /// Shows the series of the tasks and those that counts are learned from.
  FewerSeries(std::unique_ptr<Model> model, const std::vector<ScoreTask>& tasks,
              const std::vector<ObservationRow>& counts)
      : model_(std::move(model)) {
    for (std::size_t s = 0; s < model_->series().size(); ++s) {
      const SeriesInfo& info = model_->series()[s];
      const bool scored = std::any_of(tasks.begin(), tasks.end(), [&](const ScoreTask& task) {
        return task.series.target == info.target && task.series.location == info.location;
      });
      const bool counted = std::any_of(counts.begin(), counts.end(), [&](const auto& row) {
        return row.series == info.target && row.place == info.location;
      });
      if (!scored && !counted) continue;
      series_.push_back(info);
      index_.push_back(s);
    }
  }
  [[nodiscard]] Time start_time() const override { return model_->start_time(); }
  [[nodiscard]] Duration step_length() const override { return model_->step_length(); }
  [[nodiscard]] const std::vector<SeriesInfo>& series() const override { return series_; }
  [[nodiscard]] std::size_t shocks(std::size_t steps) const override {
    return model_->shocks(steps);
  }
  [[nodiscard]] std::unique_ptr<ModelState> start(const ParameterValues& parameters,
                                                  const MemberStreams& streams) const override {
    return model_->start(parameters, streams);
  }
  void step(ModelState& state) const override { model_->step(state); }
  void observe(const ModelState& state, std::span<double> out) const override {
    std::vector<double> all(model_->series().size());
    model_->observe(state, all);
    for (std::size_t i = 0; i < index_.size(); ++i) out[i] = all[index_[i]];
  }

 private:
  std::unique_ptr<Model> model_;
  std::vector<SeriesInfo> series_;
  std::vector<std::size_t> index_;
};

/// Values of the members at a time, linear between steps, constant outside the run.
std::vector<double> members_at(const EnsembleResults& results, std::size_t series, Time time) {
  const double steps = static_cast<double>((time - results.start).count()) /
                           static_cast<double>(results.step.count()) -
                       1.0;
  const double position = std::clamp(steps, 0.0, static_cast<double>(results.steps - 1));
  const auto before = static_cast<std::size_t>(position);
  const std::size_t after = std::min(before + 1, results.steps - 1);
  const double part = position - static_cast<double>(before);
  std::vector<double> values(results.members);
  for (std::size_t m = 0; m < results.members; ++m) {
    const auto low = static_cast<double>(results.row(series, before)[m]);
    const auto high = static_cast<double>(results.row(series, after)[m]);
    values[m] = low + part * (high - low);
  }
  return values;
}

std::size_t steps_until(const Model& model, Time end) {
  const Duration span = end - model.start_time() + model.step_length() - Duration{1};
  return static_cast<std::size_t>(std::max<long long>(1, span / model.step_length()));
}

std::vector<std::vector<double>> forecast_tasks(const BacktestModelOptions& options,
                                                const Scenario& known, Time as_of,
                                                const std::vector<ScoreTask>& tasks) {
  Time last = known.start;
  for (const ScoreTask& task : tasks) last = std::max(last, task.time);
  const FewerSeries model(make_model(known), tasks, known.observations);
  const ParameterSampler sampler(known, parse_overrides(options.settings, known.parameters),
                                 options.prior_width);
  // The daily rules begin with the counts known.
  const CountSet counts =
      known.ruleset == "daily" ? CountSet() : CountSet(known.observations, model);
  const ScenarioPrior prior(known, as_of, sampler, model.shocks(counts.steps()));
  AssimilationSettings settings;
  settings.members = options.members;
  settings.seed = options.seed;
  const Assimilation learned =
      assimilate(model, prior, counts, steps_until(model, std::min(last, options.end)), settings,
                 [](std::size_t, std::size_t) {});
  const EnsembleResults& results = learned.results;
  std::vector<std::vector<double>> samples;
  for (const ScoreTask& task : tasks) {
    const std::size_t series = results.find(task.series.target, task.series.location);
    CORRIDOR_CHECK(series < results.series.size(), task.series.target);
    std::vector<double> values = members_at(results, series, task.time);
    const double hours = static_cast<double>((task.time - known.start).count()) / 3600.0;
    // Without counts to learn from the forecast stands as the model gives it.
    samples.push_back(counts.empty() ? std::move(values)
                                     : as_reported(learned, series, hours, values, options.seed));
  }
  return samples;
}

}  // namespace

ForecastMethod backtest_model(const BacktestModelOptions& options) {
  return {{"corridor", "the scenario's model, from what was known", false, true},
          [options](const Scenario& known, Time as_of, const std::vector<ScoreTask>& tasks) {
            return forecast_tasks(options, known, as_of, tasks);
          }};
}

std::vector<SeriesInfo> series_of_model(const Scenario& scenario) {
  return make_model(scenario)->series();
}

}  // namespace corridor

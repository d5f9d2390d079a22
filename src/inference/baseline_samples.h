#pragma once
// What the baselines say at the origins of a back-test: a number each, made a distribution by the
// errors that the same baseline made before.
#include <vector>

#include "inference/backtest.h"
#include "inference/past_errors.h"
#include "scenario/reported.h"

namespace corridor {

class BaselineSamples {
 public:
  /// Learns the errors, from what every baseline would have said at origins up to the last one.
  BaselineSamples(const Scenario& full, const BacktestSettings& settings);
  BaselineSamples(const BaselineSamples&) = delete;
  BaselineSamples& operator=(const BaselineSamples&) = delete;

  /// The baselines with something to say here, by their number among `baselines()`.
  [[nodiscard]] const std::vector<std::size_t>& speaking() const { return speaking_; }

  /// What a baseline is fitted to at an origin; valid as long as this.
  [[nodiscard]] KnownCounts counts_at(const Scenario& known, Time origin) const;

  /// Baselines say where a series stands at a time, so of milestones they speak of final totals
  /// only.
  [[nodiscard]] OriginSamples at_origin(std::size_t baseline, const KnownCounts& known,
                                        const OriginTasks& tasks) const;

 private:
  void learn_errors();

  const Scenario& full_;
  const BacktestSettings& settings_;
  std::vector<CountSeries> outcomes_;
  std::vector<std::size_t> speaking_;
  std::vector<std::vector<std::vector<PastForecast>>> past_;  ///< baseline, series
};

}  // namespace corridor

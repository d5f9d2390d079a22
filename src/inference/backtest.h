#pragma once
// Rolling origins: at each, forecasts from what was known then, scored on the counts that came.
#include <cstdint>
#include <functional>
#include <optional>

#include "base/crew.h"
#include "base/found_work.h"
#include "inference/baselines.h"
#include "results/score_table.h"
#include "scenario/scenario.h"

namespace corridor {

struct BacktestSettings {
  std::vector<Time> origins;  ///< increasing, `every` apart
  Duration every{86400};
  std::vector<Horizon> horizons;
  std::string series;  ///< only this target; empty: all
  /// The series that a model has which knows so much; nothing: any.
  std::function<std::vector<SeriesInfo>(const Scenario& known)> series_of_model;
  std::uint64_t seed = 1;  ///< of the randomised PIT
  unsigned threads = 1;
  const Crew* crew = &alone();  ///< only its leader has the table
  FoundWork found;              ///< units are origins
};

/// What is to be forecast at one origin.
struct OriginTasks {
  std::vector<ScoreTask> counts;
  std::vector<MilestoneTask> milestones;
};

/// Samples for each task, in their order; none for a milestone that the method says nothing of.
struct OriginSamples {
  std::vector<std::vector<double>> counts;
  std::vector<std::vector<double>> milestones;
};

/// A method that forecasts from the scenario as it was known at the origin. Called from several
/// threads.
struct ForecastMethod {
  ScoredMethod about;
  std::function<OriginSamples(const Scenario& known, Time origin, const OriginTasks& tasks)>
      forecast;
};

/// Scores the methods and every baseline. The same bits for any number of threads. Methods see
/// `known_at(full, origin)` and nothing else. `progress(done, of)` counts origins.
ScoreTable run_backtest(const Scenario& full, const BacktestSettings& settings,
                        const std::vector<ForecastMethod>& methods,
                        const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace corridor

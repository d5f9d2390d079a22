#pragma once
// What a back-test leaves: one row a forecast of one count by one method.
#include <string>
#include <vector>

#include "base/time.h"
#include "scenario/series.h"

namespace corridor {

/// A horizon of a back-test: counts that come about that much later.
struct Horizon {
  std::string label;  ///< `7d`, `end`
  Duration lead{0};   ///< 0: every later count
};

/// Where the median and the ends of the central 50 and 90 % intervals stand among kHubLevels.
namespace hub_level {
inline constexpr std::size_t low_90 = 2, low_50 = 6, median = 11, high_50 = 16, high_90 = 20;
}

/// One count to be forecast.
struct ScoreTask {
  Time origin;
  std::size_t horizon = 0;  ///< index into the horizons
  SeriesInfo series;
  Time time;
  double outcome = 0.0;
};

/// What is asked of how a cumulative series ends.
enum class Milestone {
  final_total,      ///< people (or the unit of the series) at the scenario's end
  nearly_all_came,  ///< hours from the origin to the moment at which 95 % of the final total had
                    ///< come
};

inline const char* milestone_name(Milestone milestone) {
  return milestone == Milestone::final_total ? "final_total" : "time_of_95_percent";
}

/// The share of the final total that is nearly all of it.
inline constexpr double kNearlyAll = 0.95;

/// A milestone to be forecast at an origin.
struct MilestoneTask {
  Time origin;
  SeriesInfo series;
  Milestone milestone = Milestone::final_total;
  Time time;             ///< of the last count; or at which the counts reached 95 % of it
  double outcome = 0.0;  ///< the last count; or the hours from the origin to `time`
};

struct ScoredMethod {
  std::string name;
  std::string meaning;
  bool leaks = false;  ///< uses what nobody could have known
  bool is_model = false;
};

struct ScoreRow {
  std::size_t method = 0;
  std::size_t task = 0;
  double crps = 0.0;
  double wis = 0.0;
  double dispersion = 0.0;
  double overprediction = 0.0;
  double underprediction = 0.0;
  bool in_50 = false;
  bool in_90 = false;
  double pit = 0.0;
  double bias = 0.0;
  std::vector<double> quantiles;  ///< at kHubLevels
};

/// The forecast of a milestone by one method.
struct MilestoneRow {
  std::size_t method = 0;
  std::size_t task = 0;
  double wis = 0.0;
  bool in_50 = false;
  bool in_90 = false;
  std::vector<double> quantiles;  ///< at kHubLevels; empty: the method says nothing of it
};

struct ScoreTable {
  std::vector<Horizon> horizons;
  std::vector<Time> origins;
  Duration every{0};
  std::vector<ScoredMethod> methods;
  std::vector<ScoreTask> tasks;
  std::vector<ScoreRow> rows;  ///< row of (method, task) at method * tasks.size() + task
  std::vector<MilestoneTask> milestones;
  std::vector<MilestoneRow> milestone_rows;  ///< at method * milestones.size() + task

  [[nodiscard]] const ScoreRow& row(std::size_t method, std::size_t task) const {
    return rows[method * tasks.size() + task];
  }
  [[nodiscard]] const MilestoneRow& milestone_row(std::size_t method, std::size_t task) const {
    return milestone_rows[method * milestones.size() + task];
  }
};

/// Means over the tasks of one method, of one horizon or of all.
struct ScoreSummary {
  std::size_t method = 0;
  std::size_t horizon = 0;  ///< horizons.size(): all of them
  std::size_t tasks = 0;
  double wis = 0.0;
  double dispersion = 0.0;
  double overprediction = 0.0;
  double underprediction = 0.0;
  double crps = 0.0;
  double coverage_50 = 0.0;
  double coverage_90 = 0.0;
  double bias = 0.0;
  double relative_skill = 0.0;       ///< among methods that do not leak; below 1 is better
  double relative_difference = 0.0;  ///< Flee's, of the medians over the places
  double rescaled_difference = 0.0;  ///< the same of shares only; NaN without several places
  double ratio_to_best = 0.0;        ///< mean WIS over that of the best baseline
  double ratio_low = 0.0;            ///< its 90 % interval by block bootstrap over origins
  double ratio_high = 0.0;
  std::vector<double> pit;  ///< shares in ten bins
};

/// The summaries of a back-test: method by method, every horizon, then all.
struct ScoreSummaries {
  std::vector<ScoreSummary> all;  ///< index method * (horizons + 1) + horizon
  std::vector<std::size_t> best;  ///< best baseline by horizon, then over all

  [[nodiscard]] const ScoreSummary& at(std::size_t method, std::size_t horizon) const {
    return all[method * best.size() + horizon];
  }
};

}  // namespace corridor

#pragma once
// Forecasts that cost nothing: what a model must beat. Each gives one number for a time; how far it
// may be off is learned from its own past errors (inference/past_errors.h).
#include <functional>
#include <string>
#include <vector>

#include "scenario/reported.h"

namespace corridor {

/// What a baseline sees at an origin.
struct KnownCounts {
  Time origin;
  Duration every{86400};            ///< time between origins: the baselines' sense of "recently"
  std::vector<CountSeries> series;  ///< `counts_at_hand` of what is known at the origin
  /// All counts, later ones included: for baselines that are labelled as leaks, and for them only.
  const std::vector<CountSeries>* outcomes = nullptr;
};

/// The forecast of one series for a time.
using PointForecast = std::function<double(Time)>;

struct Baseline {
  std::string name;
  std::string meaning;
  bool leaks = false;  ///< uses what nobody could have known; shown, never compared with
  /// Fits to the counts of series `index` (which has at least one count); empty where the baseline
  /// has nothing to say (shares where there are no places to share among).
  std::function<PointForecast(const KnownCounts&, std::size_t index)> fit;
};

/// All baselines, in the order in which they are shown.
const std::vector<Baseline>& baselines();

}  // namespace corridor

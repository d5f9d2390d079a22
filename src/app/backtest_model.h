#pragma once
#include <string>
#include <vector>

#include "inference/backtest.h"

namespace corridor {

struct BacktestModelOptions {
  std::size_t members = 1000;
  std::uint64_t seed = 1;
  std::vector<std::string> settings;  ///< NAME=VALUE
  double prior_width = 1.0;           ///< factor on the spread of every prior
  Time end;                           ///< no forecast reaches further
  unsigned threads = 1;               ///< for the members of a forecast
  bool told_outcome = false;          ///< its tables say what came later: it is scored as a leak
  bool learns = true;                 ///< from the counts known at an origin
};

/// The scenario's own model as a method of a back-test: at each origin the forecast that `corridor
/// forecast --as-of` would make.
ForecastMethod backtest_model(const BacktestModelOptions& options);

/// The series that a model has which knows so much of a scenario: only their counts can be scored.
std::vector<SeriesInfo> series_of_model(const Scenario& known);

}  // namespace corridor

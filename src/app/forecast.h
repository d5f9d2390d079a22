#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "app/run_plan.h"

namespace corridor {

/// What a forecast leaves behind.
struct ForecastSummary {
  std::filesystem::path directory;
  std::string headline;  ///< the answer in two sentences
  double seconds = 0.0;
  std::vector<std::string> warnings;
};

/// Runs a forecast and writes its outputs. Throws InputError for bad input. `progress(done, of)`
/// counts members.
ForecastSummary forecast(const ForecastOptions& options,
                         const std::function<void(std::size_t, std::size_t)>& progress);

/// Runs what was planned and writes its outputs.
ForecastSummary forecast_plan(const RunPlan& plan, const ForecastOptions& options,
                              const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace corridor

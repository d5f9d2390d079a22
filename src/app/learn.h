#pragma once
// The forecast learns from the counts that were known at the plan's as-of time.
#include <functional>

#include "app/run_plan.h"
#include "inference/assimilate.h"
#include "inference/counts.h"

namespace corridor {

/// The counts that a forecast learns from: none for rules that do not learn.
CountSet counts_to_learn(const Scenario& known, const Model& model);

/// Members of the posterior, with trajectories, as known at the plan's as-of time.
Assimilation learn(const RunPlan& plan, const ForecastOptions& options,
                   const ParameterSampler& sampler,
                   const std::function<void(std::size_t, std::size_t)>& progress,
                   const FoundWork& found = {});

}  // namespace corridor

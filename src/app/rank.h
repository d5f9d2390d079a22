#pragma once
// What is worth checking: `corridor claims --rank`, and the report's section of that name.
#include <functional>
#include <string>
#include <vector>

#include "app/run_plan.h"
#include "results/ensemble_results.h"
#include "results/ranking.h"
#include "scenario/ledger.h"

namespace corridor {

struct RankOptions {
  ForecastOptions run;
  std::string target;         ///< SERIES[:PLACE]@TIME
  std::string loss;           ///< `pinball`, `pinball=RATIO` or `squared`; empty: pinball
  bool sobol_design = false;  ///< also total indices, by a design of its own
};

/// Ranks every uncertain parameter of a scenario by the members of a forecast: as it is known,
/// after learning from the counts and the silence so far. Sobol indices are of the prior, which a
/// warning says where silence makes a difference. `max` is about what is still to come. Throws
/// InputError for a target or loss that does not exist, and for a Sobol design where there are
/// counts. `progress(done, of)` counts runs.
Ranking rank(const RankOptions& options,
             const std::function<void(std::size_t, std::size_t)>& progress);

/// The same for people in need of a bed, from the members of a finished forecast.
Ranking rank_from_forecast(const EnsembleResults& results, const LoadedScenario& loaded,
                           const ParameterSampler& sampler, unsigned threads);

}  // namespace corridor

#pragma once
// A flow that was counted and that the forecast ends from one day to the next.
#include <optional>
#include <vector>

#include "results/ensemble_results.h"
#include "results/quantiles.h"
#include "scenario/scenario.h"

namespace corridor {

/// Arrivals that were counted until shortly before the as-of time, beside those of the day after.
struct EndingFlow {
  ObservationRow newest;          ///< the count that tells the flow
  double counted_a_day = 0.0;     ///< people, by one source
  Estimate forecast_for_the_day;  ///< people, in the 24 hours after the as-of time
};

/// Of all places and sources the largest counted flow of which less than a fifth goes on in the
/// median; nothing where there is none, or where it ebbed in the last hours of the counts already.
std::optional<EndingFlow> ending_flow(const EnsembleResults& results,
                                      const std::vector<ObservationRow>& counts, Time as_of);

}  // namespace corridor

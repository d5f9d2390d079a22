#pragma once
// Known counts beside what the members say of the same moments.
#include <optional>
#include <vector>

#include "results/ensemble_results.h"
#include "results/quantiles.h"
#include "scenario/scenario.h"

namespace corridor {

/// What the members say of a count's moment (the latest that it may be for) or period: of a series
/// that they have, from the start to the end of the run; else nothing.
std::optional<Estimate> forecast_of(const EnsembleResults& results, const ObservationRow& count);

/// The same of a claim of a series, for the moment that it holds for.
std::optional<Estimate> forecast_of(const EnsembleResults& results, const Claim& claim);

/// A known count that the members contradict: it lies outside their 90 % range, and their median is
/// off by more than a factor of two, of a running tally of 1.25.
struct ContradictedCount {
  ObservationRow count;
  Estimate forecast;    ///< of the count's moment
  double factor = 1.0;  ///< between the count and the forecast's median; above 1
};

/// Of every series and place, of moments and of periods, the newest counts (bounds, back to the
/// newest that says how many) that the members contradict, the one furthest off.
std::vector<ContradictedCount> contradicted_counts(const EnsembleResults& results,
                                                   const std::vector<ObservationRow>& counts);

}  // namespace corridor

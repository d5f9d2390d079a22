#pragma once
#include <vector>

#include "results/ensemble_results.h"

namespace corridor {

/// The members' values of a series at a moment: linear between the ends of steps. Before the end of
/// the first step a cumulative series rises from nothing, others stand as at its end; behind the
/// last step all stand as at its end.
std::vector<double> values_at(const EnsembleResults& results, std::size_t series, Time time);

/// What came from one moment to a later one, of a series that tells what has come so far or what
/// came in each step.
std::vector<double> values_between(const EnsembleResults& results, std::size_t series, Time since,
                                   Time time);

}  // namespace corridor

#pragma once
// What a finished forecast believes of its parameters.
#include "output/forecast_output.h"

namespace corridor {

/// Whether the members were learned from counts.
bool has_learned(const ForecastRun& run);

/// Median and 90 % of a parameter: of the members that were learned from counts, else of the prior
/// with its claims.
ParameterSummary belief_in(const ForecastRun& run, ParameterId id);

/// The same where there is no finished run; `learned` from counts, or nothing.
ParameterSummary belief_in(const ParameterSampler& sampler, const AssimilationDiagnostics* learned,
                           ParameterId id);

/// `, after the counts`, where they were learned from; else nothing.
std::string belief_words(const ForecastRun& run);

}  // namespace corridor

#pragma once
#include <string>

#include "app/load.h"

namespace corridor {

/// `lognormal, median 230, sigma 0.4`
std::string describe_prior(const Parameter& parameter);
/// The registry of a scenario as a table for a terminal, or as JSON.
std::string list_parameters(const LoadedScenario& loaded, bool json);

}  // namespace corridor

#pragma once
// What scenario.yaml and those of the overlays must say together: any of them may change a part.
#include <map>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

inline constexpr const char* kScenarioYaml = "scenario.yaml";

/// Where something is said for the last time.
struct Mention {
  std::size_t file = 0;  ///< 0: the folder's own scenario.yaml, then the overlays' in their order
  int line = 0;
};

/// By key: `start`, `end`, `as_of`, and `key_of` a parameter whose numbers could be read.
using Mentions = std::map<std::string, Mention>;
std::string key_of(const Parameter& parameter);

/// The time from start to end must hold a step.
void check_period(const Scenario& scenario, const Mentions& mentions, Diagnostics& diagnostics);

/// The main forecast is made while the scenario lasts, or hardly meant so: a warning.
void check_as_of(const Scenario& scenario, const Mentions& mentions, Diagnostics& diagnostics);

/// A number must lie within its parameter's bounds, and a prior have weight there.
void check_priors(const std::vector<Parameter>& parameters, const Mentions& mentions,
                  Diagnostics& diagnostics);

}  // namespace corridor

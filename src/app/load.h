#pragma once
// From a folder on disk to a scenario as it is known at a time: the beginning of every use case.
#include <map>
#include <string>

#include "base/diagnostics.h"
#include "input/scenario_folder.h"
#include "scenario/known.h"
#include "scenario/sampling.h"
#include "scenario/scenario.h"
#include "scenario/trust.h"

namespace corridor {

struct LoadedScenario {
  Scenario full;        ///< every row: for scores of past forecasts, never for a forecast
  Scenario known;       ///< as of `as_of`, with claims weighed by trust
  LaterEvidence later;  ///< what a report shows beside the forecast
  Time as_of;
  std::vector<Trust> trust;
  std::string digest;
  Diagnostics diagnostics;  ///< warnings
};

/// Applies rules of trust to all evidence, whenever it was published: to what forecasts are made
/// from and to what they are scored on. Throws InputError.
void trust_throughout(LoadedScenario& loaded, const std::vector<std::string>& trust);

/// Reads a folder. Without `as_of`: the scenario's own, or its end. `trust` are rules
/// `SOURCE=NUMBER` or `SOURCE=only` (scenario/trust.h), applied to what is known. Throws InputError
/// with all problems. Priors that a forecast needs may not have been published yet.
LoadedScenario load_evidence(const ScenarioSource& source, const std::string& as_of_text,
                             const std::vector<std::string>& trust = {});
/// The same for a forecast: that such a prior is needed is a problem.
LoadedScenario load_scenario(const ScenarioSource& source, const std::string& as_of_text,
                             const std::vector<std::string>& trust = {});

/// Throws InputError where a forecast from `as_of`, with what was `known` then, needs priors that
/// were not published yet; `option` is where a later moment could be chosen.
void require_published_priors(const Scenario& full, const Scenario& known, Time as_of,
                              const char* option);

/// Throws InputError where a value is out of its parameter's bounds; `text` is what `option` says.
void require_within_bounds(const std::string& option, const std::string& text, double value,
                           const Parameter& parameter);

/// Turns `NAME=VALUE` texts into parameter values; throws InputError for unknown names or values
/// out of bounds.
std::map<std::string, double> parse_overrides(const std::vector<std::string>& settings,
                                              const ParameterRegistry& registry);

}  // namespace corridor

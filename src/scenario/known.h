#pragma once
// What is known at a time, and what was not: the two sides of an as-of time. `known_at` is the one
// place that decides; forecasts see nothing else.
#include <string>
#include <vector>

#include "scenario/scenario.h"

namespace corridor {

/// The scenario without rows published at or after `as_of`, superseded rows removed where their
/// successor is known, priors published later replaced by the ruleset's own. Ids are renumbered.
Scenario known_at(const Scenario& scenario, Time as_of);

/// Counts and claims published at or after the as-of time. A report shows them beside a forecast,
/// apart and as later; nothing else sees them.
struct LaterEvidence {
  std::vector<ObservationRow> counts;
  std::vector<ObservationRow> period_counts;
  std::vector<Claim> claims;  ///< none of places and regions that are not known
};
LaterEvidence published_later(const Scenario& scenario, Time as_of);

/// Parameters of the scenario's own about which nothing was published before `as_of`, but which
/// rows of `known` (= known_at(scenario, as_of)) use: nothing can be forecast from them.
std::vector<std::string> parameters_used_before_publication(const Scenario& known, Time as_of);

}  // namespace corridor

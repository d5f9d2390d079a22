#pragma once
// Whom a forecast believes: weights of claims by who said them, who published them, or what kind of
// source it is, and of counts by who counted.
#include <optional>
#include <string>
#include <vector>

#include "scenario/scenario.h"

namespace corridor {

/// One rule. `weight` multiplies the weights of the matching claims and counts; without one, only
/// these claims (and those of other such rules) count.
struct Trust {
  std::string source;  ///< a source type, a speaker or a publication
  std::optional<double> weight;
};

/// Whether a rule is about a claim: `source` equals its source type, or its speaker or publication
/// equals or contains it as whole words, capitals or not.
bool is_about(const Trust& trust, const Claim& claim);
/// Whether a rule is about a count: its source equals or contains the rule's as whole words. Counts
/// have no source type.
bool is_about(const Trust& trust, const ObservationRow& count);

/// Applies the rules in order to a scenario as it is known. A claim of weight 0 is as if it had
/// never been made. Where rules say `only`, all other claims have weight 0, and of the parameters
/// that those sources speak about "none is right" is ruled out. A count is believed fully at most,
/// and not there where its weight is 0; `only` does not act on counts.
void apply_trust(Scenario& known, const std::vector<Trust>& rules);

}  // namespace corridor

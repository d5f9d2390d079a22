#pragma once
// What can be but hardly is: slips of a hand that leave a table readable.
#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Warns of places far from all others, roads shorter than the way of a bird, columns that look
/// exchanged, stocks that nobody has, groups that add up to another population than the parameter
/// `population`, running tallies that fall within the counts of one source, counts of times before
/// the start or of arrivals where nobody arrives, events from long before the start, fleets
/// and supplies at places where nobody lives, openings and closings of roads that are so already,
/// parameters that nothing uses, and groups that can never leave. Of scenarios whose people do not
/// travel over roads of roads.csv (another ruleset than `corridor`) only dates and counts that
/// hardly can be meant are warned of.
void warn_of_the_implausible(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

#pragma once
// The report of rulesets that say who is in which camp (series `in_camp`, `in_camps`, `displaced`).
#include <string>

#include "output/forecast_output.h"

namespace corridor {

/// True for such a ruleset.
bool is_about_camps(const ForecastRun& run);

/// The answer in a sentence or two: how many are in camps at the end, and where most.
std::string camps_headline(const ForecastRun& run);

/// One page: the answer, fans of all camps with the counts as points, the map, needs, assumptions.
std::string camps_report_html(const ForecastRun& run);

}  // namespace corridor

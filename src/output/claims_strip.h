#pragma once
// Dot-and-whisker strips of what is claimed, as HTML that fits any width.
#include <string>

#include "output/forecast_output.h"

namespace corridor {

/// A strip for every contested quantity: a row a claim under the name of who made it, its mark by
/// source type (shape and colour), the range that it leaves as a whisker, below them what the
/// forecast believes. Then the table of all claims known.
std::string draw_claims(const ForecastRun& run);

/// The strips of quantities about which something was claimed at or after the as-of time, later
/// claims hollow beside the known ones; empty where nothing is contested.
std::string draw_later_claims(const ForecastRun& run);

}  // namespace corridor

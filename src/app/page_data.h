#pragma once
// What a page is told, as JSON. Moments are seconds since 1970 (UTC).
#include <string>

#include "app/live_forecast.h"
#include "base/diagnostics.h"

namespace corridor {

/// The setting of a forecast: time axis, series, places, roads, parameters, events, claims, counts;
/// events, claims and counts with whether they were known as of the forecast's time.
std::string describe_setting(const LiveSetting& setting);

/// `[{"severity", "file", "line", "column", "found", "expected", "remedy", "text"}, ...]`
std::string describe_diagnostics(const Diagnostics& diagnostics);

/// The quantities of a what-if beside the base, members paired: `[{"name", "unit", "base", "value",
/// "difference", "mean_difference"}, ...]`, ranges as `[low, median, high]`.
std::string describe_comparison(const LiveForecast& base, const LiveForecast& changed);

/// What is worth checking: `{"outcome", "unit", "loss", "words": [...], "quantities": [{"name",
/// "meaning", "claims", "dispute", "saved", "saved_error"}, ...]}`, the most worth first.
std::string describe_ranking(LiveForecast& forecast);

/// What was learned from counts: `{"counts", "score_names", "members": [{"scores", "luck",
/// "later_from", "start"}, ...], "warnings": [...]}`, for `read_fit`.
std::string describe_fit(const Assimilation& learned);
Fit read_fit(const std::string& text);

/// Known counts that the members last collected contradict, the furthest off first: `[{"series",
/// "place", "value", "time", "source", "median", "low", "high"}, ...]`.
std::string describe_contradictions(const LiveForecast& forecast);

/// Needs at every place where people are at one step, by the scenario's standards: `[{"place",
/// "people", "beds", "without_shelter", "shortage_probability", "water_litres_per_day", ...},
/// ...]`.
std::string describe_needs(const LiveForecast& forecast, std::size_t step);

}  // namespace corridor

#pragma once
// From what is known to the situations that `grow` forecasts from, and to the lessons of the past.
#include <vector>

#include "rules/daily/growth.h"

namespace corridor {

/// Series of the ruleset: people registered in a place, and registered in all.
constexpr const char* kInCamp = "in_camp";
constexpr const char* kInCamps = "in_camps";

/// What the ruleset says of its series.
std::vector<Topic> daily_topics();

/// The series that a scenario has: every safe place in order of its id, then the total.
std::vector<SeriesInfo> daily_series(const Scenario& scenario);

/// The situation of every series of `daily_series` as known. A place without a count has nobody
/// since the start.
std::vector<Situation> situations_of(const Scenario& known, const std::vector<SeriesInfo>& series);

/// What would have been forecast every 15 days, for the counts that came 15 to 105 days later and
/// are known now.
std::vector<Lesson> lessons_of(const Scenario& known, const std::vector<SeriesInfo>& series);

}  // namespace corridor

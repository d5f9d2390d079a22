#pragma once
#include <string>
#include <vector>

#include "scenario/standing_threats.h"

namespace corridor {

/// `shelling-1 at Kharkiv until about 5 March 2022, 14:00 (in 84 % of the runs), ...` of threats
/// that go on: the first few, and how many more. Plain text.
std::string standing_words(const Scenario& known, const std::vector<StandingThreat>& standing);

}  // namespace corridor

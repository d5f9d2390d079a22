#pragma once
// A capacity that equals the largest count of the people who were there may have been taken from
// the outcome: then a forecast is told how it ends.
#include <string>

#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Warns of such places of a whole folder: of native tables `shelter_people` against the counts of
/// people present or in centres there; of Flee's tables the capacity of a camp against its
/// registrations, summed or of one of its files. Equal to the person; capacities that are
/// parameters are nobody's count.
void warn_of_capacity_leaks(const Scenario& full, Diagnostics& diagnostics);

inline constexpr const char* kMendCapacity =
    "give one that was planned, with its source, or leave it out";

/// The same of Flee's tables; `file` is where the camps stand.
void warn_of_capacity_leaks(const FleeInstance& instance, const std::string& file,
                            Diagnostics& diagnostics, const char* remedy = kMendCapacity);

}  // namespace corridor

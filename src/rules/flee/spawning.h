#pragma once
// How many are newly displaced each day, and from where.
#include <vector>

#include "random/stream.h"
#include "rules/flee/data.h"
#include "rules/flee/network.h"

namespace corridor {

/// What spawning carries from day to day.
struct FleeLedger {
  Count registered_growth = 0;  ///< Flee's "raw" count
  Count debt = 0;               ///< registrations fell by so many more than they rose since
};

/// The newly displaced of a day.
struct FleeNewcomers {
  Count by_weight = 0;          ///< to be placed independently by the spawn weights
  std::vector<Count> by_place;  ///< further ones, already placed
};

/// Decides the numbers of a day; on day 0 also lowers the capacities by the people already there.
/// `has_origin`: some spawn weight is above 0.
FleeNewcomers flee_newcomers(const FleeInstance& instance, const FleeData& data, int day,
                             bool has_origin, FleeNetwork& network, FleeLedger& ledger,
                             Stream& stream);

/// People in the camp before the first day.
Count flee_people_on_day0(const FleeInstance& instance, const FleeData& data, const FleeCamp& camp);

}  // namespace corridor

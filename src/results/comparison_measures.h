#pragma once
// What is measured of a run, member by member, to compare it with another.
#include <string>
#include <vector>

#include "results/ensemble_results.h"

namespace corridor {

/// A quantity that is compared, for every member.
struct MemberQuantity {
  std::string name;
  std::string location;  ///< id of the place; empty: the whole area
  std::string unit;
  std::vector<double> members;  ///< not a number: there is nothing to compare in that member
  std::size_t not_reached = 0;  ///< members in which what is timed never comes: theirs is the end
  bool is_of_region = false;    ///< the sum over the places of one
};
using MemberQuantities = std::vector<MemberQuantity>;

/// Names of quantities that are spoken of by themselves.
inline constexpr const char* kArrivalsByTheEnd = "arrivals by the end";
inline constexpr const char* kAwayAtTheEnd = "away from home at the end";
inline constexpr const char* kHoursToMostArrivals =
    "hours from the as-of time to 90 % of the base's arrivals";

/// What is compared of a run; the run itself need not be kept. Peaks are those from the as-of
/// time on, hours are counted from it. Arrivals and people before desks are measured by place too.
/// `base`: what was measured of the run that it is compared with, member by member the measure of
/// when most have arrived; none: it is that run.
MemberQuantities comparison_quantities(const EnsembleResults& results, Time as_of,
                                       const MemberQuantities& base = {});

/// The members of a quantity of a run; nothing where it has no such quantity.
const MemberQuantity* find_quantity(const MemberQuantities& run, const std::string& name,
                                    const std::string& location);

/// Whether a quantity of the whole area goes without saying where it is 0: who is on the way, and
/// for what people wait.
bool is_told_only_of_people(const std::string& name);

/// Whether clearly more arrive in a run than are away from home at its end.
bool arrivals_exceed_away(const MemberQuantities& run);

}  // namespace corridor

#pragma once
#include <vector>

#include "scenario/scenario.h"

namespace corridor {

/// The counts without those that only repeat others: of a region, or of all, where counts that the
/// same source gives of the same series and moment for places in it add up to it, or for regions
/// add up to all. To learn from both would be to count twice.
std::vector<ObservationRow> counts_without_sums(const std::vector<ObservationRow>& counts,
                                                const std::vector<Region>& regions);

/// The counts of periods without those that only repeat running tallies: where the same source's
/// tallies of the same series and place at the two ends of the period differ by the count.
std::vector<ObservationRow> periods_without_tallies(const std::vector<ObservationRow>& periods,
                                                    const std::vector<ObservationRow>& tallies);

}  // namespace corridor

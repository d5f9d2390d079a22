#pragma once
// Who is away from home: arrivals count who returns and comes again each time, this nobody twice.
#include <cstddef>
#include <vector>

#include "results/ensemble_results.h"

namespace corridor {

/// People who are on the way, at a place of reception or going on from one at the end of a step, by
/// member.
std::vector<double> away_from_home(const EnsembleResults& results, std::size_t step);

/// People who have not set out, by member.
std::vector<double> still_at_home(const EnsembleResults& results, std::size_t step);

/// Whether arrivals by the end count people again who returned and came again: in some of the
/// members clearly more have arrived than are away from home.
bool counts_arrivals_again(const EnsembleResults& results);
/// The same of the arrivals and of who is away from home at the end of any run, by member.
bool counts_arrivals_again(const std::vector<double>& arrivals, const std::vector<double>& away);

}  // namespace corridor

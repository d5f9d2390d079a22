#pragma once
// Who is away from home: arrivals count all who ever came, also those who have gone home, come
// again or died since.
#include <cstddef>
#include <vector>

#include "results/ensemble_results.h"

namespace corridor {

/// People who are on the way, at a place of reception or going on from one at the end of a step, by
/// member.
std::vector<double> away_from_home(const EnsembleResults& results, std::size_t step);

/// People who have not set out, by member.
std::vector<double> still_at_home(const EnsembleResults& results, std::size_t step);

/// Whether in some of the members clearly more have arrived by the end than are away from home
/// then: some of them have gone home, come again or died since. False without arrivals.
bool arrivals_exceed_away(const EnsembleResults& results);
/// The same of the arrivals and of who is away from home at the end of any run, by member.
bool arrivals_exceed_away(const std::vector<double>& arrivals, const std::vector<double>& away);

}  // namespace corridor

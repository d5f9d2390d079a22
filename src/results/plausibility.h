#pragma once
// What a forecast says that hardly ever happens: a sign that a rule or a number is missing.
#include <optional>

#include "base/time.h"
#include "results/ensemble_results.h"

namespace corridor {

/// Found over all members; empty where the results have no such series.
struct Implausible {
  bool nobody_decides = false;              ///< in nearly all members nobody ever wants to leave
  std::optional<double> hours_on_the_way;   ///< mean of those still to arrive, median of members
  std::optional<double> waiting_for_means;  ///< people at the end, median of members, who wait in
                                            ///< vain beside an open way
  std::optional<double> stuck_on_the_way;   ///< people at the end, median of members, who have come
                                            ///< nowhere for days
};

/// Only what is out of all proportion: waits of more than four days, a fifth of those who decided
/// left behind or stuck on the way for three days and more.
Implausible implausible(const EnsembleResults& results, Time as_of);

}  // namespace corridor

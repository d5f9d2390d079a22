#pragma once
// Threats that go on at a moment: those that have begun and not ended.
#include <vector>

#include "scenario/scenario.h"

namespace corridor {

/// A threat that goes on at a moment in some members at least.
struct StandingThreat {
  const Event* event = nullptr;
  double share = 0.0;           ///< of the members, in which it goes on
  Time end;                     ///< in the median of those
  bool is_sure_of_end = false;  ///< the same in all of them
};

/// In the order of the scenario's events. Of each member its parameters, and behind them the luck
/// of open events (`event_hours`).
std::vector<StandingThreat> standing_threats(const Scenario& known, Time moment,
                                             const std::vector<ParameterValues>& members);

/// For how long violence has gone on by a moment: since the first threat that is known; 0 without
/// any before it.
Duration violence_lasted(const Scenario& known, Time moment);

}  // namespace corridor

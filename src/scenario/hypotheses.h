#pragma once
// Events that may happen: whether and when they do in a member, and what silence says about them.
#include <cstdint>
#include <optional>

#include "random/stream.h"
#include "scenario/scenario.h"

namespace corridor {

/// The process number under which it is drawn whether an event happens (below those of rulesets).
inline constexpr std::uint32_t kEventHappensProcess = 2;

/// Hours after the scenario's start at which an event happens in a member, its delay included;
/// empty: it never does.
std::optional<double> event_hours(const Scenario& scenario, const Event& event,
                                  const ParameterValues& values, const MemberStreams& streams);

/// Changes that nobody can miss: the roads, the rules of exit, the permission to return. A
/// hypothesis of such a change that would have happened so long ago that it would have been
/// published (`reports.delay_hours`), and that no row reports, did not happen. Deliveries and
/// fleets may go unreported; silence says nothing about them.
bool broken_by_silence(const Scenario& known, Time as_of, const ParameterValues& values,
                       const MemberStreams& streams);

}  // namespace corridor

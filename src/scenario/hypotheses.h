#pragma once
// Events that may happen: whether and when they do in a member, when a threat that goes on ends,
// and what silence says about them.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "random/stream.h"
#include "scenario/scenario.h"

namespace corridor {

/// The process number under which it is drawn whether an event happens (below those of rulesets).
inline constexpr std::uint32_t kEventHappensProcess = 2;

/// Whether it is open if or when an event happens; else it is certain, at its time and constant
/// delay.
bool is_hypothesis(const Event& event);

/// Whether a road is open at a moment, by the events that are certain.
bool is_certainly_open(const Scenario& scenario, RoadId road, Time moment);

/// The events that may not happen: those with a probability that is not plainly 1. Positions in
/// `scenario.events`.
std::vector<std::size_t> open_events(const Scenario& scenario);

/// The luck of an open event in a member, standard normal: it happens where this lies below the
/// normal quantile of its probability.
double draw_chance(const Event& event, const MemberStreams& streams);

/// Hours after the scenario's start at which event number `index` happens in a member, its delay
/// included; empty: it never does. The luck of open events is read behind the parameters of
/// `values`, in their order; where nothing stands there, it comes from the streams.
std::optional<double> event_hours(const Scenario& scenario, std::size_t index,
                                  const ParameterValues& values, const MemberStreams& streams);

/// Hours after the scenario's start at which an event that began at `begin_hours` is over: a threat
/// that lasts at its `until`, else after `lasts_hours`; anything else when it begins.
double end_hours(const Scenario& scenario, const Event& event, double begin_hours,
                 const ParameterValues& values);

/// Changes that nobody can miss: the roads, the rules of exit, the permission to return, the end of
/// a threat that goes on for an unknown time. One that would have come so long ago that it would
/// have been published (`reports.delay_hours`), and that no row reports, has not come. Deliveries
/// and fleets may go unreported; silence says nothing about them.
bool broken_by_silence(const Scenario& known, Time as_of, const ParameterValues& values,
                       const MemberStreams& streams);

/// Whether what was not reported makes some values of a parameter less likely: it says whether or
/// when such a change comes, or how long reports take.
bool is_judged_by_silence(const Scenario& known, ParameterId parameter);

}  // namespace corridor

#include "scenario/hypotheses.h"

#include <algorithm>

namespace corridor {
namespace {

double hours_since_start(const Scenario& scenario, Time time) {
  return in_hours(time - scenario.start);
}

bool cannot_be_missed(EventKind kind) {
  return kind == EventKind::road_opens || kind == EventKind::road_closes ||
         kind == EventKind::exit_rule || kind == EventKind::return_permitted;
}

bool is_hypothesis(const Event& event) {
  return !event.probability.is_constant() || !event.delay_hours.is_constant() ||
         event.probability.of({}) < 1.0;
}

}  // namespace

std::optional<double> event_hours(const Scenario& scenario, const Event& event,
                                  const ParameterValues& values, const MemberStreams& streams) {
  Stream stream(streams, 0, kEventHappensProcess, name_key(event.id.data(), event.id.size()));
  if (stream.uniform() >= event.probability.of(values)) return std::nullopt;
  return hours_since_start(scenario, event.time) + event.delay_hours.of(values);
}

bool broken_by_silence(const Scenario& known, Time as_of, const ParameterValues& values,
                       const MemberStreams& streams) {
  const double reported_hours = values[known.parameters.require("reports.delay_hours").index];
  const double heard_of = hours_since_start(known, as_of) - reported_hours;
  return std::any_of(known.events.begin(), known.events.end(), [&](const Event& event) {
    if (!cannot_be_missed(event.kind) || !is_hypothesis(event)) return false;
    const auto hours = event_hours(known, event, values, streams);
    return hours && *hours < heard_of;
  });
}

}  // namespace corridor

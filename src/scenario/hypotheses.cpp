#include "scenario/hypotheses.h"

#include <algorithm>

#include "scenario/normal.h"

namespace corridor {
namespace {

double hours_since_start(const Scenario& scenario, Time time) {
  return in_hours(time - scenario.start);
}

bool cannot_be_missed(EventKind kind) {
  return kind == EventKind::road_opens || kind == EventKind::road_closes ||
         kind == EventKind::exit_rule || kind == EventKind::evacuation_order ||
         kind == EventKind::return_permitted;
}

bool is_unreported_change(const Event& event) {
  return cannot_be_missed(event.kind) && is_hypothesis(event);
}

/// A threat whose end a row will tell that supersedes this one.
bool has_unreported_end(const Event& event) {
  return is_lasting_threat(event) && !event.lasts_hours.is_constant();
}

bool is_open(const Event& event) {
  return !event.probability.is_constant() || event.probability.of({}) < 1.0;
}

bool is_made_of(const Value& value, ParameterId parameter) {
  return std::any_of(value.factors.begin(), value.factors.end(),
                     [&](const Value::Factor& factor) { return factor.parameter == parameter; });
}

std::size_t open_before(const Scenario& scenario, std::size_t index) {
  const auto begin = scenario.events.begin();
  return static_cast<std::size_t>(
      std::count_if(begin, begin + static_cast<std::ptrdiff_t>(index), is_open));
}

}  // namespace

bool is_hypothesis(const Event& event) {
  return is_open(event) || !event.delay_hours.is_constant();
}

bool is_certainly_open(const Scenario& scenario, RoadId road, Time moment) {
  bool open = scenario.road(road).open;
  Time last = kAlways;
  for (const Event& event : scenario.events) {
    const bool sets_lanes = event.kind == EventKind::road_lanes && event.amount.is_constant();
    const bool changes = opens_or_closes_road(event.kind) || sets_lanes;
    if (event.road != road || !changes || is_hypothesis(event)) continue;
    const Time time = event.time + from_hours(event.delay_hours.of({}));
    if (time > moment || time < last) continue;
    last = time;
    open = sets_lanes ? event.amount.of({}) > 0.0 : event.kind == EventKind::road_opens;
  }
  return open;
}

std::vector<std::size_t> open_events(const Scenario& scenario) {
  std::vector<std::size_t> open;
  for (std::size_t e = 0; e < scenario.events.size(); ++e) {
    if (is_open(scenario.events[e])) open.push_back(e);
  }
  return open;
}

double draw_chance(const Event& event, const MemberStreams& streams) {
  Stream stream(streams, 0, kEventHappensProcess, name_key(event.id.data(), event.id.size()));
  return normal_quantile(stream.uniform());
}

std::optional<double> event_hours(const Scenario& scenario, std::size_t index,
                                  const ParameterValues& values, const MemberStreams& streams) {
  const Event& event = scenario.events[index];
  if (is_open(event)) {
    const std::size_t given = scenario.parameters.all().size() + open_before(scenario, index);
    const double chance = given < values.size() ? values[given] : draw_chance(event, streams);
    if (normal_cdf(chance) >= event.probability.of(values)) return std::nullopt;
  }
  return hours_since_start(scenario, event.time) + event.delay_hours.of(values);
}

double end_hours(const Scenario& scenario, const Event& event, double begin_hours,
                 const ParameterValues& values) {
  if (!is_lasting_threat(event)) return begin_hours;
  if (event.until) return std::max(begin_hours, hours_since_start(scenario, *event.until));
  return begin_hours + event.lasts_hours.of(values);
}

bool broken_by_silence(const Scenario& known, Time as_of, const ParameterValues& values,
                       const MemberStreams& streams) {
  const double reported_hours = values[known.parameters.require("reports.delay_hours").index];
  const double heard_of = hours_since_start(known, as_of) - reported_hours;
  for (std::size_t e = 0; e < known.events.size(); ++e) {
    const Event& event = known.events[e];
    if (!is_unreported_change(event) && !has_unreported_end(event)) continue;
    const auto begin = event_hours(known, e, values, streams);
    if (begin && end_hours(known, event, *begin, values) < heard_of) return true;
  }
  return false;
}

bool is_judged_by_silence(const Scenario& known, ParameterId parameter) {
  const bool is_of_reports = parameter == known.parameters.find("reports.delay_hours");
  return std::any_of(known.events.begin(), known.events.end(), [&](const Event& event) {
    return (is_unreported_change(event) || has_unreported_end(event)) &&
           (is_of_reports || is_made_of(event.probability, parameter) ||
            is_made_of(event.delay_hours, parameter) || is_made_of(event.lasts_hours, parameter));
  });
}

}  // namespace corridor

#include "input/old_events.h"

#include <fmt/format.h>

#include "input/exchanged_dates.h"
#include "scenario/hypotheses.h"
#include "scenario/prior.h"

namespace corridor {
namespace {

/// After so many half-lives a thousandth of a threat is left.
constexpr double kFaded_half_lives = 10.0;
constexpr double kLongAgo_days = 366.0;

double half_life_hours(const Event& event, const ParameterRegistry& registry) {
  if (event.half_life_hours > 0.0) return event.half_life_hours;
  const ParameterId id = registry.find("threat.half_life_hours");
  if (!id.valid()) return 0.0;
  constexpr double kMedian = 0.5;
  const Parameter& parameter = registry[id];
  return prior_quantile(parameter.prior, parameter.lower, parameter.upper, kMedian);
}

/// Why an event that was over so many hours before the start is hardly meant; empty where it may
/// be.
std::string what_is_odd(const Event& event, double hours, const Scenario& scenario) {
  const bool fades = scenario.ruleset == "corridor" && is_threat(event.kind);
  const double half_life = fades ? half_life_hours(event, scenario.parameters) : 0.0;
  if (half_life > 0.0 && hours > kFaded_half_lives * half_life) {
    return fmt::format("a threat with a half-life of {:g} h has faded by then", half_life);
  }
  if (is_fleet(event.kind) && event.until && *event.until <= scenario.start)
    return "the service has ended by then";
  const bool is_old = hours > kLongAgo_days * in_hours(kDay);
  return is_old && event.kind != EventKind::announcement
             ? "it holds from the start on: how things were then stands in places.csv and roads.csv"
             : "";
}

}  // namespace

void warn_of_old_events(const Scenario& scenario, Diagnostics& diagnostics) {
  for (const Event& event : scenario.events) {
    const double hours = in_hours(scenario.start - event.time);
    if (hours <= 0.0 || !event.delay_hours.is_constant() || !event.lasts_hours.is_constant())
      continue;
    const double begin_hours = event.delay_hours.of({}) - hours;
    const std::string odd =
        what_is_odd(event, -end_hours(scenario, event, begin_hours, {}), scenario);
    const std::string question = ask_whether_exchanged(scenario, event.time);
    if (odd.empty() && question.empty()) continue;
    diagnostics.add(
        {Severity::warning, "events.csv", event.line, "time",
         fmt::format("{}, {:.0f} days before the scenario's start",
                     format_time(event.time, scenario.utc_offset), hours / in_hours(kDay)),
         "a moment that matters to " + format_time(scenario.start, scenario.utc_offset) +
             " and after",
         question.empty() ? odd + "; check the year and the month" : question});
  }
}

}  // namespace corridor

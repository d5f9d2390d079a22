#include "input/exchanged_dates.h"

#include <optional>

namespace corridor {
namespace {

/// How far beyond the scenario's time a moment may lie and still belong to it.
constexpr Duration kMonth = 31 * kDay;

/// The same hour of the date whose day and month are exchanged; nothing where there is none.
std::optional<Time> with_day_and_month_exchanged(Time time, Duration offset) {
  const Time local = time + offset;
  const auto midnight = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::year_month_day other{date.year(),
                                          std::chrono::month{static_cast<unsigned>(date.day())},
                                          std::chrono::day{static_cast<unsigned>(date.month())}};
  if (!other.ok()) return std::nullopt;
  return std::chrono::sys_days{other} + (local - midnight) - offset;
}

bool belongs_to(const Scenario& scenario, Time time) {
  return time >= scenario.start - kMonth && time <= scenario.end + kMonth;
}

}  // namespace

std::string ask_whether_exchanged(const Scenario& scenario, Time time) {
  if (belongs_to(scenario, time)) return "";
  const auto other = with_day_and_month_exchanged(time, scenario.utc_offset);
  if (!other || !belongs_to(scenario, *other)) return "";
  return "day and month exchanged? " + format_date(*other, scenario.utc_offset) + " would fit";
}

std::string mend_of_date(const Scenario& scenario, Time time, const std::string& otherwise) {
  const std::string question = ask_whether_exchanged(scenario, time);
  return question.empty() ? otherwise : question + "; otherwise " + otherwise;
}

void warn_of_exchanged_dates_of_counts(const Scenario& scenario, Diagnostics& diagnostics) {
  for (const ObservationRow& row : scenario.observations) {
    // Of counts before the start the corridor rules have a word of their own.
    if (scenario.ruleset == "corridor" && row.time <= scenario.start) continue;
    const std::string question = ask_whether_exchanged(scenario, row.time);
    if (question.empty()) continue;
    diagnostics.add({Severity::warning, "observations.csv", row.line, "time",
                     format_time(row.time, scenario.utc_offset),
                     "a moment from " + format_time(scenario.start, scenario.utc_offset) + " to " +
                         format_time(scenario.end, scenario.utc_offset),
                     question});
  }
}

}  // namespace corridor

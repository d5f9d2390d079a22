#include "input/event_dates.h"

#include <fmt/format.h>

#include "input/exchanged_dates.h"
#include "scenario/hypotheses.h"

namespace corridor {
namespace {

/// So far from the scenario's time a publication is likely to have a wrong year.
constexpr Duration kYear = 366 * kDay;

/// What nobody tells of beforehand: it is known once it has happened.
bool comes_unannounced(EventKind kind) {
  switch (kind) {
    case EventKind::attack:
    case EventKind::shelling:
    case EventKind::explosion:
    case EventKind::violation:
    case EventKind::deaths:
      return true;
    default:
      return false;
  }
}

/// Events that change nothing in a run.
bool is_for_the_record(EventKind kind) {
  return kind == EventKind::announcement || kind == EventKind::deaths;
}

/// A row that a what-if adds: nobody has published it.
bool is_asked(const Event& event) { return event.line == 0; }

class EventDates {
 public:
  EventDates(const Scenario& scenario, Diagnostics& diagnostics)
      : scenario_(scenario), diagnostics_(diagnostics) {}

  void check(const Event& event) {
    warn_of_a_time_after_the_end(event);
    if (event.published == kNever || event.published == kAlways || is_asked(event)) return;
    if (warn_of_a_publication_years_away(event)) return;
    warn_of_a_publication_too_early(event);
    warn_of_an_end_too_early(event);
  }

 private:
  [[nodiscard]] std::string words(Time time) const {
    return format_time(time, scenario_.utc_offset);
  }

  void warn(const Event& event, const char* column, const std::string& found,
            const std::string& expected, const std::string& remedy) {
    diagnostics_.add(
        {Severity::warning, "events.csv", event.line, column, found, expected, remedy});
  }

  void warn_of_a_time_after_the_end(const Event& event) {
    if (is_for_the_record(event.kind)) return;
    const bool is_delayed = event.delay_hours.is_constant() && event.delay_hours.of({}) > 0.0;
    const Time begin = is_delayed ? event.time + from_hours(event.delay_hours.of({})) : event.time;
    if (begin <= scenario_.end) return;
    warn(event, is_delayed ? "delay_hours" : "time", words(begin) + ", after the scenario's end",
         "a moment before " + words(scenario_.end),
         mend_of_date(scenario_, event.time,
                      "check the date, or let the scenario end later: as it stands the event "
                      "changes nothing"));
  }

  bool warn_of_a_publication_years_away(const Event& event) {
    const bool is_early = event.published < scenario_.start - kYear;
    if (!is_early && event.published <= scenario_.end + kYear) return false;
    warn(event, "published", words(event.published),
         fmt::format("a moment within a year of the scenario's time, {} to {}",
                     words(scenario_.start), words(scenario_.end)),
         is_early ? "check the year: as it stands every forecast knows of the event"
                  : "check the year: as it stands no forecast knows of the event");
    return true;
  }

  void warn_of_a_publication_too_early(const Event& event) {
    if (!comes_unannounced(event.kind) || is_hypothesis(event)) return;
    if (event.published >= event.time) return;
    const Duration offset = scenario_.utc_offset;
    const bool is_same_day =
        format_date(event.published, offset) == format_date(event.time, offset);
    warn(event, "published", words(event.published) + ", before the event itself",
         "a moment after its time, " + words(event.time),
         is_same_day ? "a bare date is the midnight at its beginning: write the end of the day, or "
                       "the hour; as it stands forecasts know of it before it happens"
                     : mend_of_date(scenario_, event.published,
                                    "check both dates: as it stands forecasts know of it before it "
                                    "happens; where it is a hypothesis, give its `probability`"));
  }

  /// How long violence goes on is known once it is over.
  void warn_of_an_end_too_early(const Event& event) {
    if (!comes_unannounced(event.kind) || is_hypothesis(event)) return;
    if (!event.until || event.published >= *event.until) return;
    warn(event, "until", words(*event.until) + ", after the row was published",
         "an end that was known by " + words(event.published),
         "as it stands forecasts know how long it goes on: publish the end in a row of its own "
         "that `supersedes` this one, or assume it in `lasts_hours`");
  }

  const Scenario& scenario_;
  Diagnostics& diagnostics_;
};

}  // namespace

void warn_of_event_dates(const Scenario& scenario, Diagnostics& diagnostics) {
  EventDates dates(scenario, diagnostics);
  for (const Event& event : scenario.events) dates.check(event);
}

}  // namespace corridor

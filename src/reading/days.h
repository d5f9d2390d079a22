#pragma once
// Days and spans of days: Monday, 12 May, yesterday, two days ago, last week, in March 2031.
#include <chrono>
#include <optional>

#include "base/time.h"
#include "reading/language.h"

namespace corridor::reading {

using Day = std::chrono::sys_days;  ///< local

/// When a report was published, and the offset of its local time.
struct Publication {
  Time time;
  Duration utc_offset{0};
};

/// A day or a span of days, as said, before it is known whether it is past or to come.
struct DaySpan {
  std::size_t last = 0;  ///< one past its tokens
  Day first_day;
  Day last_day;
  std::optional<Day> coming;  ///< weekdays, weekends: the first on or after the day of publication
  bool span = false;          ///< more than a day: a weekend, a month
};

/// The local day of publication.
Day local_day(const Publication& publication);

/// Nothing where the calendar has no such day.
std::optional<Day> make_day(int year, unsigned month, int day);

/// The day or span that begins at token `i`.
std::optional<DaySpan> days_at(const Tokens& tokens, std::size_t i, const Publication& publication,
                               const Language& language);

}  // namespace corridor::reading

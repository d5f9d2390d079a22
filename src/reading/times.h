#pragma once
// When: weekdays, dates, clock times, periods, resolved against the moment of publication.
#include <optional>
#include <vector>

#include "reading/days.h"

namespace corridor::reading {

/// A day, or a moment of it. Days are local.
struct Moment {
  Time time;  ///< of a day: its local midnight
  bool whole_day = true;
};

struct Period {
  std::optional<Moment> since;
  std::optional<Moment> until;  ///< the day or moment itself where there is no period
};

struct TimeExpression {
  std::size_t first = 0;  ///< token range, `last` is one past the end
  std::size_t last = 0;
  Period past;    ///< read as something that has happened
  Period coming;  ///< read as something to come: weekdays fall on or after the day of publication
  bool deadline = false;                 ///< "by Friday"
  bool open_end = false;                 ///< "since Friday"
  std::optional<int> minutes_open = {};  ///< "from 08:00 to 16:00": hours of opening, no period
};

/// All expressions of time in a sentence, left to right.
std::vector<TimeExpression> find_times(const Tokens& tokens, const Publication& publication,
                                       const Language& language);

/// `2031-05-14` for a day, `2031-05-14T18:00+03:00` for a moment.
std::string format_moment(const Moment& moment, Duration utc_offset);

}  // namespace corridor::reading

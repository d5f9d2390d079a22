#include "reading/times.h"

#include <algorithm>

#include "reading/clock_times.h"
#include "reading/lengths.h"
#include "reading/numbers.h"

namespace corridor::reading {
namespace {

constexpr int kHoursPerDay = 24;
constexpr int kDay_minutes = 24 * 60;
constexpr std::chrono::days kDayLong{1};
constexpr std::chrono::days kWeekLong{7};

class TimeFinder {
 public:
  TimeFinder(const Tokens& tokens, const Publication& publication, const Language& language)
      : tokens_(tokens),
        publication_(publication),
        language_(language),
        today_(local_day(publication)) {}

  std::vector<TimeExpression> run() {
    std::vector<TimeExpression> found;
    for (std::size_t i = 0; i < tokens_.size();) {
      auto expression = before_that_at(i, found);
      if (!expression) expression = expression_at(i);
      if (expression) found.push_back(*expression);
      i = expression ? expression->last : i + 1;
    }
    return found;
  }

 private:
  [[nodiscard]] std::optional<DaySpan> days_from(std::size_t i) const {
    return days_at(tokens_, i, publication_, language_);
  }
  [[nodiscard]] std::optional<ClockTime> clock_from(std::size_t i) const {
    return clock_at(tokens_, i, language_);
  }
  [[nodiscard]] Moment whole(Day day) const { return {Time{day} - publication_.utc_offset, true}; }
  [[nodiscard]] Moment moment(Day day, int minutes) const {
    return {Time{day} + std::chrono::minutes{minutes} - publication_.utc_offset, false};
  }

  [[nodiscard]] Day day_of(const Moment& moment) const {
    return std::chrono::floor<std::chrono::days>(moment.time + publication_.utc_offset);
  }
  [[nodiscard]] static Day monday_of(Day day) {
    return day - std::chrono::days{std::chrono::weekday{day}.iso_encoding() - 1};
  }

  /// `..., compared with 11 the week before`: before the time that the sentence named last, or
  /// before the report.
  [[nodiscard]] std::optional<TimeExpression> before_that_at(
      std::size_t i, const std::vector<TimeExpression>& earlier) const {
    const auto match = language_.before_that.at(tokens_, i);
    if (!match) return std::nullopt;
    const auto own = days_from(i);  // "the day before yesterday"
    const bool of_an_event = language_.determiners.has(tokens_, match->last);
    if (of_an_event || (own && own->last > match->last)) return std::nullopt;
    const Period of = earlier.empty() ? Period{} : earlier.back().past;
    const Day day = of.since ? day_of(*of.since) : of.until ? day_of(*of.until) : today_;
    if (match->phrase->number < 2.0) {
      const Period before{{}, whole(day - kDayLong)};
      return TimeExpression{i, match->last, before, before};
    }
    const Day end = of.since ? day : monday_of(day);
    const Period before{whole(end - kWeekLong), whole(end - kDayLong)};
    return TimeExpression{i, match->last, before, before};
  }

  /// `in the week to 9 May`: the days that end with it.
  [[nodiscard]] std::optional<TimeExpression> period_to_at(std::size_t i) const {
    const auto match = language_.periods_to.at(tokens_, i);
    const auto end = match ? days_from(match->last) : std::nullopt;
    if (!end || end->span) return std::nullopt;
    const std::chrono::days length{static_cast<int>(match->phrase->number)};
    const Period period{whole(end->first_day - length + kDayLong), whole(end->first_day)};
    return TimeExpression{i, end->last, period, period};
  }

  [[nodiscard]] std::optional<TimeExpression> expression_at(std::size_t i) const {
    if (const auto expression = period_to_at(i)) return expression;
    if (const auto expression = past_length_at(i)) return expression;
    if (const auto expression = range_at(i)) return expression;
    if (const auto expression = opening_hours_at(i)) return expression;
    const auto since_word = language_.since.at(tokens_, i);
    const auto until_word = since_word ? std::nullopt : language_.until.at(tokens_, i);
    const std::size_t at = since_word ? since_word->last : until_word ? until_word->last : i;
    auto expression = day_and_clock_from(at);
    if (!expression) return at == i ? std::nullopt : day_and_clock_from(i);  // "au milieu du mois"
    expression->first = i;
    expression->deadline = until_word.has_value();
    if (until_word) {
      expression->past.since.reset();
      expression->coming.since.reset();
    }
    if (since_word) {
      make_beginning(expression->past);
      make_beginning(expression->coming);
      expression->open_end = true;
    }
    return expression;
  }

  /// Since then, until publication.
  void make_beginning(Period& period) const {
    if (!period.since) period.since = period.until;
    period.until = whole(today_);
  }

  /// `in the past 24 hours`, `over the last three days`, `within two days`.
  [[nodiscard]] std::optional<TimeExpression> past_length_at(std::size_t i) const {
    const auto past = language_.past_periods.at(tokens_, i);
    if (!past) return std::nullopt;
    const auto length = length_at(tokens_, past->last, past->phrase->label == "within", language_);
    if (!length) return std::nullopt;
    if (const auto span = span_around(i, length->last)) return span;
    Period period;
    const Time begin = publication_.time - duration_of(*length);
    if (length->hours < 2 * kHoursPerDay && past->phrase->label != "within" &&
        is_in_hours(*length)) {
      period = {Moment{begin, false}, Moment{publication_.time, false}};
    } else {
      period = {whole(std::chrono::floor<std::chrono::days>(begin + publication_.utc_offset)),
                whole(today_)};
    }
    if (past->phrase->label == "within") return TimeExpression{i, length->last, period, {}};
    return TimeExpression{i, length->last, period, period};
  }

  /// `in four days last week`, `in two days in May`: not the days before publication.
  [[nodiscard]] std::optional<TimeExpression> span_around(std::size_t i, std::size_t behind) const {
    const auto within = language_.years_before.at(tokens_, behind);
    const auto span = days_from(within ? within->last : behind);
    if (!span || !span->span) return std::nullopt;
    const Period period{whole(span->first_day), whole(span->last_day)};
    return TimeExpression{i, span->last, period, period};
  }

  /// Said in hours, not in days.
  [[nodiscard]] bool is_in_hours(const Length& length) const {
    const auto unit = language_.lengths.ending_at(tokens_, 0, length.last);
    return unit && unit->phrase->number < kHoursPerDay;
  }

  /// `between 6 and 12 October`, `from 3 May to 7 May`, `3-7 May`.
  [[nodiscard]] std::optional<TimeExpression> range_at(std::size_t i) const {
    const auto begin_word = language_.range_begin.at(tokens_, i);
    const std::size_t at = begin_word ? language_.fillers.after(tokens_, begin_word->last) : i;
    const auto first = days_from(at);
    const auto day = small_number(tokens_, at, 2);
    if (!first && !day) return std::nullopt;
    const std::size_t middle_at = first ? language_.day_parts.after(tokens_, first->last) : at + 1;
    const auto middle = language_.range_middle.at(tokens_, middle_at);
    if (!middle) return std::nullopt;
    const auto second =
        days_from(begin_word ? language_.fillers.after(tokens_, middle->last) : middle->last);
    if (!second || second->span || (!first && second->coming)) return std::nullopt;
    if (first && !begin_word) return std::nullopt;  // "Monday and Tuesday" is no period
    Day begin = first ? first->first_day : second->first_day;
    if (!first) {
      const std::chrono::year_month_day date{second->first_day};
      const auto made =
          make_day(static_cast<int>(date.year()), static_cast<unsigned>(date.month()), *day);
      if (!made) return std::nullopt;
      begin = *made;
    }
    if (begin > second->last_day) return std::nullopt;
    const Period period{whole(begin), whole(second->last_day)};
    return TimeExpression{i, language_.day_parts.after(tokens_, second->last), period, period};
  }

  /// `from 08:00 to 16:00`: no time of anything counted.
  [[nodiscard]] std::optional<TimeExpression> opening_hours_at(std::size_t i) const {
    auto begin = language_.since.at(tokens_, i);
    if (!begin) begin = language_.range_begin.at(tokens_, i);
    const auto opens = clock_from(begin ? begin->last : i);
    const auto middle = opens ? language_.range_middle.at(tokens_, opens->last) : std::nullopt;
    const auto closes = middle ? clock_from(middle->last) : std::nullopt;
    if (!closes) return std::nullopt;
    TimeExpression hours{i, closes->last, {}, {}};
    hours.minutes_open = (closes->minutes - opens->minutes + kDay_minutes) % kDay_minutes;
    return hours;
  }

  /// A day with or without a clock time, in any order; a clock time alone.
  [[nodiscard]] std::optional<TimeExpression> day_and_clock_from(std::size_t i) const {
    std::optional<ClockTime> clock = clock_from(i);
    const std::size_t day_at = clock ? language_.clock_before.after(tokens_, clock->last) : i;
    const auto day = days_from(language_.day_parts.after(tokens_, day_at));
    if (!day && !clock) return std::nullopt;
    std::size_t last = day ? language_.day_parts.after(tokens_, day->last) : clock->last;
    if (day && !clock) {
      clock = clock_from(language_.clock_before.after(tokens_, last));
      if (clock) last = clock->last;
    }
    if (day && clock && !day->span) last = std::max(last, clock->last);
    if (!day) return TimeExpression{i, last, last_showing(*clock), next_showing(*clock)};
    if (day->span) return TimeExpression{i, last, past_span(*day), coming_span(*day)};
    return TimeExpression{i, last, day_of(day->first_day, clock),
                          day_of(day->coming.value_or(day->first_day), clock)};
  }

  [[nodiscard]] Period day_of(Day day, const std::optional<ClockTime>& clock) const {
    return {{}, clock ? moment(day, clock->minutes) : whole(day)};
  }

  /// What has happened in a span has done so up to the report.
  [[nodiscard]] Period past_span(const DaySpan& span) const {
    const bool has_begun = span.first_day <= today_;
    return {whole(span.first_day),
            whole(has_begun ? std::min(span.last_day, today_) : span.last_day)};
  }
  /// Of spans only a weekend has another one to come.
  [[nodiscard]] Period coming_span(const DaySpan& span) const {
    if (!span.coming) return {whole(span.first_day), whole(span.last_day)};
    return {whole(*span.coming), whole(*span.coming + kDayLong)};
  }

  /// The last time before publication that a clock showed it, and the next.
  [[nodiscard]] Period last_showing(const ClockTime& clock) const {
    const Moment today = moment(today_, clock.minutes);
    return {{},
            today.time <= publication_.time ? today
                                            : moment(today_ - std::chrono::days{1}, clock.minutes)};
  }
  [[nodiscard]] Period next_showing(const ClockTime& clock) const {
    const Moment today = moment(today_, clock.minutes);
    return {{},
            today.time > publication_.time ? today
                                           : moment(today_ + std::chrono::days{1}, clock.minutes)};
  }

  const Tokens& tokens_;
  Publication publication_;
  const Language& language_;
  Day today_;
};

}  // namespace

std::vector<TimeExpression> find_times(const Tokens& tokens, const Publication& publication,
                                       const Language& language) {
  return TimeFinder(tokens, publication, language).run();
}

std::string format_moment(const Moment& moment, Duration utc_offset) {
  return moment.whole_day ? format_date(moment.time, utc_offset)
                          : format_time(moment.time, utc_offset);
}

}  // namespace corridor::reading

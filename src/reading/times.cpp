#include "reading/times.h"

#include <algorithm>
#include <cstdlib>

#include "reading/numbers.h"
#include "reading/unicode.h"

namespace corridor::reading {
namespace {

using std::chrono::days;
using Day = std::chrono::sys_days;

constexpr int kMinutesPerHour = 60;
constexpr int kMinutesPerDay = 24 * 60;
constexpr int kEarliestYear = 1900;
constexpr int kLatestYear = 2100;
constexpr int kLongestLength_days = 366;
constexpr int kHalfYear_days = 183;
constexpr int kDaysPerWeek = 7;
constexpr int kHoursPerDay = 24;

/// A day or a span of days, as said, before it is known whether it is past or to come.
struct Anchor {
  std::size_t last = 0;
  Day first_day;
  Day last_day;
  std::optional<Day> coming;  ///< weekdays only
  bool span = false;          ///< more than a day: a weekend, a month
};

struct Clock {
  std::size_t last = 0;
  int minutes = 0;  ///< after midnight
};

class TimeFinder {
 public:
  TimeFinder(const Tokens& tokens, const Publication& publication, const Language& language)
      : tokens_(tokens),
        publication_(publication),
        language_(language),
        today_(std::chrono::floor<days>(publication.time + publication.utc_offset)) {}

  std::vector<TimeExpression> run() {
    std::vector<TimeExpression> found;
    for (std::size_t i = 0; i < tokens_.size();) {
      const auto expression = expression_at(i);
      if (expression) found.push_back(*expression);
      i = expression ? expression->last : i + 1;
    }
    return found;
  }

 private:
  [[nodiscard]] std::optional<PhraseMatch> match(const PhraseTable& table, std::size_t i) const {
    return table.at(tokens_, std::min(i, tokens_.size()), tokens_.size());
  }
  [[nodiscard]] std::size_t after(const PhraseTable& table, std::size_t i) const {
    const auto found = match(table, i);
    return found ? found->last : i;
  }
  [[nodiscard]] bool is_digits(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == TokenKind::digits;
  }
  /// A whole number of at most `longest` digits at token `i`.
  [[nodiscard]] std::optional<int> small_number(std::size_t i, std::size_t longest) const {
    if (!is_digits(i) || tokens_[i].text.size() > longest) return std::nullopt;
    int value = 0;
    for (const char32_t c : tokens_[i].text) {
      if (!is_digit(c)) return std::nullopt;
      value = value * 10 + static_cast<int>(c - U'0');
    }
    return value;
  }
  [[nodiscard]] std::optional<int> year_at(std::size_t i) const {
    const auto year = small_number(i, 4);
    return year && *year >= kEarliestYear && *year <= kLatestYear ? year : std::nullopt;
  }

  [[nodiscard]] Moment whole(Day day) const { return {Time{day} - publication_.utc_offset, true}; }
  [[nodiscard]] Moment moment(Day day, int minutes) const {
    return {Time{day} + std::chrono::minutes{minutes} - publication_.utc_offset, false};
  }

  // Days

  static std::optional<Day> make_day(int year, unsigned month, int day) {
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return Day{date};
  }

  /// Without a year, the day that lies nearest to publication.
  [[nodiscard]] std::optional<Day> nearest_day(unsigned month, int day) const {
    const int year = static_cast<int>(std::chrono::year_month_day{today_}.year());
    for (const int candidate : {year, year - 1, year + 1}) {
      const auto found = make_day(candidate, month, day);
      if (found && std::abs((*found - today_).count()) <= kHalfYear_days) return found;
    }
    return std::nullopt;
  }

  static Anchor one_day(std::size_t last, Day day) { return {last, day, day, {}, false}; }

  [[nodiscard]] std::optional<Anchor> weekday_at(std::size_t i) const {
    const auto last_word = match(language_.last, i);
    const auto next_word = match(language_.next, i);
    const std::size_t at = last_word   ? last_word->last
                           : next_word ? next_word->last
                                       : after(language_.fillers, i);
    const auto weekday = match(language_.weekdays, at);
    if (!weekday) return std::nullopt;
    const std::size_t end = weekday->last;
    const bool strictly_last = last_word || match(language_.last_after, end);
    const bool strictly_next = next_word || match(language_.next_after, end);
    const std::size_t last =
        std::max(after(language_.last_after, end), after(language_.next_after, end));
    const auto iso = static_cast<unsigned>(weekday->phrase->number);
    const int today_iso = static_cast<int>(std::chrono::weekday{today_}.iso_encoding());
    const int back = (today_iso - static_cast<int>(iso) + kDaysPerWeek) % kDaysPerWeek;
    const Day past = today_ - days{back == 0 && strictly_last ? kDaysPerWeek : back};
    const int ahead = (kDaysPerWeek - back) % kDaysPerWeek;
    const Day coming = today_ + days{ahead == 0 && strictly_next ? kDaysPerWeek : ahead};
    if (strictly_next) return Anchor{last, coming, coming, {}, false};
    Anchor anchor = one_day(last, past);
    if (!strictly_last) anchor.coming = coming;
    return anchor;
  }

  [[nodiscard]] std::optional<Anchor> numeric_date_at(std::size_t i) const {
    if (i >= tokens_.size() || tokens_[i].kind != TokenKind::date) return std::nullopt;
    const std::u32string& text = tokens_[i].text;
    const std::size_t first_mark = text.find_first_of(U"-./");
    const std::size_t second_mark = text.find_first_of(U"-./", first_mark + 1);
    const auto number = [&text](std::size_t begin, std::size_t end) {
      int value = 0;
      for (std::size_t k = begin; k < end; ++k)
        value = value * 10 + static_cast<int>(text[k] - U'0');
      return value;
    };
    const int a = number(0, first_mark);
    const int b = number(first_mark + 1, second_mark);
    const int c = number(second_mark + 1, text.size());
    const bool year_first = first_mark == 4;
    const auto day = make_day(year_first ? a : c, static_cast<unsigned>(b), year_first ? c : a);
    if (!day) return std::nullopt;
    return one_day(i + 1, *day);
  }

  /// `12 December [2031]`, `December 12[, 2031]`.
  [[nodiscard]] std::optional<Anchor> month_date_at(std::size_t i) const {
    const auto day_first = small_number(i, 2);
    const std::size_t after_day = day_first && i + 1 < tokens_.size() && tokens_[i + 1].glued
                                      ? after(language_.ordinals, i + 1)
                                      : i + 1;
    const auto month = match(language_.months, day_first ? after_day : i);
    if (!month) return std::nullopt;
    const auto month_number = static_cast<unsigned>(month->phrase->number);
    std::size_t last = month->last;
    std::optional<int> day_number = day_first;
    if (!day_number) {
      day_number = small_number(last, 2);
      if (!day_number || has_more_digits(last)) return month_at(i);
      ++last;
      if (last < tokens_.size() && tokens_[last].glued) last = after(language_.ordinals, last);
    }
    const bool comma = last < tokens_.size() && is_mark(tokens_[last], U',');
    const auto year = year_at(comma ? last + 1 : last);
    const auto day =
        year ? make_day(*year, month_number, *day_number) : nearest_day(month_number, *day_number);
    if (!day) return std::nullopt;
    return one_day(year ? (comma ? last + 2 : last + 1) : last, *day);
  }

  /// `12 500`: the number goes on, it is no day of a month.
  [[nodiscard]] bool has_more_digits(std::size_t i) const {
    return is_digits(i + 1) && tokens_[i + 1].text.size() == 3;
  }

  /// `March 2031`, `in March`.
  [[nodiscard]] std::optional<Anchor> month_at(std::size_t i) const {
    const auto month = match(language_.months, i);
    if (!month) return std::nullopt;
    const auto year = year_at(month->last);
    const bool introduced = i > 0 && language_.years_before.ending_at(tokens_, 0, i);
    if (!year && !introduced) return std::nullopt;
    const auto number = static_cast<unsigned>(month->phrase->number);
    const auto first = year ? make_day(*year, number, 1) : nearest_day(number, 1);
    if (!first) return std::nullopt;
    const std::chrono::year_month_day date{*first};
    const Day end =
        std::chrono::year_month_day_last{date.year(), std::chrono::month_day_last{date.month()}};
    return Anchor{year ? month->last + 1 : month->last, *first, end, {}, true};
  }

  [[nodiscard]] std::optional<Anchor> bare_year_at(std::size_t i) const {
    const auto year = year_at(i);
    if (!year || i == 0 || !language_.years_before.ending_at(tokens_, 0, i)) return std::nullopt;
    std::optional<int> end = year;  // "1988-94" ends in 1994
    std::size_t last = i + 1;
    if (last < tokens_.size() && is_mark(tokens_[last], U'-')) {
      const auto short_year = small_number(last + 1, 2);
      end = short_year ? std::optional<int>(*year / 100 * 100 + *short_year) : year_at(last + 1);
      if (!end || *end < *year) return std::nullopt;
      last += 2;
    }
    return Anchor{last, *make_day(*year, 1, 1), *make_day(*end, 12, 31), {}, true};
  }

  [[nodiscard]] std::optional<Anchor> named_day_at(std::size_t i) const {
    const auto named = match(language_.days, i);
    if (!named) return std::nullopt;
    return one_day(named->last, today_ + days{static_cast<int>(named->phrase->number)});
  }

  [[nodiscard]] Day monday() const {
    return today_ - days{std::chrono::weekday{today_}.iso_encoding() - 1};
  }

  [[nodiscard]] std::optional<Anchor> named_period_at(std::size_t i) const {
    const auto period = match(language_.periods, i);
    if (!period) return std::nullopt;
    const std::string& label = period->phrase->label;
    const Day week = monday();
    const auto month_begin = [](std::chrono::year_month_day date) {
      return Day{date.year() / date.month() / 1};
    };
    if (label == "last_week") return Anchor{period->last, week - days{7}, week - days{1}, {}, true};
    if (label == "this_week") return Anchor{period->last, week, today_, {}, true};
    if (label == "last_month") {
      const Day this_month = month_begin(std::chrono::year_month_day{today_});
      const Day before = month_begin(std::chrono::year_month_day{this_month - days{1}});
      return Anchor{period->last, before, this_month - days{1}, {}, true};
    }
    if (label == "weekend") {
      const int iso = static_cast<int>(std::chrono::weekday{today_}.iso_encoding());
      const Day saturday = iso >= 6 ? week + days{5} : week - days{2};
      return Anchor{period->last, saturday, std::min(saturday + days{1}, today_), {}, true};
    }
    return std::nullopt;
  }

  /// A length of time in days or hours: `two days`, `24 hours`.
  struct Length {
    std::size_t last = 0;
    double hours = 0.0;
  };
  [[nodiscard]] std::optional<Length> length_at(std::size_t i, bool must_count) const {
    const auto number = number_at(tokens_, std::min(i, tokens_.size()), tokens_.size(), language_);
    const auto article = match(language_.articles, i);
    const bool counted = number && !number->vague && !number->none && !number->fraction;
    if (must_count && !counted && !article) return std::nullopt;
    const std::size_t at = counted ? number->last : article ? article->last : i;
    const auto unit = match(language_.lengths, at);
    if (!unit) return std::nullopt;
    const double hours = (counted ? number->value : 1.0) * unit->phrase->number;
    if (!(hours > 0.0) || hours > kLongestLength_days * 24.0) return std::nullopt;
    return Length{unit->last, hours};
  }

  /// `two days ago`, `il y a deux jours`.
  [[nodiscard]] std::optional<Anchor> ago_at(std::size_t i) const {
    const auto before = match(language_.ago_before, i);
    const auto length = length_at(before ? before->last : i, true);
    if (!length) return std::nullopt;
    const auto behind = match(language_.ago_after, length->last);
    if (!before && !behind) return std::nullopt;
    const Time then = publication_.time - hours_of(*length);
    return one_day(behind && !before ? behind->last : length->last,
                   std::chrono::floor<days>(then + publication_.utc_offset));
  }

  static Duration hours_of(const Length& length) {
    return Duration{static_cast<long long>(length.hours * 3600.0)};
  }

  [[nodiscard]] std::optional<Anchor> anchor_at(std::size_t i) const {
    if (const auto anchor = numeric_date_at(i)) return anchor;
    if (const auto anchor = named_period_at(i)) return anchor;
    if (const auto anchor = weekday_with_date_at(i)) return anchor;
    if (const auto anchor = month_date_at(i)) return anchor;
    if (const auto anchor = ago_at(i)) return anchor;
    if (const auto anchor = named_day_at(i)) return anchor;
    return bare_year_at(i);
  }

  /// `Monday, 12 May`: the date counts.
  [[nodiscard]] std::optional<Anchor> weekday_with_date_at(std::size_t i) const {
    auto weekday = weekday_at(i);
    if (!weekday) return std::nullopt;
    const bool comma = weekday->last < tokens_.size() && is_mark(tokens_[weekday->last], U',');
    const auto date = month_date_at(weekday->last + (comma ? 1 : 0));
    if (date && !date->span) return date;
    return weekday;
  }

  // Clock times

  [[nodiscard]] std::optional<Clock> clock_at(std::size_t i) const {
    if (i >= tokens_.size()) return std::nullopt;
    if (const auto named = match(language_.day_times, i)) {
      return Clock{named->last, static_cast<int>(named->phrase->number)};
    }
    if (tokens_[i].kind == TokenKind::clock) return numeric_clock_at(i);
    const auto hour = small_number(i, 2);
    const auto mark = match(language_.clock_marks, i + 1);
    if (!hour || !mark || *hour > 24) return std::nullopt;
    const auto minutes =
        tokens_[mark->last - 1].text == U"h" ? small_number(mark->last, 2) : std::optional<int>{};
    const bool glued_minutes = minutes && tokens_[mark->last].glued && *minutes < kMinutesPerHour;
    return Clock{mark->last + (glued_minutes ? 1 : 0),
                 with_half_day(*hour, mark->phrase->label) * kMinutesPerHour +
                     (glued_minutes ? *minutes : 0)};
  }

  /// 12 am is midnight, 12 pm noon.
  static int with_half_day(int hour, const std::string& label) {
    if (label == "am") return hour % 12;
    if (label == "pm") return hour % 12 + 12;
    return hour % 24;
  }

  [[nodiscard]] std::optional<Clock> numeric_clock_at(std::size_t i) const {
    const std::u32string& text = tokens_[i].text;
    const std::size_t colon = text.find(U':');
    int hour = 0;
    for (std::size_t k = 0; k < colon; ++k) hour = hour * 10 + static_cast<int>(text[k] - U'0');
    const int minutes = static_cast<int>((text[colon + 1] - U'0') * 10 + (text[colon + 2] - U'0'));
    if (hour > 24 || minutes >= kMinutesPerHour) return std::nullopt;
    const auto mark = match(language_.clock_marks, i + 1);
    return Clock{
        mark ? mark->last : i + 1,
        (with_half_day(hour, mark ? mark->phrase->label : "") * kMinutesPerHour + minutes) %
            kMinutesPerDay};
  }

  // Whole expressions

  [[nodiscard]] std::optional<TimeExpression> expression_at(std::size_t i) const {
    if (const auto expression = past_length_at(i)) return expression;
    if (const auto expression = range_at(i)) return expression;
    if (const auto expression = opening_hours_at(i)) return expression;
    const auto since_word = match(language_.since, i);
    const auto until_word = since_word ? std::nullopt : match(language_.until, i);
    const std::size_t at = since_word ? since_word->last : until_word ? until_word->last : i;
    auto expression = day_and_clock_at(at);
    if (!expression) return std::nullopt;
    expression->first = i;
    expression->deadline = until_word.has_value();
    if (until_word) {
      expression->past.since.reset();
      expression->coming.since.reset();
    }
    if (since_word) {
      make_beginning(expression->past);
      make_beginning(expression->coming);
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
    const auto past = match(language_.past_periods, i);
    if (!past) return std::nullopt;
    const auto length = length_at(past->last, past->phrase->label == "within");
    if (!length) return std::nullopt;
    Period period;
    const Time begin = publication_.time - hours_of(*length);
    if (length->hours < 2 * kHoursPerDay && past->phrase->label != "within" &&
        is_in_hours(*length)) {
      period = {Moment{begin, false}, Moment{publication_.time, false}};
    } else {
      period = {whole(std::chrono::floor<days>(begin + publication_.utc_offset)), whole(today_)};
    }
    if (past->phrase->label == "within") return TimeExpression{i, length->last, period, {}};
    return TimeExpression{i, length->last, period, period};
  }

  /// Said in hours, not in days.
  [[nodiscard]] bool is_in_hours(const Length& length) const {
    const auto unit = language_.lengths.ending_at(tokens_, 0, length.last);
    return unit && unit->phrase->number < kHoursPerDay;
  }

  /// `between 6 and 12 October`, `from 3 May to 7 May`, `3-7 May`.
  [[nodiscard]] std::optional<TimeExpression> range_at(std::size_t i) const {
    const auto begin_word = match(language_.range_begin, i);
    const std::size_t at = begin_word ? begin_word->last : i;
    const auto first = anchor_at(at);
    const auto day = small_number(at, 2);
    if (!first && !day) return std::nullopt;
    const std::size_t middle_at = first ? first->last : at + 1;
    const auto middle = match(language_.range_middle, middle_at);
    if (!middle) return std::nullopt;
    const auto second = anchor_at(middle->last);
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
    return TimeExpression{i, second->last, period, period};
  }

  /// `from 08:00 to 16:00`: no time of anything counted.
  [[nodiscard]] std::optional<TimeExpression> opening_hours_at(std::size_t i) const {
    const auto begin = match(language_.since, i);
    const auto opens = clock_at(begin ? begin->last : i);
    const auto middle = opens ? match(language_.range_middle, opens->last) : std::nullopt;
    const auto closes = middle ? clock_at(middle->last) : std::nullopt;
    if (!closes) return std::nullopt;
    return TimeExpression{i, closes->last, {}, {}};
  }

  /// A day with or without a clock time, in any order; a clock time alone.
  [[nodiscard]] std::optional<TimeExpression> day_and_clock_at(std::size_t i) const {
    std::optional<Clock> clock = clock_at(i);
    const std::size_t day_at = clock ? after(language_.clock_before, clock->last) : i;
    const auto day = anchor_at(after(language_.day_parts, day_at));
    if (!day && !clock) return std::nullopt;
    std::size_t last = day ? after(language_.day_parts, day->last) : clock->last;
    if (day && !clock) {
      clock = clock_at(after(language_.clock_before, last));
      if (clock) last = clock->last;
    }
    if (day && clock && !day->span) last = std::max(last, clock->last);
    if (!day) return TimeExpression{i, last, last_showing(*clock), next_showing(*clock)};
    return TimeExpression{i, last, period_of(*day, day->first_day, clock),
                          period_of(*day, day->coming.value_or(day->first_day), clock)};
  }

  [[nodiscard]] Period period_of(const Anchor& anchor, Day day,
                                 const std::optional<Clock>& clock) const {
    if (anchor.span) return {whole(anchor.first_day), whole(anchor.last_day)};
    return {{}, clock ? moment(day, clock->minutes) : whole(day)};
  }

  /// The last time before publication that a clock showed it, and the next.
  [[nodiscard]] Period last_showing(const Clock& clock) const {
    const Moment today = moment(today_, clock.minutes);
    return {{}, today.time <= publication_.time ? today : moment(today_ - days{1}, clock.minutes)};
  }
  [[nodiscard]] Period next_showing(const Clock& clock) const {
    const Moment today = moment(today_, clock.minutes);
    return {{}, today.time > publication_.time ? today : moment(today_ + days{1}, clock.minutes)};
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

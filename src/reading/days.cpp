#include "reading/days.h"

#include <algorithm>
#include <cstdlib>

#include "reading/lengths.h"
#include "reading/numbers.h"

namespace corridor::reading {
namespace {

using std::chrono::days;

constexpr int kEarliestYear = 1900;
constexpr int kLatestYear = 2100;
constexpr int kHalfYear_days = 183;
constexpr int kDaysPerWeek = 7;
constexpr double kHoursPerMonth = 720.0;  ///< as [lengths] has a month

class DayFinder {
 public:
  DayFinder(const Tokens& tokens, const Publication& publication, const Language& language)
      : tokens_(tokens),
        publication_(publication),
        language_(language),
        today_(local_day(publication)) {}

  [[nodiscard]] std::optional<DaySpan> at(std::size_t i) const {
    if (const auto anchor = numeric_date_at(i)) return anchor;
    if (const auto anchor = named_period_at(i)) return anchor;
    if (const auto anchor = part_of_month_at(i)) return anchor;
    if (const auto anchor = weekday_with_date_at(i)) return anchor;
    if (const auto anchor = month_date_at(i)) return anchor;
    if (const auto anchor = ago_at(i)) return anchor;
    if (const auto anchor = named_day_at(i)) return anchor;
    return bare_year_at(i);
  }

 private:
  [[nodiscard]] std::optional<int> year_at(std::size_t i) const {
    const auto year = small_number(tokens_, i, 4);
    return year && *year >= kEarliestYear && *year <= kLatestYear ? year : std::nullopt;
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

  static DaySpan one_day(std::size_t last, Day day) { return {last, day, day, {}, false}; }

  [[nodiscard]] std::optional<DaySpan> weekday_at(std::size_t i) const {
    const auto last_word = language_.last.at(tokens_, i);
    const auto next_word = language_.next.at(tokens_, i);
    const std::size_t at = last_word   ? last_word->last
                           : next_word ? next_word->last
                                       : language_.fillers.after(tokens_, i);
    const auto weekday = language_.weekdays.at(tokens_, at);
    if (!weekday) return std::nullopt;
    const std::size_t end = weekday->last;
    const bool strictly_last = last_word || language_.last_after.at(tokens_, end);
    const bool strictly_next = next_word || language_.next_after.at(tokens_, end);
    const std::size_t last = std::max(language_.last_after.after(tokens_, end),
                                      language_.next_after.after(tokens_, end));
    const auto iso = static_cast<unsigned>(weekday->phrase->number);
    const int today_iso = static_cast<int>(std::chrono::weekday{today_}.iso_encoding());
    const int back = (today_iso - static_cast<int>(iso) + kDaysPerWeek) % kDaysPerWeek;
    const Day past = today_ - days{back == 0 && strictly_last ? kDaysPerWeek : back};
    const int ahead = (kDaysPerWeek - back) % kDaysPerWeek;
    const Day coming = today_ + days{ahead == 0 && strictly_next ? kDaysPerWeek : ahead};
    if (strictly_next) return DaySpan{last, coming, coming, {}, false};
    DaySpan anchor = one_day(last, past);
    if (!strictly_last) anchor.coming = coming;
    return anchor;
  }

  [[nodiscard]] std::optional<DaySpan> numeric_date_at(std::size_t i) const {
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
  [[nodiscard]] std::optional<DaySpan> month_date_at(std::size_t i) const {
    const auto day_first = small_number(tokens_, i, 2);
    const std::size_t after_day = day_first && i + 1 < tokens_.size() && tokens_[i + 1].glued
                                      ? language_.ordinals.after(tokens_, i + 1)
                                      : i + 1;
    const auto month = language_.months.at(tokens_, day_first ? after_day : i);
    if (!month) return std::nullopt;
    const auto month_number = static_cast<unsigned>(month->phrase->number);
    std::size_t last = month->last;
    std::optional<int> day_number = day_first;
    if (!day_number) {
      day_number = small_number(tokens_, last, 2);
      if (!day_number || has_more_digits(last)) return month_at(i);
      ++last;
      if (last < tokens_.size() && tokens_[last].glued)
        last = language_.ordinals.after(tokens_, last);
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
    return i + 1 < tokens_.size() && tokens_[i + 1].kind == TokenKind::digits &&
           tokens_[i + 1].text.size() == 3;
  }

  /// `March 2031`, `in March`.
  [[nodiscard]] std::optional<DaySpan> month_at(std::size_t i) const {
    const auto month = language_.months.at(tokens_, i);
    if (!month) return std::nullopt;
    const auto year = year_at(month->last);
    const bool introduced = i > 0 && language_.years_before.ending_at(tokens_, 0, i);
    if (!year && !introduced) return std::nullopt;
    const auto number = static_cast<unsigned>(month->phrase->number);
    const auto first = year ? make_day(*year, number, 1) : nearest_day(number, 1);
    if (!first) return std::nullopt;
    return DaySpan{year ? month->last + 1 : month->last, *first, end_of_month(*first), {}, true};
  }

  /// `mid-March`, `the first two weeks of March`, `in the middle of the month`.
  [[nodiscard]] std::optional<DaySpan> part_of_month_at(std::size_t i) const {
    const auto part = language_.month_parts.at(tokens_, i);
    if (!part) return std::nullopt;
    const auto first_of_month = month_behind(part->last);
    if (!first_of_month) return std::nullopt;
    const auto [last, month] = *first_of_month;
    const std::string& label = part->phrase->label;
    const int first_day = static_cast<int>(part->phrase->number);
    const int last_day = std::atoi(label.c_str() + label.find('-') + 1);
    return DaySpan{last,
                   month + days{first_day - 1},
                   std::min(month + days{last_day - 1}, end_of_month(month)),
                   {},
                   true};
  }

  struct MonthBehind {
    std::size_t last = 0;
    Day first_day;
  };

  /// The month that stands at token `i`, with or without a year; "the month" is that of the report.
  [[nodiscard]] std::optional<MonthBehind> month_behind(std::size_t i) const {
    i = language_.fillers.after(tokens_, i);
    if (const auto named = language_.months.at(tokens_, i)) {
      const auto year = year_at(named->last);
      const auto number = static_cast<unsigned>(named->phrase->number);
      const auto first = year ? make_day(*year, number, 1) : nearest_day(number, 1);
      if (!first) return std::nullopt;
      return MonthBehind{year ? named->last + 1 : named->last, *first};
    }
    const auto month = language_.lengths.at(tokens_, i);
    if (!month || month->phrase->number != kHoursPerMonth) return std::nullopt;
    const std::chrono::year_month_day date{today_};
    return MonthBehind{month->last, Day{date.year() / date.month() / 1}};
  }

  static Day end_of_month(Day day) {
    const std::chrono::year_month_day date{day};
    return std::chrono::year_month_day_last{date.year(), std::chrono::month_day_last{date.month()}};
  }

  [[nodiscard]] std::optional<DaySpan> bare_year_at(std::size_t i) const {
    const auto year = year_at(i);
    if (!year || i == 0 || !language_.years_before.ending_at(tokens_, 0, i)) return std::nullopt;
    std::optional<int> end = year;  // "1988-94" ends in 1994
    std::size_t last = i + 1;
    if (last < tokens_.size() && is_mark(tokens_[last], U'-')) {
      const auto short_year = small_number(tokens_, last + 1, 2);
      end = short_year ? std::optional<int>(*year / 100 * 100 + *short_year) : year_at(last + 1);
      if (!end || *end < *year) return std::nullopt;
      last += 2;
    }
    return DaySpan{last, *make_day(*year, 1, 1), *make_day(*end, 12, 31), {}, true};
  }

  [[nodiscard]] std::optional<DaySpan> named_day_at(std::size_t i) const {
    const auto named = language_.days.at(tokens_, i);
    if (!named) return std::nullopt;
    return one_day(named->last, today_ + days{static_cast<int>(named->phrase->number)});
  }

  [[nodiscard]] Day monday() const {
    return today_ - days{std::chrono::weekday{today_}.iso_encoding() - 1};
  }

  [[nodiscard]] std::optional<DaySpan> named_period_at(std::size_t i) const {
    const auto period = language_.periods.at(tokens_, i);
    if (!period) return std::nullopt;
    const std::string& label = period->phrase->label;
    const Day week = monday();
    const auto month_begin = [](std::chrono::year_month_day date) {
      return Day{date.year() / date.month() / 1};
    };
    if (label == "last_week")
      return DaySpan{period->last, week - days{7}, week - days{1}, {}, true};
    if (label == "this_week") return DaySpan{period->last, week, today_, {}, true};
    if (label == "next_week")
      return DaySpan{period->last, week + days{7}, week + days{13}, {}, true};
    if (label == "next_weekend")
      return DaySpan{period->last, week + days{5}, week + days{6}, week + days{5}, true};
    if (label == "last_month") {
      const Day this_month = month_begin(std::chrono::year_month_day{today_});
      const Day before = month_begin(std::chrono::year_month_day{this_month - days{1}});
      return DaySpan{period->last, before, this_month - days{1}, {}, true};
    }
    if (label == "weekend") {
      const int iso = static_cast<int>(std::chrono::weekday{today_}.iso_encoding());
      const Day saturday = iso >= 6 ? week + days{5} : week - days{2};
      return DaySpan{period->last, saturday, std::min(saturday + days{1}, today_), week + days{5},
                     true};
    }
    return std::nullopt;
  }

  /// `two days ago`, `il y a deux jours`.
  [[nodiscard]] std::optional<DaySpan> ago_at(std::size_t i) const {
    const auto before = language_.ago_before.at(tokens_, i);
    const auto length = length_at(tokens_, before ? before->last : i, true, language_);
    if (!length) return std::nullopt;
    const auto behind = language_.ago_after.at(tokens_, length->last);
    if (!before && !behind) return std::nullopt;
    const Time then = publication_.time - duration_of(*length);
    return one_day(behind && !before ? behind->last : length->last,
                   std::chrono::floor<days>(then + publication_.utc_offset));
  }

  /// `Monday, 12 May`: the date counts.
  [[nodiscard]] std::optional<DaySpan> weekday_with_date_at(std::size_t i) const {
    auto weekday = weekday_at(i);
    if (!weekday) return std::nullopt;
    const bool comma = weekday->last < tokens_.size() && is_mark(tokens_[weekday->last], U',');
    const auto date = month_date_at(weekday->last + (comma ? 1 : 0));
    if (date && !date->span) return date;
    return weekday;
  }

  const Tokens& tokens_;
  const Publication& publication_;
  const Language& language_;
  Day today_;
};

}  // namespace

std::optional<Day> make_day(int year, unsigned month, int day) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return Day{date};
}

Day local_day(const Publication& publication) {
  return std::chrono::floor<days>(publication.time + publication.utc_offset);
}

std::optional<DaySpan> days_at(const Tokens& tokens, std::size_t i, const Publication& publication,
                               const Language& language) {
  return DayFinder(tokens, publication, language).at(i);
}

}  // namespace corridor::reading

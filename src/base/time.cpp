#include "base/time.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>

namespace corridor {
namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (text.front() < '0' || text.front() > '9') return std::nullopt;
  return value;
}

std::optional<std::chrono::sys_days> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

/// `HH:MM[:SS]` as seconds after midnight.
std::optional<Duration> parse_clock(std::string_view text) {
  if ((text.size() != 5 && text.size() != 8) || text[2] != ':') return std::nullopt;
  const auto hour = digits(text.substr(0, 2));
  const auto minute = digits(text.substr(3, 2));
  std::optional<int> second = 0;
  if (text.size() == 8) second = text[5] == ':' ? digits(text.substr(6, 2)) : std::nullopt;
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) {
    return std::nullopt;
  }
  return Duration{*hour * 3600 + *minute * 60 + *second};
}

}  // namespace

std::optional<Duration> parse_utc_offset(std::string_view text) {
  if (text == "Z") return Duration{0};
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  std::string hours_and_minutes(text.substr(1));
  constexpr std::size_t kBasicLength = 4;  // of `0400`, the basic form of ISO 8601
  if (hours_and_minutes.size() == kBasicLength) hours_and_minutes.insert(2, 1, ':');
  constexpr std::size_t kLength = 5;
  if (hours_and_minutes.size() != kLength) return std::nullopt;
  const auto clock = parse_clock(hours_and_minutes);
  if (!clock) return std::nullopt;
  const Duration offset = text[0] == '-' ? -*clock : *clock;
  if (offset < kWesternmostOffset || offset > kEasternmostOffset) return std::nullopt;
  return offset;
}

std::optional<Time> parse_time(std::string_view text, Duration default_offset) {
  if (text.size() < 10) return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  if (!date) return std::nullopt;
  std::string_view rest = text.substr(10);
  if (rest.empty()) return Time{*date} - default_offset;
  if (rest.front() != 'T' && rest.front() != ' ') return std::nullopt;
  rest.remove_prefix(1);
  Duration offset = default_offset;
  const std::size_t sign = rest.find_first_of("+-Z");
  if (sign != std::string_view::npos) {
    const auto parsed = parse_utc_offset(rest.substr(sign));
    if (!parsed) return std::nullopt;
    offset = *parsed;
    rest = rest.substr(0, sign);
  }
  const auto clock = parse_clock(rest);
  if (!clock) return std::nullopt;
  return Time{*date} + *clock - offset;
}

std::optional<Duration> parse_duration(std::string_view text) {
  const std::size_t unit_at = text.find_first_not_of("0123456789");
  if (unit_at == std::string_view::npos || unit_at == 0) return std::nullopt;
  const auto number = digits(text.substr(0, unit_at));
  const std::string_view unit = text.substr(unit_at);
  if (!number || *number <= 0) return std::nullopt;
  if (unit == "s") return Duration{*number};
  if (unit == "min") return Duration{*number * 60LL};
  if (unit == "h") return Duration{*number * 3600LL};
  if (unit == "d") return Duration{*number * 86400LL};
  return std::nullopt;
}

std::string format_date(Time time, Duration offset) {
  const auto day = std::chrono::floor<std::chrono::days>(time + offset);
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string format_time(Time time, Duration offset) {
  const Time local = time + offset;
  const auto since_midnight = local - std::chrono::floor<std::chrono::days>(local);
  const long long seconds = since_midnight.count();
  const long long offset_minutes = std::llabs(offset.count()) / 60;
  const std::string clock =
      seconds % 60 == 0
          ? fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
          : fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return fmt::format("{}T{}{}{:02}:{:02}", format_date(time, offset), clock,
                     offset.count() < 0 ? '-' : '+', offset_minutes / 60, offset_minutes % 60);
}

}  // namespace corridor

#pragma once
// Moments are UTC seconds; local offsets exist only where text is read or written.
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

namespace corridor {

using Time = std::chrono::sys_seconds;
using Duration = std::chrono::seconds;

inline constexpr Duration kDay{86400};
/// The offset of moments that are written in universal time.
inline constexpr Duration kUtc{0};
/// Between these lie the offsets of all clocks on Earth.
inline constexpr Duration kWesternmostOffset = -std::chrono::hours{12};
inline constexpr Duration kEasternmostOffset = std::chrono::hours{14};

inline double in_hours(Duration duration) { return static_cast<double>(duration.count()) / 3600.0; }
inline double in_days(Duration duration) { return static_cast<double>(duration.count()) / 86400.0; }

/// To the nearest second.
inline Duration from_hours(double hours) {
  return Duration{static_cast<Duration::rep>(std::llround(hours * 3600.0))};
}

/// Later than every real moment: the publication time of what was never published.
inline constexpr Time kNever = Time{std::chrono::seconds{253402300799}};  // 9999-12-31T23:59:59Z
/// Earlier than every real moment: the publication time of what was always known.
inline constexpr Time kAlways = Time{std::chrono::seconds{-62135596800}};  // 0001-01-01T00:00:00Z

/// Reads ISO 8601 `YYYY-MM-DD[THH:MM[:SS]][Z|+HH:MM|+HHMM]`; without an offset, `default_offset` is
/// assumed. A bare date means its midnight. Empty when the text is not such a moment.
std::optional<Time> parse_time(std::string_view text, Duration default_offset);

/// Reads `+HH:MM`, `-HH:MM`, the same without the colon, or `Z`; empty beyond -12:00 and +14:00.
std::optional<Duration> parse_utc_offset(std::string_view text);

/// Reads a length of time: `15min`, `1h`, `1d` (or `90s`). Empty when malformed or not positive.
std::optional<Duration> parse_duration(std::string_view text);

/// `2023-09-22T18:00+04:00`
std::string format_time(Time time, Duration offset);
/// `2023-09-22`, the local date.
std::string format_date(Time time, Duration offset);

}  // namespace corridor

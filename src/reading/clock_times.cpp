#include "reading/clock_times.h"

#include "reading/numbers.h"

namespace corridor::reading {
namespace {

constexpr int kMinutesPerHour = 60;
constexpr int kMinutesPerDay = 24 * 60;

/// 12 am is midnight, 12 pm noon.
int with_half_day(int hour, const std::string& label) {
  if (label == "am") return hour % 12;
  if (label == "pm") return hour % 12 + 12;
  return hour % 24;
}

std::optional<ClockTime> numeric_clock_at(const Tokens& tokens, std::size_t i,
                                          const Language& language) {
  const std::u32string& text = tokens[i].text;
  const std::size_t colon = text.find(U':');
  int hour = 0;
  for (std::size_t k = 0; k < colon; ++k) hour = hour * 10 + static_cast<int>(text[k] - U'0');
  const int minutes = static_cast<int>((text[colon + 1] - U'0') * 10 + (text[colon + 2] - U'0'));
  if (hour > 24 || minutes >= kMinutesPerHour) return std::nullopt;
  const auto mark = language.clock_marks.at(tokens, i + 1);
  return ClockTime{
      mark ? mark->last : i + 1,
      (with_half_day(hour, mark ? mark->phrase->label : "") * kMinutesPerHour + minutes) %
          kMinutesPerDay};
}

/// `10 : 00 o'clock`, as machines space it.
std::optional<ClockTime> spaced_clock_at(const Tokens& tokens, std::size_t i,
                                         const Language& language) {
  const auto hour = small_number(tokens, i, 2);
  if (!hour || i + 2 >= tokens.size() || !is_mark(tokens[i + 1], U':')) return std::nullopt;
  const auto minutes = small_number(tokens, i + 2, 2);
  const auto mark = language.clock_marks.at(tokens, i + 3);
  const bool is_clock =
      minutes && tokens[i + 2].text.size() == 2 && *hour < 24 && *minutes < kMinutesPerHour && mark;
  if (!is_clock) return std::nullopt;
  return ClockTime{mark->last,
                   with_half_day(*hour, mark->phrase->label) * kMinutesPerHour + *minutes};
}

}  // namespace

std::optional<ClockTime> clock_at(const Tokens& tokens, std::size_t i, const Language& language) {
  if (i >= tokens.size()) return std::nullopt;
  if (const auto named = language.day_times.at(tokens, i)) {
    return ClockTime{named->last, static_cast<int>(named->phrase->number)};
  }
  if (tokens[i].kind == TokenKind::clock) return numeric_clock_at(tokens, i, language);
  if (const auto spaced = spaced_clock_at(tokens, i, language)) return spaced;
  const auto hour = small_number(tokens, i, 2);
  const auto mark = language.clock_marks.at(tokens, i + 1);
  if (!hour || !mark || *hour > 24) return std::nullopt;
  const bool is_doubtful = mark->phrase->label.back() == '?';  // "by 18 hours", "2 hours"
  if (is_doubtful && !language.until.ending_at(tokens, 0, i)) return std::nullopt;
  const auto minutes = tokens[mark->last - 1].text == U"h" ? small_number(tokens, mark->last, 2)
                                                           : std::optional<int>{};
  const bool glued_minutes = minutes && tokens[mark->last].glued && *minutes < kMinutesPerHour;
  return ClockTime{
      mark->last + (glued_minutes ? 1 : 0),
      with_half_day(*hour, mark->phrase->label) * kMinutesPerHour + (glued_minutes ? *minutes : 0)};
}

}  // namespace corridor::reading

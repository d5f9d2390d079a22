// When checkpoints and desks work: between two local minutes of every day, over midnight where they
// close before they open.
#include "rules/corridor/opening_hours.h"

#include <algorithm>
#include <cmath>

namespace corridor {
namespace {

constexpr long long kSecondsPerMinute = 60;
constexpr int kMinutesPerDay = 1440;
constexpr double kMinutesPerHour = 60.0;

/// Minutes from one minute of the day to the next time that it is the other.
int minutes_between(int from, int to) { return (to - from + kMinutesPerDay) % kMinutesPerDay; }

}  // namespace

int local_minute(const World& world, const CorridorState& state) {
  const long long ticks_seconds = state.now * world.scenario.step.count() / world.ticks_per_step;
  const long long minutes = (world.start_second + ticks_seconds) / kSecondsPerMinute;
  return static_cast<int>(minutes % kMinutesPerDay);
}

bool is_open_at(int opens_minute, int closes_minute, int minute) {
  if (opens_minute == closes_minute) return true;
  return minutes_between(opens_minute, minute) < minutes_between(opens_minute, closes_minute);
}

double hours_until_worked(int opens_minute, int closes_minute, int minute, double hours) {
  if (opens_minute == closes_minute) return hours;
  const double day = minutes_between(opens_minute, closes_minute);
  const double since_opening = minutes_between(opens_minute, minute);
  const double work = std::min(since_opening, day) + hours * kMinutesPerHour;
  const double whole_days = std::max(0.0, std::ceil(work / day) - 1.0);
  return (whole_days * (kMinutesPerDay - day) + work - since_opening) / kMinutesPerHour;
}

}  // namespace corridor

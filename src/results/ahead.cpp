#include "results/ahead.h"

#include <algorithm>

namespace corridor {
namespace {

/// Steps that have ended by the as-of time.
std::size_t steps_past(Time start, Duration step, std::size_t steps, Time as_of) {
  const long long past = (as_of - start) / step;
  return static_cast<std::size_t>(std::clamp(past, 0LL, static_cast<long long>(steps)));
}

}  // namespace

std::size_t first_step_ahead(Time start, Duration step, std::size_t steps, Time as_of) {
  return std::min(steps_past(start, step, steps, as_of), steps - 1);
}

std::size_t first_step_ahead(const EnsembleResults& results, Time as_of) {
  return first_step_ahead(results.start, results.step, results.steps, as_of);
}

std::size_t step_now(const EnsembleResults& results, Time as_of) {
  return std::max<std::size_t>(steps_past(results.start, results.step, results.steps, as_of), 1) -
         1;
}

std::chrono::sys_days day_of(const EnsembleResults& results, std::size_t step,
                             Duration utc_offset) {
  return std::chrono::floor<std::chrono::days>(results.time(step) + utc_offset - Duration{1});
}

bool ends_a_day(const EnsembleResults& results, std::size_t step, Duration utc_offset) {
  const std::chrono::sys_days day = day_of(results, step, utc_offset);
  if (results.time(step) + utc_offset == day + kDay) return true;
  return step + 1 < results.steps && day_of(results, step + 1, utc_offset) != day;
}

double reached_before(const EnsembleResults& results, std::size_t series, std::size_t ahead,
                      std::size_t member) {
  return ahead == 0 ? 0.0 : static_cast<double>(results.row(series, ahead - 1)[member]);
}

bool way_out_opens(const EnsembleResults& results, Time as_of, std::size_t member) {
  constexpr float kOpen = 0.5F;
  const std::size_t series = results.find("way_out_open", "");
  if (series == results.series.size()) return false;
  for (std::size_t step = step_now(results, as_of); step < results.steps; ++step) {
    if (results.row(series, step)[member] > kOpen) return true;
  }
  return false;
}

double way_out_probability(const EnsembleResults& results, Time as_of) {
  std::size_t open = 0;
  for (std::size_t m = 0; m < results.members; ++m)
    open += way_out_opens(results, as_of, m) ? 1 : 0;
  return static_cast<double>(open) / static_cast<double>(results.members);
}

BusiestDay busiest_day(const EnsembleResults& results, std::size_t series, Time as_of,
                       std::size_t member) {
  const std::size_t first = first_step_ahead(results, as_of);
  const auto day = static_cast<std::size_t>(Duration{std::chrono::days{1}} / results.step);
  const std::size_t length = std::min(std::max<std::size_t>(day, 1), results.steps - first);
  BusiestDay best;
  for (std::size_t from = first; from + length <= results.steps; ++from) {
    const double came = static_cast<double>(results.row(series, from + length - 1)[member]) -
                        reached_before(results, series, from, member);
    if (from > first && came <= best.people) continue;
    const Time begin = results.start + results.step * static_cast<long long>(from);
    best = {came, begin, begin + results.step * static_cast<long long>(length)};
  }
  return best;
}

}  // namespace corridor

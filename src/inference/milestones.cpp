#include "inference/milestones.h"

#include <algorithm>

#include "base/check.h"
#include "inference/score_tasks.h"
#include "scenario/known.h"
#include "scenario/series.h"

namespace corridor {
namespace {

/// The counts up to the scenario's end.
CountSeries until_the_end(const CountSeries& series, Time end) {
  CountSeries kept{series.info, {}};
  for (const ReportedCount& count : series.counts) {
    if (count.time <= end) kept.counts.push_back(count);
  }
  return kept;
}

/// When the counts reached 95 % of the last one.
std::optional<Time> time_of_nearly_all(const CountSeries& series) {
  std::vector<double> hours;
  std::vector<double> values;
  const Time first = series.counts.front().time;
  for (const ReportedCount& count : series.counts) {
    hours.push_back(in_hours(count.time - first));
    values.push_back(count.value);
  }
  const std::optional<double> hour = hour_of_nearly_all(hours, values);
  if (!hour) return std::nullopt;
  return first + from_hours(*hour);
}

/// Whether a later row, behind the scenario's end too, says so many more that the last count was
/// not the end: `at_least` is no outcome, but it tells that people went on coming.
bool goes_on(const Scenario& full, const SeriesInfo& info, const ReportedCount& last) {
  return std::any_of(full.observations.begin(), full.observations.end(), [&](const auto& row) {
    const bool tells_more = says_at_least(row.qualifier) && kNearlyAll * row.value > last.value;
    return row.series == info.target && row.place == info.location && row.time > last.time &&
           tells_more;
  });
}

/// What the counts would come to by `end` if their last rise faded evenly to nothing by then: half
/// of what it would bring unfaded. It is measured from the latest count at least a day before the
/// last one, so that the hours of the day tell nothing, else from the first.
double carried_on(const std::vector<ReportedCount>& counts, Time end) {
  const ReportedCount& last = counts.back();
  const ReportedCount* from = &counts.front();
  for (const ReportedCount& count : counts) {
    if (count.time <= last.time - kDay) from = &count;
  }
  constexpr double kFading = 0.5;
  const double an_hour = (last.value - from->value) / in_hours(last.time - from->time);
  return last.value + kFading * an_hour * in_hours(end - last.time);
}

/// Whether the counts themselves still rise: one alone does not say.
bool still_rises(const std::vector<ReportedCount>& counts, Time end) {
  const ReportedCount& last = counts.back();
  if (counts.front().time >= last.time) return true;
  return kNearlyAll * carried_on(counts, end) > last.value;
}

}  // namespace

std::vector<MilestoneTask> milestone_tasks(const Scenario& full, const BacktestSettings& settings) {
  std::vector<MilestoneTask> tasks;
  for (const Time origin : settings.origins) {
    for (const CountSeries& outcome : series_to_score(full, settings, origin)) {
      if (!is_cumulative(outcome.info.target)) continue;
      const CountSeries series = until_the_end(outcome, full.end);
      if (series.counts.empty()) continue;
      const ReportedCount& last = series.counts.back();
      if (last.time < origin || last.published < origin) continue;
      if (goes_on(full, series.info, last) || still_rises(series.counts, full.end)) continue;
      tasks.push_back({origin, series.info, Milestone::final_total, last.time, last.value});
      if (const std::optional<Time> time = time_of_nearly_all(series)) {
        tasks.push_back(
            {origin, series.info, Milestone::nearly_all_came, *time, in_hours(*time - origin)});
      }
    }
  }
  return tasks;
}

std::optional<double> hour_of_nearly_all(std::span<const double> hours,
                                         std::span<const double> values) {
  CORRIDOR_CHECK(!values.empty() && hours.size() == values.size(), "an hour for every value");
  const double wanted = kNearlyAll * values.back();
  if (wanted <= 0.0 || values.front() >= wanted) return std::nullopt;
  std::size_t after = 1;
  while (values[after] < wanted) ++after;  // the last one is enough
  const double part = (wanted - values[after - 1]) / (values[after] - values[after - 1]);
  return hours[after - 1] + part * (hours[after] - hours[after - 1]);
}

std::vector<double> hours_of_nearly_all(const EnsembleResults& results, std::size_t series,
                                        Time origin) {
  std::vector<double> hours = {in_hours(results.start - origin)};
  for (std::size_t step = 0; step < results.steps; ++step)
    hours.push_back(in_hours(results.time(step) - origin));
  std::vector<double> values(hours.size(), 0.0);
  std::vector<double> found(results.members);
  for (std::size_t m = 0; m < results.members; ++m) {
    for (std::size_t step = 0; step < results.steps; ++step)
      values[step + 1] = static_cast<double>(results.row(series, step)[m]);
    found[m] = hour_of_nearly_all(hours, values).value_or(hours.back());
  }
  return found;
}

}  // namespace corridor

#include "scenario/reported.h"

#include <algorithm>
#include <map>

namespace corridor {
namespace {

template <class Wanted>
std::vector<CountSeries> collect(const Scenario& scenario, Wanted&& wanted) {
  std::map<std::pair<std::string, std::string>, CountSeries> by_name;
  for (const ObservationRow& row : scenario.observations) {
    if (!wanted(row.qualifier)) continue;
    CountSeries& series = by_name[{row.series, row.place}];
    series.info = {row.series, row.place, row.unit, scenario.find_region(row.place) != nullptr};
    series.counts.push_back({row.time, row.published, row.value});
  }
  std::vector<CountSeries> all;
  for (auto& [name, series] : by_name) {
    std::stable_sort(
        series.counts.begin(), series.counts.end(),
        [](const ReportedCount& a, const ReportedCount& b) { return a.time < b.time; });
    all.push_back(std::move(series));
  }
  return all;
}

bool says_how_many(Qualifier qualifier) {
  return qualifier == Qualifier::exactly || qualifier == Qualifier::about;
}

}  // namespace

std::vector<CountSeries> reported_counts(const Scenario& scenario) {
  return collect(scenario, says_how_many);
}

std::vector<CountSeries> counts_at_hand(const Scenario& known) {
  std::vector<CountSeries> all = collect(known, [](Qualifier qualifier) {
    return says_how_many(qualifier) || qualifier == Qualifier::at_least;
  });
  for (CountSeries& series : all) {
    if (!is_cumulative(series.info.target)) continue;
    double largest = 0.0;
    for (ReportedCount& count : series.counts) {
      largest = std::max(largest, count.value);
      count.value = largest;
    }
  }
  return all;
}

const CountSeries* find_series(const std::vector<CountSeries>& all, const SeriesInfo& info) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const CountSeries& series) {
    return is_same(series.info, info);
  });
  return found == all.end() ? nullptr : &*found;
}

ObservationRow at_pace(ObservationRow period, double pace_hours) {
  const Duration length = period.time - *period.since;
  const double share = pace_hours / in_hours(length);
  period.time = *period.since + length / 2;
  period.value *= share;
  if (period.value_high) *period.value_high *= share;
  return period;
}

double interpolated(const CountSeries& series, Time time) {
  const auto after =
      std::upper_bound(series.counts.begin(), series.counts.end(), time,
                       [](Time at, const ReportedCount& count) { return at < count.time; });
  if (after == series.counts.begin()) return series.counts.front().value;
  const ReportedCount& before = *(after - 1);
  if (after == series.counts.end()) return before.value;
  const double part = static_cast<double>((time - before.time).count()) /
                      static_cast<double>((after->time - before.time).count());
  return before.value + part * (after->value - before.value);
}

}  // namespace corridor

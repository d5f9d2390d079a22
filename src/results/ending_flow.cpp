#include "results/ending_flow.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "results/values_at.h"

namespace corridor {
namespace {

constexpr const char* kArrivals = "arrivals_cumulative";
/// A smaller share of the counted flow is no going on.
constexpr double kGoesOn = 0.2;
/// Smaller flows end and begin by chance.
constexpr double kSmallestFlow_people_a_day = 500.0;
/// Counts that are older say nothing of the as-of time.
constexpr Duration kShortlyBefore = std::chrono::days{2};
/// So long before the newest count the flow is measured from, over a day and over the last hours.
constexpr Duration kSpans[] = {std::chrono::days{1}, std::chrono::hours{3}};

using CountRows = std::vector<const ObservationRow*>;

bool tells_arrivals(const ObservationRow& row) {
  return row.series == kArrivals && says_at_least(row.qualifier) && !row.earliest;
}

/// What a tally grew by, a day, up to its newest count: the least that one of the spans tells;
/// nothing where no count is so far back.
std::optional<double> growth_a_day(const CountRows& tally) {
  const ObservationRow& newest = *tally.back();
  std::optional<double> least;
  for (const Duration span : kSpans) {
    const auto before = std::find_if(tally.rbegin(), tally.rend(), [&](const ObservationRow* row) {
      return row->time <= newest.time - span;
    });
    if (before == tally.rend()) return std::nullopt;
    const double a_day = (newest.value - (*before)->value) / in_days(newest.time - (*before)->time);
    least = std::min(a_day, least.value_or(a_day));
  }
  return least;
}

std::optional<double> counted_a_day(const CountRows& rows) {
  const ObservationRow& newest = *rows.back();
  if (newest.since) return newest.value / in_days(newest.time - *newest.since);
  return growth_a_day(rows);
}

/// By place, source and whether they are of periods, each in the order of time.
std::vector<CountRows> by_source(const std::vector<ObservationRow>& counts) {
  std::map<std::tuple<std::string, std::string, bool>, CountRows> grouped;
  for (const ObservationRow& row : counts) {
    if (tells_arrivals(row))
      grouped[{row.place, row.source, row.since.has_value()}].push_back(&row);
  }
  std::vector<CountRows> all;
  for (auto& [key, rows] : grouped) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto* a, const auto* b) { return a->time < b->time; });
    all.push_back(std::move(rows));
  }
  return all;
}

}  // namespace

std::optional<EndingFlow> ending_flow(const EnsembleResults& results,
                                      const std::vector<ObservationRow>& counts, Time as_of) {
  std::optional<EndingFlow> largest;
  if (results.steps == 0 || as_of + kDay > results.time(results.steps - 1)) return largest;
  for (const CountRows& rows : by_source(counts)) {
    const ObservationRow& newest = *rows.back();
    const std::size_t series = results.find(kArrivals, newest.place);
    const double counted = counted_a_day(rows).value_or(0.0);
    const bool tells_the_flow =
        series < results.series.size() && newest.time >= as_of - kShortlyBefore &&
        counted >= kSmallestFlow_people_a_day && (!largest || counted > largest->counted_a_day);
    if (!tells_the_flow) continue;
    const Estimate next = estimate_of(values_between(results, series, as_of, as_of + kDay));
    if (next.median < kGoesOn * counted) largest = EndingFlow{newest, counted, next};
  }
  return largest;
}

}  // namespace corridor

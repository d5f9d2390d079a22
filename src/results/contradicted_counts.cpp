#include "results/contradicted_counts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "results/values_at.h"

namespace corridor {
namespace {

/// Medians off by a smaller factor are no contradiction. Who has been counted by a tally has come,
/// while stocks and registers err by tens of per cent themselves.
constexpr double kContradiction = 2.0;
constexpr double kContradictionOfATally = 1.25;
/// Added before factors are taken: of a handful of people they mean nothing.
constexpr double kHandful = 20.0;
/// The first moment of a run is so long after its start.
constexpr Duration kMoment{1};

/// What a count leaves possible: from `low` to `high`.
struct Said {
  double low = 0.0;
  double high = 0.0;
};

Said said_by(const ObservationRow& count) {
  const double high = count.value_high.value_or(count.value);
  if (count.qualifier == Qualifier::at_least) return {count.value, HUGE_VAL};
  if (count.qualifier == Qualifier::at_most) return {0.0, count.value};
  return {count.value, high};
}

std::optional<Estimate> forecast_at(const EnsembleResults& results, const std::string& target,
                                    const std::string& location, Time time) {
  const std::size_t series = results.find(target, location);
  const bool is_forecast = results.members > 0 && series < results.series.size() &&
                           time > results.start && time <= results.time(results.steps - 1);
  if (!is_forecast) return std::nullopt;
  return estimate_of(values_at(results, series, time));
}

/// Of a period's count what came in it; else what there is at `time`.
std::optional<Estimate> forecast_at(const EnsembleResults& results, const ObservationRow& count,
                                    Time time) {
  std::optional<Estimate> at_moment = forecast_at(results, count.series, count.place, time);
  if (!at_moment || !count.since) return at_moment;
  if (*count.since < results.start) return std::nullopt;
  return estimate_of(
      values_between(results, results.find(count.series, count.place), *count.since, time));
}

/// By what factor the forecast is too high (above 1) or too low (below 1); 1: it may be true.
double excess(const Said& said, const Estimate& forecast, double contradiction) {
  const auto factor = [&](double count) {
    return (forecast.median + kHandful) / (count + kHandful);
  };
  if (forecast.low > said.high && factor(said.high) > contradiction) return factor(said.high);
  if (forecast.high < said.low && factor(said.low) < 1.0 / contradiction) return factor(said.low);
  return 1.0;
}

/// Where the hour is unknown it takes both ends, on the same side.
std::optional<ContradictedCount> contradicted(const EnsembleResults& results,
                                              const ObservationRow& count) {
  const std::optional<Estimate> latest = forecast_at(results, count, count.time);
  if (!latest) return std::nullopt;
  const Time first = std::max(count.earliest.value_or(count.time), results.start + kMoment);
  const Estimate earliest = forecast_at(results, count, first).value_or(*latest);
  const bool is_running_tally = kind_of(count.series) == SeriesKind::tally && !count.since;
  const double contradiction = is_running_tally ? kContradictionOfATally : kContradiction;
  const double at_latest = std::log(excess(said_by(count), *latest, contradiction));
  if (at_latest * std::log(excess(said_by(count), earliest, contradiction)) <= 0.0)
    return std::nullopt;
  return ContradictedCount{count, *latest, std::exp(std::fabs(at_latest))};
}

bool says_how_many(const ObservationRow& count) {
  return count.qualifier != Qualifier::at_least && count.qualifier != Qualifier::at_most;
}

/// The newest of one series, newest first, that are not overtaken by one that says how many.
std::vector<const ObservationRow*> newest(std::vector<const ObservationRow*> counts) {
  std::stable_sort(
      counts.begin(), counts.end(),
      [](const ObservationRow* a, const ObservationRow* b) { return a->time > b->time; });
  const auto settled = std::find_if(counts.begin(), counts.end(),
                                    [](const ObservationRow* row) { return says_how_many(*row); });
  if (settled == counts.end()) return counts;
  const Time time = (*settled)->time;
  std::erase_if(counts, [&](const ObservationRow* row) { return row->time < time; });
  return counts;
}

}  // namespace

std::optional<Estimate> forecast_of(const EnsembleResults& results, const ObservationRow& count) {
  return forecast_at(results, count, count.time);
}

std::optional<Estimate> forecast_of(const EnsembleResults& results, const Claim& claim) {
  if (!claim.holds_for) return std::nullopt;
  return forecast_at(results, claim.subject, claim.place, *claim.holds_for);
}

std::vector<ContradictedCount> contradicted_counts(const EnsembleResults& results,
                                                   const std::vector<ObservationRow>& counts) {
  std::map<std::tuple<std::string, std::string, bool>, std::vector<const ObservationRow*>>
      by_series;
  for (const ObservationRow& row : counts) {
    if (row.qualifier == Qualifier::statement) continue;
    by_series[{row.series, row.place, row.since.has_value()}].push_back(&row);
  }
  std::vector<ContradictedCount> all;
  for (const auto& [series, rows] : by_series) {
    std::optional<ContradictedCount> furthest;
    for (const ObservationRow* row : newest(rows)) {
      std::optional<ContradictedCount> found = contradicted(results, *row);
      if (found && (!furthest || found->factor > furthest->factor)) furthest = std::move(found);
    }
    if (furthest) all.push_back(std::move(*furthest));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.factor > b.factor; });
  return all;
}

}  // namespace corridor

#include "rules/daily/situations.h"

#include <algorithm>
#include <cmath>

#include "scenario/known.h"

namespace corridor {
namespace {

/// Sum of the weights of the events so far, each halved every 30 days (the order of magnitude at
/// which outflows fade in the four conflicts of docs/scores.md).
double threat_at(const std::vector<const Event*>& threats, Time time) {
  constexpr double kHalfLifeDays = 30.0;
  double threat = 0.0;
  for (const Event* event : threats) {
    if (event->time >= time) continue;
    threat += event->amount.of({}) * std::exp2(-in_days(time - event->time) / kHalfLifeDays);
  }
  return threat;
}

/// The threat now to its mean over the 60 days before a count, within bounds; 1 without any.
double threat_ratio(const std::vector<const Event*>& threats, Time start, Time counted, Time now) {
  constexpr double kCalm = 0.05;  // of one event: keeps ratios of nearly nothing near 1
  constexpr double kLowest = 0.1;
  constexpr double kHighest = 5.0;
  constexpr int kWindowDays = 60;
  constexpr int kEveryDays = 5;
  double sum = 0.0;
  int count = 0;
  for (int back = 0; back <= kWindowDays && counted - back * kDay > start; back += kEveryDays) {
    sum += threat_at(threats, counted - back * kDay);
    ++count;
  }
  const double present = threat_at(threats, now);
  const double mean = count > 0 ? sum / count : present;
  return std::clamp((present + kCalm) / (mean + kCalm), kLowest, kHighest);
}

/// The latest moment that anything known is from.
Time latest_evidence(const Scenario& known) {
  Time latest = known.start;
  for (const ObservationRow& row : known.observations) latest = std::max(latest, row.published);
  for (const Event& event : known.events) {
    if (event.published != kAlways) latest = std::max(latest, event.published);
  }
  return latest;
}

std::vector<char> open_roads(const Scenario& known, Time now) {
  std::vector<char> open;
  for (const Road& road : known.roads) open.push_back(road.open ? 1 : 0);
  std::vector<const Event*> changes;
  for (const Event& event : known.events) {
    const bool is_change =
        event.kind == EventKind::road_opens || event.kind == EventKind::road_closes;
    if (is_change && event.road.valid() && event.time <= now) changes.push_back(&event);
  }
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Event* a, const Event* b) { return a->time < b->time; });
  for (const Event* event : changes)
    open[event->road.index] = event->kind == EventKind::road_opens ? 1 : 0;
  return open;
}

/// Places that an open way from a settlement outside safety leads to; all where no road is known.
std::vector<char> reachable_places(const Scenario& known, Time now) {
  std::vector<char> reached(known.places.size(), known.roads.empty() ? 1 : 0);
  for (std::size_t p = 0; p < known.places.size(); ++p) {
    if (known.places[p].kind == PlaceKind::settlement && !known.places[p].safe) reached[p] = 1;
  }
  const std::vector<char> open = open_roads(known, now);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t r = 0; r < known.roads.size(); ++r) {
      const Road& road = known.roads[r];
      if (open[r] == 0 || reached[road.from.index] == 0 || reached[road.to.index] != 0) continue;
      reached[road.to.index] = 1;
      changed = true;
    }
  }
  return reached;
}

Situation situation_of_series(const Scenario& known, const CountSeries* counts) {
  Situation situation;
  situation.counted = known.start;
  if (counts == nullptr) return situation;
  situation.people = counts->counts.back().value;
  situation.counted = counts->counts.back().time;
  situation.own = recent_rates(*counts);
  const auto first = std::find_if(counts->counts.begin(), counts->counts.end(),
                                  [](const ReportedCount& count) { return count.value > 0.0; });
  if (first != counts->counts.end())
    situation.history_days = in_days(situation.counted - first->time);
  return situation;
}

}  // namespace

std::vector<Topic> daily_topics() {
  return {{kInCamp, "people", "people registered in a place", true},
          {kInCamps, "people", "people registered in all, as it is reported", true}};
}

std::vector<SeriesInfo> daily_series(const Scenario& scenario) {
  std::vector<SeriesInfo> series;
  for (const Place& place : scenario.places) {
    if (place.safe) series.push_back({kInCamp, place.id, "people"});
  }
  series.push_back({kInCamps, "", "people"});
  return series;
}

std::vector<Situation> situations_of(const Scenario& known, const std::vector<SeriesInfo>& series) {
  const std::vector<CountSeries> counts = counts_at_hand(known);
  const Time now = latest_evidence(known);
  const std::vector<char> reachable = reachable_places(known, now);
  std::vector<const Event*> threats;
  for (const Event& event : known.events) {
    if (is_threat(event.kind)) threats.push_back(&event);
  }
  std::vector<Situation> situations;
  Rates all;
  double people = 0.0;
  std::size_t counted_places = 0;
  for (const SeriesInfo& info : series) {
    const CountSeries* own = find_series(counts, info);
    Situation situation = situation_of_series(known, own);
    situation.is_total = info.target == kInCamps;
    situation.threat_ratio = threat_ratio(threats, known.start, situation.counted, now);
    if (!situation.is_total) {
      const PlaceId place = known.find_place(info.location);
      situation.reachable = place.valid() && reachable[place.index] != 0;
      all.add(situation.own);
      people += situation.people;
      counted_places += own != nullptr ? 1 : 0;
    }
    situations.push_back(situation);
  }
  for (Situation& situation : situations) {
    situation.all_places = all;
    situation.share = people > 0.0 ? situation.people / people : 0.0;
    situation.typical_place =
        counted_places > 0 ? people / static_cast<double>(counted_places) : 0.0;
  }
  return situations;
}

std::vector<Lesson> lessons_of(const Scenario& known, const std::vector<SeriesInfo>& series) {
  constexpr int kEveryDays = 15;
  constexpr int kNearestDays = 15;
  constexpr int kFarthestDays = 105;
  const std::vector<CountSeries> outcomes = reported_counts(known);
  const Time now = latest_evidence(known);
  std::vector<Lesson> lessons;
  for (Time then = known.start + kEveryDays * kDay; then < now; then += kEveryDays * kDay) {
    const std::vector<Situation> situations = situations_of(known_at(known, then), series);
    for (std::size_t s = 0; s < series.size(); ++s) {
      const CountSeries* counts = find_series(outcomes, series[s]);
      const bool had_a_count = situations[s].counted > known.start || situations[s].people > 0.0;
      if (counts == nullptr || !had_a_count) continue;
      for (const ReportedCount& count : counts->counts) {
        const bool is_later = count.time > then + kNearestDays * kDay && count.published >= then;
        if (!is_later || count.time > then + kFarthestDays * kDay) continue;
        lessons.push_back(
            {s, situations[s], in_days(count.time - situations[s].counted), count.value});
      }
    }
  }
  return lessons;
}

}  // namespace corridor

#include "rules/daily/situations.h"

#include <algorithm>

#include "rules/daily/surroundings.h"
#include "scenario/known.h"

namespace corridor {
namespace {

/// The as-of time; of a scenario that is known as a whole its end.
Time present_of(const Scenario& known) { return std::min(known.known_before, known.end); }

Situation situation_of_series(const CountSeries* counts, Time present) {
  Situation situation;
  situation.counted = present;
  if (counts == nullptr) return situation;
  situation.has_count = true;
  situation.people = counts->counts.back().value;
  situation.counted = counts->counts.back().time;
  situation.own = recent_rates(*counts);
  const auto first = std::find_if(counts->counts.begin(), counts->counts.end(),
                                  [](const ReportedCount& count) { return count.value > 0.0; });
  if (first != counts->counts.end())
    situation.history_days = in_days(situation.counted - first->time);
  return situation;
}

/// A place is built for so many people, if that is said; it may fill up to the size of a typical
/// one, but not of one larger than itself.
double size_to_come(const Scenario& known, PlaceId place, double typical) {
  if (!place.valid()) return typical;
  const Value& places = known.place(place).shelter_people;
  const double built_for = places.is_constant() ? places.of({}) : 0.0;
  return built_for > 0.0 ? std::min(typical, built_for) : typical;
}

/// Threat and ways, now and as they are foreseen.
void add_surroundings(const Surroundings& surroundings, PlaceId place, Situation& situation) {
  const Conditions present = surroundings.present(situation.counted, place);
  situation.threat_ratio = present.threat_ratio;
  situation.reachable = present.reachable;
  situation.foreseen = surroundings.foreseen(situation.counted, place);
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
  const Surroundings surroundings(known, present_of(known));
  std::vector<Situation> situations;
  Rates all;
  double people = 0.0;
  std::size_t counted_places = 0;
  for (const SeriesInfo& info : series) {
    const CountSeries* own = find_series(counts, info);
    Situation situation = situation_of_series(own, present_of(known));
    situation.is_total = info.target == kInCamps;
    add_surroundings(surroundings, known.find_place(info.location), situation);
    if (!situation.is_total) {
      all.add(situation.own);
      people += situation.people;
      counted_places += own != nullptr ? 1 : 0;
    }
    situations.push_back(situation);
  }
  const double typical = counted_places > 0 ? people / static_cast<double>(counted_places) : 0.0;
  for (std::size_t s = 0; s < series.size(); ++s) {
    Situation& situation = situations[s];
    situation.all_places = all;
    situation.share = people > 0.0 ? situation.people / people : 0.0;
    situation.typical_place =
        has_opened(situation) ? typical
                              : size_to_come(known, known.find_place(series[s].location), typical);
  }
  return situations;
}

std::vector<Lesson> lessons_of(const Scenario& known, const std::vector<SeriesInfo>& series) {
  constexpr int kEveryDays = 15;
  constexpr int kNearestDays = 15;
  constexpr int kFarthestDays = 105;
  const std::vector<CountSeries> outcomes = reported_counts(known);
  const Time now = present_of(known);
  std::vector<Lesson> lessons;
  for (Time then = known.start + kEveryDays * kDay; then < now; then += kEveryDays * kDay) {
    const std::vector<Situation> situations = situations_of(known_at(known, then), series);
    for (std::size_t s = 0; s < series.size(); ++s) {
      const CountSeries* counts = find_series(outcomes, series[s]);
      const Situation& situation = situations[s];
      const bool had_people_or_time = situation.counted > known.start || situation.people > 0.0;
      if (counts == nullptr || !situation.has_count || !had_people_or_time) continue;
      for (const ReportedCount& count : counts->counts) {
        const bool is_later = count.time > then + kNearestDays * kDay && count.published >= then;
        if (!is_later || count.time > then + kFarthestDays * kDay) continue;
        lessons.push_back({s, situation, in_days(count.time - situation.counted), count.value});
      }
    }
  }
  return lessons;
}

}  // namespace corridor

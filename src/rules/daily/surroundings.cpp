#include "rules/daily/surroundings.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace corridor {
namespace {

/// When an event is over; all but threats that go on are at once.
Time end_of(const Event& event) {
  return event.until ? *event.until : event.time + from_hours(event.lasts_hours.of({}));
}

/// Sum of the weights of the events before a moment, each halved every 30 days since it ended (the
/// order of magnitude at which outflows fade in the four conflicts of docs/scores.md).
double threat_at(const std::vector<const Event*>& threats, Time time) {
  constexpr double kHalfLifeDays = 30.0;
  double threat = 0.0;
  for (const Event* event : threats) {
    if (event->time >= time) continue;
    const Duration faded = std::max(Duration{0}, time - end_of(*event));
    threat += event->amount.of({}) * std::exp2(-in_days(faded) / kHalfLifeDays);
  }
  return threat;
}

/// The mean threat over the 60 days before a count; nothing from before the start on.
double usual_threat(const std::vector<const Event*>& threats, Time start, Time counted,
                    double otherwise) {
  constexpr int kWindowDays = 60;
  constexpr int kEveryDays = 5;
  double sum = 0.0;
  int count = 0;
  for (int back = 0; back <= kWindowDays && counted - back * kDay > start; back += kEveryDays) {
    sum += threat_at(threats, counted - back * kDay);
    ++count;
  }
  return count > 0 ? sum / count : otherwise;
}

/// Within bounds; 1 where there is no threat.
double threat_ratio(double threat, double usual) {
  constexpr double kCalm = 0.05;  // of one event: keeps ratios of nearly nothing near 1
  constexpr double kLowest = 0.1;
  constexpr double kHighest = 5.0;
  return std::clamp((threat + kCalm) / (usual + kCalm), kLowest, kHighest);
}

/// What the events up to a moment, or only before it, have made of the roads.
std::vector<char> open_roads(const Scenario& known, Time time, bool with_the_moment) {
  std::vector<char> open;
  for (const Road& road : known.roads) open.push_back(road.open ? 1 : 0);
  std::vector<const Event*> changes;
  for (const Event& event : known.events) {
    const bool has_happened = event.time < time || (with_the_moment && event.time == time);
    if (opens_or_closes_road(event.kind) && event.road.valid() && has_happened)
      changes.push_back(&event);
  }
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Event* a, const Event* b) { return a->time < b->time; });
  for (const Event* event : changes)
    open[event->road.index] = event->kind == EventKind::road_opens ? 1 : 0;
  return open;
}

/// Places that an open way from a settlement outside safety leads to; all where no road is known.
std::vector<char> reachable_places(const Scenario& known, const std::vector<char>& open) {
  std::vector<char> reached(known.places.size(), known.roads.empty() ? 1 : 0);
  for (std::size_t p = 0; p < known.places.size(); ++p) {
    if (known.places[p].kind == PlaceKind::settlement && !known.places[p].safe) reached[p] = 1;
  }
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

/// The safe places among them: where camps are.
std::vector<char> reachable_camps(const Scenario& known, Time time, bool with_the_moment) {
  std::vector<char> reached = reachable_places(known, open_roads(known, time, with_the_moment));
  for (std::size_t p = 0; p < reached.size(); ++p) {
    if (!known.places[p].safe) reached[p] = 0;
  }
  return reached;
}

}  // namespace

Surroundings::Surroundings(const Scenario& known, Time present)
    : start_(known.start), present_{present, 0.0, reachable_camps(known, present, false)} {
  std::set<Time> times;
  for (const Event& event : known.events) {
    if (is_threat(event.kind)) threats_.push_back(&event);
    const bool matters = is_threat(event.kind) || opens_or_closes_road(event.kind);
    if (matters && event.time >= present) times.insert(event.time);
  }
  for (const Time time : times) {
    double added = 0.0;
    for (const Event* event : threats_) {
      if (event->time >= present && event->time <= time) added += event->amount.of({});
    }
    foreseen_.push_back({time, added, reachable_camps(known, time, true)});
  }
}

/// New threat is kept as it came, as the threat of the present is.
Conditions Surroundings::conditions(const Change& change, Time counted, PlaceId place) const {
  const double present = threat_at(threats_, present_.time);
  const double usual = usual_threat(threats_, start_, counted, present);
  const auto is_reachable = [](char reachable) { return reachable != 0; };
  return {std::max(0.0, in_days(change.time - counted)),
          threat_ratio(present + change.added_threat, usual),
          place.valid()
              ? is_reachable(change.reachable[place.index])
              : std::any_of(change.reachable.begin(), change.reachable.end(), is_reachable)};
}

Conditions Surroundings::present(Time counted, PlaceId place) const {
  return conditions(present_, counted, place);
}

std::vector<Conditions> Surroundings::foreseen(Time counted, PlaceId place) const {
  std::vector<Conditions> foreseen;
  for (const Change& change : foreseen_) foreseen.push_back(conditions(change, counted, place));
  return foreseen;
}

}  // namespace corridor

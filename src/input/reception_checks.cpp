// What is easily taken for something else about the places where people are received.
#include "input/reception_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "input/yaml_checks.h"

namespace corridor {
namespace {

void warn_of_groups_at_safe_places(const Scenario& scenario, Diagnostics& diagnostics) {
  for (const Group& group : scenario.groups) {
    const Place& place = scenario.place(group.place);
    if (!place.safe) continue;
    diagnostics.add({Severity::warning, "groups.csv", group.line, "place",
                     "\"" + place.id + "\", a safe place", "a place that people leave",
                     "as it stands nobody leaves it, and its people are in no need of water or "
                     "beds: take the row out, and add who was there before to the needs by hand"});
  }
}

bool has_a_desk(const Scenario& scenario) {
  return std::any_of(scenario.places.begin(), scenario.places.end(),
                     [](const Place& place) {
                       const Value& rate = place.registration_people_per_hour;
                       return !rate.is_constant() || rate.of({}) > 0.0;
                     }) ||
         std::any_of(scenario.events.begin(), scenario.events.end(),
                     [](const Event& event) { return event.kind == EventKind::desk_rate; });
}

void warn_of_registrations_without_a_desk(const Scenario& scenario, Diagnostics& diagnostics) {
  if (has_a_desk(scenario)) return;
  for (const ObservationRow& row : scenario.observations) {
    if (row.series != "registered_cumulative") continue;
    diagnostics.add({Severity::warning, "observations.csv", row.line, "series",
                     "registered_cumulative, though no place has a desk",
                     "registration_people_per_hour in places.csv, or an event desk_rate",
                     "as it stands everybody who arrives is registered at once, and the count is "
                     "learned from so"});
  }
}

/// Those at which people arrive from danger by road.
std::set<PlaceId> crossings(const Scenario& scenario) {
  std::set<PlaceId> places;
  for (const Road& road : scenario.roads) {
    if (scenario.place(road.to).safe && !scenario.place(road.from).safe) places.insert(road.to);
  }
  return places;
}

bool is_in(const Region& region, const std::string& place) {
  return std::find(region.places.begin(), region.places.end(), place) != region.places.end();
}

/// Safe places of the region that people go to from `crossing`.
std::string next_in_region(const Scenario& scenario, PlaceId crossing, const Region& region) {
  const auto name_if_in = [&](PlaceId place) {
    const std::string& id = scenario.place(place).id;
    return scenario.place(place).safe && is_in(region, id) ? id : "";
  };
  for (const OnwardShare& share : scenario.onward) {
    if (share.from != crossing) continue;
    const std::string id = name_if_in(share.to);
    if (!id.empty()) return id;
  }
  for (const Road& road : scenario.roads) {
    if (road.from != crossing) continue;
    const std::string id = name_if_in(road.to);
    if (!id.empty()) return id;
  }
  return "";
}

/// Arrivals are counted where people are safe first. A crossing that belongs to another region is
/// another's on purpose.
void warn_of_ways_into_regions(const Scenario& scenario, Diagnostics& diagnostics) {
  for (const PlaceId crossing : crossings(scenario)) {
    const std::string& id = scenario.place(crossing).id;
    const bool has_a_region = std::any_of(scenario.regions.begin(), scenario.regions.end(),
                                          [&](const Region& region) { return is_in(region, id); });
    if (has_a_region) continue;
    for (const Region& region : scenario.regions) {
      const std::string next = next_in_region(scenario, crossing, region);
      if (next.empty()) continue;
      diagnostics.add({Severity::warning, kScenarioYaml, region.line,
                       "regions." + region.id + ".places",
                       fmt::format("\"{}\" without \"{}\", by which people come there", next, id),
                       "every place where people of the region are safe first",
                       "arrivals are counted there: name it too, unless it lies outside"});
    }
  }
}

/// Safe places that roads lead to from `from` without leaving safety and without passing a desk.
std::set<PlaceId> reached_in_safety(const Scenario& scenario, PlaceId from) {
  std::set<PlaceId> reached = {from};
  std::vector<PlaceId> next = {from};
  while (!next.empty()) {
    const PlaceId at = next.back();
    next.pop_back();
    if (stops_everybody(scenario.place(at))) continue;
    for (const Road& road : scenario.roads) {
      const bool leads_on = road.from == at && scenario.place(road.to).safe;
      if (leads_on && reached.insert(road.to).second) next.push_back(road.to);
    }
  }
  return reached;
}

/// Shares are of those whose journey ends at `from`. Who chooses `to` for a destination is not
/// among them.
void warn_of_shares_that_people_pass_by(const Scenario& scenario,
                                        const std::vector<PlaceId>& destinations,
                                        Diagnostics& diagnostics) {
  const std::set<PlaceId> ends(destinations.begin(), destinations.end());
  std::map<PlaceId, std::string> passed;
  for (const OnwardShare& share : scenario.onward) {
    if (stops_everybody(scenario.place(share.from)) || !ends.contains(share.to)) continue;
    if (!reached_in_safety(scenario, share.from).contains(share.to)) continue;
    std::string& names = passed[share.from];
    names += (names.empty() ? "" : ", ") + scenario.place(share.to).id;
  }
  for (const auto& [from, names] : passed) {
    const std::string& id = scenario.place(from).id;
    diagnostics.add(
        {Severity::warning, "onward.csv", 0, "from",
         fmt::format("\"{}\", no desk, from which roads lead on to {}", id, names),
         "a desk, or no road from it to the places of its rows",
         fmt::format(
             "as it stands people choose one of these for a destination and pass through {}, "
             "and the shares hold only for those whose journey ends there: give {} a desk "
             "(kind `desk`), or remove the rows or the roads",
             id, id)});
  }
}

}  // namespace

void warn_of_misunderstood_reception(const Scenario& scenario,
                                     const std::vector<PlaceId>& destinations,
                                     Diagnostics& diagnostics) {
  warn_of_groups_at_safe_places(scenario, diagnostics);
  warn_of_registrations_without_a_desk(scenario, diagnostics);
  warn_of_ways_into_regions(scenario, diagnostics);
  warn_of_shares_that_people_pass_by(scenario, destinations, diagnostics);
}

}  // namespace corridor

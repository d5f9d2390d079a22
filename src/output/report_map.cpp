// Two maps drawn from the scenario: the area with the way out, and where people go from there.
#include "output/map.h"

#include <algorithm>

#include "output/html.h"
#include "output/report_sections.h"
#include "scenario/hypotheses.h"

namespace corridor {
namespace {

std::vector<MapRoad> roads_at(const ReportReader& reader, std::size_t step,
                              const std::vector<MapPlace>& places) {
  const auto shown = [&](PlaceId id) {
    return std::any_of(places.begin(), places.end(),
                       [&](const MapPlace& place) { return place.place == id; });
  };
  const double step_hours = in_hours(reader.results().step);
  std::vector<MapRoad> roads;
  for (std::uint32_t r = 0; r < reader.known().roads.size(); ++r) {
    const Road& road = reader.known().roads[r];
    if (!shown(road.from) || !shown(road.to)) continue;
    const auto mean = [&](const char* target) { return reader.mean(target, road.id, step); };
    roads.push_back({RoadId{r}, mean("road_outflow_vehicles") / step_hours,
                     mean("road_outflow_on_foot") / step_hours, mean("road_queue_vehicles"),
                     mean("road_queue_on_foot"),
                     is_certainly_open(reader.known(), RoadId{r}, reader.run().as_of)});
  }
  return roads;
}

/// The step, from the as-of time on, at which the queues are longest on average: of vehicles, or,
/// where these do not queue, on foot.
std::size_t busiest_step(const ReportReader& reader) {
  const auto most = [&](const char* target) {
    std::size_t busiest = reader.ahead();
    for (std::size_t step = busiest; step < reader.results().steps; ++step) {
      if (reader.mean(target, "", step) > reader.mean(target, "", busiest)) busiest = step;
    }
    return busiest;
  };
  const std::size_t vehicles = most("queue_vehicles");
  return reader.mean("queue_vehicles", "", vehicles) > 0.0 ? vehicles : most("queue_on_foot");
}

/// The median, as in the tables of needs.
double present_at_the_end(const ReportReader& reader, const std::string& place) {
  return reader.estimate("present", place, reader.last()).median;
}

}  // namespace

std::string report_map(const ReportReader& reader) {
  const Scenario& known = reader.known();
  std::vector<MapPlace> area;
  std::vector<MapPlace> destinations;
  const std::size_t busiest = busiest_step(reader);
  for (std::uint32_t p = 0; p < known.places.size(); ++p) {
    const Place& place = known.places[p];
    const bool lived_in =
        std::any_of(known.groups.begin(), known.groups.end(),
                    [&](const Group& group) { return group.place == PlaceId{p}; });
    const bool onward =
        std::any_of(known.onward.begin(), known.onward.end(),
                    [&](const OnwardShare& share) { return share.to == PlaceId{p}; });
    if (onward) {
      const double people = present_at_the_end(reader, place.id);
      destinations.push_back({PlaceId{p}, people, rounded(people)});
    } else {
      const double people = lived_in ? reader.mean("staying", place.id, reader.now()) +
                                           reader.mean("waiting_to_leave", place.id, reader.now())
                                     : 0.0;
      area.push_back({PlaceId{p}, people, lived_in ? rounded(people) : ""});
    }
  }
  std::string out =
      "<h2 id=\"map\">Where people are and where they would go</h2><div class=\"pair\">";
  out += draw_map(
      known, area, roads_at(reader, busiest, area),
      "<b>The area and the way out</b>Circles: people who have not left by the as-of "
      "time, means (green: where journeys end). "
      "Roads: the thicker, the more vehicles or people on foot an hour; orange: queues, on " +
          long_time(reader.results().time(busiest), known.utc_offset) +
          ", when queues are longest on average; dotted: closed at the as-of time");
  if (destinations.size() > 1) {
    std::vector<MapPlace> with_desks = destinations;
    for (const MapPlace& place : area) {
      if (known.place(place.place).kind == PlaceKind::desk &&
          std::any_of(known.onward.begin(), known.onward.end(),
                      [&](const OnwardShare& share) { return share.from == place.place; })) {
        const double people = present_at_the_end(reader, known.place(place.place).id);
        with_desks.push_back({place.place, people, rounded(people)});
      }
    }
    out += draw_map(known, with_desks, roads_at(reader, reader.last(), with_desks),
                    "<b>Onward destinations</b>People present on " +
                        day_words(reader.results().time(reader.last()), known.utc_offset) +
                        ", medians of " + reader.runs_told());
  }
  return out + "</div>";
}

}  // namespace corridor

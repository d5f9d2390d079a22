#include "input/plausibility.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "input/empty_stocks.h"
#include "input/event_dates.h"
#include "input/exchanged_columns.h"
#include "input/exchanged_dates.h"
#include "input/idle_events.h"
#include "input/idle_parameters.h"
#include "input/old_events.h"
#include "input/parts_of_totals.h"
#include "input/reception_checks.h"
#include "input/stranded_checks.h"
#include "input/tally_slips.h"
#include "scenario/prior.h"
#include "scenario/sampling.h"
#include "scenario/series.h"

namespace corridor {
namespace {

/// Beyond this a place belongs to another crisis, or its coordinates to another place.
constexpr double kFar_km = 500.0;
/// How much shorter than the straight line a road may be stated: places are points, and rounded.
constexpr double kRoundedPlaces_km = 2.0;
constexpr double kRoundedLength = 1.1;
/// By which factor groups may miss the range of the population: shares are rounded.
constexpr double kRoundedPeople = 1.1;
/// How far below an earlier figure said with `about` a later one may lie.
constexpr double kRoundedAbout = 0.9;
constexpr double kTailOfRange = 0.05;

double distance_to_nearest_km(const std::vector<Place>& places, const Place& place) {
  double nearest_km = std::numeric_limits<double>::infinity();
  for (const Place& other : places) {
    if (other.id != place.id) nearest_km = std::min(nearest_km, distance_km(place, other));
  }
  return nearest_km;
}

/// Of every place.
std::vector<double> distances_to_nearest_km(const std::vector<Place>& places) {
  std::vector<double> distances_km;
  for (const Place& place : places) distances_km.push_back(distance_to_nearest_km(places, place));
  return distances_km;
}

/// With latitude and longitude exchanged.
Place exchanged(Place place) {
  std::swap(place.latitude_deg, place.longitude_deg);
  return place;
}

void warn_of_far_places(const Scenario& scenario, const std::vector<double>& nearest_km,
                        Diagnostics& diagnostics) {
  const std::vector<Place>& places = scenario.places;
  if (places.size() < 2) return;
  for (std::size_t p = 0; p < places.size(); ++p) {
    const Place& place = places[p];
    if (nearest_km[p] <= kFar_km) continue;
    const bool mends = distance_to_nearest_km(places, exchanged(place)) <= kFar_km;
    diagnostics.add(
        {Severity::warning, "places.csv", place.line, "latitude_deg",
         fmt::format("{:g}, {:g}, which is {:.0f} km from every other place", place.latitude_deg,
                     place.longitude_deg, nearest_km[p]),
         fmt::format("a place within {:.0f} km of another", kFar_km),
         mends ? "latitude and longitude are exchanged, it seems" : "check the coordinates"});
  }
}

/// Of places that are far from all others only that is said.
void warn_of_short_roads(const Scenario& scenario, const std::vector<double>& nearest_km,
                         Diagnostics& diagnostics) {
  for (const Road& road : scenario.roads) {
    if (!road.from.valid() || !road.to.valid()) continue;
    if (std::max(nearest_km[road.from.index], nearest_km[road.to.index]) > kFar_km) continue;
    const Place& from = scenario.place(road.from);
    const Place& to = scenario.place(road.to);
    const double straight_km = distance_km(from, to);
    if (straight_km <= kRoundedLength * road.length_km + kRoundedPlaces_km) continue;
    diagnostics.add({Severity::warning, "roads.csv", road.line, "length_km",
                     fmt::format("{:g} km", road.length_km),
                     fmt::format("at least the straight line from {} to {}, {:.0f} km", from.id,
                                 to.id, straight_km),
                     "check the decimal point, the unit, and the coordinates of both places"});
  }
}

double quantile(const Parameter& parameter, double u) {
  return prior_quantile(parameter.prior, parameter.lower, parameter.upper, u);
}

void warn_of_another_population(const Scenario& scenario, Diagnostics& diagnostics) {
  const ParameterId id = scenario.parameters.find("population");
  if (!id.valid() || scenario.groups.empty()) return;
  const Parameter& population = scenario.parameters[id];
  const ParameterValues values = prior_medians(scenario.parameters);
  double people = 0.0;
  for (const Group& group : scenario.groups) people += group.people.of(values);
  const double low = quantile(population, kTailOfRange);
  const double high = quantile(population, 1.0 - kTailOfRange);
  if (people >= low / kRoundedPeople && people <= high * kRoundedPeople) return;
  diagnostics.add({Severity::warning, "groups.csv", 0, "people",
                   fmt::format("groups of {:.0f} people in all", people),
                   fmt::format("about the parameter population, {:.0f} to {:.0f}", low, high),
                   "check that every part of the population stands in one group and no more, or "
                   "give the parameter the prior that belongs to these groups"});
}

bool falls(const ObservationRow& earlier, const ObservationRow& later) {
  if (!says_at_least(earlier.qualifier) || !says_at_most(later.qualifier)) return false;
  if (earlier.time >= later.earliest.value_or(later.time)) return false;
  const bool is_rounded =
      earlier.qualifier == Qualifier::about || later.qualifier == Qualifier::about;
  return later.value_high.value_or(later.value) <
         earlier.value * (is_rounded ? kRoundedAbout : 1.0);
}

/// The earlier count of the same source with the largest number that a count falls below.
const ObservationRow* fallen_from(const std::vector<ObservationRow>& rows,
                                  const ObservationRow& later) {
  const ObservationRow* highest = nullptr;
  for (const ObservationRow& earlier : rows) {
    const bool same = earlier.series == later.series && earlier.place == later.place &&
                      earlier.source == later.source;
    if (!same || !falls(earlier, later)) continue;
    if (highest == nullptr || earlier.value > highest->value) highest = &earlier;
  }
  return highest;
}

void warn_of_falling_tallies(const Scenario& scenario, Diagnostics& diagnostics) {
  for (const ObservationRow& row : scenario.observations) {
    if (!is_cumulative(row.series)) continue;
    const ObservationRow* earlier = fallen_from(scenario.observations, row);
    if (earlier == nullptr) continue;
    diagnostics.add({Severity::warning, "observations.csv", row.line, "value",
                     fmt::format("{:.0f}, less than {:.0f} by the same source at {} (line {})",
                                 row.value, earlier->value,
                                 format_time(earlier->time, scenario.utc_offset), earlier->line),
                     "a running tally, which never falls",
                     "check both; where the source has corrected itself, leave the wrong one out"});
  }
}

void warn_of_counts_before_the_start(const Scenario& scenario, Diagnostics& diagnostics) {
  for (const ObservationRow& row : scenario.observations) {
    if (row.time > scenario.start) continue;
    diagnostics.add(
        {Severity::warning, "observations.csv", row.line, "time",
         format_time(row.time, scenario.utc_offset),
         "a moment after the scenario's start, " + format_time(scenario.start, scenario.utc_offset),
         mend_of_date(scenario, row.time,
                      "the count is shown and not learned from; let the scenario start earlier if "
                      "it should be")});
  }
}

/// Who was at a place of reception before takes part in nothing.
void warn_of_returns_of_earlier_flights(const Scenario& scenario, Diagnostics& diagnostics) {
  const bool may_return =
      std::any_of(scenario.events.begin(), scenario.events.end(),
                  [](const Event& event) { return event.kind == EventKind::return_permitted; });
  if (!may_return) return;
  for (const Place& place : scenario.places) {
    if (!may_have_people_before(place)) continue;
    diagnostics.add(
        {Severity::warning, "places.csv", place.line, "present_before",
         "people of earlier flights at \"" + place.id + "\", beside an event that permits return",
         "people who fled within the scenario's time",
         "as it stands they never go home and need no place in a centre: let the "
         "scenario start before they fled"});
    return;
  }
}

void warn_of_orders_at_safe_places(const Scenario& scenario, Diagnostics& diagnostics) {
  for (const Event& event : scenario.events) {
    if (event.kind != EventKind::evacuation_order || !event.place.valid()) continue;
    const Place& place = scenario.place(event.place);
    if (!place.safe) continue;
    diagnostics.add({Severity::warning, "events.csv", event.line, "place",
                     "\"" + place.id + "\", a safe place",
                     "a place whose people are in danger, or an empty cell for all",
                     "as it stands the order moves nobody: who is at a safe place has arrived"});
  }
}

/// Where both bounds of the ramp are plain numbers.
void warn_of_a_ramp_that_falls(const Scenario& scenario, Diagnostics& diagnostics) {
  const ParameterId begins = scenario.parameters.find("decision.reason_begins");
  const ParameterId full = scenario.parameters.find("decision.reason_full");
  if (!begins.valid() || !full.valid()) return;
  const Prior& low = scenario.parameters[begins].prior;
  const Prior& high = scenario.parameters[full].prior;
  const bool are_plain = low.family == PriorFamily::fixed && high.family == PriorFamily::fixed;
  if (!are_plain || low.a <= high.a) return;
  diagnostics.add({Severity::warning, "scenario.yaml", 0, "decision.reason_begins",
                   fmt::format("{:g}, more than decision.reason_full, {:g}", low.a, high.a),
                   "at most decision.reason_full",
                   "as it stands nobody has a reason to leave below decision.reason_full, and "
                   "everybody from it on: exchange the two, or make them equal if so it is meant"});
}

/// Whether a road is open; nothing where it may or may not be.
using Openness = std::optional<bool>;

bool is_certain(const Event& event) {
  return event.delay_hours.is_constant() && event.probability.is_constant() &&
         event.probability.of({}) >= 1.0;
}

/// What an event makes of a road; the same as before where it has nothing to do with that.
Openness after(const Event& event, Openness before) {
  const bool changes = event.kind == EventKind::road_opens ||
                       event.kind == EventKind::road_closes || event.kind == EventKind::road_lanes;
  if (!changes) return before;
  if (!is_certain(event) || event.kind == EventKind::road_lanes) return std::nullopt;
  return event.kind == EventKind::road_opens;
}

Time begin_of(const Event& event) {
  if (!event.delay_hours.is_constant()) return event.time;
  return event.time + from_hours(event.delay_hours.of({}));
}

void warn_of_idle_openings(const Scenario& scenario, Diagnostics& diagnostics) {
  std::set<std::string> superseded;
  for (const Event& event : scenario.events) superseded.insert(event.supersedes);
  std::vector<const Event*> in_order;
  for (const Event& event : scenario.events) {
    if (event.road.valid() && !superseded.contains(event.id)) in_order.push_back(&event);
  }
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](const Event* a, const Event* b) { return begin_of(*a) < begin_of(*b); });
  std::vector<Openness> open;
  for (const Road& road : scenario.roads) open.emplace_back(road.open);
  for (const Event* event : in_order) {
    Openness& state = open[event->road.index];
    const Openness next = after(*event, state);
    const bool opens_or_closes =
        event->kind == EventKind::road_opens || event->kind == EventKind::road_closes;
    if (opens_or_closes && state.has_value() && *state == (event->kind == EventKind::road_opens)) {
      diagnostics.add({Severity::warning, "events.csv", event->line, "road",
                       "\"" + scenario.road(event->road).id + "\", which is " +
                           (*state ? "open" : "closed") + " already",
                       *state ? "a road that is closed by then" : "a road that is open by then",
                       "as it stands the event changes nothing: check `open` in roads.csv, or "
                       "leave it out"});
    }
    state = next;
  }
}

void warn_of_empty_receptions(const Scenario& scenario, const std::vector<PlaceId>& destinations,
                              Diagnostics& diagnostics) {
  std::set<PlaceId> receiving(destinations.begin(), destinations.end());
  for (const OnwardShare& share : scenario.onward) receiving.insert(share.to);
  for (const Event& event : scenario.events) receiving.insert(event.to);
  for (std::uint32_t p = 0; p < scenario.places.size(); ++p) {
    const Place& place = scenario.places[p];
    if (!receives_people(place) || receiving.contains(PlaceId{p})) continue;
    diagnostics.add({Severity::warning, "places.csv", place.line, "id",
                     "\"" + place.id + "\", where nobody can ever stay",
                     "a way there from an unsafe place that passes no desk, or a row of "
                     "onward.csv from that desk",
                     "as it stands nobody comes there to stay: add the road or the row"});
  }
}

/// Where somebody can set foot who comes from danger: the end of a road that begins there, or of a
/// fleet's way.
std::set<PlaceId> places_of_arrival(const Scenario& scenario) {
  std::set<PlaceId> places;
  for (const Road& road : scenario.roads) {
    if (!scenario.place(road.from).safe) places.insert(road.to);
  }
  for (const Event& event : scenario.events) {
    if (event.to.valid()) places.insert(event.to);
  }
  return places;
}

void warn_of_counts_where_nobody_arrives(const Scenario& scenario, Diagnostics& diagnostics) {
  const std::set<PlaceId> arrival = places_of_arrival(scenario);
  for (const ObservationRow& row : all_counts(scenario)) {
    const bool counts_arrivals = row.series == "arrivals_cumulative" || row.series == "arrivals" ||
                                 row.series == "vehicles_cumulative";
    const PlaceId place = scenario.find_place(row.place);
    if (!counts_arrivals || !place.valid() || arrival.contains(place)) continue;
    diagnostics.add({Severity::warning, "observations.csv", row.line, "series",
                     row.series + " at " + row.place + ", which no road leads to from danger",
                     "a count of who came there from danger, as the first safe place",
                     "as it stands the forecast has 0 there whatever happens: who came on from "
                     "another safe place is counted by `present`, or add the road"});
  }
}

/// Kin at one destination draw thousands to one away from another of which nothing is said.
void warn_of_kin_at_some_destinations(const Scenario& scenario,
                                      const std::vector<PlaceId>& destinations,
                                      Diagnostics& diagnostics) {
  if (scenario.kin.empty()) return;
  std::string without;
  for (const PlaceId end : destinations) {
    const bool has_kin = std::any_of(scenario.kin.begin(), scenario.kin.end(),
                                     [&](const Kin& kin) { return kin.to == end; });
    if (!has_kin) without += (without.empty() ? "" : ", ") + scenario.place(end).id;
  }
  if (without.empty()) return;
  diagnostics.add({Severity::warning, "kin.csv", 0, "to", "no kin at " + without,
                   "a row for each place where journeys end",
                   "as it stands nobody has kin there, and few go: write how many live there, or "
                   "leave the table out"});
}

}  // namespace

void warn_of_the_implausible(const Scenario& scenario, Diagnostics& diagnostics) {
  warn_of_old_events(scenario, diagnostics);
  warn_of_event_dates(scenario, diagnostics);
  warn_of_exchanged_dates_of_counts(scenario, diagnostics);
  warn_of_tally_slips(scenario, diagnostics);
  warn_of_parts_above_totals(scenario, diagnostics);
  if (scenario.ruleset != "corridor") return;
  const std::vector<double> nearest_km = distances_to_nearest_km(scenario.places);
  warn_of_far_places(scenario, nearest_km, diagnostics);
  warn_of_exchanged_coordinates(scenario, diagnostics);
  if (!warn_of_exchanged_lengths(scenario, diagnostics)) {
    warn_of_short_roads(scenario, nearest_km, diagnostics);
  }
  warn_of_empty_stocks(scenario, diagnostics);
  warn_of_another_population(scenario, diagnostics);
  warn_of_falling_tallies(scenario, diagnostics);
  warn_of_counts_before_the_start(scenario, diagnostics);
  warn_of_counts_where_nobody_arrives(scenario, diagnostics);
  warn_of_idle_events(scenario, diagnostics);
  warn_of_orders_at_safe_places(scenario, diagnostics);
  warn_of_returns_of_earlier_flights(scenario, diagnostics);
  warn_of_a_ramp_that_falls(scenario, diagnostics);
  warn_of_idle_parameters(scenario, diagnostics);
  warn_of_idle_openings(scenario, diagnostics);
  const std::vector<PlaceId> destinations = journey_destinations(scenario);
  warn_of_empty_receptions(scenario, destinations, diagnostics);
  warn_of_misunderstood_reception(scenario, destinations, diagnostics);
  warn_of_stranded_groups(scenario, destinations, diagnostics);
  warn_of_kin_at_some_destinations(scenario, destinations, diagnostics);
}

}  // namespace corridor

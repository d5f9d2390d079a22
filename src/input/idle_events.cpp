#include "input/idle_events.h"

#include <algorithm>

namespace corridor {
namespace {

bool somebody_lives_at(const Scenario& scenario, PlaceId place) {
  return std::any_of(scenario.groups.begin(), scenario.groups.end(),
                     [&](const Group& group) { return group.place == place; });
}

/// Of the place that an event names.
void warn_of_place(const Event& event, const std::string& found, const std::string& expected,
                   const std::string& mend, Diagnostics& diagnostics) {
  diagnostics.add({Severity::warning, "events.csv", event.line, "place", found, expected, mend});
}

void warn_of_idle_fleet(const Event& event, const Place& place, bool somebody_lives_there,
                        Diagnostics& diagnostics) {
  if (place.safe) {
    warn_of_place(event, "\"" + place.id + "\", where no group of groups.csv lives in danger",
                  "a place in danger whose people are fetched",
                  "as it stands it carries nobody: who was received at a safe place is carried on "
                  "by buses, boats and trains whose `to` is another safe place",
                  diagnostics);
  } else if (!somebody_lives_there) {
    warn_of_place(event, "\"" + place.id + "\", where no group of groups.csv lives",
                  "the place whose people are fetched",
                  "as it stands it carries nobody: a fleet takes on board at its place who lives "
                  "there, and drives back to it",
                  diagnostics);
  }
}

/// Those of earlier flights take part in nothing.
void warn_of_those_left_behind(const Event& event, const Place& place, Diagnostics& diagnostics) {
  if (!may_have_people_before(place)) return;
  warn_of_place(event, "\"" + place.id + "\", where people are by present_before",
                "a place that receives in the forecast all whom the fleet is to carry",
                "who was there before the start is not carried: to move them too, write them as "
                "a group of an unsafe place with an evacuation_order",
                diagnostics);
}

void warn_of_idle_fleets(const Scenario& scenario, Diagnostics& diagnostics) {
  for (const Event& event : scenario.events) {
    if (!is_fleet(event.kind) || !event.place.valid()) continue;
    const Place& place = scenario.place(event.place);
    if (is_relocation(scenario, event)) {
      warn_of_those_left_behind(event, place, diagnostics);
    } else {
      warn_of_idle_fleet(event, place, somebody_lives_at(scenario, event.place), diagnostics);
    }
  }
}

bool is_supply(EventKind kind) {
  switch (kind) {
    case EventKind::delivery_food:
    case EventKind::delivery_fuel:
    case EventKind::delivery_medicine:
    case EventKind::service_electricity:
    case EventKind::service_gas:
    case EventKind::service_water:
    case EventKind::service_telecom:
      return true;
    default:
      return false;
  }
}

/// Supplies matter to those who decide whether to leave, and fuel to those who set out.
void warn_of_idle_supplies(const Scenario& scenario, Diagnostics& diagnostics) {
  for (const Event& event : scenario.events) {
    if (!is_supply(event.kind) || !event.place.valid()) continue;
    const Place& place = scenario.place(event.place);
    if (!place.safe && somebody_lives_at(scenario, event.place)) continue;
    warn_of_place(event,
                  "\"" + place.id + "\", " +
                      (place.safe ? "a safe place" : "where no group of groups.csv lives"),
                  "a place where people live in danger at the start, or an empty cell for all",
                  "as it stands it changes nothing: supplies count for those who decide there "
                  "whether to leave",
                  diagnostics);
  }
}

void warn_of_idle_exit_rules(const Scenario& scenario, Diagnostics& diagnostics) {
  for (const Event& event : scenario.events) {
    if (event.kind != EventKind::exit_rule || !event.place.valid()) continue;
    if (somebody_lives_at(scenario, event.place)) continue;
    warn_of_place(
        event, "\"" + scenario.place(event.place).id + "\", where no group of groups.csv lives",
        "the place whose people the rule is about, or an empty cell for all",
        "as it stands it changes nothing: a rule of exit holds for those whose home is there",
        diagnostics);
  }
}

}  // namespace

void warn_of_idle_events(const Scenario& scenario, Diagnostics& diagnostics) {
  warn_of_idle_exit_rules(scenario, diagnostics);
  warn_of_idle_fleets(scenario, diagnostics);
  warn_of_idle_supplies(scenario, diagnostics);
}

}  // namespace corridor

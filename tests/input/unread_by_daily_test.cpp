#include "input/unread_by_daily.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corridor {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string unread_in(const Scenario& scenario) {
  Diagnostics diagnostics;
  warn_of_what_daily_rules_do_not_read(scenario, diagnostics);
  std::string text;
  for (const Diagnostic& item : diagnostics.items()) text += to_string(item) + "\n";
  return text;
}

/// As the reader makes one of a row whose cells are empty.
Place plain_place(const std::string& id) {
  Place place;
  place.id = id;
  for (Value* value : {&place.supplies.food_person_days, &place.supplies.fuel_litres,
                       &place.supplies.medicine_person_days, &place.registration_people_per_hour,
                       &place.shelter_people, &place.host_share, &place.own_means_share})
    *value = Value::constant(0.0);
  return place;
}

Event event_of(EventKind kind, int line) {
  Event event;
  event.kind = kind;
  event.line = line;
  return event;
}

Claim claim_about(const std::string& subject, int line) {
  Claim claim;
  claim.subject = subject;
  claim.line = line;
  return claim;
}

TEST(UnreadByDaily, NothingIsSaidOfWhatIsRead) {
  Scenario scenario;
  scenario.places = {plain_place("planned")};
  scenario.places[0].safe = true;
  scenario.places[0].shelter_people = Value::constant(50000);
  scenario.roads.resize(1);
  scenario.events = {event_of(EventKind::attack, 2), event_of(EventKind::road_opens, 3),
                     event_of(EventKind::road_closes, 4)};
  scenario.observations.resize(1);
  Parameter believed;
  believed.name = "daily.trend_days";
  believed.uses_claims = true;
  scenario.parameters = ParameterRegistry({believed});
  scenario.claims = {claim_about("daily.trend_days", 2)};
  EXPECT_EQ(unread_in(scenario), "");
}

TEST(UnreadByDaily, EachMatterIsNamedOnce) {
  Scenario scenario;
  scenario.amounts.resize(2);
  scenario.groups.resize(2);
  scenario.onward.resize(1);
  scenario.kin.resize(1);
  scenario.places = {plain_place("A"), plain_place("A")};
  for (Place& place : scenario.places) {
    place.shelter_people = Value::constant(50000);
    place.safe = false;
  }
  scenario.places[0].line = 5;
  scenario.places[1].line = 4;
  scenario.places[1].supplies.water = 0.5;
  scenario.places[1].present_before = Value::constant(3000.0);
  scenario.events = {event_of(EventKind::announcement, 7), event_of(EventKind::shelter_offer, 8),
                     event_of(EventKind::announcement, 9), event_of(EventKind::attack, 10)};
  scenario.events.back().radius_km = 20.0;
  scenario.claims = {claim_about("killed", 2), claim_about("killed", 3)};
  scenario.observations.resize(1);
  scenario.observations[0].line = 6;
  scenario.observations[0].qualifier = Qualifier::at_most;
  scenario.observations[0].place = "A";
  scenario.observations[0].value = 10.0;
  Parameter own;
  own.name = "crossing_share";
  own.from_scenario = true;
  scenario.parameters = ParameterRegistry({own});
  const std::string text = unread_in(scenario);
  for (const char* words :
       {"scenario.yaml: warning: amounts: ", "groups.csv: warning: found 2 rows",
        "onward.csv: warning: found 1 row with", "kin.csv: warning: found 1 row with",
        "places.csv:4: warning: shelter_people: found a number (and 1 more such rows)",
        "places.csv:4: warning: water: found a number with ruleset: daily",
        "places.csv:4: warning: present_before: found a number with ruleset: daily",
        "events.csv:7: warning: kind: found announcement (and 1 more such rows)",
        "events.csv:8: warning: kind: found shelter_offer",
        "events.csv:10: warning: radius_km: found a radius",
        "claims.csv:2: warning: subject: found a claim (and 1 more such rows)",
        "observations.csv:6: warning: qualifier: found at_most",
        "scenario.yaml: warning: parameters.crossing_share: "})
    EXPECT_THAT(text, HasSubstr(words));
  EXPECT_THAT(text, Not(HasSubstr("found attack")));
}

}  // namespace
}  // namespace corridor

// Fleets that carry nobody, and those who carry on whom a safe place has received.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "input/idle_events.h"

namespace corridor {
namespace {

using testing::HasSubstr;

constexpr PlaceId kTown{0};
constexpr PlaceId kStadium{1};
constexpr PlaceId kCamp{2};

Place place_of(const char* id, bool safe) {
  Place place{};
  place.id = id;
  place.safe = safe;
  place.present_before = Value::constant(0.0);
  return place;
}

/// A town in danger, where people live, and two safe places; one fleet.
Scenario with_fleet(EventKind kind, PlaceId place, PlaceId to) {
  Scenario scenario;
  scenario.places = {place_of("town", false), place_of("stadium", true), place_of("camp", true)};
  Group people{};
  people.place = kTown;
  scenario.groups = {people};
  Event fleet{};
  fleet.kind = kind;
  fleet.place = place;
  fleet.to = to;
  scenario.events = {fleet};
  return scenario;
}

std::string idle_warnings(const Scenario& scenario) {
  Diagnostics diagnostics;
  warn_of_idle_events(scenario, diagnostics);
  std::string text;
  for (const Diagnostic& item : diagnostics.items()) text += to_string(item) + "\n";
  return text;
}

TEST(IdleFleets, CarryOnWhoWasReceivedOnlyToAnotherSafePlace) {
  for (const EventKind kind : {EventKind::buses, EventKind::boats, EventKind::trains})
    EXPECT_EQ(idle_warnings(with_fleet(kind, kStadium, kCamp)), "");
  for (const PlaceId to : {PlaceId{}, kStadium}) {
    EXPECT_THAT(idle_warnings(with_fleet(EventKind::buses, kStadium, to)),
                HasSubstr("found \"stadium\", where no group of groups.csv lives in danger, "
                          "expected a place in danger whose people are fetched; as it stands it "
                          "carries nobody"));
  }
  EXPECT_THAT(idle_warnings(with_fleet(EventKind::ambulances, kStadium, kCamp)),
              HasSubstr("carries nobody"));
  EXPECT_EQ(idle_warnings(with_fleet(EventKind::ambulances, kTown, kCamp)), "");
}

TEST(IdleFleets, SayWhomTheyLeave) {
  Scenario scenario = with_fleet(EventKind::buses, kStadium, kCamp);
  scenario.places[kStadium.index].present_before = Value::constant(800.0);
  EXPECT_THAT(idle_warnings(scenario),
              HasSubstr("found \"stadium\", where people are by present_before"));
}

}  // namespace
}  // namespace corridor

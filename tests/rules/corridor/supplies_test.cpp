// Stocks, how deliveries are shared, and the levels of deprivation as numbers.
#include <gtest/gtest.h>

#include <memory>

#include "drawn_world.h"
#include "rules/corridor/rules.h"

namespace corridor::test {
namespace {

/// The member after so many hours.
std::unique_ptr<ModelState> after(const DrawnWorld& world, int hours) {
  const auto model = make_corridor_model(world.scenario);
  auto state = model->start(world.values(), {1, 0});
  for (int hour = 0; hour < hours; ++hour) model->step(*state);
  return state;
}

const PlaceState& at(const ModelState& state, const DrawnWorld& world, char place) {
  return static_cast<const CorridorState&>(state).places[world.id(place).index];
}

/// 100 households of 4 who never leave; food 0.4, fuel 0.1, medicine 0.15, services 0.35; comfort
/// at 3 days and 5 litres a household.
DrawnWorld stayers() {
  DrawnWorld world("A=x=B");
  world.with_people('A', 400).set("decision.never_leave_share", 1.0);
  return world.set("deprivation.comfort_days", 3.0)
      .set("deprivation.comfort_fuel_litres", 5.0)
      .set("deprivation.food_weight", 0.4)
      .set("deprivation.fuel_weight", 0.1)
      .set("deprivation.medicine_weight", 0.15)
      .set("deprivation.services_weight", 0.35);
}

constexpr double kEatenInAnHour = 400.0 / 24.0;

TEST(Deprivation, IsTheWeightedMeanOfTheShortages) {
  DrawnWorld world = stayers();
  Place& place = world.place('A');
  place.supplies.food_person_days = Value::constant(600.0 + kEatenInAnHour);      // 1.5 days
  place.supplies.medicine_person_days = Value::constant(300.0 + kEatenInAnHour);  // 0.75 days
  place.supplies.fuel_litres = Value::constant(100.0);                            // 1 l each
  place.supplies.electricity = 0.5;
  place.supplies.gas = 0.0;
  place.supplies.water = 0.7;
  place.supplies.telecom = 0.4;
  // Shortages 0.5, 0.75, 0.8 and 1 - 0.4.
  EXPECT_NEAR(at(*after(world, 1), world, 'A').deprivation,
              0.4 * 0.5 + 0.15 * 0.75 + 0.1 * 0.8 + 0.35 * 0.6, 1e-12);
}

TEST(Deprivation, IsNothingInPlentyAndOneWhereAllIsMissing) {
  DrawnWorld plenty = stayers();
  plenty.place('A').supplies.food_person_days = Value::constant(1200.0 + kEatenInAnHour);
  plenty.place('A').supplies.medicine_person_days = Value::constant(9999.0);
  plenty.place('A').supplies.fuel_litres = Value::constant(500.0);
  EXPECT_NEAR(at(*after(plenty, 1), plenty, 'A').deprivation, 0.0, 1e-12);
  DrawnWorld nothing = stayers();
  Place& place = nothing.place('A');
  place.supplies.electricity = place.supplies.gas = place.supplies.water = 0.0;
  place.supplies.telecom = 0.0;
  EXPECT_NEAR(at(*after(nothing, 1), nothing, 'A').deprivation, 1.0, 1e-12);
}

TEST(Deprivation, OfAPlaceThatAllHaveLeftIsThatOfTheFirstToCome) {
  // Without stocks 0.65; once food is there again only medicine and fuel are missing.
  DrawnWorld world = stayers().everybody_leaves_at_once();
  world.road("AB").open = true;
  world.event(EventKind::delivery_food, 5.0, 3000.0, 'A');
  EXPECT_NEAR(at(*after(world, 4), world, 'A').deprivation, 0.65, 1e-12);
  EXPECT_NEAR(at(*after(world, 6), world, 'A').deprivation, 0.25, 1e-12);
}

TEST(Deliveries, OfFoodAndMedicineAreSharedByPeople) {
  // 400 people each, in 100 households and in 200.
  DrawnWorld world("A=x=C B=x=C");
  world.with_people('A', 400, HouseholdClass::vehicle, 4.0);
  world.with_people('B', 400, HouseholdClass::no_vehicle, 2.0);
  world.event(EventKind::delivery_food, 0.0, 800.0);
  world.event(EventKind::delivery_medicine, 0.0, 80.0);
  const auto start = after(world, 0);
  for (const char place : {'A', 'B'}) {
    EXPECT_NEAR(at(*start, world, place).food_person_days, 400.0, 1e-9);
    EXPECT_NEAR(at(*start, world, place).medicine_person_days, 40.0, 1e-9);
  }
}

TEST(Deliveries, OfFuelAreSharedByVehicles) {
  // 100 vehicles in A; in B 200 households in 100 vehicles, and as many without one.
  DrawnWorld world("A=x=C B=x=C");
  world.with_people('A', 400, HouseholdClass::vehicle, 4.0);
  world.with_people('B', 400, HouseholdClass::vehicle, 2.0);
  world.scenario.groups.back().people_per_vehicle = Value::constant(4.0);
  world.with_people('B', 400, HouseholdClass::no_vehicle, 2.0);
  world.event(EventKind::delivery_fuel, 0.0, 301.0);
  const auto start = after(world, 0);
  EXPECT_EQ(at(*start, world, 'A').fuel_litres, 150);
  EXPECT_EQ(at(*start, world, 'B').fuel_litres, 150);
}

TEST(Deliveries, ForAPlaceGoThereOnly) {
  DrawnWorld world("A=x=C B=x=C");
  world.with_people('A', 400).with_people('B', 400);
  world.event(EventKind::delivery_food, 0.0, 800.0, 'B');
  const auto start = after(world, 0);
  EXPECT_EQ(at(*start, world, 'A').food_person_days, 0.0);
  EXPECT_EQ(at(*start, world, 'B').food_person_days, 800.0);
}

}  // namespace
}  // namespace corridor::test

#include "input/empty_stocks.h"

#include <algorithm>
#include <string>

#include "input/csv.h"

namespace corridor {
namespace {

struct Stock {
  const char* column;
  Value Supplies::*amount;
  EventKind delivery;
  const char* means;  ///< what it means that there is none
  const char* write;  ///< where there is enough
};

constexpr Stock kStocks[] = {
    {"food_person_days", &Supplies::food_person_days, EventKind::delivery_food,
     "an empty cell is 0: all are hungry from the first hour, leave for that, and do not come back "
     "even where return_permitted allows it",
     "people times days, for example 60 for each: @population*60"},
    {"medicine_person_days", &Supplies::medicine_person_days, EventKind::delivery_medicine,
     "an empty cell is 0: all lack medicine from the first hour, and leave for that",
     "people times days, for example 60 for each: @population*60"},
    {"fuel_litres", &Supplies::fuel_litres, EventKind::delivery_fuel,
     "an empty cell is 0: whoever has a vehicle and no fuel in it waits for fuel",
     "litres, for example 100 for each vehicle"}};

bool is_nothing(const Value& amount) { return amount.is_constant() && amount.of({}) <= 0.0; }

/// Who has no vehicle wants no fuel.
bool somebody_wants(const Scenario& scenario, const Stock& stock) {
  return stock.delivery != EventKind::delivery_fuel ||
         std::any_of(scenario.groups.begin(), scenario.groups.end(), [](const Group& group) {
           return group.household_class == HouseholdClass::vehicle;
         });
}

bool somebody_has(const Scenario& scenario, const Stock& stock) {
  return std::any_of(scenario.groups.begin(), scenario.groups.end(), [&](const Group& group) {
    return !is_nothing(scenario.place(group.place).supplies.*stock.amount);
  });
}

bool is_delivered(const Scenario& scenario, const Stock& stock) {
  return std::any_of(scenario.events.begin(), scenario.events.end(),
                     [&](const Event& event) { return event.kind == stock.delivery; });
}

}  // namespace

void warn_of_empty_stocks(const Scenario& scenario, Diagnostics& diagnostics) {
  if (scenario.groups.empty()) return;
  for (const Stock& stock : kStocks) {
    if (!somebody_wants(scenario, stock) || somebody_has(scenario, stock) ||
        is_delivered(scenario, stock))
      continue;
    diagnostics.add({Severity::warning, "places.csv", kHeaderLine, stock.column,
                     "none at any place where a group lives, and no delivery",
                     "what people have at the start",
                     std::string(stock.means) + "; where there is enough write " + stock.write});
  }
}

}  // namespace corridor

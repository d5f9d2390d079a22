// Step 2. Stocks are eaten by those present, and deprivation follows:
// D = sum of weights * shortage / sum of weights, where the shortage of food and medicine is 1 -
// min(1, days in stock / comfort days), of fuel 1 - min(1, litres a household / comfort litres), of
// services 1 - their mean supply.
#include "rules/corridor/supplies.h"

#include <algorithm>

#include "rules/corridor/decision.h"

namespace corridor {
namespace {

constexpr double kHoursPerDay = 24.0;

double shortage(double stock, double comfort) { return 1.0 - std::min(1.0, stock / comfort); }

/// Where nobody is left it is that of the first to come.
double deprivation(const Settings& s, const PlaceState& place, Count present) {
  const double people = std::max(1.0, static_cast<double>(present));
  const double people_per_household =
      place.people_at_start > 0
          ? static_cast<double>(place.people_at_start) / place.households_at_start
          : 1.0;
  const double households = std::max(1.0, people / people_per_household);
  const double food = shortage(place.food_person_days / people, s.comfort_days);
  const double medicine = shortage(place.medicine_person_days / people, s.comfort_days);
  const double fuel =
      shortage(static_cast<double>(place.fuel_litres) / households, s.comfort_fuel_litres);
  const double services = 1.0 - (place.electricity + place.gas + place.water + place.telecom) / 4.0;
  const double weights = s.food_weight + s.medicine_weight + s.fuel_weight + s.services_weight;
  if (weights <= 0.0) return 0.0;
  return (s.food_weight * food + s.medicine_weight * medicine + s.fuel_weight * fuel +
          s.services_weight * services) /
         weights;
}

}  // namespace

void assess_supplies(TickContext& context, double hours_eaten) {
  CorridorState& state = context.state;
  const double days = hours_eaten / kHoursPerDay;
  for (const PlaceId id : context.world.settlements) {
    const Count present = people_who_have_not_left(context.world, state, id);
    PlaceState& place = state.places[id.index];
    const double eaten = static_cast<double>(present) * days;
    place.food_person_days = std::max(0.0, place.food_person_days - eaten);
    place.medicine_person_days = std::max(0.0, place.medicine_person_days - eaten);
    place.deprivation = deprivation(state.settings, place, present);
  }
}

}  // namespace corridor

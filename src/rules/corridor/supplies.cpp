// Step 2. Stocks are eaten by those present, and deprivation follows:
// D = sum of weights * shortage / sum of weights, where the shortage of food and medicine is 1 -
// min(1, days in stock / comfort days), of fuel 1 - min(1, litres a household / comfort litres), of
// services 1 - their mean supply.
#include <algorithm>

#include "rules/corridor/rules.h"

namespace corridor {
namespace {

constexpr double kHoursPerDay = 24.0;

struct Presence {
  double people = 0.0;
  double households = 0.0;
};

Presence people_at(const World& world, const CorridorState& state, PlaceId place) {
  const PlaceBins& bins = world.place_bins[place.index];
  Count people = 0;
  Count households = 0;
  for (const BinId id : bins.not_left()) {
    people += state.population.people(id);
    households += state.population.bin(id).households();
  }
  return {static_cast<double>(people), static_cast<double>(households)};
}

double shortage(double stock, double comfort) { return 1.0 - std::min(1.0, stock / comfort); }

/// Where nobody is left it is that of the first to come.
double deprivation(const Settings& s, const PlaceState& place, const Presence& presence) {
  const double people = std::max(1.0, presence.people);
  const double households = std::max(1.0, presence.households);
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
    const Presence presence = people_at(context.world, state, id);
    PlaceState& place = state.places[id.index];
    const double eaten = presence.people * days;
    place.food_person_days = std::max(0.0, place.food_person_days - eaten);
    place.medicine_person_days = std::max(0.0, place.medicine_person_days - eaten);
    place.deprivation = deprivation(state.settings, place, presence);
  }
}

}  // namespace corridor

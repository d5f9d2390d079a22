#include "rules/corridor/deliveries.h"

#include <cmath>

namespace corridor {
namespace {

void add_to_stock(PlaceState& place, EventKind delivery, double amount) {
  if (delivery == EventKind::delivery_food) place.food_person_days += amount;
  if (delivery == EventKind::delivery_medicine) place.medicine_person_days += amount;
  if (delivery == EventKind::delivery_fuel) {
    place.fuel_litres += static_cast<Count>(std::floor(amount));
  }
}

/// Those among whom a delivery is shared: vehicles for fuel, people for all else, as at the start.
double sharers(const PlaceState& place, EventKind delivery) {
  return delivery == EventKind::delivery_fuel ? place.vehicles_at_start
                                              : static_cast<double>(place.people_at_start);
}

}  // namespace

void deliver(TickContext& context, const Event& event, double amount) {
  CorridorState& state = context.state;
  if (event.place.valid()) {
    add_to_stock(state.places[event.place.index], event.kind, amount);
    return;
  }
  double all = 0.0;
  for (const PlaceId id : context.world.settlements) {
    all += sharers(state.places[id.index], event.kind);
  }
  if (all <= 0.0) return;
  for (const PlaceId id : context.world.settlements) {
    PlaceState& place = state.places[id.index];
    add_to_stock(place, event.kind, amount * sharers(place, event.kind) / all);
  }
}

}  // namespace corridor

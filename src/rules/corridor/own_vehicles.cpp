// Vehicles are filled evenly with whole households; where fuel is short, those who were ready first
// get it.
#include "rules/corridor/own_vehicles.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "rules/corridor/lots.h"
#include "rules/corridor/other_means.h"
#include "rules/corridor/whole.h"

namespace corridor {
namespace {

class OwnVehicles {
 public:
  OwnVehicles(TickContext& context, ReadyQueues& queues, Departures& departures)
      : context_(context),
        state_(context.state),
        place_(context.state.places[queues.place().index]),
        queues_(queues),
        departures_(departures) {}

  Count drive() {
    Count vehicles = 0;
    if (queues_.may_leave(Queue::fuelled)) vehicles += drive_with_own_fuel();
    if (queues_.may_leave(Queue::without_fuel)) vehicles += drive_with_fuel_from_stock();
    return vehicles;
  }

 private:
  Count drive_with_own_fuel() {
    Count vehicles = 0;
    const std::span<const Cohort> cohorts = queues_.serve(Queue::fuelled);
    for (std::size_t i = 0; i < cohorts.size(); ++i) {
      if (cohorts[i].households > 0) {
        vehicles += set_out(i, cohorts[i].group, cohorts[i].households);
      }
    }
    return vehicles;
  }

  Count drive_with_fuel_from_stock() {
    const Count found = find_other_means(context_, queues_, Queue::without_fuel);
    if (place_.fuel_litres <= 0 && found == 0) return 0;
    const double litres = litres_per_vehicle();
    const Count from_stock =
        households_that_fuel_reaches(static_cast<double>(place_.fuel_litres) / litres);
    if (from_stock + found == 0) return 0;
    const std::span<const Cohort> cohorts = queues_.serve(Queue::without_fuel);
    double full_vehicles = 0.0;
    Count vehicles = 0;
    const Count served = serve_in_order(
        cohorts, from_stock + found,
        context_.stream(Process::fuel_lot, context_.world.place_key[queues_.place().index]),
        [&](std::size_t i, Count households) {
          full_vehicles += vehicles_filled(cohorts[i].group, households);
          vehicles += set_out(i, cohorts[i].group, households);
        });
    queues_.close(Queue::without_fuel);
    const double share =
        static_cast<double>(std::min(served, from_stock)) / static_cast<double>(served);
    place_.fuel_litres -=
        std::min<Count>(place_.fuel_litres, std::llround(share * full_vehicles * litres));
    return vehicles;
  }

  /// Households without fuel for which fuel for so many vehicles is enough.
  [[nodiscard]] Count households_that_fuel_reaches(double full_vehicles) const {
    // Most often a rest is left that is enough for nobody.
    if (whole(full_vehicles * state_.most_households_per_vehicle) == 0) return 0;
    const Count waiting = queues_.households(Queue::without_fuel);
    double vehicles = 0.0;
    for (const Cohort& cohort : queues_.cohorts(Queue::without_fuel)) {
      vehicles += vehicles_filled(cohort.group, cohort.households);
    }
    const double reached = full_vehicles / vehicles;
    if (reached >= 1.0) return waiting;
    return whole(reached * static_cast<double>(waiting));
  }

  /// What a vehicle takes for the shortest open way, in whole litres.
  [[nodiscard]] double litres_per_vehicle() const {
    double shortest_km = std::numeric_limits<double>::infinity();
    for (const RouteId route : departures_.routes()) {
      shortest_km = std::min(shortest_km, context_.world.routes[route].length_km);
    }
    return std::max(1.0, std::ceil(shortest_km * state_.settings.fuel_litres_per_km *
                                   state_.settings.fuel_queue_factor));
  }

  [[nodiscard]] double vehicles_filled(GroupId group, Count households) const {
    return static_cast<double>(households) /
           state_.households_per_vehicle[group.index / kMaxHouseholdSize];
  }

  /// As many vehicles as carry `people_per_vehicle` on average, filled evenly with whole
  /// households; the part of a vehicle that rounding leaves is owed to those who set out next.
  /// Returns the vehicles.
  Count set_out(std::size_t cohort, GroupId group, Count households) {
    constexpr double kMostOwed = 0.5;
    double& owed = place_.vehicles_owed;
    owed += vehicles_filled(group, households);
    const Count fewest = (households + kLargestParty - 1) / kLargestParty;
    const Count vehicles = std::clamp<Count>(std::llround(owed), fewest, households);
    owed = std::clamp(owed - static_cast<double>(vehicles), -kMostOwed, kMostOwed);
    const Count party = households / vehicles;
    const Count larger = households % vehicles;
    departures_.set_out({cohort, group, Mode::vehicle, party + 1, larger * (party + 1)});
    departures_.set_out({cohort, group, Mode::vehicle, party, (vehicles - larger) * party});
    return vehicles;
  }

  TickContext& context_;
  CorridorState& state_;
  PlaceState& place_;
  ReadyQueues& queues_;
  Departures& departures_;
};

}  // namespace

Count drive(TickContext& context, ReadyQueues& queues, Departures& departures) {
  return OwnVehicles(context, queues, departures).drive();
}

}  // namespace corridor

#pragma once
// The numbers that the rules use. Each has an entry in the registry (parameters.cpp), or it does
// not compile.
#include "scenario/parameter.h"

namespace corridor {

/// The registry's numbers of one member by name; units as in the registry.
struct Settings {
  double hazard_max_per_hour, intercept, threat_weight, deprivation_weight, contagion_weight,
      way_out_weight, order_weight;
  double reason_begins, reason_full;
  double displaced_factor, variety, never_leave_share, order_moves_share;
  double default_half_life_hours, default_radius_km, goes_on_times, violation_weakening;
  double comfort_days, comfort_fuel_litres, food_weight, fuel_weight, medicine_weight,
      services_weight;
  double fuelled_share, fuel_litres_per_km, fuel_queue_factor, lift_probability,
      other_means_hazard_per_hour, households_per_uncounted_vehicle;
  double walking_speed_km_per_hour, walking_limit_km, walking_patience_hours,
      walking_hazard_per_hour;
  double bus_turn_round_hours, embarkation_hours, flight_speed_km_per_hour, boat_speed_km_per_hour,
      train_speed_km_per_hour;
  double route_time_weight, route_danger_weight, route_kin_weight, route_kin_stock_weight,
      route_room_weight, informed_share, revision_saving_hours;
  double centre_acceptance, placement_hours, onward_speed_km_per_hour, return_hazard_per_hour,
      return_threat_limit, return_deprivation_limit;
  double population_scale, capacity_scale;
  double checkpoint_spread, checkpoint_memory_hours;
  double turn_back_hazard_per_hour, turn_back_patience_hours, turn_back_rest_hours;
};

/// The settings with these values of their parameters.
Settings resolve_settings(const ParameterRegistry& registry, const ParameterValues& values);

}  // namespace corridor

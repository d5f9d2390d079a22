#include "rules/corridor/state.h"

namespace corridor {

Settings resolve_settings(const ParameterRegistry& registry, const ParameterValues& values) {
  const auto value = [&](const char* name) { return values[registry.require(name).index]; };
  Settings s{};
  s.hazard_max_per_hour = value("decision.hazard_max_per_hour");
  s.intercept = value("decision.intercept");
  s.threat_weight = value("decision.threat_weight");
  s.deprivation_weight = value("decision.deprivation_weight");
  s.contagion_weight = value("decision.contagion_weight");
  s.way_out_weight = value("decision.way_out_weight");
  s.order_weight = value("decision.order_weight");
  s.reason_begins = value("decision.reason_begins");
  s.reason_full = value("decision.reason_full");
  s.displaced_factor = value("decision.displaced_factor");
  s.never_leave_share = value("decision.never_leave_share");
  s.default_half_life_hours = value("threat.half_life_hours");
  s.default_radius_km = value("threat.radius_km");
  s.violation_weakening = value("threat.violation_weakening");
  s.comfort_days = value("deprivation.comfort_days");
  s.comfort_fuel_litres = value("deprivation.comfort_fuel_litres");
  s.food_weight = value("deprivation.food_weight");
  s.fuel_weight = value("deprivation.fuel_weight");
  s.medicine_weight = value("deprivation.medicine_weight");
  s.services_weight = value("deprivation.services_weight");
  s.fuelled_share = value("means.fuelled_share");
  s.fuel_litres_per_km = value("means.fuel_litres_per_km");
  s.fuel_queue_factor = value("means.fuel_queue_factor");
  s.lift_probability = value("means.lift_probability");
  s.households_per_uncounted_vehicle = value("means.households_per_uncounted_vehicle");
  s.other_means_hazard_per_hour = value("means.other_means_hazard_per_hour");
  s.walking_speed_km_per_hour = value("means.walking_speed_km_per_hour");
  s.walking_limit_km = value("means.walking_limit_km");
  s.walking_patience_hours = value("means.walking_patience_hours");
  s.walking_hazard_per_hour = value("means.walking_hazard_per_hour");
  s.bus_turn_round_hours = value("means.bus_turn_round_hours");
  s.embarkation_hours = value("means.embarkation_hours");
  s.flight_speed_km_per_hour = value("means.flight_speed_km_per_hour");
  s.boat_speed_km_per_hour = value("means.boat_speed_km_per_hour");
  s.train_speed_km_per_hour = value("means.train_speed_km_per_hour");
  s.route_time_weight = value("route.time_weight_per_hour");
  s.route_danger_weight = value("route.danger_weight");
  s.route_kin_weight = value("route.kin_weight");
  s.route_kin_stock_weight = value("route.kin_stock_weight");
  s.route_room_weight = value("route.room_weight");
  s.informed_share = value("route.informed_share");
  s.revision_saving_hours = value("route.revision_saving_hours");
  s.centre_acceptance = value("reception.centre_acceptance");
  s.placement_hours = value("reception.placement_hours");
  s.onward_speed_km_per_hour = value("reception.onward_speed_km_per_hour");
  s.return_hazard_per_hour = value("return.hazard_per_hour");
  s.return_threat_limit = value("return.threat_limit");
  s.return_deprivation_limit = value("return.deprivation_limit");
  s.population_scale = value("population_scale");
  s.capacity_scale = value("capacity_scale");
  s.checkpoint_spread = value("road.checkpoint_spread");
  s.checkpoint_memory_hours = value("road.checkpoint_memory_hours");
  s.turn_back_hazard_per_hour = value("road.turn_back_hazard_per_hour");
  s.turn_back_patience_hours = value("road.turn_back_patience_hours");
  s.turn_back_rest_hours = value("road.turn_back_rest_hours");
  return s;
}

}  // namespace corridor

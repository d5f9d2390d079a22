// `move_rules`: who leaves, where to, how fast.
#include "input/flee_settings_section.h"

namespace corridor {
namespace {

void check_forecaster(FleeSettingsSection& section, const std::string& file,
                      const FleeSettings& settings, Diagnostics& diagnostics) {
  if (!settings.flood_forecaster) return;
  const int line = section.line("flood_forecaster");
  flee_warning(diagnostics, file, line, "flood_rules.flood_forecaster", "true", "false",
               settings.strict
                   ? "as in Flee, places without a forecast flood are shunned (quirk Q24)"
                   : "Flee shuns places without a forecast flood; here those with one are shunned "
                     "(quirk Q24 corrected)");
  const auto needed = [&](const std::vector<double>& list, const char* key) {
    if (!list.empty()) return;
    flee_error(diagnostics, file, line, std::string("flood_rules.") + key, "no list",
               "a list of weights, as flood_forecaster is on");
  };
  needed(settings.flood_loc_weights, "flood_loc_weights");
  needed(settings.flood_forecast_weights, "flood_forecaster_weights");
  needed(settings.flood_awareness_weights, "flood_awareness_weights");
}

void read_flood_rules(const std::string& file, const YAML::Node& node, FleeSettings& settings,
                      Diagnostics& diagnostics) {
  FleeSettingsSection section(file, "flood_rules", node, diagnostics);
  settings.flood_rules = true;
  section.ignore({"max_flood_level", "flood_link_weights"});
  section.read("flood_forecaster", settings.flood_forecaster);
  section.read_integer("flood_forecaster_timescale", settings.flood_forecast_days);
  section.read_integer("flood_forecaster_end_time", settings.flood_forecast_end_day);
  section.read("flood_forecaster_weights", settings.flood_forecast_weights);
  section.read("flood_awareness_weights", settings.flood_awareness_weights);
  section.read("flood_movechances", settings.flood_movechances);
  section.read("flood_loc_weights", settings.flood_loc_weights);
  check_forecaster(section, file, settings, diagnostics);
  section.warn_of_unknown();
}

void read_route_choice(FleeSettingsSection& section, FleeSettings& settings) {
  section.read("foreign_weight", settings.foreign_weight);
  section.read("camp_weight", settings.camp_weight);
  section.read("conflict_weight", settings.conflict_weight);
  section.read_integer("awareness_level", settings.awareness_level);
  section.read("capacity_buffer", settings.capacity_buffer);
  section.read("capacity_scaling", settings.capacity_scaling);
  section.read("softening", settings.softening);
  section.read("weight_softening", settings.weight_softening);
  section.read("weight_power", settings.weight_power);
  section.read("distance_power", settings.distance_power);
  section.read("pruning_threshold", settings.pruning_threshold);
  section.read("use_pop_for_loc_weight", settings.use_pop_for_loc_weight);
  section.read("pop_power_for_loc_weight", settings.pop_power_for_loc_weight);
  section.read("stay_close_to_home", settings.stay_close_to_home);
  section.read("home_distance_power", settings.home_distance_power);
  section.read("use_economic_pull", settings.use_economic_pull);
}

void read_chances(FleeSettingsSection& section, FleeSettings& settings) {
  section.read("conflict_movechance", settings.conflict_movechance);
  section.read("camp_movechance", settings.camp_movechance);
  section.read("idpcamp_movechance", settings.idpcamp_movechance);
  section.read("default_movechance", settings.default_movechance);
  section.read("movechance_pop_base", settings.movechance_pop_base);
  section.read("movechance_pop_scale_factor", settings.movechance_pop_scale_factor);
  section.read("avoid_short_stints", settings.avoid_short_stints);
  section.read("start_on_foot", settings.start_on_foot);
}

constexpr double kV1SpeedKmPerDay = 200.0;
constexpr double kV1CampWeight = 2.0;
constexpr double kV1ConflictWeight = 0.25;

void apply_v1_rules(FleeSettings& settings) {
  settings.max_move_speed_km_per_day = kV1SpeedKmPerDay;
  settings.start_on_foot = false;
  settings.avoid_short_stints = false;
  settings.camp_weight = kV1CampWeight;
  settings.conflict_weight = kV1ConflictWeight;
}

void read_rules_on_persons(FleeSettingsSection& section, FleeSettings& settings) {
  section.read("WomenAvoidHazards", settings.women_avoid_hazards);
  section.read("ChildrenAvoidHazards", settings.children_avoid_hazards);
  section.read("ElderlyAvoidHazards", settings.elderly_avoid_hazards);
  section.read("BoysTakeRisk", settings.boys_take_risk);
  section.read("MatchCampReligion", settings.match_camp_religion);
  section.read("MatchCampEthnicity", settings.match_camp_ethnicity);
  section.read("MatchTownEthnicity", settings.match_town_ethnicity);
  section.read("MatchConflictEthnicity", settings.match_conflict_ethnicity);
  section.read("avg_religion_fraction", settings.average_religion_fraction);
  section.read("fixed_routes", settings.fixed_routes);
  section.read("harvest_months", settings.harvest_months);
  section.read("flee_when_starving", settings.flee_when_starving);
  section.read("avoid_food_deprived_locations", settings.avoid_food_deprived_locations);
}

void read_two_systems(FleeSettingsSection& section, const std::string& file, FleeSettings& settings,
                      Diagnostics& diagnostics) {
  bool on = false;
  section.read("two_system_decision_making", on);
  if (!on) return;
  flee_warning(diagnostics, file, section.line("two_system_decision_making"),
               "move_rules.two_system_decision_making", "true", "false",
               settings.strict ? "the file cannot switch this rule on in Flee (quirk Q11)"
                               : "the file cannot switch this rule on in Flee; here it does "
                                 "(quirk Q11 corrected)");
  settings.two_systems = !settings.strict;
}

}  // namespace

void read_flee_move_rules(const std::string& file, const YAML::Node& node, FleeSettings& settings,
                          Diagnostics& diagnostics) {
  FleeSettingsSection section(file, "move_rules", node, diagnostics);
  section.read("max_move_speed", settings.max_move_speed_km_per_day);
  section.read("max_walk_speed", settings.max_walk_speed_km_per_day);
  read_route_choice(section, settings);
  read_chances(section, settings);
  const YAML::Node floods = section.get("flood_rules");
  if (floods.IsDefined()) read_flood_rules(file, floods, settings, diagnostics);
  bool v1 = false;
  section.read("use_v1_rules", v1);
  if (v1) apply_v1_rules(settings);
  section.warn_of_dead("max_crossing_speed", "crossings are as fast as roads in Flee");
  section.warn_of_dead("max_flood_level", "it belongs under flood_rules and is not used there");
  read_rules_on_persons(section, settings);
  read_two_systems(section, file, settings, diagnostics);
  section.warn_of_unknown();
}

}  // namespace corridor

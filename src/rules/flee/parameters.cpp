#include "rules/flee/parameters.h"

#include <cmath>
#include <variant>

namespace corridor {
namespace {

using Member = std::variant<double FleeSettings::*, int FleeSettings::*, bool FleeSettings::*>;

struct Entry {
  const char* name;
  const char* unit;
  double lower;
  double upper;
  Member member;
  const char* meaning;
};

constexpr double kFastest = 2000.0;
constexpr double kMost = 1.0e6;

const Entry kEntries[] = {
    {"flee.max_move_speed", "km/d", 1.0, kFastest, &FleeSettings::max_move_speed_km_per_day,
     "how far people travel in a day"},
    {"flee.max_walk_speed", "km/d", 1.0, kFastest, &FleeSettings::max_walk_speed_km_per_day,
     "how far they walk in a day"},
    {"flee.conflict_move_chance", "1/d", 0.0, 1.0, &FleeSettings::conflict_movechance,
     "chance of leaving a conflict zone"},
    {"flee.camp_move_chance", "1/d", 0.0, 1.0, &FleeSettings::camp_movechance,
     "chance of leaving a camp"},
    {"flee.idp_camp_move_chance", "1/d", 0.0, 1.0, &FleeSettings::idpcamp_movechance,
     "chance of leaving a camp for the internally displaced"},
    {"flee.default_move_chance", "1/d", 0.0, 1.0, &FleeSettings::default_movechance,
     "chance of leaving a town; below 0.005 towns count as camps"},
    {"flee.foreign_weight", "1", 0.0, kMost, &FleeSettings::foreign_weight,
     "attraction of another country"},
    {"flee.camp_weight", "1", 0.0, kMost, &FleeSettings::camp_weight, "attraction of a camp"},
    {"flee.conflict_weight", "1", 0.0, kMost, &FleeSettings::conflict_weight,
     "attraction of a conflict zone of intensity 1"},
    {"flee.awareness_level", "links", 0.0, 5.0, &FleeSettings::awareness_level,
     "how many links ahead people know"},
    {"flee.capacity_buffer", "1", 0.0, 1.0, &FleeSettings::capacity_buffer,
     "share of the capacity from which a camp attracts less"},
    {"flee.capacity_scaling", "1", 0.0, kMost, &FleeSettings::capacity_scaling,
     "factor on all capacities"},
    {"flee.avoid_short_stints", "1", 0.0, 1.0, &FleeSettings::avoid_short_stints,
     "1: who moved little for two days goes on"},
    {"flee.start_on_foot", "1", 0.0, 1.0, &FleeSettings::start_on_foot,
     "1: the first link is walked"},
    {"flee.softening", "km", 0.0, kMost, &FleeSettings::softening,
     "added to distances in the weights of routes"},
    {"flee.weight_softening", "1", 0.0, kMost, &FleeSettings::weight_softening,
     "added to attractions in the weights of routes"},
    {"flee.weight_power", "1", 0.0, 10.0, &FleeSettings::weight_power,
     "exponent of the weights of routes"},
    {"flee.distance_power", "1", 0.0, 10.0, &FleeSettings::distance_power,
     "exponent of distances in the weights of routes"},
    {"flee.pruning_threshold", "1", 0.0, kMost, &FleeSettings::pruning_threshold,
     "routes this many times less attractive than the best are dropped; below 1.001: none"},
    {"flee.pop_power_for_loc_weight", "1", 0.0, 10.0, &FleeSettings::pop_power_for_loc_weight,
     "exponent of the population in the attraction of a place, where that rule is on"},
    {"flee.movechance_pop_base", "people", 1.0, 1.0e9, &FleeSettings::movechance_pop_base,
     "population at which chances of leaving are as given"},
    {"flee.movechance_pop_scale_factor", "1", -10.0, 10.0,
     &FleeSettings::movechance_pop_scale_factor,
     "exponent of the population in the chance of leaving"},
    {"flee.home_distance_power", "1", 0.0, 10.0, &FleeSettings::home_distance_power,
     "exponent of the distance from home, where that rule is on"},
    {"flee.displaced_per_conflict_day", "people/d or 1/d", 0.0, 1.0e9,
     &FleeSettings::displaced_per_conflict_day,
     "displaced by a conflict in a day, where conflicts steer the spawning"},
    {"flee.conflict_decay_interval", "d", 1.0, 10000.0, &FleeSettings::conflict_decay_interval_days,
     "days to a step of the decay of a conflict"},
    {"flee.frozen_capacity", "1", 0.0, 1.0, &FleeSettings::frozen_capacity,
     "0: capacities see each person come (serial Flee); 1: once a phase (parallel Flee)"},
    {"flee.follow_intensity", "1", 0.0, 1.0, &FleeSettings::follow_intensity,
     "1: a conflict's intensity follows its column; 0: as in Flee it stays that of the first day"},
    {"flee.keep_capacity", "1", 0.0, 1.0, &FleeSettings::keep_capacity,
     "1: capacities stay as given; 0: as in Flee they shrink by the people of day 0"}};

double value_of(const FleeSettings& settings, const Member& member) {
  return std::visit([&](auto pointer) { return static_cast<double>(settings.*pointer); }, member);
}

void set_value(FleeSettings& settings, double FleeSettings::*member, double value) {
  settings.*member = value;
}
void set_value(FleeSettings& settings, int FleeSettings::*member, double value) {
  settings.*member = static_cast<int>(std::lround(value));
}
void set_value(FleeSettings& settings, bool FleeSettings::*member, double value) {
  constexpr double kHalf = 0.5;
  settings.*member = value >= kHalf;
}

void keep_whole(double& speed, double given) {
  if (speed != given) speed = std::max(1.0, std::round(speed));
}

}  // namespace

std::vector<Parameter> flee_parameters(const FleeSettings& base) {
  std::vector<Parameter> parameters;
  for (const Entry& entry : kEntries) {
    const double value = value_of(base, entry.member);
    Parameter parameter;
    parameter.name = entry.name;
    parameter.unit = entry.unit;
    parameter.meaning = entry.meaning;
    parameter.prior = Prior{PriorFamily::fixed, value, 0.0, 0.0};
    parameter.lower = std::min(entry.lower, value);
    parameter.upper = std::max(entry.upper, value);
    parameter.source = "the settings of Flee in the folder, or Flee's default";
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

FleeParameterMap::FleeParameterMap(const ParameterRegistry& registry) {
  for (const Entry& entry : kEntries) ids_.push_back(registry.find(entry.name));
}

FleeSettings FleeParameterMap::apply(const FleeSettings& base,
                                     const ParameterValues& values) const {
  FleeSettings settings = base;
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    if (!ids_[i].valid()) continue;
    std::visit([&](auto member) { set_value(settings, member, values[ids_[i].index]); },
               kEntries[i].member);
  }
  keep_whole(settings.max_move_speed_km_per_day, base.max_move_speed_km_per_day);
  keep_whole(settings.max_walk_speed_km_per_day, base.max_walk_speed_km_per_day);
  return settings;
}

}  // namespace corridor

// The settings file (`simsetting.yml`): known keys only, each with the meaning it has in Flee.
#include <yaml-cpp/yaml.h>

#include <cmath>
#include <set>

#include "input/flee_csv.h"
#include "input/flee_readers.h"

namespace corridor {
namespace {

int line_of(const YAML::Node& node) { return node.Mark().line + 1; }

/// One section of the file; remembers which keys were asked for.
class Section {
 public:
  Section(std::string file, std::string name, const YAML::Node& node, Diagnostics& diagnostics)
      : file_(std::move(file)), name_(std::move(name)), node_(node), diagnostics_(diagnostics) {}

  [[nodiscard]] YAML::Node get(const std::string& key) {
    asked_.insert(key);
    return node_.IsMap() ? node_[key] : YAML::Node(YAML::NodeType::Undefined);
  }

  [[nodiscard]] bool has(const std::string& key) {
    const YAML::Node node = get(key);
    return node.IsDefined();
  }

  void read(const std::string& key, double& value) {
    const YAML::Node node = get(key);
    if (!node.IsDefined() || node.IsNull()) return;
    try {
      value = node.as<double>();
    } catch (const YAML::Exception&) {
      fault(node, key, "a number");
    }
  }

  void read(const std::string& key, bool& value) {
    const YAML::Node node = get(key);
    if (!node.IsDefined() || node.IsNull()) return;
    if (node.Tag() == "!") {
      flee_warning(diagnostics_, file_, line_of(node), name_ + "." + key, "a quoted text",
                   "true or false", "Flee takes any such text as true");
      value = !node.Scalar().empty();
      return;
    }
    double number = 0.0;
    if (YAML::convert<bool>::decode(node, value)) return;
    if (YAML::convert<double>::decode(node, number)) {
      value = number != 0.0;
      return;
    }
    fault(node, key, "true or false");
  }

  template <class Integer>
  void read_integer(const std::string& key, Integer& value) {
    auto number = static_cast<double>(value);
    read(key, number);
    value = static_cast<Integer>(std::trunc(number));
  }

  void read(const std::string& key, std::vector<double>& values) {
    const YAML::Node node = get(key);
    if (!node.IsDefined() || node.IsNull()) return;
    try {
      values = node.as<std::vector<double>>();
    } catch (const YAML::Exception&) {
      fault(node, key, "a list of numbers");
    }
  }

  void ignore(std::initializer_list<const char*> keys) { asked_.insert(keys.begin(), keys.end()); }

  /// Keys that Flee knows or its users write, but that change nothing there.
  void warn_of_dead(const std::string& key, const std::string& remedy) {
    const YAML::Node node = get(key);
    if (!node.IsDefined()) return;
    flee_warning(diagnostics_, file_, line_of(node), name_ + "." + key, "a setting without effect",
                 "no such setting", remedy);
  }

  /// Flee rules that are not here yet: better an error than a silently different forecast.
  void refuse(const std::string& key) {
    const YAML::Node node = get(key);
    if (!node.IsDefined() || node.IsNull()) return;
    bool on = true;
    if (node.IsScalar() && YAML::convert<bool>::decode(node, on) && !on) return;
    double number = 1.0;
    if (node.IsScalar() && YAML::convert<double>::decode(node, number) && number == 0.0) return;
    if (node.IsSequence() && node.size() == 0) return;
    flee_error(diagnostics_, file_, line_of(node), name_ + "." + key, "a rule switched on",
               "a rule that Corridor has", "this rule of Flee is not reproduced yet; remove it");
  }

  void warn_of_unknown() {
    if (!node_.IsMap()) return;
    for (const auto& entry : node_) {
      const std::string key = entry.first.Scalar();
      if (asked_.count(key) > 0) continue;
      const std::string nearest =
          nearest_name(key, std::vector<std::string>(asked_.begin(), asked_.end()));
      flee_warning(diagnostics_, file_, line_of(entry.first), name_ + "." + key, "an unknown key",
                   "a key of Flee",
                   nearest.empty() ? "it is ignored, as in Flee"
                                   : "it is ignored, as in Flee; did you mean " + nearest + "?");
    }
  }

 private:
  void fault(const YAML::Node& node, const std::string& key, const std::string& expected) {
    flee_error(diagnostics_, file_, line_of(node), name_ + "." + key,
               node.IsScalar() ? '"' + node.Scalar() + '"' : "another form", expected);
  }

  std::string file_;
  std::string name_;
  YAML::Node node_;
  Diagnostics& diagnostics_;
  std::set<std::string> asked_;
};

const double kDefaultConflictPeople = 500.0;
const double kDefaultConflictShare = 0.01;
const std::vector<double> kDefaultFloodPeople = {0.0, 100.0, 200.0, 300.0, 500.0};
const std::vector<double> kDefaultFloodShares = {0.0, 0.1, 0.2, 0.5, 0.9};

FleeSpawnRate spawn_rate(const std::string& text, FleeSpawnRate fallback) {
  std::string lower;
  for (const char c : text) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (lower == "pop_ratio") return FleeSpawnRate::pop_ratio;
  if (lower == "poisson") return FleeSpawnRate::poisson;
  return lower == "constant" ? FleeSpawnRate::constant : fallback;
}

std::string scalar_of(const YAML::Node& node, const std::string& key) {
  if (!node.IsMap()) return "";
  const YAML::Node value = node[key];
  return value.IsDefined() && value.IsScalar() ? value.Scalar() : "";
}

void read_conflict_spawning(const std::string& file, const YAML::Node& node, FleeSettings& settings,
                            Diagnostics& diagnostics) {
  Section section(file, "conflict_driven_spawning", node, diagnostics);
  section.ignore({"spawn_mode"});
  settings.spawn_mode = FleeSpawnMode::conflict_driven;
  settings.spawn_rate = spawn_rate(scalar_of(node, "spawn_mode"), FleeSpawnRate::constant);
  settings.displaced_per_conflict_day = settings.spawn_rate == FleeSpawnRate::pop_ratio
                                            ? kDefaultConflictShare
                                            : kDefaultConflictPeople;
  section.read("displaced_per_conflict_day", settings.displaced_per_conflict_day);
  if (settings.spawn_rate != FleeSpawnRate::pop_ratio) {
    settings.displaced_per_conflict_day = std::trunc(settings.displaced_per_conflict_day);
  }
  section.warn_of_unknown();
}

void read_flood_spawning(const std::string& file, const YAML::Node& node, FleeSettings& settings,
                         Diagnostics& diagnostics) {
  settings.spawn_mode = FleeSpawnMode::flood_driven;
  settings.spawn_rate = FleeSpawnRate::pop_ratio;
  if (node.IsDefined() && node.IsMap()) {
    settings.spawn_rate = spawn_rate(scalar_of(node, "spawn_mode"), FleeSpawnRate::pop_ratio);
  }
  settings.displaced_per_flood_day =
      settings.spawn_rate == FleeSpawnRate::pop_ratio ? kDefaultFloodShares : kDefaultFloodPeople;
  if (!node.IsDefined()) return;
  Section section(file, "flood_driven_spawn_mode", node, diagnostics);
  section.ignore({"spawn_mode"});
  section.read("displaced_per_flood_day", settings.displaced_per_flood_day);
  section.warn_of_unknown();
}

void read_spawn_rules(const std::string& file, const YAML::Node& node, FleeSettings& settings,
                      Diagnostics& diagnostics) {
  Section section(file, "spawn_rules", node, diagnostics);
  bool conflict_zones_only = true;
  bool flood_zones_only = false;
  section.read("take_from_population", settings.take_from_population);
  section.read("insert_day0", settings.insert_day0);
  section.read("empty_camps_on_day0", settings.empty_camps_on_day0);
  section.read("sum_from_camps", settings.sum_from_camps);
  section.read("conflict_zone_spawning_only", conflict_zones_only);
  section.read("flood_zone_spawning_only", flood_zones_only);
  section.read("conflict_spawn_decay", settings.conflict_decay);
  section.read_integer("conflict_spawn_decay_interval", settings.conflict_decay_interval_days);
  section.ignore({"average_social_connectivity"});
  if (settings.conflict_decay_interval_days <= 0) {
    flee_error(diagnostics, file, 0, "spawn_rules.conflict_spawn_decay_interval",
               std::to_string(settings.conflict_decay_interval_days), "a number of days above 0");
  }
  const YAML::Node flood_mode = section.get("flood_driven_spawn_mode");
  const YAML::Node conflict_mode = section.get("conflict_driven_spawning");
  if (flood_zones_only) {
    read_flood_spawning(file, flood_mode, settings, diagnostics);
    if (!settings.take_from_population) {
      flee_error(diagnostics, file, line_of(node), "spawn_rules.take_from_population", "false",
                 "true where flood_zone_spawning_only is true");
    }
  } else if (conflict_mode.IsDefined()) {
    read_conflict_spawning(file, conflict_mode, settings, diagnostics);
  }
  section.warn_of_dead("flood_driven_spawning", "Flee reads flood_zone_spawning_only");
  section.warn_of_dead("flood_spawn_mode", "Flee reads flood_driven_spawn_mode");
  section.warn_of_dead("camps_are_sinks", "Flee never reads this key (quirk Q11)");
  section.refuse("read_from_agents_csv_file");
  section.refuse("starvation_driven_spawning");
  section.warn_of_unknown();
}

void read_flood_rules(const std::string& file, const YAML::Node& node, FleeSettings& settings,
                      Diagnostics& diagnostics) {
  Section section(file, "flood_rules", node, diagnostics);
  settings.flood_rules = true;
  section.ignore({"max_flood_level", "flood_link_weights", "flood_forecaster_timescale",
                  "flood_forecaster_end_time", "flood_forecaster_weights",
                  "flood_awareness_weights"});
  section.read("flood_movechances", settings.flood_movechances);
  section.read("flood_loc_weights", settings.flood_loc_weights);
  section.refuse("flood_forecaster");
  section.warn_of_unknown();
}

void read_route_choice(Section& section, FleeSettings& settings) {
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

void read_chances(Section& section, FleeSettings& settings) {
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

void read_move_rules(const std::string& file, const YAML::Node& node, FleeSettings& settings,
                     Diagnostics& diagnostics) {
  Section section(file, "move_rules", node, diagnostics);
  section.read("max_move_speed", settings.max_move_speed_km_per_day);
  section.read("max_walk_speed", settings.max_walk_speed_km_per_day);
  read_route_choice(section, settings);
  read_chances(section, settings);
  const YAML::Node floods = section.get("flood_rules");
  if (floods.IsDefined()) read_flood_rules(file, floods, settings, diagnostics);
  bool v1 = false;
  section.read("use_v1_rules", v1);
  if (v1) apply_v1_rules(settings);
  section.ignore({"avg_religion_fraction"});
  section.warn_of_dead("max_crossing_speed", "crossings are as fast as roads in Flee");
  section.warn_of_dead("two_system_decision_making",
                       "the file cannot switch this rule on in Flee (quirk Q11)");
  section.warn_of_dead("max_flood_level", "it belongs under flood_rules and is not used there");
  for (const char* key :
       {"WomenAvoidHazards", "ChildrenAvoidHazards", "ElderlyAvoidHazards", "BoysTakeRisk",
        "MatchCampReligion", "MatchCampEthnicity", "MatchTownEthnicity", "MatchConflictEthnicity",
        "fixed_routes", "harvest_months", "flee_when_starving", "avoid_food_deprived_locations"}) {
    section.refuse(key);
  }
  section.warn_of_unknown();
}

void check_ranges(const std::string& file, const FleeSettings& settings, Diagnostics& diagnostics) {
  if (settings.max_move_speed_km_per_day <= 0.0) {
    flee_error(diagnostics, file, 0, "move_rules.max_move_speed",
               std::to_string(settings.max_move_speed_km_per_day), "km per day above 0");
  }
  if (settings.hasten <= 0) {
    flee_error(diagnostics, file, 0, "optimisations.hasten", std::to_string(settings.hasten),
               "a whole number above 0");
  }
  if (settings.awareness_level == 0) {
    flee_warning(diagnostics, file, 0, "move_rules.awareness_level", "0", "1 or more",
                 settings.strict ? "nobody ever moves (quirk Q10)"
                                 : "in Flee nobody ever moves; here links are chosen evenly");
  }
}

YAML::Node section_of(const YAML::Node& root, const char* key) {
  const YAML::Node node = root[key];
  return node.IsDefined() ? node : YAML::Node(YAML::NodeType::Null);
}

void read_root(const std::string& file, const YAML::Node& root, FleeSettings& settings,
               Diagnostics& diagnostics) {
  Section logs(file, "log_levels", section_of(root, "log_levels"), diagnostics);
  logs.read_integer("idp_totals", settings.idp_totals_log_level);
  read_spawn_rules(file, section_of(root, "spawn_rules"), settings, diagnostics);
  read_move_rules(file, section_of(root, "move_rules"), settings, diagnostics);
  Section optimisations(file, "optimisations", section_of(root, "optimisations"), diagnostics);
  optimisations.read_integer("hasten", settings.hasten);
  if (settings.hasten > 1 && settings.spawn_mode != FleeSpawnMode::data_driven) {
    flee_warning(diagnostics, file, 0, "optimisations.hasten", std::to_string(settings.hasten), "1",
                 "it does not scale people a day nor initial_idps, as in Flee (quirk Q37)");
  }
}

}  // namespace

void read_flee_settings(const std::filesystem::path& path, FleeInstance& instance,
                        Diagnostics& diagnostics) {
  const std::string file = path.filename().string();
  try {
    const YAML::Node root = YAML::LoadFile(path.string());
    if (root.IsMap()) {
      read_root(file, root, instance.settings, diagnostics);
    } else if (!root.IsNull()) {
      flee_error(diagnostics, file, 1, "", "no sections", "a map of sections");
    }
  } catch (const YAML::BadFile&) {
    flee_error(diagnostics, file, 0, "", "no such file", "a settings file",
               "give the path of simsetting.yml");
  } catch (const YAML::ParserException& fault) {
    flee_error(diagnostics, file, fault.mark.line + 1, "", fault.msg, "YAML");
  }
  check_ranges(file, instance.settings, diagnostics);
}

}  // namespace corridor

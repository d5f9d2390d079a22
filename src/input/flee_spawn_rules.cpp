// `spawn_rules`: how many are displaced, when and where.
#include "input/flee_settings_section.h"

namespace corridor {
namespace {

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
  FleeSettingsSection section(file, "conflict_driven_spawning", node, diagnostics);
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
  FleeSettingsSection section(file, "flood_driven_spawn_mode", node, diagnostics);
  section.ignore({"spawn_mode"});
  section.read("displaced_per_flood_day", settings.displaced_per_flood_day);
  section.warn_of_unknown();
}

void read_sinks(FleeSettingsSection& section, const std::string& file, FleeSettings& settings,
                Diagnostics& diagnostics) {
  bool sinks = false;
  bool misspelt = false;
  section.read("camps_are_sinks", sinks);
  section.read("camps_are_sicks", misspelt);
  if (sinks) {
    flee_warning(diagnostics, file, section.line("camps_are_sinks"), "spawn_rules.camps_are_sinks",
                 "true", "false",
                 settings.strict ? "Flee never reads this key: no sinks (quirk Q11)"
                                 : "Flee never reads this key; here camps are sinks (quirk Q11)");
  }
  if (misspelt) {
    flee_warning(diagnostics, file, section.line("camps_are_sicks"), "spawn_rules.camps_are_sicks",
                 "true", "camps_are_sinks",
                 "Flee reads this spelling and stops on the first arrival (quirk Q11)");
  }
  settings.camps_are_sinks = misspelt || (sinks && !settings.strict);
}

}  // namespace

void read_flee_spawn_rules(const std::string& file, const YAML::Node& node, FleeSettings& settings,
                           Diagnostics& diagnostics) {
  FleeSettingsSection section(file, "spawn_rules", node, diagnostics);
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
  section.read("average_social_connectivity", settings.average_social_connectivity);
  section.read("starvation_driven_spawning", settings.starvation_driven_spawning);
  section.read("read_from_agents_csv_file", settings.read_agents);
  settings.conflict_zone_spawning_only = conflict_zones_only;
  if (settings.conflict_decay_interval_days <= 0) {
    flee_error(diagnostics, file, section.line("conflict_spawn_decay_interval"),
               "spawn_rules.conflict_spawn_decay_interval",
               std::to_string(settings.conflict_decay_interval_days), "a number of days above 0");
  }
  const YAML::Node flood_mode = section.get("flood_driven_spawn_mode");
  const YAML::Node conflict_mode = section.get("conflict_driven_spawning");
  if (flood_zones_only && conflict_zones_only) {
    flee_error(diagnostics, file, section.line("flood_zone_spawning_only"),
               "spawn_rules.flood_zone_spawning_only", "true",
               "not this and conflict_zone_spawning_only (true unless set) at once",
               "write conflict_zone_spawning_only: False");
  }
  if (flood_zones_only) {
    read_flood_spawning(file, flood_mode, settings, diagnostics);
    if (!settings.take_from_population) {
      flee_error(diagnostics, file, flee_line_of(node), "spawn_rules.take_from_population", "false",
                 "true where flood_zone_spawning_only is true");
    }
  } else if (conflict_mode.IsDefined()) {
    read_conflict_spawning(file, conflict_mode, settings, diagnostics);
  }
  section.warn_of_dead("flood_driven_spawning", "Flee reads flood_zone_spawning_only");
  section.warn_of_dead("flood_spawn_mode", "Flee reads flood_driven_spawn_mode");
  read_sinks(section, file, settings, diagnostics);
  section.warn_of_unknown();
}

}  // namespace corridor

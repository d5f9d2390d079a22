// The settings file (`simsetting.yml`): known keys only, each with the meaning it has in Flee.
#include <fmt/format.h>

#include "input/flee_readers.h"
#include "input/flee_settings_section.h"

namespace corridor {
namespace {

/// Remembers where `section.key` stands.
void note_lines(const YAML::Node& root, std::map<std::string, int>& lines) {
  for (const auto& section : root) {
    if (!section.second.IsMap()) continue;
    for (const auto& entry : section.second) {
      lines[section.first.Scalar() + "." + entry.first.Scalar()] = flee_line_of(entry.first);
    }
  }
}

void check_ranges(FleeInstance& instance, Diagnostics& diagnostics) {
  FleeSettings& settings = instance.settings;
  const auto too_small = [&](const char* key, double found, const char* expected) {
    flee_error(diagnostics, instance.settings_file, instance.setting_line(key), key,
               fmt::format("{}", found), expected);
  };
  if (settings.max_move_speed_km_per_day <= 0.0) {
    too_small("move_rules.max_move_speed", settings.max_move_speed_km_per_day,
              "km per day above 0");
  }
  if (settings.hasten <= 0) {
    too_small("optimisations.hasten", static_cast<double>(settings.hasten),
              "a whole number above 0");
    settings.hasten = 1;  // so that the other files can be read
  }
  if (settings.average_religion_fraction <= 0.0) {
    too_small("move_rules.avg_religion_fraction", settings.average_religion_fraction,
              "a fraction above 0");
  }
  if (settings.awareness_level == 0) {
    const char* key = "move_rules.awareness_level";
    flee_warning(diagnostics, instance.settings_file, instance.setting_line(key), key, "0",
                 "1 or more",
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
  FleeSettingsSection top(file, "", root, diagnostics);
  double intensity = settings.default_conflict_intensity;
  top.read("default_conflict_intensity", intensity);
  settings.default_conflict_intensity = std::trunc(intensity);
  if (intensity != settings.default_conflict_intensity) {
    flee_warning(diagnostics, file, top.line("default_conflict_intensity"),
                 "default_conflict_intensity", "a fraction", "a whole number",
                 "it is cut to a whole number, as in Flee");
  }
  top.ignore({"log_levels", "spawn_rules", "move_rules", "optimisations", "number_of_steps",
              "conflict_input_file", "flood_level_input_file"});
  top.warn_of_unknown();
  FleeSettingsSection logs(file, "log_levels", section_of(root, "log_levels"), diagnostics);
  logs.read_integer("idp_totals", settings.idp_totals_log_level);
  logs.read_integer("agent", settings.agent_log_level);
  logs.read_integer("link", settings.link_log_level);
  settings.logs_by_region = logs.text("granularity") == "region";
  logs.ignore({"camp", "init", "conflict"});
  logs.warn_of_unknown();
  read_flee_spawn_rules(file, section_of(root, "spawn_rules"), settings, diagnostics);
  read_flee_move_rules(file, section_of(root, "move_rules"), settings, diagnostics);
  FleeSettingsSection optimisations(file, "optimisations", section_of(root, "optimisations"),
                                    diagnostics);
  optimisations.read_integer("hasten", settings.hasten);
  if (settings.hasten > 1 && settings.spawn_mode != FleeSpawnMode::data_driven) {
    flee_warning(diagnostics, file, optimisations.line("hasten"), "optimisations.hasten",
                 std::to_string(settings.hasten), "1",
                 "it does not scale people a day nor initial_idps, as in Flee (quirk Q37)");
  }
}

}  // namespace

void read_flee_settings(const std::filesystem::path& path, FleeInstance& instance,
                        Diagnostics& diagnostics) {
  const std::string file = path.filename().string();
  instance.settings_file = file;
  try {
    const YAML::Node root = YAML::LoadFile(path.string());
    if (root.IsMap()) {
      note_lines(root, instance.setting_lines);
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
  check_ranges(instance, diagnostics);
}

}  // namespace corridor

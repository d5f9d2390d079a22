#include "input/flee_folder.h"

#include "input/flee_readers.h"

namespace corridor {
namespace {

/// What every job of FabFlee calls its folder of inputs.
constexpr const char* kInputFolder = "input_csv";

}  // namespace

std::string flee_instance_name(const std::filesystem::path& input_folder) {
  const auto folder = (std::filesystem::absolute(input_folder) / "").lexically_normal();
  const std::filesystem::path own = folder.parent_path();
  const std::filesystem::path around = own.parent_path();
  const bool says_nothing = own.filename() == kInputFolder && around.has_filename();
  return (says_nothing ? around : own).filename().string();
}

std::optional<FleeInstance> read_flee_folder(const FleeSource& source, Diagnostics& diagnostics) {
  FleeInstance instance;
  instance.settings.strict = source.strict;
  instance.settings.whole_sums = source.whole_sums;
  instance.name = flee_instance_name(source.input_folder);
  if (!source.settings_file.empty()) {
    read_flee_settings(source.settings_file, instance, diagnostics);
  }
  read_flee_period(source.input_folder, source.days, instance, diagnostics);
  read_flee_locations(source.input_folder, instance, diagnostics);
  read_flee_routes(source.input_folder, instance, diagnostics);
  read_flee_closures(source.input_folder, instance, diagnostics);
  if (!source.location_changes_file.empty()) {
    read_flee_location_changes(source.location_changes_file, instance, diagnostics);
  }
  read_flee_daily_columns(source.input_folder, instance, diagnostics);
  read_flee_data(source.data_folder, source.input_folder, instance, diagnostics);
  read_flee_demographics(source.input_folder, instance, diagnostics);
  if (instance.settings.read_agents) {
    read_flee_agents(source.input_folder, instance, diagnostics);
  }
  if (instance.needs_hunger()) read_flee_hunger(source.input_folder, instance, diagnostics);
  if (instance.settings.fixed_routes) {
    read_flee_major_routes(source.input_folder, instance, diagnostics);
  }
  check_flee_rules(instance, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return instance;
}

}  // namespace corridor

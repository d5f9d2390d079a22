#include "input/flee_subfolder.h"

#include <fstream>
#include <sstream>

#include "base/changed_faults.h"
#include "input/flee_folder.h"
#include "input/scenario_yaml.h"

namespace corridor {
namespace {

/// The whole days from start to end as the yaml files say, 0 where they say nothing sensible: the
/// reader proper reports that.
int days_of(const ScenarioSource& source) {
  Scenario scenario;
  std::vector<Parameter> no_parameters;
  Diagnostics ignored;
  std::vector<ScenarioYaml> files;
  std::vector<std::filesystem::path> folders = {source.folder};
  folders.insert(folders.end(), source.overlays.begin(), source.overlays.end());
  for (const std::filesystem::path& folder : folders) {
    std::ifstream stream(folder / "scenario.yaml", std::ios::binary);
    if (!stream) continue;
    std::ostringstream text;
    text << stream.rdbuf();
    files.push_back({text.str(), true});
  }
  read_scenario_yaml(files, no_parameters, scenario, ignored);
  return scenario.end > scenario.start ? static_cast<int>((scenario.end - scenario.start) / kDay)
                                       : 0;
}

}  // namespace

std::shared_ptr<const FleeInstance> read_flee_subfolder(const ScenarioSource& source,
                                                        Diagnostics& diagnostics) {
  const std::filesystem::path folder = source.folder / "flee";
  FleeSource flee;
  flee.input_folder = folder / "input_csv";
  flee.data_folder = folder / "source_data";
  flee.days = days_of(source);
  if (std::filesystem::exists(folder / "simsetting.yml")) {
    flee.settings_file = folder / "simsetting.yml";
  }
  if (std::filesystem::exists(folder / "location_changes.csv")) {
    flee.location_changes_file = folder / "location_changes.csv";
  }
  for (const std::filesystem::path& overlay : source.overlays) {
    if (!std::filesystem::exists(overlay / "flee")) continue;
    diagnostics.add({Severity::error, overlay.filename().string() + "/flee", 0, "", "a folder",
                     "no tables of Flee in an overlay",
                     "change parameters flee.*, or make another scenario folder"});
  }
  Diagnostics found;
  std::optional<FleeInstance> instance = read_flee_folder(flee, found);
  add_changed(
      found, [](Diagnostic& fault) { fault.file = "flee/" + fault.file; }, diagnostics);
  if (!instance) return nullptr;
  return std::make_shared<const FleeInstance>(std::move(*instance));
}

}  // namespace corridor

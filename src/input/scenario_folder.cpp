#include "input/scenario_folder.h"

#include <algorithm>

#include "input/cross_checks.h"
#include "input/scenario_yaml.h"
#include "input/table_layers.h"
#include "input/tables.h"
#include "scenario/flee_scenario.h"

namespace corridor {
namespace {

/// The tables that a folder of a ruleset may have.
std::vector<TableFormat> formats_of(bool is_flee) {
  std::vector<TableFormat> formats = table_formats();
  if (is_flee) {
    std::erase_if(formats, [](const TableFormat& format) {
      return format.name != "claims" && format.name != "observations";
    });
  }
  return formats;
}

/// Without one of these there is nobody to leave, or no way. The daily rules do not ask who leaves.
bool is_needed_by(const std::string& ruleset, const TableFormat& format) {
  if (ruleset == "flee") return false;
  return format.name == "places" || format.name == "roads" ||
         (format.name == "groups" && ruleset != "daily");
}

/// Places, roads and the period come from the tables of Flee: nothing beside may contradict them.
void add_flee_tables(const ScenarioSource& source, std::shared_ptr<const FleeInstance> flee,
                     Scenario& scenario, Diagnostics& diagnostics) {
  for (const std::filesystem::path& folder : all_folders(source)) {
    for (const char* name : {"places", "roads", "groups", "onward", "kin", "events"}) {
      const std::string file = std::string(name) + ".csv";
      if (!std::filesystem::exists(folder / file)) continue;
      diagnostics.add({Severity::error, file, 0, "", "the file", "no such file with ruleset: flee",
                       "these things come from the tables in flee/"});
    }
  }
  const Time start = scenario.start;
  add_flee_network(*flee, scenario);
  if (start != scenario.start) {
    diagnostics.add({Severity::error, "scenario.yaml", 0, "start",
                     format_time(start, scenario.utc_offset),
                     format_time(scenario.start, scenario.utc_offset),
                     "the start is that of flee/input_csv/sim_period.csv; utc_offset is +00:00"});
  }
  scenario.flee = std::move(flee);
}

/// False where one cannot be read: tables would be blamed for what it does not declare.
bool read_yaml_files(const ScenarioSource& source, std::vector<Parameter>& parameters,
                     Scenario& scenario, Diagnostics& diagnostics) {
  std::vector<ScenarioYaml> files;
  bool is_overlay = false;
  for (const std::filesystem::path& folder : all_folders(source)) {
    const auto text = read_file(folder / "scenario.yaml");
    if (text) {
      files.push_back({*text, is_overlay});
    } else if (!is_overlay) {
      diagnostics.add({Severity::error, "scenario.yaml", 0, "", "no such file",
                       "the description of the scenario",
                       "is " + folder.string() + " a scenario folder?"});
    }
    is_overlay = true;
  }
  return read_scenario_yaml(files, parameters, scenario, diagnostics);
}

}  // namespace

std::string ruleset_of(const ScenarioSource& source) {
  std::string ruleset = Scenario{}.ruleset;
  for (const std::filesystem::path& folder : all_folders(source)) {
    const auto text = read_file(folder / "scenario.yaml");
    if (text) ruleset = ruleset_in_yaml(*text, ruleset);
  }
  return ruleset;
}

std::optional<Scenario> read_scenario_folder(const ScenarioSource& source,
                                             const RulesetTerms& ruleset, Diagnostics& diagnostics,
                                             std::shared_ptr<const FleeInstance> flee) {
  if (!std::filesystem::is_directory(source.folder)) {
    diagnostics.add({Severity::error, source.folder.string(), 0, "", "no such folder",
                     "the folder of a scenario", "check its path"});
    return std::nullopt;
  }
  const bool is_flee = flee != nullptr;
  const std::vector<TableFormat> formats = formats_of(is_flee);
  Scenario scenario;
  scenario.id = std::filesystem::absolute(source.folder).lexically_normal().filename().string();
  if (scenario.id.empty()) {
    scenario.id = std::filesystem::absolute(source.folder)
                      .lexically_normal()
                      .parent_path()
                      .filename()
                      .string();
  }
  std::vector<Parameter> parameters = ruleset.parameters;
  scenario.topics = ruleset.series;
  if (!read_yaml_files(source, parameters, scenario, diagnostics)) return std::nullopt;
  scenario.parameters = ParameterRegistry(std::move(parameters));
  std::sort(scenario.topics.begin(), scenario.topics.end(),
            [](const Topic& a, const Topic& b) { return a.name < b.name; });
  std::sort(scenario.regions.begin(), scenario.regions.end(),
            [](const Region& a, const Region& b) { return a.id < b.id; });
  if (is_flee) add_flee_tables(source, std::move(flee), scenario, diagnostics);
  check_edit_tables(source, formats, diagnostics);
  bool all_readable = true;
  for (const TableFormat& format : formats) {
    const bool is_needed = is_needed_by(scenario.ruleset, format);
    const CsvTable table = gather_table(source, format, is_needed, diagnostics);
    all_readable = all_readable && table.is_readable;
    read_table(format, table, scenario, diagnostics);
  }
  // Without one of the tables the others would be blamed for what it does not say.
  if (all_readable) check_across_tables(scenario, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return scenario;
}

}  // namespace corridor

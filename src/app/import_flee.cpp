#include "app/import_flee.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

#include "app/flee_source.h"
#include "app/import_daily.h"
#include "app/load.h"
#include "app/refuse.h"
#include "app/unfinished_folder.h"
#include "base/changed_faults.h"
#include "base/diagnostics.h"
#include "base/writing.h"
#include "input/capacity_leaks.h"
#include "input/flee_folder.h"
#include "input/flee_for_daily.h"
#include "output/files.h"
#include "scenario/flee_scenario.h"

namespace corridor {
namespace {

/// Where each file of Flee is and what it is called in the scenario folder.
FleeSource source_of(const ImportFleeOptions& options) {
  FleeSource source;
  source.input_folder = options.input_folder;
  source.data_folder = options.data_folder;
  source.days = options.days;
  source.settings_file = options.settings_file;
  add_files_of_working_directory(source);
  return source;
}

void log_warnings(const Diagnostics& diagnostics, std::ostream& log) {
  for (const Diagnostic& warning : diagnostics.items()) log << to_string(warning) << '\n';
}

FleeInstance read(const FleeSource& source, std::ostream& log) {
  Diagnostics diagnostics;
  std::optional<FleeInstance> instance = read_flee_folder(source, diagnostics);
  if (!instance) throw InputError(diagnostics);
  log_warnings(diagnostics, log);
  return std::move(*instance);
}

FleeInstance read_for_daily(const ImportFleeOptions& options, std::ostream& log) {
  Diagnostics diagnostics;
  std::optional<FleeInstance> instance =
      read_flee_for_daily(options.input_folder, options.data_folder, options.days, diagnostics);
  if (!instance) throw InputError(diagnostics);
  if (!options.settings_file.empty()) {
    diagnostics.add({Severity::warning, options.settings_file.filename().string(), 0, "",
                     "settings of Flee", "none: ruleset daily has parameters of its own",
                     "they are not used"});
  }
  log_warnings(diagnostics, log);
  return std::move(*instance);
}

bool lies_in(const std::filesystem::path& inner, const std::filesystem::path& outer) {
  const auto whole = [](const std::filesystem::path& path) {
    return (std::filesystem::weakly_canonical(std::filesystem::absolute(path)) / "").parent_path();
  };
  const auto within = whole(inner);
  const auto around = whole(outer);
  return std::mismatch(around.begin(), around.end(), within.begin(), within.end()).first ==
         around.end();
}

/// The folder must be new, and outside the folders that it is made from.
void check_place(const std::filesystem::path& to, const ImportFleeOptions& options) {
  if (std::filesystem::exists(to)) {
    refuse("--to", to.string(), "a folder that does not exist yet", "name another or remove it");
  }
  for (const std::filesystem::path& source : {options.input_folder, options.data_folder}) {
    if (!lies_in(to, source)) continue;
    refuse("--to", to.string(), "a folder outside \"" + source.string() + "\", which is read",
           "name one elsewhere");
  }
}

std::string observations_csv(const FleeInstance& instance, const std::string& source) {
  std::string out = "series,place,time,value,qualifier,unit,published,source,note\n";
  for (const ObservationRow& row : flee_observations(instance, source)) {
    out += fmt::format("{},{},{},{:.10g},exactly,{},{},{},{}\n", row.series, csv_cell(row.place),
                       format_time(row.time, kUtc), row.value, row.unit,
                       format_time(row.published, kUtc), csv_cell(row.source), csv_cell(row.note));
  }
  return out;
}

std::string flee_scenario_yaml(const FleeInstance& instance, const std::string& name) {
  return fmt::format(
      "title: \"{}, by the rules of Flee\"\n"
      "ruleset: flee\n"
      "utc_offset: \"+00:00\"\n"
      "start: {}\n"
      "end: {}\n"
      "step: 1d\n"
      "as_of: {}\n"
      "# given: registrations and conflicts steer the whole run, as in Flee (a hindcast).\n"
      "# as_known: only what had happened before the as-of time does (a forecast).\n"
      "flee_tables: given\n"
      "# Settings that are numbers are parameters (`corridor parameters FOLDER`), for example:\n"
      "# parameters:\n"
      "#   flee.max_move_speed: {{prior: {{uniform: {{low: 150, high: 400}}}}}}\n",
      name, format_date(instance.start, kUtc),
      format_date(instance.start + instance.days * kDay, kUtc), format_date(instance.start, kUtc));
}

std::string readme(const FleeInstance& instance, const std::string& name,
                   const ImportFleeOptions& options) {
  return fmt::format(
      "# {}\n\n"
      "Source: a Flee instance, its inputs `{}`, the registrations of `{}`{}. Its tables are "
      "unchanged\n"
      "in `flee/`; name here who made them, when and under which licence.\n\n"
      "{} places, {} routes, {} days from {}. `observations.csv` holds the counts of the camps on\n"
      "the dates on which they were reported{}.\n"
      "{}",
      name, options.input_folder.lexically_normal().string(),
      options.data_folder.lexically_normal().string(),
      options.settings_file.empty()
          ? std::string()
          : " and the settings `" + options.settings_file.lexically_normal().string() + "`",
      instance.locations.size(), instance.routes.size(), instance.days,
      format_date(instance.start, kUtc),
      instance.corrections.empty()
          ? ""
          : "; counts that `registration_corrections.csv` corrects stand\ncorrected and count as "
            "published on the day of the correction",
      instance.settings.hasten > 1
          ? fmt::format("\nAll numbers are people divided by {} (`hasten`).\n",
                        instance.settings.hasten)
          : "");
}

void copy_tables(const FleeSource& source, const std::filesystem::path& folder) {
  constexpr auto kWhole = std::filesystem::copy_options::recursive;
  std::filesystem::create_directories(folder);
  std::filesystem::copy(source.input_folder, folder / "input_csv", kWhole);
  std::filesystem::copy(source.data_folder, folder / "source_data", kWhole);
  if (!source.settings_file.empty()) {
    std::filesystem::copy_file(source.settings_file, folder / kFleeSettingsFile);
  }
  if (!source.location_changes_file.empty()) {
    std::filesystem::copy_file(source.location_changes_file, folder / kFleeLocationChangesFile);
  }
}

/// Flee's tables unchanged, with what Corridor needs beside them.
void write_flee_scenario(const FleeInstance& instance, const FleeSource& source,
                         const std::string& name, const ImportFleeOptions& options,
                         const std::filesystem::path& folder) {
  copy_tables(source, folder / "flee");
  write_file(folder / "scenario.yaml", flee_scenario_yaml(instance, name));
  write_file(folder / "observations.csv",
             observations_csv(instance, "registrations of the Flee instance " + name));
  write_file(folder / "README.md", readme(instance, name, options));
}

void warn_of_leaks(const FleeInstance& instance, std::ostream& log) {
  Diagnostics diagnostics;
  warn_of_capacity_leaks(instance, "locations.csv", diagnostics,
                         instance.for_daily ? "it is not used" : kMendCapacity);
  log_warnings(diagnostics, log);
}

/// Reads the folder as every other command will: what they would refuse is not handed over.
void check_is_usable(const std::filesystem::path& folder) {
  try {
    load_scenario(ScenarioSource{folder, {}, {}}, "");
  } catch (const InputError& refusal) {
    Diagnostics diagnostics;
    const auto send_to_flee = [](Diagnostic& fault) {
      fault.remedy += std::string(fault.remedy.empty() ? "" : "; ") +
                      "no forecast could use this: mend it in the files of Flee it is written from";
    };
    add_changed(refusal.diagnostics(), send_to_flee, diagnostics);
    throw InputError(diagnostics);
  }
}

}  // namespace

void import_flee(const ImportFleeOptions& options, std::ostream& out, std::ostream& log) {
  const std::filesystem::path to = (options.to / "").lexically_normal().parent_path();
  check_place(to, options);
  const bool is_daily = options.rules == "daily";
  const FleeSource source = source_of(options);
  const FleeInstance instance = is_daily ? read_for_daily(options, log) : read(source, log);
  UnfinishedFolder folder(to, "--to");
  if (is_daily) {
    write_daily_scenario(instance, instance.name, folder.path());
  } else {
    write_flee_scenario(instance, source, instance.name, options, folder.path());
  }
  check_is_usable(folder.path());
  warn_of_leaks(instance, log);
  folder.finish();
  out << fmt::format("{}: {} places, {} days; next: corridor forecast {}\n", to.string(),
                     instance.locations.size(), instance.days, to.string());
}

}  // namespace corridor

#include "app/import_flee.h"

#include <fmt/format.h>

#include <ostream>
#include <vector>

#include "app/flee_source.h"
#include "app/import_daily.h"
#include "app/output_folder.h"
#include "base/diagnostics.h"
#include "input/capacity_leaks.h"
#include "input/flee_folder.h"
#include "input/flee_reported.h"
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

FleeInstance read(const FleeSource& source, std::ostream& log) {
  Diagnostics diagnostics;
  std::optional<FleeInstance> instance = read_flee_folder(source, diagnostics);
  if (!instance) throw InputError(diagnostics);
  for (const Diagnostic& warning : diagnostics.items()) log << to_string(warning) << '\n';
  return std::move(*instance);
}

void refuse_existing(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder)) return;
  Diagnostics diagnostics;
  diagnostics.add({Severity::error, "--to", 0, "", "\"" + folder.string() + "\", which exists",
                   "a folder that does not exist yet", "name another or remove it"});
  throw InputError(diagnostics);
}

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\n") == std::string::npos) return cell;
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

std::string observations_csv(const FleeInstance& instance, const std::string& source) {
  std::string out = "series,place,time,value,qualifier,unit,published,source,note\n";
  for (const ObservationRow& row : flee_observations(instance, source)) {
    out += fmt::format("{},{},{},{:.10g},exactly,{},{},{},{}\n", row.series, quoted(row.place),
                       format_time(row.time, kUtc), row.value, row.unit,
                       format_time(row.published, kUtc), quoted(row.source), quoted(row.note));
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
  warn_of_capacity_leaks(instance, "locations.csv", diagnostics);
  for (const Diagnostic& warning : diagnostics.items()) log << to_string(warning) << '\n';
}

/// Native tables for ruleset `daily`, from the counts as they were reported.
void write_daily(const FleeInstance& instance, const FleeSource& source, const std::string& name,
                 const std::filesystem::path& folder, std::ostream& log) {
  Diagnostics diagnostics;
  const std::vector<FleeTable> reported =
      read_flee_reported_counts(source.data_folder, instance.start, diagnostics);
  if (diagnostics.has_errors()) throw InputError(diagnostics);
  write_daily_scenario(instance, reported, name, folder, diagnostics);
  for (const Diagnostic& warning : diagnostics.items()) log << to_string(warning) << '\n';
}

}  // namespace

void import_flee(const ImportFleeOptions& options, std::ostream& out, std::ostream& log) {
  const std::filesystem::path to = (options.to / "").lexically_normal().parent_path();
  refuse_existing(to);
  const FleeSource source = source_of(options);
  const FleeInstance instance = read(source, log);
  const std::string& name = instance.name;
  std::filesystem::path unfinished = to;
  unfinished += ".unfinished";
  make_output_folder(unfinished, "--to");
  std::filesystem::remove_all(unfinished);
  std::filesystem::create_directories(unfinished);
  if (options.rules == "flee") {
    write_flee_scenario(instance, source, name, options, unfinished);
    warn_of_leaks(instance, log);
  } else {
    write_daily(instance, source, name, unfinished, log);
  }
  std::filesystem::rename(unfinished, to);
  out << fmt::format("{}: {} places, {} days; next: corridor forecast {}\n", to.string(),
                     instance.locations.size(), instance.days, to.string());
}

}  // namespace corridor

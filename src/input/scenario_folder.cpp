#include "input/scenario_folder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/uuid/detail/sha1.hpp>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "input/cells.h"
#include "input/cross_checks.h"
#include "input/exchanged_columns.h"
#include "input/scenario_yaml.h"
#include "input/tables.h"
#include "scenario/flee_scenario.h"

namespace corridor {
namespace {

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::vector<std::filesystem::path> all_folders(const ScenarioSource& source) {
  std::vector<std::filesystem::path> folders = {source.folder};
  folders.insert(folders.end(), source.overlays.begin(), source.overlays.end());
  return folders;
}

/// Widens a table to all columns of its format, so that overlays with other columns can be laid
/// over it.
CsvTable with_all_columns(const CsvTable& table, const TableFormat& format) {
  CsvTable wide;
  wide.file = table.file;
  wide.is_readable = table.is_readable;
  wide.columns = format.schema.required;
  wide.columns.insert(wide.columns.end(), format.schema.optional.begin(),
                      format.schema.optional.end());
  for (const CsvRow& row : table.rows) {
    CsvRow copy{row.line, {}};
    for (const std::string& column : wide.columns) {
      const std::size_t at = table.column(column);
      copy.cells.push_back(at == CsvTable::npos ? "" : row.cells[at]);
    }
    wide.rows.push_back(std::move(copy));
  }
  return wide;
}

/// What makes a row itself.
std::vector<std::string> row_key(const CsvTable& table, const CsvRow& row,
                                 const TableFormat& format) {
  std::vector<std::string> key;
  for (const std::string& column : format.key) key.push_back(row.cells[table.column(column)]);
  return key;
}

void check_duplicates(const CsvTable& table, const TableFormat& format, Diagnostics& diagnostics) {
  std::set<std::vector<std::string>> seen;
  for (const CsvRow& row : table.rows) {
    const std::vector<std::string> key = row_key(table, row, format);
    if (seen.insert(key).second) continue;
    diagnostics.add(
        {Severity::error, table.file, row.line, fmt::format("{}", fmt::join(format.key, ", ")),
         fmt::format("a second row with \"{}\"", fmt::join(key, "\", \"")), "each row once",
         format.has_id() ? "remove it, or give it another id" : "remove one"});
  }
}

void lay_over(CsvTable& base, const CsvTable& overlay, const TableFormat& format) {
  base.is_readable = base.is_readable && overlay.is_readable;
  std::map<std::vector<std::string>, std::size_t> positions;
  for (std::size_t i = 0; i < base.rows.size(); ++i) {
    positions.emplace(row_key(base, base.rows[i], format), i);
  }
  for (const CsvRow& row : overlay.rows) {
    const auto [same, is_new] = positions.emplace(row_key(overlay, row, format), base.rows.size());
    if (is_new) {
      base.rows.push_back(row);
    } else {
      base.rows[same->second] = row;
    }
  }
}

/// Nothing where the edit cannot be made.
std::optional<std::string> edited_cell(const CellEdit& edit, const std::string& text,
                                       const std::string& file, int line,
                                       Diagnostics& diagnostics) {
  if (edit.operation == "=") return edit.value;
  const auto before = parse_number(text);
  const auto by = parse_number(edit.value);
  const bool are_numbers = before && by;
  // A product with a parameter stays one.
  if (edit.operation == "*=")
    return are_numbers ? fmt::format("{}", *before * *by) : text + "*" + edit.value;
  if (are_numbers) return fmt::format("{}", *before + *by);
  diagnostics.add({Severity::error, file, line, edit.column,
                   fmt::format("\"{}\" += \"{}\"", text, edit.value), "two plain numbers",
                   "use = or *="});
  return std::nullopt;
}

/// A cell that says so already, in so many words or by its default, is not changed by an edit.
void warn_of_no_change(const CellEdit& edit, const std::string& before, const std::string& after,
                       const std::string& file, int line, Diagnostics& diagnostics) {
  const bool is_yes_by_default =
      edit.table == "roads" && (edit.column == "open" || edit.column == "walkable");
  if (after != (before.empty() && is_yes_by_default ? "yes" : before)) return;
  diagnostics.add({Severity::warning, file, line, edit.column,
                   "\"" + after + "\" for \"" + edit.row + "\", as in the table", "a change",
                   "this changes nothing: the table says how things are at the start, what happens "
                   "later stands in events.csv"});
}

void apply_edit(CsvTable& table, const CellEdit& edit, const TableFormat& format,
                Diagnostics& diagnostics) {
  const std::size_t column = table.column(edit.column);
  if (column == CsvTable::npos || !format.has_id()) {
    const std::string near = nearest_name(edit.column, table.columns);
    diagnostics.add({Severity::error, table.file, 0, edit.column, "a change of an unknown column",
                     "a column of the table",
                     near.empty() ? "" : "did you mean \"" + near + "\"?"});
    return;
  }
  const std::size_t id = table.column("id");
  std::vector<std::string> ids;
  for (CsvRow& row : table.rows) {
    if (row.cells[id] == edit.row) {
      const std::string before = row.cells[column];
      const auto after = edited_cell(edit, before, table.file, row.line, diagnostics);
      if (!after) return;
      warn_of_no_change(edit, before, *after, table.file, row.line, diagnostics);
      row.cells[column] = *after;
      return;
    }
    ids.push_back(row.cells[id]);
  }
  const std::string near = nearest_name(edit.row, ids);
  diagnostics.add({Severity::error, table.file, 0, "id",
                   "a change of the unknown row \"" + edit.row + "\"", "the id of a row",
                   near.empty() ? "" : "did you mean \"" + near + "\"?"});
}

void add_row(CsvTable& table, const AddedRow& added, Diagnostics& diagnostics) {
  CsvRow row{0, std::vector<std::string>(table.columns.size())};
  for (const auto& [name, cell] : added.cells) {
    const std::size_t column = table.column(name);
    if (column != CsvTable::npos) {
      row.cells[column] = cell;
      continue;
    }
    const std::string near = nearest_name(name, table.columns);
    diagnostics.add({Severity::error, table.file, 0, name, "a row with an unknown column",
                     "a column of the table",
                     near.empty() ? "" : "did you mean \"" + near + "\"?"});
  }
  table.rows.push_back(std::move(row));
}

/// The table of all folders, laid over each other, edited and added to.
CsvTable gather_table(const ScenarioSource& source, const TableFormat& format, bool is_flee,
                      Diagnostics& diagnostics) {
  const std::string file = format.name + ".csv";
  CsvTable table;
  table.file = file;
  table.columns = with_all_columns(table, format).columns;
  bool is_overlay = false;
  for (const std::filesystem::path& folder : all_folders(source)) {
    const auto text = read_file(folder / file);
    if (text) {
      CsvTable part = with_all_columns(parse_csv(*text, file, format.schema, diagnostics), format);
      if (has_exchanged_moments(part, diagnostics)) {
        part.is_readable = false;
        part.rows.clear();
      }
      check_duplicates(part, format, diagnostics);
      lay_over(table, part, format);
    } else if (!is_overlay) {
      const bool needed = !is_flee && (format.name == "places" || format.name == "roads" ||
                                       format.name == "groups");
      if (needed) {
        table.is_readable = false;
        diagnostics.add({Severity::error, file, 0, "", "no such file", "the table",
                         "add it to " + folder.filename().string()});
      }
    }
    is_overlay = true;
  }
  for (const CellEdit& edit : source.edits) {
    if (edit.table == format.name) apply_edit(table, edit, format, diagnostics);
  }
  for (const AddedRow& added : source.added) {
    if (added.table == format.name) add_row(table, added, diagnostics);
  }
  check_duplicates(table, format, diagnostics);
  return table;
}

void check_edit_tables(const ScenarioSource& source, const std::vector<TableFormat>& formats,
                       Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (const TableFormat& format : formats) names.push_back(format.name);
  for (const CellEdit& edit : source.edits) {
    if (std::find(names.begin(), names.end(), edit.table) != names.end()) continue;
    const std::string near = nearest_name(edit.table, names);
    diagnostics.add({Severity::error, edit.table, 0, "", "a change of an unknown table",
                     "a table of the scenario",
                     near.empty() ? "" : "did you mean \"" + near + "\"?"});
  }
}

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
    const CsvTable table = gather_table(source, format, is_flee, diagnostics);
    all_readable = all_readable && table.is_readable;
    read_table(table, scenario, diagnostics);
  }
  // Without one of the tables the others would be blamed for what it does not say.
  if (all_readable) check_across_tables(scenario, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return scenario;
}

namespace {

bool is_hidden(const std::filesystem::path& path) {
  return std::any_of(path.begin(), path.end(), [](const std::filesystem::path& part) {
    return part.string().rfind('.', 0) == 0;
  });
}

/// The files of Flee in a folder by their names inside it, in the order of their names.
std::vector<std::filesystem::path> flee_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::is_directory(folder / "flee")) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "flee")) {
    const std::filesystem::path name = entry.path().lexically_relative(folder);
    if (entry.is_regular_file() && !is_hidden(name)) files.push_back(name);
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> native_files(const std::filesystem::path& folder) {
  std::vector<std::string> files;
  const auto add = [&](const std::string& name) {
    if (std::filesystem::is_regular_file(folder / name)) files.push_back(name);
  };
  add("scenario.yaml");
  for (const TableFormat& format : table_formats()) add(format.name + ".csv");
  return files;
}

}  // namespace

std::vector<std::string> scenario_files(const std::filesystem::path& folder) {
  std::vector<std::string> files = native_files(folder);
  for (const std::filesystem::path& file : flee_files(folder)) {
    files.push_back(file.generic_string());
  }
  return files;
}

std::string scenario_digest(const ScenarioSource& source) {
  boost::uuids::detail::sha1 hash;
  const auto add = [&](const std::string& text) {
    const std::string length = std::to_string(text.size()) + ":";
    hash.process_bytes(length.data(), length.size());
    hash.process_bytes(text.data(), text.size());
  };
  for (const std::filesystem::path& folder : all_folders(source)) {
    for (const std::string& file : native_files(folder)) {
      add(file);
      add(read_file(folder / file).value_or(""));
    }
  }
  for (const std::filesystem::path& file : flee_files(source.folder)) {
    add(file.generic_string());
    add(read_file(source.folder / file).value_or(""));
  }
  for (const CellEdit& edit : source.edits)
    add(edit.table + "." + edit.row + "." + edit.column + edit.operation + edit.value);
  for (const AddedRow& row : source.added) {
    add(row.table);
    for (const auto& [column, cell] : row.cells) {
      add(column);
      add(cell);
    }
  }
  boost::uuids::detail::sha1::digest_type digest;
  hash.get_digest(digest);
  std::ostringstream hex;
  for (const unsigned word : digest) {
    hex.width(8);
    hex.fill('0');
    hex << std::hex << word;
  }
  return hex.str();
}

}  // namespace corridor

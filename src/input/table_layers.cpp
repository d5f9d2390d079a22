#include "input/table_layers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "input/cells.h"
#include "input/exchanged_columns.h"

namespace corridor {
namespace {

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

/// What a change calls a row: its id; where rows have none, what makes it itself.
std::string row_name(const CsvTable& table, const CsvRow& row, const TableFormat& format) {
  return fmt::format("{}", fmt::join(row_key(table, row, format), "/"));
}

void refuse_row(const CsvTable& table, const CellEdit& edit, const TableFormat& format,
                const std::vector<std::string>& names, Diagnostics& diagnostics) {
  const std::string near = nearest_name(edit.row, names);
  const std::string parts = fmt::format("{}", fmt::join(format.key, "/"));
  const std::string example = format.has_id()
                                  ? ""
                                  : fmt::format("write {}.{}.{}, or lay a folder with {} over it",
                                                format.name, parts, edit.column, table.file);
  diagnostics.add({Severity::error, table.file, 0, parts,
                   "a change of the unknown row \"" + edit.row + "\"",
                   format.has_id() ? "the id of a row" : "a row by its " + parts,
                   near.empty() ? example : "did you mean \"" + near + "\"?"});
}

void apply_edit(CsvTable& table, const CellEdit& edit, const TableFormat& format,
                Diagnostics& diagnostics) {
  const std::size_t column = table.column(edit.column);
  if (column == CsvTable::npos) {
    const std::string near = nearest_name(edit.column, table.columns);
    diagnostics.add({Severity::error, table.file, 0, edit.column, "a change of an unknown column",
                     "a column of the table",
                     near.empty() ? "" : "did you mean \"" + near + "\"?"});
    return;
  }
  std::vector<std::string> names;
  for (CsvRow& row : table.rows) {
    names.push_back(row_name(table, row, format));
    if (names.back() == edit.row) {
      const std::string before = row.cells[column];
      const auto after = edited_cell(edit, before, table.file, row.line, diagnostics);
      if (!after) return;
      warn_of_no_change(edit, before, *after, table.file, row.line, diagnostics);
      row.cells[column] = *after;
      return;
    }
  }
  refuse_row(table, edit, format, names, diagnostics);
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

}  // namespace

CsvTable gather_table(const ScenarioSource& source, const TableFormat& format, bool is_needed,
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
    } else if (!is_overlay && is_needed) {
      table.is_readable = false;
      diagnostics.add({Severity::error, file, 0, "", "no such file", "the table",
                       "add it to " + folder.filename().string()});
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

}  // namespace corridor

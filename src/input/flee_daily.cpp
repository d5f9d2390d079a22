// `conflicts.csv` and `flood_level.csv`: one column a location, one row a day.
#include <algorithm>
#include <cmath>

#include "input/flee_csv.h"
#include "input/flee_readers.h"

namespace corridor {
namespace {

struct NamedColumn {
  std::size_t field = 0;
  FleeLocationIndex location = 0;
};

std::vector<NamedColumn> named_columns(const FleeCsv& csv, const FleeInstance& instance,
                                       Diagnostics& diagnostics) {
  std::vector<NamedColumn> columns;
  const FleeCsvRow& header = csv.rows.front();
  for (std::size_t i = 1; i < header.fields.size(); ++i) {
    const std::string label = flee_stripped(header.fields[i]);
    if (label.empty()) continue;
    const auto found = std::find_if(
        instance.locations.rbegin(), instance.locations.rend(),
        [&](const FleeLocation& location) { return flee_stripped(location.name) == label; });
    const bool is_same = found != instance.locations.rend() && found->name == label;
    if (found != instance.locations.rend() && !is_same) {
      flee_warning(diagnostics, csv.file, header.line, label, "a name without its blanks",
                   '"' + found->name + "\" of locations.csv",
                   instance.settings.strict
                       ? "Flee ignores the column, so it is under --strict-flee"
                       : "Flee ignores the column, here it is used");
    }
    if (found == instance.locations.rend() || (!is_same && instance.settings.strict)) {
      flee_warning(diagnostics, csv.file, header.line, label, "a column of that name",
                   "a name of locations.csv", "the column is ignored, as in Flee");
      continue;
    }
    const auto index = std::distance(instance.locations.begin(), found.base()) - 1;
    const auto place = static_cast<FleeLocationIndex>(index);
    const bool is_again =
        std::any_of(columns.begin(), columns.end(),
                    [&](const NamedColumn& column) { return column.location == place; });
    if (is_again) {
      flee_error(diagnostics, csv.file, header.line, label, "the column twice",
                 "one column a place", "remove one; Flee mixes them");
    }
    columns.push_back({i, place});
  }
  return columns;
}

/// The first cell is not read: the row's number is the day.
void check_shape(const FleeCsv& csv, const FleeCsvRow& row, int day, Diagnostics& diagnostics) {
  const auto label = flee_integer(row.field(0));
  if (label && *label != day) {
    flee_warning(diagnostics, csv.file, row.line, "#Day", row.field(0), std::to_string(day),
                 "the column is not read: the number of the row is the day, as in Flee");
  }
  if (row.fields.size() > csv.rows.front().fields.size()) {
    flee_error(diagnostics, csv.file, row.line, "", std::to_string(row.fields.size()) + " fields",
               "not more than in the header", "name the column or remove it");
  }
}

/// Flee takes over the intensity of the first day only (quirk Q7).
void warn_of_changes(const FleeCsv& csv, const FleeInstance& instance,
                     const FleeDailyColumn& column, Diagnostics& diagnostics) {
  constexpr double kConflictFrom = 1e-6;
  for (std::size_t day = 1; day < column.by_day.size(); ++day) {
    const double before = column.by_day[day - 1];
    const double now = column.by_day[day];
    if (before < kConflictFrom || now < kConflictFrom || before == now) continue;
    flee_warning(
        diagnostics, csv.file, csv.rows.front().line, instance.locations[column.location].name,
        "an intensity that changes on day " + std::to_string(day) + " during a conflict",
        "one intensity from begin to end",
        "it stays that of the first day, as in Flee (quirk Q7), unless with --follow-intensity");
    return;
  }
}

std::vector<FleeDailyColumn> read_columns(const FleeCsv& csv, const FleeInstance& instance,
                                          bool whole_levels, Diagnostics& diagnostics) {
  const std::vector<NamedColumn> named = named_columns(csv, instance, diagnostics);
  std::vector<FleeDailyColumn> columns;
  for (const NamedColumn& column : named) columns.push_back({column.location, {}});
  int day = 0;
  for (std::size_t r = 1; r < csv.rows.size() && day < instance.days; ++r) {
    const FleeCsvRow& row = csv.rows[r];
    if (row.fields.empty()) continue;
    check_shape(csv, row, day, diagnostics);
    for (std::size_t c = 0; c < named.size(); ++c) {
      const auto value = flee_number(row.field(named[c].field));
      if (!value) {
        flee_error(diagnostics, csv.file, row.line, csv.rows.front().field(named[c].field),
                   '"' + row.field(named[c].field) + '"',
                   "a number for day " + std::to_string(day));
      }
      columns[c].by_day.push_back(whole_levels ? std::trunc(value.value_or(0.0))
                                               : value.value_or(0.0));
    }
    ++day;
  }
  if (day < instance.days) {
    diagnostics.add({instance.for_daily ? Severity::warning : Severity::error, csv.file,
                     csv.rows.back().line, "", std::to_string(day) + " days",
                     "a row for each of the " + std::to_string(instance.days) + " days",
                     instance.for_daily ? "no conflict begins on the days after"
                                        : "add rows or simulate fewer days"});
  }
  return columns;
}

}  // namespace

namespace {

void read_daily_file(const std::filesystem::path& file, bool whole_levels,
                     std::vector<FleeDailyColumn>& columns, const FleeInstance& instance,
                     Diagnostics& diagnostics) {
  const auto csv = read_flee_csv(file, diagnostics);
  if (!csv) return;
  if (csv->rows.empty()) {
    flee_error(diagnostics, csv->file, 1, "", "an empty file", "a header and one row a day");
    return;
  }
  columns = read_columns(*csv, instance, whole_levels, diagnostics);
  if (whole_levels || instance.for_daily) return;
  for (const FleeDailyColumn& column : columns) {
    warn_of_changes(*csv, instance, column, diagnostics);
  }
}

}  // namespace

void read_flee_daily_columns(const std::filesystem::path& folder, FleeInstance& instance,
                             Diagnostics& diagnostics) {
  if (instance.has_floods()) {
    read_daily_file(folder / "flood_level.csv", true, instance.flood_levels, instance, diagnostics);
  }
  if (instance.settings.spawn_mode == FleeSpawnMode::flood_driven) return;
  if (instance.has_floods()) {
    flee_warning(diagnostics, instance.settings_file,
                 instance.setting_line("move_rules.flood_rules"), "move_rules.flood_rules",
                 "the section", "flood_zone_spawning_only beside it",
                 "conflicts.csv and flood_level.csv are both used; Flee reads neither and stops");
  }
  const std::filesystem::path conflicts = folder / "conflicts.csv";
  if (instance.for_daily && !std::filesystem::exists(conflicts)) {
    flee_warning(diagnostics, "conflicts.csv", 0, "", "no such file", "the conflicts by day",
                 "the forecast knows of no conflict and goes by the counts alone");
    return;
  }
  read_daily_file(conflicts, false, instance.conflicts, instance, diagnostics);
}

}  // namespace corridor

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
    if (found == instance.locations.rend()) {
      flee_warning(diagnostics, csv.file, header.line, label, "a column of that name",
                   "a name of locations.csv", "the column is ignored, as in Flee");
      continue;
    }
    const auto index = std::distance(instance.locations.begin(), found.base()) - 1;
    columns.push_back({i, static_cast<FleeLocationIndex>(index)});
  }
  return columns;
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
    flee_error(diagnostics, csv.file, 0, "", std::to_string(day) + " days",
               "a row for each of the " + std::to_string(instance.days) + " days",
               "add rows or simulate fewer days");
  }
  return columns;
}

}  // namespace

void read_flee_daily_columns(const std::filesystem::path& folder, FleeInstance& instance,
                             Diagnostics& diagnostics) {
  const bool floods = instance.has_floods();
  const auto csv =
      read_flee_csv(folder / (floods ? "flood_level.csv" : "conflicts.csv"), diagnostics);
  if (!csv) return;
  if (csv->rows.empty()) {
    flee_error(diagnostics, csv->file, 1, "", "an empty file", "a header and one row a day");
    return;
  }
  (floods ? instance.flood_levels : instance.conflicts) =
      read_columns(*csv, instance, floods, diagnostics);
}

}  // namespace corridor

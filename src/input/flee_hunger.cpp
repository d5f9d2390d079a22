// `region_attributes_IPC.csv`: the share of people in hunger, by region and day.
#include <algorithm>

#include "input/flee_csv.h"
#include "input/flee_readers.h"

namespace corridor {
namespace {

bool has_region(const FleeInstance& instance, const std::string& region) {
  return std::any_of(instance.locations.begin(), instance.locations.end(),
                     [&](const FleeLocation& location) { return location.region == region; });
}

void read_row(const FleeCsv& csv, const FleeCsvRow& row, FleeInstance& instance,
              Diagnostics& diagnostics) {
  const auto day = flee_number(row.field(0));
  if (!day) {
    flee_error(diagnostics, csv.file, row.line, "#Day", '"' + row.field(0) + '"', "a day number");
    return;
  }
  for (std::size_t c = 0; c < instance.hunger.size(); ++c) {
    const auto percent = flee_number(row.field(c + 1));
    if (!percent || *percent < 0.0 || *percent > 100.0) {
      flee_error(diagnostics, csv.file, row.line, instance.hunger[c].region,
                 '"' + row.field(c + 1) + '"', "a percentage, 0 to 100");
    }
    FleeHunger& column = instance.hunger[c];
    if (!column.days.empty() && *day <= column.days.back()) {
      flee_error(diagnostics, csv.file, row.line, "#Day", row.field(0), "days in rising order");
      return;
    }
    column.days.push_back(*day);
    column.percent.push_back(percent.value_or(0.0));
  }
}

void check_period(const FleeCsv& csv, const FleeInstance& instance, Diagnostics& diagnostics) {
  if (instance.hunger.empty()) return;
  const std::vector<double>& days = instance.hunger.front().days;
  const double last = instance.days - 1;
  if (!days.empty() && days.front() <= 0.0 && days.back() >= last) return;
  flee_error(diagnostics, csv.file, csv.rows.back().line, "#Day",
             "days that do not cover the period",
             "rows from day 0 to day " + std::to_string(instance.days - 1),
             "Flee stops on the first day outside");
}

void check_regions(const FleeCsv& csv, const FleeInstance& instance, Diagnostics& diagnostics) {
  std::vector<std::string> missing;
  for (const FleeLocation& location : instance.locations) {
    const bool known =
        std::any_of(instance.hunger.begin(), instance.hunger.end(),
                    [&](const FleeHunger& h) { return h.region == location.region; });
    if (known || std::find(missing.begin(), missing.end(), location.region) != missing.end()) {
      continue;
    }
    missing.push_back(location.region);
    flee_warning(diagnostics, csv.file, 1, location.region, "no such column",
                 "a column for every region where people may be",
                 "no hunger there; Flee stops when people get there");
  }
}

}  // namespace

void read_flee_hunger(const std::filesystem::path& folder, FleeInstance& instance,
                      Diagnostics& diagnostics) {
  const auto csv = read_flee_csv(folder / "region_attributes_IPC.csv", diagnostics);
  if (!csv) return;
  if (csv->rows.empty()) {
    flee_error(diagnostics, csv->file, 1, "", "an empty file", "#Day,<region>,...");
    return;
  }
  const FleeCsvRow& header = csv->rows.front();
  for (std::size_t c = 1; c < header.fields.size(); ++c) {
    const std::string region = flee_stripped(header.fields[c]);
    if (!region.empty() && !has_region(instance, region)) {
      flee_warning(diagnostics, csv->file, header.line, region, "a column of that name",
                   "a region of locations.csv", "the column is ignored");
    }
    instance.hunger.push_back({region, {}, {}});
  }
  for (std::size_t r = 1; r < csv->rows.size(); ++r) {
    if (!csv->rows[r].fields.empty()) read_row(*csv, csv->rows[r], instance, diagnostics);
  }
  check_period(*csv, instance, diagnostics);
  check_regions(*csv, instance, diagnostics);
}

}  // namespace corridor

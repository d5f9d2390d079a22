// `data_layout.csv`, its series of registrations, and `registration_corrections.csv`.
#include <algorithm>

#include "input/flee_csv.h"
#include "input/flee_readers.h"

namespace corridor {
namespace {

double day_number(Time time, Time start) {
  return static_cast<double>(std::chrono::floor<std::chrono::days>(time - start).count());
}

/// Reads the series behind one label.
class SeriesReader {
 public:
  SeriesReader(const FleeInstance& instance, Diagnostics& diagnostics)
      : instance_(instance), diagnostics_(diagnostics) {}

  std::optional<FleeTable> read(const std::filesystem::path& path, const std::string& label) {
    const auto csv = read_flee_csv(path, diagnostics_);
    if (!csv) return std::nullopt;
    FleeTable table{label, {}, {}};
    bool first = true;
    for (const FleeCsvRow& row : csv->rows) {
      if (!first || is_data_in_first_row(row)) read_row(*csv, row, table);
      first = false;
    }
    if (!table.days.empty()) return table;
    flee_error(diagnostics_, csv->file, 1, "", "no registrations", "rows YYYY-MM-DD,people");
    return std::nullopt;
  }

 private:
  static bool is_data_in_first_row(const FleeCsvRow& row) {
    const std::string& head = row.field(0);
    return !head.empty() && head != "Date" && head != "DateTime";
  }

  void read_row(const FleeCsv& csv, const FleeCsvRow& row, FleeTable& table) {
    if (row.fields.size() < 2 || row.is_comment() || row.field(1).empty()) return;
    const auto time = parse_time(flee_stripped(row.field(0)), Duration{0});
    const auto people = flee_whole(row.field(1), csv.file, row.line, "count", diagnostics_);
    if (!time) {
      flee_error(diagnostics_, csv.file, row.line, "date", '"' + row.field(0) + '"', "YYYY-MM-DD");
    }
    if (!people) {
      flee_error(diagnostics_, csv.file, row.line, "count", '"' + row.field(1) + '"',
                 "a whole number of people");
    }
    if (!time || !people) return;
    const double day = day_number(*time, instance_.start);
    if (!table.days.empty() && day < table.days.back()) {
      flee_warning(diagnostics_, csv.file, row.line, "date", row.field(0),
                   "a date after that of the row before",
                   "rows are used as they stand, as in Flee");
    }
    table.days.push_back(day);
    table.people.push_back(static_cast<double>(*people) /
                           static_cast<double>(instance_.settings.hasten));
  }

  const FleeInstance& instance_;
  Diagnostics& diagnostics_;
};

/// The sum as Flee builds it, except where Flee would stop or the sum is to be whole.
FleeTable sum_of(const FleeTable& first, const FleeTable& second, const FleeCsvRow& row, bool whole,
                 Diagnostics& diagnostics) {
  const auto warn = [&](const char* found, const char* expected, const char* remedy) {
    flee_warning(diagnostics, "data_layout.csv", row.line, row.field(0), found, expected, remedy);
  };
  if (whole) return flee_sum(first, second);
  if (second.days.front() > first.days.front()) {
    warn("a further file that starts later", "files that start on the same day",
         "the first number of that file counts before it; Flee stops there (quirk Q18)");
    return flee_sum(first, second);
  }
  if (first.days.back() > second.days.back()) {
    warn("a further file that ends earlier", "files that cover the same days",
         "it loses the rows after that end, as in Flee (quirk Q18), unless with --whole-sums");
  } else if (first.days != second.days) {
    warn("a further file with other dates", "files with the same dates",
         "on dates of its own the next number of the first file is added, as in Flee (quirk Q18), "
         "unless with --whole-sums");
  }
  return flee_sum_as_flee(first, second);
}

double largest_count(const FleeTable& table) {
  return *std::max_element(table.people.begin(), table.people.end());
}

void read_layout_row(const std::filesystem::path& folder, const FleeCsvRow& row,
                     FleeInstance& instance, Diagnostics& diagnostics) {
  SeriesReader reader(instance, diagnostics);
  std::optional<FleeTable> table = reader.read(folder / row.field(1), row.field(0));
  std::vector<double> largest;
  if (table) largest.push_back(largest_count(*table));
  for (std::size_t i = 2; i < row.fields.size() && table; ++i) {
    if (row.field(i).empty()) continue;
    const auto further = reader.read(folder / row.field(i), row.field(0));
    if (!further) return;
    largest.push_back(largest_count(*further));
    table = sum_of(*table, *further, row, instance.settings.whole_sums, diagnostics);
  }
  if (!table) return;
  table->largest = std::move(largest);
  instance.tables.push_back(std::move(*table));
}

void check_camps_have_data(const FleeInstance& instance, Diagnostics& diagnostics) {
  for (const FleeLocation& location : instance.locations) {
    if (!flee_starts_as_camp(location, instance.settings) ||
        instance.find_table(location.name) != nullptr)
      continue;
    if (instance.has_floods()) {
      flee_warning(diagnostics, "locations.csv", location.line, location.name,
                   "a camp without a row in data_layout.csv", "registrations of the camp",
                   "the camp is not compared (quirk Q31)");
    } else {
      flee_error(diagnostics, "locations.csv", location.line, location.name,
                 "a camp without a row in data_layout.csv", "a row there for every camp",
                 "add the camp and its file");
    }
  }
}

bool is_location(const FleeInstance& instance, const std::string& label) {
  return std::any_of(instance.locations.begin(), instance.locations.end(),
                     [&](const FleeLocation& location) { return location.name == label; });
}

void check_labels(const std::vector<FleeCsvRow>& rows, const FleeInstance& instance,
                  Diagnostics& diagnostics) {
  std::map<std::string, int> line_of;
  for (const FleeCsvRow& row : rows) {
    const auto [first, is_new] = line_of.emplace(row.field(0), row.line);
    if (!is_new) {
      flee_warning(diagnostics, "data_layout.csv", row.line, row.field(0), "the label again",
                   "one row (the first is on line " + std::to_string(first->second) + ")",
                   "the last one counts for the camp, all count in the sum");
    }
  }
  if (!rows.empty() && is_location(instance, rows.front().field(0))) {
    flee_warning(diagnostics, "data_layout.csv", rows.front().line, rows.front().field(0),
                 "a place in the first row", "the total",
                 "the first row counts as the total and not as a camp, as in Flee");
  }
}

/// On day 0 capacities shrink by the people who are there (quirk Q13).
void warn_of_full_camps(const FleeInstance& instance, Diagnostics& diagnostics) {
  const FleeSettings& settings = instance.settings;
  if (settings.spawn_mode != FleeSpawnMode::data_driven || !settings.insert_day0 ||
      settings.empty_camps_on_day0) {
    return;
  }
  for (const FleeLocation& location : instance.locations) {
    const FleeTable* table = instance.find_table(location.name);
    if (table == nullptr || location.capacity <= 0 || table->at(0) < location.capacity) continue;
    flee_warning(
        diagnostics, "locations.csv", location.line, location.name,
        "a capacity of " + std::to_string(location.capacity),
        "more than the " + std::to_string(table->at(0)) + " people of day 0",
        "from day 0 on it takes anybody, as in Flee (quirk Q13), unless with --keep-capacity");
  }
}

void read_corrections(const std::filesystem::path& file, FleeInstance& instance,
                      Diagnostics& diagnostics) {
  if (!std::filesystem::exists(file)) return;
  const auto csv = read_flee_csv(file, diagnostics);
  if (!csv) return;
  std::vector<FleeTable> corrected = instance.tables;
  for (const FleeCsvRow& row : csv->rows) {
    if (row.fields.empty()) continue;
    if (row.is_comment()) {
      flee_warning(diagnostics, csv->file, row.line, "", "a comment", "camp,date",
                   "the row is skipped; Flee stops there (quirk Q30)");
      continue;
    }
    const auto time = parse_time(flee_stripped(row.field(1)), Duration{0});
    FleeTable* table = nullptr;
    for (FleeTable& candidate : corrected) {
      if (candidate.label == row.field(0)) table = &candidate;
    }
    if (!time || table == nullptr) {
      flee_error(diagnostics, csv->file, row.line, "",
                 '"' + row.field(0) + "," + row.field(1) + '"',
                 "a label of data_layout.csv and a date YYYY-MM-DD");
      continue;
    }
    const int day = static_cast<int>(day_number(*time, instance.start));
    if (day < 0) continue;
    if (!flee_correct_registrations(*table, day)) {
      flee_error(diagnostics, csv->file, row.line, "date", row.field(1),
                 "the date of a row of that camp's file, not its first, after at least one person");
    }
    instance.corrections.push_back({table->label, day});
  }
}

}  // namespace

void read_flee_data(const std::filesystem::path& data_folder,
                    const std::filesystem::path& input_folder, FleeInstance& instance,
                    Diagnostics& diagnostics) {
  const auto csv = read_flee_csv(data_folder / "data_layout.csv", diagnostics);
  if (!csv) return;
  const std::vector<FleeCsvRow> rows = flee_data_rows(*csv, diagnostics);
  if (rows.empty()) {
    flee_error(diagnostics, csv->file, 1, "", "no rows", "total,file and one row a camp");
    return;
  }
  check_labels(rows, instance, diagnostics);
  for (const FleeCsvRow& row : rows) {
    if (row.fields.size() < 2) {
      flee_error(diagnostics, csv->file, row.line, "", "1 field", "label,file");
      continue;
    }
    read_layout_row(data_folder, row, instance, diagnostics);
  }
  check_camps_have_data(instance, diagnostics);
  warn_of_full_camps(instance, diagnostics);
  read_corrections(input_folder / "registration_corrections.csv", instance, diagnostics);
}

}  // namespace corridor

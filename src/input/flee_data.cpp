// `data_layout.csv`, its series of registrations, and `registration_corrections.csv`.
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
    flee_error(diagnostics_, csv->file, 0, "", "no registrations", "rows YYYY-MM-DD,people");
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
    const auto people = flee_integer(row.field(1));
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

void warn_of_lost_tail(const FleeTable& first, const FleeTable& second, const FleeCsvRow& row,
                       Diagnostics& diagnostics) {
  if (first.days.back() <= second.days.back() && second.days.front() <= first.days.front()) return;
  flee_warning(diagnostics, "data_layout.csv", row.line, row.field(0),
               "summed files of different periods", "files that cover the same days",
               "Flee's sum is kept: it loses rows outside the second file (quirk Q18)");
}

void read_layout_row(const std::filesystem::path& folder, const FleeCsvRow& row,
                     FleeInstance& instance, Diagnostics& diagnostics) {
  SeriesReader reader(instance, diagnostics);
  std::optional<FleeTable> table = reader.read(folder / row.field(1), row.field(0));
  for (std::size_t i = 2; i < row.fields.size() && table; ++i) {
    if (row.field(i).empty()) continue;
    const auto further = reader.read(folder / row.field(i), row.field(0));
    if (!further) return;
    warn_of_lost_tail(*table, *further, row, diagnostics);
    table = flee_sum_as_flee(*table, *further);
  }
  if (table) instance.tables.push_back(std::move(*table));
}

void check_camps_have_data(const FleeInstance& instance, Diagnostics& diagnostics) {
  for (const FleeLocation& location : instance.locations) {
    const bool is_camp =
        location.kind == FleeLocationKind::camp || location.kind == FleeLocationKind::idp_camp;
    if (!is_camp || instance.find_table(location.name) != nullptr) continue;
    if (instance.has_floods()) {
      flee_warning(diagnostics, "data_layout.csv", 0, location.name, "no row",
                   "registrations of the camp", "the camp is not compared (quirk Q31)");
    } else {
      flee_error(diagnostics, "data_layout.csv", 0, location.name, "no row",
                 "a row for every camp of locations.csv", "add the camp and its file");
    }
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
  for (const FleeCsvRow& row : flee_data_rows(*csv, diagnostics)) {
    if (row.fields.size() < 2) {
      flee_error(diagnostics, csv->file, row.line, "", "1 field", "label,file");
      continue;
    }
    read_layout_row(data_folder, row, instance, diagnostics);
  }
  check_camps_have_data(instance, diagnostics);
  read_corrections(input_folder / "registration_corrections.csv", instance, diagnostics);
}

}  // namespace corridor

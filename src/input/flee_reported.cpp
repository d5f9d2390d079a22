#include "input/flee_reported.h"

#include <map>

#include "input/flee_csv.h"

namespace corridor {
namespace {

/// Day -> count of one file; the last row of a day counts. Malformed rows are errors.
std::map<int, double> read_file(const std::filesystem::path& path, Time start,
                                Diagnostics& diagnostics) {
  std::map<int, double> counts;
  const auto csv = read_flee_csv(path, diagnostics);
  if (!csv) return counts;
  bool is_first = true;
  for (const FleeCsvRow& row : csv->rows) {
    const auto time = parse_time(flee_stripped(row.field(0)), Duration{0});
    const auto people = flee_integer(row.field(1));
    const bool is_heading = is_first && !time;
    is_first = false;
    if (is_heading || row.is_comment() || row.field(1).empty()) continue;
    if (!time || !people) {
      flee_error(diagnostics, csv->file, row.line, "", row.field(0) + "," + row.field(1),
                 "YYYY-MM-DD and a whole number of people");
      continue;
    }
    const auto day = std::chrono::floor<std::chrono::days>(*time - start).count();
    counts[static_cast<int>(day)] = static_cast<double>(*people);
  }
  return counts;
}

FleeTable sum_of(const std::string& label, const std::vector<std::map<int, double>>& files) {
  FleeTable table{label, {}, {}};
  for (const auto& [day, first] : files.front()) {
    double people = 0.0;
    bool all_report = true;
    for (const std::map<int, double>& file : files) {
      const auto found = file.find(day);
      all_report = all_report && found != file.end();
      if (found != file.end()) people += found->second;
    }
    if (!all_report) continue;
    table.days.push_back(day);
    table.people.push_back(people);
  }
  return table;
}

}  // namespace

std::vector<FleeTable> read_flee_reported_counts(const std::filesystem::path& data_folder,
                                                 Time start, Diagnostics& diagnostics) {
  std::vector<FleeTable> tables;
  const auto layout = read_flee_csv(data_folder / "data_layout.csv", diagnostics);
  if (!layout) return tables;
  for (const FleeCsvRow& row : flee_data_rows(*layout, diagnostics)) {
    std::vector<std::map<int, double>> files;
    for (std::size_t i = 1; i < row.fields.size(); ++i) {
      if (!row.field(i).empty())
        files.push_back(read_file(data_folder / row.field(i), start, diagnostics));
    }
    if (!files.empty()) tables.push_back(sum_of(row.field(0), files));
  }
  return tables;
}

}  // namespace corridor

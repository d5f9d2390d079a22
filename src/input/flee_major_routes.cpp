// `major_routes.csv`: routes that people know as a whole.
#include "input/flee_csv.h"
#include "input/flee_readers.h"

namespace corridor {

void read_flee_major_routes(const std::filesystem::path& folder, FleeInstance& instance,
                            Diagnostics& diagnostics) {
  const std::filesystem::path file = folder / "major_routes.csv";
  if (!std::filesystem::exists(file)) return;
  const auto csv = read_flee_csv(file, diagnostics);
  if (!csv) return;
  for (const FleeCsvRow& row : csv->rows) {
    if (row.fields.empty()) continue;
    if (row.is_comment()) {
      flee_warning(diagnostics, csv->file, row.line, "", "a comment", "names of places",
                   "the row is skipped; Flee takes it for a route (quirk Q26)");
      continue;
    }
    std::vector<FleeLocationIndex> route;
    for (const std::string& name : row.fields) {
      if (name.empty()) continue;
      const auto place = flee_find_location(instance, name, csv->file, row.line, diagnostics);
      if (place) route.push_back(*place);
    }
    if (route.size() < 2) {
      flee_error(diagnostics, csv->file, row.line, "", std::to_string(route.size()) + " places",
                 "at least two");
      continue;
    }
    instance.major_routes.push_back(std::move(route));
  }
}

}  // namespace corridor

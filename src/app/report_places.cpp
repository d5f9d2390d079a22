#include "app/report_places.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "input/csv.h"
#include "input/tables.h"

namespace corridor {
namespace {

/// "Mets Shen, Hin Shen, Yeghtsahogh": one point of the map for several names.
std::vector<std::string> single_names(const std::string& names) {
  std::vector<std::string> single;
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = std::min(names.find(',', begin), names.size());
    const std::size_t first = names.find_first_not_of(' ', begin);
    if (first < end) single.push_back(names.substr(first, end - first));
    begin = end + 1;
  }
  return single;
}

void add(ReportPlaces& places, const std::string& id, const std::string& name,
         const std::string& other_name) {
  for (const std::string* names : {&name, &other_name}) {
    for (const std::string& single : single_names(*names)) places.gazetteer.add(id, single);
  }
  std::string& shown = places.names[id];
  for (const std::string* more : {&name, &other_name}) {
    if (more->empty()) continue;
    shown += (shown.empty() ? "" : " / ") + *more;
  }
}

CsvSchema places_schema() {
  CsvSchema schema{{"id", "name"}, {"other_name"}};
  const auto& formats = table_formats();
  const auto own = std::find_if(formats.begin(), formats.end(),
                                [](const TableFormat& format) { return format.name == "places"; });
  for (const auto* columns : {&own->schema.required, &own->schema.optional}) {
    for (const std::string& column : *columns) {
      if (column != "id" && column != "name" && column != "other_name")
        schema.optional.push_back(column);
    }
  }
  return schema;
}

}  // namespace

ReportPlaces places_of(const Scenario& scenario) {
  ReportPlaces places;
  for (const Place& place : scenario.places) add(places, place.id, place.name, place.other_name);
  for (const Region& region : scenario.regions)
    add(places, region.id, region.name, region.other_name);
  for (const Place& place : scenario.places) {
    if (!place.area.empty()) places.gazetteer.add("", place.area);
  }
  return places;
}

ReportPlaces places_in_file(const std::filesystem::path& path, Diagnostics& diagnostics) {
  ReportPlaces places;
  std::ifstream stream(path, std::ios::binary);
  std::error_code status;
  if (!stream || std::filesystem::is_directory(path, status)) {
    diagnostics.add({Severity::error, path.string(), 0, "", "nothing readable",
                     "a table with the columns id, name, other_name", "check the path"});
    return places;
  }
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  const CsvTable table = parse_csv(text, path.string(), places_schema(), diagnostics);
  const auto cell = [&](const CsvRow& row, const char* column) {
    const std::size_t at = table.column(column);
    return at == CsvTable::npos ? std::string() : row.cells[at];
  };
  for (const CsvRow& row : table.rows) {
    for (const char* column : {"id", "name"}) {
      if (!cell(row, column).empty()) continue;
      diagnostics.add({Severity::error, path.string(), row.line, column, "an empty cell",
                       "an id and a name in every row", "fill it or delete the row"});
    }
    add(places, cell(row, "id"), cell(row, "name"), cell(row, "other_name"));
  }
  return places;
}

}  // namespace corridor

#include "scenario/flee_scenario.h"

#include <algorithm>
#include <map>
#include <set>

#include "scenario/names.h"

namespace corridor {
namespace {

/// The name, or the name and the first number from 2 on that makes it new.
std::string unique_name(const std::string& name, std::set<std::string>& taken) {
  std::string unique = name;
  for (int number = 2; !taken.insert(unique).second; ++number) {
    unique = name + " " + std::to_string(number);
  }
  return unique;
}

template <class Row>
void sort_by_id(std::vector<Row>& rows) {
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.id < b.id; });
}

void add_places(const FleeInstance& instance, const std::vector<std::string>& ids,
                Scenario& scenario) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const FleeLocation& location = instance.locations[i];
    Place place;
    place.id = ids[i];
    place.name = location.name;
    place.kind = place_kind(location.kind);
    place.latitude_deg = location.latitude_deg;
    place.longitude_deg = location.longitude_deg;
    place.area = location.region == "unknown" ? location.country : location.region;
    place.safe = is_camp(location.kind);
    place.source = "locations.csv";
    scenario.places.push_back(std::move(place));
  }
  sort_by_id(scenario.places);
}

void add_roads(const FleeInstance& instance, const std::vector<std::string>& ids,
               Scenario& scenario) {
  constexpr double kHoursPerDay = 24.0;
  std::set<std::string> taken(ids.begin(), ids.end());
  for (const FleeRoute& route : instance.routes) {
    FleeLocationIndex from = route.from;
    FleeLocationIndex to = route.to;
    for (int way = 0; way < 2; ++way) {
      Road road;
      road.id = unique_name(ids[from] + " - " + ids[to], taken);
      road.from = scenario.find_place(ids[from]);
      road.to = scenario.find_place(ids[to]);
      road.length_km = route.length_km;
      road.free_speed_km_per_hour =
          route.max_move_speed_km_per_day.value_or(instance.settings.max_move_speed_km_per_day) /
          kHoursPerDay;
      road.source = "routes.csv";
      scenario.roads.push_back(std::move(road));
      std::swap(from, to);
    }
  }
  sort_by_id(scenario.roads);
}

/// The day on which the row's final value was known: its own, or that of the last correction.
int day_known(const FleeInstance& instance, const std::string& label, int day) {
  int known = day;
  for (const FleeCorrection& correction : instance.corrections) {
    if (correction.label == label && correction.day > day) known = std::max(known, correction.day);
  }
  return known;
}

}  // namespace

bool is_camp(FleeLocationKind kind) {
  return kind == FleeLocationKind::camp || kind == FleeLocationKind::idp_camp;
}

PlaceKind place_kind(FleeLocationKind kind) {
  if (is_camp(kind)) return PlaceKind::destination;
  const bool passed = kind == FleeLocationKind::forwarding_hub || kind == FleeLocationKind::marker;
  return passed ? PlaceKind::junction : PlaceKind::settlement;
}

std::string plain_cell(std::string text) {
  const char* const kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string::npos) return "";
  text = text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
  for (char& c : text) {
    if (c == ',' || c == '"' || c == '\n') c = '_';
  }
  return text;
}

std::vector<std::string> flee_place_ids(const FleeInstance& instance) {
  std::set<std::string> taken = {kWholeInHub};
  std::vector<std::string> ids;
  for (const FleeLocation& location : instance.locations) {
    ids.push_back(unique_name(plain_cell(location.name), taken));
  }
  return ids;
}

void add_flee_network(const FleeInstance& instance, Scenario& scenario) {
  const std::vector<std::string> ids = flee_place_ids(instance);
  scenario.start = instance.start;
  scenario.end = instance.start + instance.days * kDay;
  scenario.step = kDay;
  add_places(instance, ids, scenario);
  add_roads(instance, ids, scenario);
}

std::vector<ObservationRow> flee_observations(const FleeInstance& instance,
                                              const std::string& source) {
  const std::vector<std::string> ids = flee_place_ids(instance);
  const std::vector<FleeTable> tables = flee_corrected_tables(instance);
  std::vector<ObservationRow> rows;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const FleeTable* reported = instance.find_table(instance.locations[i].name);
    if (reported == nullptr || !is_camp(instance.locations[i].kind)) continue;
    const FleeTable& table = tables[reported - instance.tables.data()];
    for (std::size_t k = 0; k < table.days.size(); ++k) {
      const int day = static_cast<int>(table.days[k]);
      if (day < 0 || day >= instance.days) continue;
      const int known = day_known(instance, table.label, day);
      ObservationRow row;
      row.series = "in_camp";
      row.place = ids[i];
      row.time = instance.start + (day + 1) * kDay;
      row.value = static_cast<double>(static_cast<Count>(table.people[k]));
      row.unit = "people";
      row.published = instance.start + (known + 1) * kDay;
      row.source = source;
      if (known != day) row.note = "as corrected by registration_corrections.csv";
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace corridor

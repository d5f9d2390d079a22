#include "input/capacity_leaks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "scenario/flee_instance.h"

namespace corridor {
namespace {

/// A capacity as a table states it.
struct StatedCapacity {
  std::string file;
  int line = 0;
  std::string column;
  double people = 0.0;
};

/// `largest` counts of the place, one or several that it may have been taken from.
void warn_where_equal(const StatedCapacity& capacity, const std::vector<double>& largest,
                      const std::string& place, const char* remedy, Diagnostics& diagnostics) {
  if (capacity.people <= 0.0 || std::none_of(largest.begin(), largest.end(), [&](double count) {
        return std::floor(count) == capacity.people;
      })) {
    return;
  }
  diagnostics.add(
      {Severity::warning, capacity.file, capacity.line, capacity.column,
       fmt::format("a capacity of {:.0f}, which equals the largest count at {}: it may have been "
                   "taken from the outcome",
                   capacity.people, place),
       "a capacity known beforehand", remedy});
}

bool counts_who_is_there(const ObservationRow& row) {
  constexpr std::array kSeries = {"present", "sheltered_centre", "in_camp"};
  return row.qualifier != Qualifier::at_most &&
         std::find(kSeries.begin(), kSeries.end(), row.series) != kSeries.end();
}

double largest_count(const Scenario& full, const std::string& place) {
  double largest = 0.0;
  for (const ObservationRow& row : full.observations) {
    if (row.place == place && counts_who_is_there(row)) largest = std::max(largest, row.value);
  }
  return largest;
}

}  // namespace

void warn_of_capacity_leaks(const Scenario& full, Diagnostics& diagnostics) {
  if (full.flee != nullptr) {
    warn_of_capacity_leaks(*full.flee, "flee/input_csv/locations.csv", diagnostics);
    return;
  }
  for (const Place& place : full.places) {
    if (!place.shelter_people.is_constant()) continue;
    warn_where_equal({"places.csv", place.line, "shelter_people", place.shelter_people.of({})},
                     {largest_count(full, place.id)}, place.id, kMendCapacity, diagnostics);
  }
}

void warn_of_capacity_leaks(const FleeInstance& instance, const std::string& file,
                            Diagnostics& diagnostics, const char* remedy) {
  for (const FleeLocation& location : instance.locations) {
    const FleeTable* counts = instance.find_table(location.name);
    if (counts == nullptr || counts->people.empty()) continue;
    std::vector<double> largest = counts->largest;
    largest.push_back(*std::max_element(counts->people.begin(), counts->people.end()));
    warn_where_equal(
        {file, location.line, "population/capacity", static_cast<double>(location.capacity)},
        largest, location.name, remedy, diagnostics);
  }
}

}  // namespace corridor

#include "input/exchanged_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "input/cells.h"

namespace corridor {
namespace {

/// How much longer than the straight line a road may be, and still be one of many like it.
constexpr double kUsualDetour = 2.0;
/// Places are points, and rounded.
constexpr double kRounded_km = 2.0;
/// Roads between places nearer than that tell nothing.
constexpr double kTooNear_km = 1.0;
constexpr int kFewestRoads = 3;

constexpr double kDegreesPerHour = 15.0;
/// Hardly any country keeps the time of a meridian so far away.
constexpr double kFarFromMeridian_deg = 30.0;
constexpr double kAtMeridian_deg = 5.0;

/// The columns that hold moments.
constexpr const char* kMomentColumns[] = {"time", "published", "earliest", "until", "holds_for"};

bool is_of_moments(const std::string& column) {
  return std::find(std::begin(kMomentColumns), std::end(kMomentColumns), column) !=
         std::end(kMomentColumns);
}

bool is_number(const std::string& cell) { return parse_number(cell).has_value(); }
bool is_moment(const std::string& cell) { return parse_time(cell, kUtc).has_value(); }

/// Whether every cell of a column that is not empty is of a kind, and there is such a cell.
template <class Is>
bool holds_only(const CsvTable& table, std::size_t column, Is is) {
  bool any = false;
  for (const CsvRow& row : table.rows) {
    const std::string& cell = row.cells[column];
    if (cell.empty()) continue;
    if (!is(cell)) return false;
    any = true;
  }
  return any;
}

/// How many of the roads long enough to tell have such a length.
struct Fits {
  int roads = 0;
  int lengths = 0;  ///< as they stand
  int speeds = 0;   ///< as lengths
};

bool fits(double length_km, double straight_km) {
  return length_km + kRounded_km >= straight_km &&
         length_km <= kUsualDetour * straight_km + kRounded_km;
}

Fits fits_of(const Scenario& scenario) {
  Fits found;
  for (const Road& road : scenario.roads) {
    if (!road.from.valid() || !road.to.valid()) continue;
    const double straight_km = distance_km(scenario.place(road.from), scenario.place(road.to));
    if (straight_km < kTooNear_km) continue;
    ++found.roads;
    found.lengths += fits(road.length_km, straight_km) ? 1 : 0;
    found.speeds += fits(road.free_speed_km_per_hour, straight_km) ? 1 : 0;
  }
  return found;
}

double mean(const std::vector<Place>& places, double Place::*coordinate) {
  double sum = 0.0;
  for (const Place& place : places) sum += place.*coordinate;
  return sum / static_cast<double>(places.size());
}

}  // namespace

bool has_exchanged_moments(const CsvTable& table, Diagnostics& diagnostics) {
  for (std::size_t when = 0; when < table.columns.size(); ++when) {
    if (!is_of_moments(table.columns[when]) || !holds_only(table, when, is_number)) continue;
    for (std::size_t other = 0; other < table.columns.size(); ++other) {
      const std::string& name = table.columns[other];
      if (is_of_moments(name) || !holds_only(table, other, is_moment)) continue;
      diagnostics.add({Severity::error, table.file, kHeaderLine, table.columns[when],
                       "numbers in every row, and moments in every row of " + name,
                       "moments in " + table.columns[when],
                       "the columns look exchanged: exchange their names in the header"});
      return true;
    }
  }
  return false;
}

bool warn_of_exchanged_lengths(const Scenario& scenario, Diagnostics& diagnostics) {
  const Fits found = fits_of(scenario);
  const bool lengths_fail = 2 * found.lengths < found.roads;
  const bool speeds_would_do = 3 * found.speeds >= 2 * found.roads;
  if (found.roads < kFewestRoads || !lengths_fail || !speeds_would_do) return false;
  diagnostics.add({Severity::warning, "roads.csv", kHeaderLine, "length_km",
                   fmt::format("lengths of which {} of {} do not go with the straight lines "
                               "between the places, and speeds of which {} would",
                               found.roads - found.lengths, found.roads, found.speeds),
                   "lengths in km, from one to two times the straight line",
                   "the columns length_km and free_speed_km_per_hour look exchanged: exchange "
                   "their names in the header"});
  return true;
}

void warn_of_exchanged_coordinates(const Scenario& scenario, Diagnostics& diagnostics) {
  if (scenario.places.empty()) return;
  const double latitude = mean(scenario.places, &Place::latitude_deg);
  const double longitude = mean(scenario.places, &Place::longitude_deg);
  const double meridian = kDegreesPerHour * in_hours(scenario.utc_offset);
  const bool is_far = std::fabs(longitude - meridian) > kFarFromMeridian_deg;
  if (!is_far || std::fabs(latitude - meridian) > kAtMeridian_deg) return;
  diagnostics.add(
      {Severity::warning, "places.csv", kHeaderLine, "longitude_deg",
       fmt::format("longitudes about {:.0f} and latitudes about {:.0f}", longitude, latitude),
       fmt::format("longitudes about {:.0f}, where the scenario's utc_offset is local time",
                   meridian),
       "the columns latitude_deg and longitude_deg look exchanged: exchange their names in the "
       "header, or check utc_offset"});
}

}  // namespace corridor

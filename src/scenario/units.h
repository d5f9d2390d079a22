#pragma once
// Units of claims, and how a number in one becomes a number in another.
#include <optional>
#include <string>

namespace corridor {

/// The sizes that turn counts of households and of vehicles into counts of people; 0: not known.
struct PartySizes {
  double people_per_household = 0.0;
  double people_per_vehicle = 0.0;
};

/// Number in the new unit = number * factor * (people per household)^households
/// * (people per vehicle)^vehicles.
struct UnitConversion {
  double factor = 1.0;
  int households = 0;
  int vehicles = 0;

  /// The whole factor. A size that is needed but not known is a bug.
  [[nodiscard]] double of(const PartySizes& sizes) const;
  bool operator==(const UnitConversion&) const = default;
};

/// How `from` becomes `to`; nothing where it cannot. Every unit becomes itself, known or not.
/// People, families (households), vehicles (cars) and beds convert into each other; so do times
/// (min, h, d), masses (kg, t), volumes (l, m3) and shares (1, share, percent, yes_no). Rates
/// (`people_per_hour`; of people, families, households, vehicles, cars; per minute, hour, day,
/// week) convert into each other, and into the plain rates 1/min, 1/h and 1/d as they stand: these
/// count what the parameter says.
std::optional<UnitConversion> unit_conversion(const std::string& from, const std::string& to);

/// True where the unit counts people, directly or by their parties: such numbers are not negative.
bool counts_people(const std::string& unit);
/// False of a unit that becomes itself alone, such as `killed` or `dollars`.
bool converts_to_others(const std::string& unit);
/// True for `1`, `share`, `percent` and `yes_no`.
bool is_share_unit(const std::string& unit);

}  // namespace corridor

#pragma once
// Bounds that no real value exceeds: beyond them a unit is wrong.
#include <cstddef>

namespace corridor {

inline constexpr double kMostPeople = 1.0e9;
inline constexpr double kMostLitres = 1.0e10;
inline constexpr double kLongestRoad_km = 5000.0;
inline constexpr double kFastest_km_per_hour = 150.0;
inline constexpr double kMostPerLane_per_hour = 2400.0;
/// Five times what the busiest land crossings have seen, and less than fit through six metres.
inline constexpr double kMostOnFoot_per_hour = 5.0e4;
inline constexpr double kMostLanes = 12.0;
inline constexpr double kLargestHousehold = 19.0;
inline constexpr double kLargestVehicle = 60.0;
inline constexpr double kLargestShip = 5000.0;
inline constexpr std::size_t kMostFleets = 65535;  // a plan numbers them with 16 bits (engine)
inline constexpr double kMostHours = 24.0 * 366.0;

}  // namespace corridor

#include "scenario/units.h"

#include <array>
#include <map>
#include <utility>

#include "base/check.h"

namespace corridor {
namespace {

enum class Dimension { people, time, mass, volume, rate, share };

constexpr double kMinutes_h = 1.0 / 60.0;
constexpr double kDays_h = 24.0;
constexpr double kWeeks_h = 7.0 * kDays_h;

/// A unit as a multiple of its dimension's base: person, hour, kilogram, litre, 1/h, 1.
struct Unit {
  Dimension dimension = Dimension::people;
  UnitConversion to_base;
  bool counts_anything = false;  ///< of rates: 1/h may be of people or of vehicles
};

/// `people_per_hour` and the like: every party that is counted, by every span of time.
void add_rates_of_parties(std::map<std::string, Unit>& known) {
  constexpr std::array<std::pair<const char*, double>, 4> kSpans_h = {
      {{"minute", kMinutes_h}, {"hour", 1.0}, {"day", kDays_h}, {"week", kWeeks_h}}};
  for (const char* party : {"people", "families", "households", "vehicles", "cars"}) {
    const UnitConversion& counted = known.at(party).to_base;
    for (const auto& [span, hours] : kSpans_h) {
      known[std::string(party) + "_per_" + span] = {
          Dimension::rate, {1.0 / hours, counted.households, counted.vehicles}};
    }
  }
}

std::map<std::string, Unit> known_units() {
  std::map<std::string, Unit> known = {
      {"people", {Dimension::people, {1.0, 0, 0}}},
      {"beds", {Dimension::people, {1.0, 0, 0}}},
      {"families", {Dimension::people, {1.0, 1, 0}}},
      {"households", {Dimension::people, {1.0, 1, 0}}},
      {"vehicles", {Dimension::people, {1.0, 0, 1}}},
      {"cars", {Dimension::people, {1.0, 0, 1}}},
      {"min", {Dimension::time, {kMinutes_h, 0, 0}}},
      {"h", {Dimension::time, {1.0, 0, 0}}},
      {"d", {Dimension::time, {kDays_h, 0, 0}}},
      {"kg", {Dimension::mass, {1.0, 0, 0}}},
      {"t", {Dimension::mass, {1000.0, 0, 0}}},
      {"l", {Dimension::volume, {1.0, 0, 0}}},
      {"m3", {Dimension::volume, {1000.0, 0, 0}}},
      {"1/min", {Dimension::rate, {1.0 / kMinutes_h, 0, 0}, true}},
      {"1/h", {Dimension::rate, {1.0, 0, 0}, true}},
      {"1/d", {Dimension::rate, {1.0 / kDays_h, 0, 0}, true}},
      {"1", {Dimension::share, {1.0, 0, 0}}},
      {"share", {Dimension::share, {1.0, 0, 0}}},
      {"yes_no", {Dimension::share, {1.0, 0, 0}}},
      {"percent", {Dimension::share, {0.01, 0, 0}}},
  };
  add_rates_of_parties(known);
  return known;
}

const std::map<std::string, Unit>& units() {
  static const std::map<std::string, Unit> known = known_units();
  return known;
}

bool has_dimension(const std::string& unit, Dimension dimension) {
  const auto known = units().find(unit);
  return known != units().end() && known->second.dimension == dimension;
}

double power(double size, int exponent) {
  if (exponent == 0) return 1.0;
  CORRIDOR_CHECK(size > 0.0, "a conversion by a size of parties that is not known");
  double product = 1.0;
  for (int i = 0; i < exponent; ++i) product *= size;
  for (int i = 0; i > exponent; --i) product /= size;
  return product;
}

}  // namespace

double UnitConversion::of(const PartySizes& sizes) const {
  return factor * power(sizes.people_per_household, households) *
         power(sizes.people_per_vehicle, vehicles);
}

std::optional<UnitConversion> unit_conversion(const std::string& from, const std::string& to) {
  if (from == to) return UnitConversion{};
  const auto source = units().find(from);
  const auto target = units().find(to);
  if (source == units().end() || target == units().end()) return std::nullopt;
  if (source->second.dimension != target->second.dimension) return std::nullopt;
  const UnitConversion& a = source->second.to_base;
  const UnitConversion& b = target->second.to_base;
  if (source->second.counts_anything || target->second.counts_anything)
    return UnitConversion{a.factor / b.factor, 0, 0};
  return UnitConversion{a.factor / b.factor, a.households - b.households, a.vehicles - b.vehicles};
}

bool counts_people(const std::string& unit) { return has_dimension(unit, Dimension::people); }

bool converts_to_others(const std::string& unit) { return units().contains(unit); }

bool is_share_unit(const std::string& unit) { return has_dimension(unit, Dimension::share); }

}  // namespace corridor

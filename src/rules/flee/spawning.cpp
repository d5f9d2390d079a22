#include "rules/flee/spawning.h"

#include <cmath>

#include "random/draws.h"
#include "rules/flee/floods.h"

namespace corridor {
namespace {

void lower_capacities(const FleeData& data, FleeNetwork& network) {
  for (const FleeCamp& camp : data.camps()) {
    FleePlace& place = network.places()[camp.location];
    if (place.capacity > 0) place.capacity -= data.registered(camp, 0);
  }
}

Count from_data(const FleeInstance& instance, const FleeData& data, int day, bool has_origin,
                FleeNetwork& network, FleeLedger& ledger) {
  const FleeSettings& settings = instance.settings;
  const Count growth = data.growth(day);
  Count newcomers = growth - ledger.debt;
  ledger.registered_growth += growth;
  if (day == 0 && !settings.strict) newcomers = data.at_start() - ledger.debt;
  if (day == 0 && settings.insert_day0) {
    newcomers = 0;
    if (!settings.keep_capacity) lower_capacities(data, network);
  }
  ledger.debt = 0;
  // Without a zone in conflict nobody can be placed: they wait as a negative debt (quirk Q15).
  if (newcomers < 0 || !has_origin) {
    ledger.debt = -newcomers;
    return 0;
  }
  return newcomers;
}

/// `rate` people, that share of the population, or a Poisson number of mean `rate`.
Count at_rate(FleeSpawnRate kind, double rate, Count population, Stream& stream) {
  switch (kind) {
    case FleeSpawnRate::constant:
      return static_cast<Count>(rate);
    case FleeSpawnRate::pop_ratio:
      return static_cast<Count>(rate * static_cast<double>(population));
    case FleeSpawnRate::poisson:
      return draw_poisson(stream, rate);
  }
  return 0;
}

Count from_conflict(const FleeSettings& settings, const FleePlace& place, Stream& stream) {
  if (place.intensity <= 0.0) return 0;
  return at_rate(settings.spawn_rate, settings.displaced_per_conflict_day * place.intensity,
                 place.population, stream);
}

Count from_flood(const FleeSettings& settings, const FleePlace& place, Stream& stream) {
  if (place.flood_level <= 0) return 0;
  double rate = flee_by_level(settings.displaced_per_flood_day, place.flood_level, 0.0);
  if (settings.spawn_rate == FleeSpawnRate::poisson) rate = std::trunc(rate);
  return at_rate(settings.spawn_rate, rate, place.population, stream);
}

}  // namespace

FleeNewcomers flee_newcomers(const FleeInstance& instance, const FleeData& data, int day,
                             bool has_origin, FleeNetwork& network, FleeLedger& ledger,
                             Stream& stream) {
  const FleeSettings& settings = instance.settings;
  FleeNewcomers newcomers;
  if (settings.spawn_mode == FleeSpawnMode::data_driven) {
    newcomers.by_weight = from_data(instance, data, day, has_origin, network, ledger);
    return newcomers;
  }
  const bool floods = settings.spawn_mode == FleeSpawnMode::flood_driven;
  for (const FleePlace& place : network.places()) {
    newcomers.by_place.push_back(floods ? from_flood(settings, place, stream)
                                        : from_conflict(settings, place, stream));
  }
  return newcomers;
}

Count flee_people_on_day0(const FleeInstance& instance, const FleeData& data,
                          const FleeCamp& camp) {
  if (instance.settings.empty_camps_on_day0) return 0;
  const Count registered = instance.settings.insert_day0 ? data.registered(camp, 0) : 0;
  return registered + instance.locations[camp.location].initial_idps;
}

}  // namespace corridor

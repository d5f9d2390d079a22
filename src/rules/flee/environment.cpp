#include "rules/flee/environment.h"

#include <algorithm>
#include <cmath>

#include "rules/flee/floods.h"

namespace corridor {
namespace {

constexpr double kConflictFrom = 1e-6;

/// The factor on a conflict of that age.
double decay(const FleeSettings& settings, int age_days) {
  if (settings.conflict_decay.empty()) return 1.0;
  const int step = std::max(0, age_days / settings.conflict_decay_interval_days);
  return settings
      .conflict_decay[std::min(settings.conflict_decay.size() - 1, static_cast<std::size_t>(step))];
}

void begin_conflict(const FleeSettings& settings, double intensity, int day, FleePlace& place) {
  place.chance = settings.conflict_movechance;
  place.intensity = intensity;
  place.conflict_since_day = day;
  place.is_town = false;
  place.is_conflict = true;
}

void end_conflict(const FleeSettings& settings, FleePlace& place) {
  place.chance = settings.default_movechance;
  place.intensity = -1.0;
  place.is_town = true;  // even where it is a camp, as in Flee
  place.is_conflict = false;
}

bool change_conflict(const FleeSettings& settings, const FleeDailyColumn& column, std::size_t day,
                     FleePlace& place) {
  const double now = column.by_day[day];
  const double before = day == 0 ? 0.0 : column.by_day[day - 1];
  if (now > kConflictFrom && before < kConflictFrom) {
    begin_conflict(settings, now, static_cast<int>(day), place);
    return true;
  }
  if (day > 0 && now < kConflictFrom && before >= kConflictFrom) {
    end_conflict(settings, place);
    return true;
  }
  // A change of intensity in between counts for nothing in Flee (quirk Q7).
  if (!settings.follow_intensity || now == before || now < kConflictFrom) return false;
  place.intensity = now;
  return true;
}

std::vector<std::uint8_t> places_in(const FleeInstance& instance, const std::string& country) {
  std::vector<std::uint8_t> inside;
  for (const FleeLocation& location : instance.locations) {
    inside.push_back(location.country == country ? 1 : 0);
  }
  return inside;
}

void close_camp(const FleeSettings& settings, const FleeClosure& closure, bool open,
                FleeNetwork& network) {
  const FleeLocationKind camp = closure.kind == FleeClosureKind::idp_camp
                                    ? FleeLocationKind::idp_camp
                                    : FleeLocationKind::camp;
  network.set_kind(closure.location1, open ? camp : FleeLocationKind::town, settings);
}

void enact(const FleeInstance& instance, const FleeClosure& closure, bool open,
           FleeNetwork& network) {
  switch (closure.kind) {
    case FleeClosureKind::country:
      network.set_border_open(places_in(instance, closure.country1),
                              places_in(instance, closure.country2), open);
      return;
    case FleeClosureKind::location:
      network.set_place_open(closure.location1, open);
      return;
    case FleeClosureKind::link:
      network.set_link_open(closure.location1, closure.location2, open);
      return;
    case FleeClosureKind::camp:
    case FleeClosureKind::idp_camp:
      close_camp(instance.settings, closure, open, network);
      return;
  }
}

double score(const FleeInstance& instance, const FleeLocation& location, const FleePlace& place,
             int day) {
  const FleeSettings& settings = instance.settings;
  double score = 1.0;
  if (place.is_foreign) {
    if (settings.use_economic_pull) {
      const double development = location.attribute("hdi");
      score *= 1.0 + location.attribute("trade_volume") + development * development;
    }
    score *= settings.foreign_weight;
  } else if (settings.avoid_food_deprived_locations && day > 0) {
    score *= 1.0 - place.hunger * place.hunger;
  }
  if (place.is_camp) score *= settings.camp_weight;
  if (place.intensity > 0.0) {
    const double strength = decay(settings, day - place.conflict_since_day) * place.intensity;
    score *= std::pow(settings.conflict_weight, strength);
  }
  if (place.is_flood_zone && instance.has_floods()) {
    score *= flee_by_level(settings.flood_loc_weights, place.flood_level, 1.0);
    // A misspelt name makes Flee see no forecast flood at all here (quirk Q24).
    if (settings.strict && flee_has_forecast(settings, day)) score = 0.0;
  }
  return score;
}

/// The share in hunger, linear between the rows of the region and constant outside.
double hunger_on(const FleeHunger& column, double day) {
  const auto above = std::upper_bound(column.days.begin(), column.days.end(), day);
  if (above == column.days.begin()) return column.percent.front() / 100.0;
  const std::size_t i = static_cast<std::size_t>(above - column.days.begin()) - 1;
  if (i + 1 == column.days.size()) return column.percent.back() / 100.0;
  const double share = (day - column.days[i]) / (column.days[i + 1] - column.days[i]);
  return (column.percent[i] + share * (column.percent[i + 1] - column.percent[i])) / 100.0;
}

void update_hunger(const FleeInstance& instance, int day, FleeNetwork& network) {
  for (std::size_t i = 0; i < instance.locations.size(); ++i) {
    const FleeLocation& location = instance.locations[i];
    // Flee misses places that are called like a region (quirk Q25).
    const bool is_missed =
        instance.settings.strict &&
        std::any_of(instance.hunger.begin(), instance.hunger.end(),
                    [&](const FleeHunger& column) { return column.region == location.name; });
    for (const FleeHunger& column : instance.hunger) {
      if (column.region != location.region || is_missed || column.days.empty()) continue;
      network.places()[i].hunger = hunger_on(column, static_cast<double>(day));
    }
  }
}

}  // namespace

bool flee_change_environment(const FleeInstance& instance, int day, FleeNetwork& network) {
  for (const FleeKindChange& change : instance.kind_changes) {
    if (change.day != day) continue;
    network.set_kind(change.location, change.kind, instance.settings);
    network.places()[change.location].intensity = change.kind == FleeLocationKind::conflict_zone
                                                      ? instance.settings.default_conflict_intensity
                                                      : -1.0;
  }
  if (instance.needs_hunger()) update_hunger(instance, day, network);
  const auto index = static_cast<std::size_t>(day);
  for (const FleeDailyColumn& column : instance.flood_levels) {
    if (index >= column.by_day.size()) continue;
    network.places()[column.location].flood_level = static_cast<int>(column.by_day[index]);
  }
  bool changed = false;
  for (const FleeDailyColumn& column : instance.conflicts) {
    if (index >= column.by_day.size()) continue;
    if (change_conflict(instance.settings, column, index, network.places()[column.location])) {
      changed = true;
    }
  }
  return changed;
}

void flee_enact_closures(const FleeInstance& instance, int day, FleeNetwork& network) {
  for (const FleeClosure& closure : instance.closures) {
    if (closure.start_day == day) enact(instance, closure, false, network);
    if (closure.end_day == day) enact(instance, closure, true, network);
  }
}

bool flee_update_scores(const FleeInstance& instance, int day, FleeNetwork& network) {
  bool changed = instance.has_floods();
  for (std::size_t i = 0; i < network.places().size(); ++i) {
    FleePlace& place = network.places()[i];
    const double now = score(instance, instance.locations[i], place, day);
    changed = changed || now != place.score;
    place.score = now;
    place.capacity += instance.locations[i].capacity_per_day;
    place.leave_probability =
        flee_leave_probability(instance, static_cast<FleeLocationIndex>(i), place, day, -1.0);
  }
  return changed || instance.settings.use_pop_for_loc_weight ||
         instance.settings.match_camp_ethnicity || instance.settings.match_camp_religion ||
         instance.settings.match_town_ethnicity || instance.settings.match_conflict_ethnicity;
}

double flee_leave_probability(const FleeInstance& instance, FleeLocationIndex index,
                              const FleePlace& place, int day, double awareness) {
  const FleeSettings& rules = instance.settings;
  double chance = place.chance;
  if (rules.movechance_pop_scale_factor != 0.0) {
    const auto size = static_cast<double>(std::max(place.population, place.capacity));
    chance *= std::pow(size / rules.movechance_pop_base, rules.movechance_pop_scale_factor);
  }
  if (rules.flee_when_starving) chance = place.hunger + (1.0 - place.hunger) * chance;
  if (!instance.has_floods()) return chance;
  return flee_flood_chance(instance, index, day, place.flood_level, chance, awareness);
}

void flee_spawn_weights(const FleeInstance& instance, int day, const FleeNetwork& network,
                        std::vector<double>& weights) {
  const FleeSettings& rules = instance.settings;
  weights.assign(network.places().size(), 0.0);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const FleePlace& place = network.places()[i];
    const bool in_conflict = place.intensity > 0.0;
    if (!in_conflict && rules.conflict_zone_spawning_only) continue;
    const auto population = static_cast<double>(place.population);
    if (in_conflict) {
      weights[i] = population * place.intensity * decay(rules, day - place.conflict_since_day);
    }
    if (rules.starvation_driven_spawning && day > 0) weights[i] += population * place.hunger;
  }
}

}  // namespace corridor

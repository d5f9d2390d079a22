#include "rules/flee/environment.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

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
  return false;  // a change of intensity in between counts for nothing, as in Flee
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

double attribute(const FleeLocation& location, const char* name) {
  const auto found = location.attributes.find(name);
  return found == location.attributes.end() ? 0.0 : std::strtod(found->second.c_str(), nullptr);
}

double score(const FleeInstance& instance, const FleeLocation& location, const FleePlace& place,
             int day) {
  const FleeSettings& settings = instance.settings;
  double score = 1.0;
  if (place.is_foreign) {
    if (settings.use_economic_pull) {
      const double development = attribute(location, "hdi");
      score *= 1.0 + attribute(location, "trade_volume") + development * development;
    }
    score *= settings.foreign_weight;
  }
  if (place.is_camp) score *= settings.camp_weight;
  if (place.intensity > 0.0) {
    const double strength = decay(settings, day - place.conflict_since_day) * place.intensity;
    score *= std::pow(settings.conflict_weight, strength);
  }
  if (place.is_flood_zone && instance.has_floods()) {
    score *= flee_by_level(settings.flood_loc_weights, place.flood_level, 1.0);
  }
  return score;
}

double leave_probability(const FleeSettings& settings, const FleePlace& place) {
  if (place.flood_level > 0 && !settings.flood_movechances.empty()) {
    return flee_by_level(settings.flood_movechances, place.flood_level, place.chance);
  }
  if (settings.movechance_pop_scale_factor == 0.0) return place.chance;
  const auto size = static_cast<double>(std::max(place.population, place.capacity));
  return place.chance *
         std::pow(size / settings.movechance_pop_base, settings.movechance_pop_scale_factor);
}

}  // namespace

bool flee_change_environment(const FleeInstance& instance, int day, FleeNetwork& network) {
  for (const FleeKindChange& change : instance.kind_changes) {
    if (change.day != day) continue;
    network.set_kind(change.location, change.kind, instance.settings);
    network.places()[change.location].intensity =
        change.kind == FleeLocationKind::conflict_zone ? 1.0 : -1.0;
  }
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
    place.leave_probability = leave_probability(instance.settings, place);
  }
  return changed || instance.settings.use_pop_for_loc_weight;
}

void flee_spawn_weights(const FleeInstance& instance, int day, const FleeNetwork& network,
                        std::vector<double>& weights) {
  weights.assign(network.places().size(), 0.0);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const FleePlace& place = network.places()[i];
    if (place.intensity <= 0.0) continue;
    weights[i] = static_cast<double>(place.population) * place.intensity *
                 decay(instance.settings, day - place.conflict_since_day);
  }
}

}  // namespace corridor

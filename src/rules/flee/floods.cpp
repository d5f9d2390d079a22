#include "rules/flee/floods.h"

#include <algorithm>
#include <cmath>

namespace corridor {
namespace {

/// The levels of the days ahead, nearest first, with the weights of each.
struct DayAhead {
  int level = 0;
  double weight = 0.0;
};

double at_or_last(const std::vector<double>& list, int index) {
  return list[std::min(static_cast<std::size_t>(index), list.size() - 1)];
}

int level_on(const FleeInstance& instance, FleeLocationIndex place, int day) {
  for (const FleeDailyColumn& column : instance.flood_levels) {
    if (column.location != place || static_cast<std::size_t>(day) >= column.by_day.size()) continue;
    return static_cast<int>(column.by_day[static_cast<std::size_t>(day)]);
  }
  return 0;
}

std::vector<DayAhead> days_ahead(const FleeInstance& instance, FleeLocationIndex place, int day) {
  const FleeSettings& rules = instance.settings;
  std::vector<DayAhead> ahead;
  for (int lead = 1; lead <= rules.flood_forecast_days; ++lead) {
    const int then = std::min(day + lead, rules.flood_forecast_end_day);
    // Flee takes the weight of the absolute day; meant is that of the lead.
    const double weight = at_or_last(rules.flood_forecast_weights, rules.strict ? then : lead - 1);
    ahead.push_back({level_on(instance, place, then), weight});
    if (then == rules.flood_forecast_end_day) break;
  }
  return ahead;
}

/// Today's value mixed with those of the days ahead.
template <class ValueOfLevel>
double mixed(const FleeInstance& instance, FleeLocationIndex place, int day, double today,
             double awareness, const ValueOfLevel& value_of) {
  double value = today;
  for (const DayAhead& then : days_ahead(instance, place, day)) {
    const double weight = awareness * std::clamp(then.weight, 0.0, 1.0) /
                          static_cast<double>(instance.settings.flood_forecast_days);
    value += weight * (value_of(then.level) - today);
  }
  return value;
}

}  // namespace

double flee_by_level(const std::vector<double>& list, double level, double fallback) {
  if (list.empty()) return fallback;
  const double last = static_cast<double>(list.size() - 1);
  const double at = std::clamp(level, 0.0, last);
  const auto below = static_cast<std::size_t>(std::floor(at));
  const std::size_t above = std::min(below + 1, list.size() - 1);
  return list[below] + (at - std::floor(at)) * (list[above] - list[below]);
}

bool flee_has_forecast(const FleeSettings& settings, int day) {
  return settings.flood_forecaster && settings.flood_forecast_days > 1 &&
         day <= settings.flood_forecast_end_day;
}

double flee_flood_chance(const FleeInstance& instance, FleeLocationIndex place, int day, int level,
                         double dry_chance, double awareness) {
  const FleeSettings& rules = instance.settings;
  const auto chance_of = [&](int at) {
    return at > 0 ? flee_by_level(rules.flood_movechances, at, dry_chance) : dry_chance;
  };
  const double today = chance_of(level);
  if (awareness < 0.0 || !flee_has_forecast(rules, day)) return today;
  if (!rules.strict) return mixed(instance, place, day, today, awareness, chance_of);
  double sum = 0.0;
  for (const DayAhead& then : days_ahead(instance, place, day)) {
    if (then.level > 0)
      sum += flee_by_level(rules.flood_loc_weights, then.level, 1.0) * then.weight;
  }
  return today * awareness / static_cast<double>(rules.flood_forecast_days) * sum;
}

double flee_flood_weight(const FleeInstance& instance, FleeLocationIndex place, int day, int level,
                         double awareness) {
  const FleeSettings& rules = instance.settings;
  const auto weight_of = [&](int at) {
    return at > 0 ? flee_by_level(rules.flood_loc_weights, at, 1.0) : 1.0;
  };
  const double today = weight_of(level);
  if (awareness < 0.0 || !flee_has_forecast(rules, day)) return today;
  if (!rules.strict) return mixed(instance, place, day, today, awareness, weight_of);
  double sum = 0.0;
  for (const DayAhead& then : days_ahead(instance, place, day)) {
    if (then.level > 0) sum += flee_by_level(rules.flood_loc_weights, level, 1.0) * then.weight;
  }
  return today * awareness * sum * sum / static_cast<double>(rules.flood_forecast_days);
}

}  // namespace corridor

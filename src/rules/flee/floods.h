#pragma once
// Floods: what a level does to leaving and to the weight of a place, today and as forecast.
#include <vector>

#include "scenario/flee_instance.h"

namespace corridor {

/// The value of a list at a flood level, linear between whole levels and constant above the last.
/// (Flee aborts at the last level of the list: quirk Q23.) An empty list gives `fallback`.
double flee_by_level(const std::vector<double>& list, double level, double fallback);

/// The chance of leaving a place: `dry_chance` without a flood, else that of the level. With an
/// awareness (0 or more) the forecast of the days ahead counts: the chance is the mean of today's
/// and the days' ahead, these weighted by awareness and by the confidence in the forecast. Under
/// `strict` as Flee computes it (quirk Q24).
double flee_flood_chance(const FleeInstance& instance, FleeLocationIndex place, int day, int level,
                         double dry_chance, double awareness);

/// The factor of a flood on the weight of an end point, with the forecast in the same way.
double flee_flood_weight(const FleeInstance& instance, FleeLocationIndex place, int day, int level,
                         double awareness);

/// True while the forecast reaches ahead.
bool flee_has_forecast(const FleeSettings& settings, int day);

}  // namespace corridor

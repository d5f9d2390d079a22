#pragma once
// What happens to the places by itself: conflicts, floods, closures, scores, chances of leaving.
#include <vector>

#include "rules/flee/network.h"

namespace corridor {

/// Changes of kind, conflicts or flood levels of the day. True when a conflict began or ended.
bool flee_change_environment(const FleeInstance& instance, int day, FleeNetwork& network);
/// The closures of the day, in file order.
void flee_enact_closures(const FleeInstance& instance, int day, FleeNetwork& network);
/// Scores, added capacities and chances of leaving of the day. True when a score changed.
bool flee_update_scores(const FleeInstance& instance, int day, FleeNetwork& network);
/// The chance of leaving a place on a day, for people without a route. `awareness`: weight of the
/// flood forecast; below 0: none.
double flee_leave_probability(const FleeInstance& instance, FleeLocationIndex index,
                              const FleePlace& place, int day, double awareness);
/// Where the newly displaced come from: population times intensity times decay, for zones in
/// conflict.
void flee_spawn_weights(const FleeInstance& instance, int day, const FleeNetwork& network,
                        std::vector<double>& weights);

}  // namespace corridor

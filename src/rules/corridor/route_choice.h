#pragma once
// Step 6. Which destination and route.
#include <span>
#include <vector>

#include "rules/corridor/state.h"

namespace corridor {

/// Probabilities of these routes from a place (multinomial logit), in their order: for
/// households that know the queues now standing and for the others. Times and queues are those of
/// vehicles or of people on foot.
void route_probabilities(const TickContext& context, PlaceId from, std::span<const RouteId> routes,
                         bool on_foot, std::vector<double>& informed,
                         std::vector<double>& uninformed);
/// Sets what kin named in the scenario are worth on each route: their weight times ln(1 + people).
void weigh_kin(const World& world, CorridorState& state);
/// The route that those who know the queues take at a junction instead of `route`, which begins
/// there: the quickest open one to the same destination where it saves enough, else `route`.
RouteId revised_route(const TickContext& context, RouteId route);

}  // namespace corridor

#pragma once
// Step 9. The way home.
#include "rules/corridor/state.h"

namespace corridor {

/// Return where it is permitted, safe and served.
void go_home(TickContext& context);
/// Free-flow hours from a safe place back to a home, taken as those of the quickest way out: a
/// route, as quick as it is now, and onward journeys from its end; or where people do not come
/// there so, the way by road.
double way_back_hours(const TickContext& context, PlaceId from, PlaceId home);
/// The part of the hazard of return that is left at a home with this threat and deprivation:
/// (1 - T / T limit)+ (1 - D / D limit)+.
double return_weight(const Settings& settings, double threat, double deprivation);

}  // namespace corridor

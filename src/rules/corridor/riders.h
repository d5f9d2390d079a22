#pragma once
// Households that ride along: in a vehicle of the count, or in one that no count shows.
#include "random/draws.h"
#include "rules/corridor/platoon.h"

namespace corridor {

/// How many of the riders sit in the vehicles that go: each vehicle carries at most one, so the
/// draw is without replacement; where riders outnumber vehicles, each rides with a vehicle chosen
/// at random.
Count riders_with(Stream& stream, Count vehicles, Count riders, Count going);

/// Riders whose vehicle no count shows (a lorry that passes, a relative who came for them) take
/// no room on the road: as soon as no vehicle is before them they go on after the free-flow time,
/// as fast as the end of the road lets such vehicles out. Whether all of the platoon are such
/// riders and came no later than `riders_since`.
bool goes_without_vehicle(const Platoon& platoon, Tick riders_since);

}  // namespace corridor

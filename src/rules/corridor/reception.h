#pragma once
// Step 8. Reception: desks, onward journeys, beds.
#include "rules/corridor/state.h"

namespace corridor {

/// Registration and onward journeys; then beds for those who need one.
void receive(TickContext& context);
void shelter(TickContext& context);
/// From now on a desk registers so many people an hour. The first rate above 0 makes a place one
/// with a desk; a rate of 0 thereafter closes it.
void set_desk_rate(PlaceState& place, double people_per_hour);

}  // namespace corridor

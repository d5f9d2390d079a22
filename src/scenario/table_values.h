#pragma once
#include "scenario/scenario.h"

namespace corridor {

/// Calls `use` with every value of every row.
template <class Use>
void for_every_value(const Scenario& scenario, Use&& use) {
  for (const Place& place : scenario.places) {
    for (const Value* value : {&place.supplies.food_person_days, &place.supplies.fuel_litres,
                               &place.supplies.medicine_person_days,
                               &place.registration_people_per_hour, &place.shelter_people,
                               &place.host_share, &place.own_means_share, &place.present_before}) {
      use(*value);
    }
  }
  for (const Road& road : scenario.roads) {
    use(road.capacity_vehicles_per_hour);
    if (road.checkpoint) {
      use(road.checkpoint->vehicles_per_hour);
      if (road.checkpoint->people_on_foot_per_hour) use(*road.checkpoint->people_on_foot_per_hour);
    }
  }
  for (const Group& group : scenario.groups) {
    use(group.people);
    use(group.people_per_household);
    use(group.people_per_vehicle);
    if (group.never_leave_share) use(*group.never_leave_share);
  }
  for (const OnwardShare& share : scenario.onward) use(share.share);
  for (const Kin& kin : scenario.kin) use(kin.people);
  for (const Event& event : scenario.events) {
    use(event.delay_hours);
    use(event.probability);
    use(event.amount);
    use(event.lasts_hours);
  }
}

}  // namespace corridor

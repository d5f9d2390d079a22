// Step 5. Who can set out: vehicles with fuel as soon as a way is open and the rules of exit allow
// it; vehicles without fuel as far as the stock reaches; households without a vehicle by a lift, a
// seat on a bus, or on foot; those who need help by ambulance, helicopter, bus or lift. All three
// find means that nobody planned at a small rate: fuel from a neighbour, a lorry, a relative who
// comes back. Scarce things go to those who were ready first.
#include "rules/corridor/means.h"

#include <algorithm>

#include "rules/corridor/departures.h"
#include "rules/corridor/fleets.h"
#include "rules/corridor/lifts.h"
#include "rules/corridor/own_vehicles.h"
#include "rules/corridor/ready_queues.h"
#include "rules/corridor/setting_out_on_foot.h"

namespace corridor {
namespace {

bool somebody_is_ready(const TickContext& context, PlaceId place) {
  const auto ready = context.world.place_bins[place.index].ready();
  return std::any_of(ready.begin(), ready.end(),
                     [&](BinId bin) { return !context.state.population.bin(bin).empty(); });
}

void leave_place(TickContext& context, PlaceId place) {
  ReadyQueues queues(context.world, context.state, place);
  Departures departures(context, queues);
  const bool on_road = !departures.routes().empty();
  if (on_road) {
    const Count vehicles = drive(context, queues, departures);
    offer_lifts(context, queues, departures, vehicles);
  }
  board_fleets(context, queues, departures);
  if (on_road) set_out_on_foot(context, queues, departures);
}

}  // namespace

void find_means(TickContext& context) {
  call_back_fleets(context.state);
  for (const PlaceId place : context.world.settlements) {
    if (context.world.scenario.place(place).safe) continue;
    if (somebody_is_ready(context, place)) leave_place(context, place);
  }
}

}  // namespace corridor

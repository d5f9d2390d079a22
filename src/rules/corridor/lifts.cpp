#include "rules/corridor/lifts.h"

#include <algorithm>
#include <span>

#include "random/draws.h"
#include "rules/corridor/lots.h"
#include "rules/corridor/other_means.h"

namespace corridor {
namespace {

/// Households that vehicles would take along.
Count draw_offers(const TickContext& context, PlaceId place, Count vehicles) {
  if (vehicles == 0) return 0;
  Stream stream = context.stream(Process::lift_offers, context.world.place_key[place.index]);
  return draw_binomial(stream, vehicles, context.state.settings.lift_probability);
}

/// Returns the households of a queue that are lifted.
Count lift(const TickContext& context, ReadyQueues& queues, Departures& departures, Queue queue,
           Count offers) {
  if (offers == 0 || !queues.may_leave(queue)) return 0;
  const std::span<const Cohort> cohorts = queues.serve(queue);
  return serve_in_order(
      cohorts, offers,
      context.stream(Process::lift_lot, context.world.place_key[queues.place().index],
                     static_cast<std::uint64_t>(queue)),
      [&](std::size_t i, Count households) {
        queues.note_gone(i, households);
        departures.set_out({i, cohorts[i].group, Mode::lift, 1, households});
      });
}

}  // namespace

void offer_lifts(TickContext& context, ReadyQueues& queues, Departures& departures,
                 Count vehicles) {
  Count offers = draw_offers(context, queues.place(), vehicles);
  for (const Queue queue : {Queue::without_vehicle, Queue::needing_help}) {
    const Count seats = find_other_means(context, queues, queue);
    const Count lifted = lift(context, queues, departures, queue, offers + seats);
    offers -= std::max<Count>(0, lifted - seats);
  }
  lift(context, queues, departures, Queue::without_fuel, offers);
}

}  // namespace corridor

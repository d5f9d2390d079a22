#include "rules/corridor/other_means.h"

#include <cmath>

#include "random/draws.h"

namespace corridor {

Count draw_other_means(const TickContext& context, const ReadyQueues& queues, Queue queue) {
  const World& world = context.world;
  const double hazard_per_hour = context.state.settings.other_means_hazard_per_hour;
  if (hazard_per_hour <= 0.0) return 0;
  const double probability =
      -std::expm1(-hazard_per_hour * world.tick_hours * world.ticks_per_hour);
  Stream stream = context.stream(Process::other_means, world.place_key[queues.place().index],
                                 static_cast<std::uint64_t>(queue));
  return draw_binomial(stream, queues.households(queue), probability);
}

}  // namespace corridor

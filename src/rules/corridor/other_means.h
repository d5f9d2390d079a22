#pragma once
// Step 5. Means that nobody planned: fuel from a neighbour, a lorry, a relative who comes back.
#include "rules/corridor/ready_queues.h"

namespace corridor {

/// Those of a queue, who may leave, who find them in an hour.
Count draw_other_means(const TickContext& context, const ReadyQueues& queues, Queue queue);

/// Households of a queue that find them in this tick: once an hour, for the hour.
inline Count find_other_means(const TickContext& context, const ReadyQueues& queues, Queue queue) {
  const bool none = !context.hour_begins() || queues.households(queue) == 0;
  return none ? 0 : draw_other_means(context, queues, queue);
}

}  // namespace corridor

// The node model of the link transmission model (Yperman 2007, thesis, KU Leuven, ch. 4): what
// each stream can send and each way out can take is known before anybody moves; a contested way
// out is shared by capacity; a stream is first in, first out, so a platoon that cannot go on holds
// back those behind it.
#include "rules/corridor/node.h"

#include "rules/corridor/node_tick.h"

namespace corridor {

void run_node(TickContext& context, const Node& node) {
  NodeTick tick(context, node);
  collect_inflows(tick);
  if (tick.lists.inflows.empty()) return;
  measure_demand(tick);
  share_ways_out(tick);
  for (std::size_t inflow = 0; inflow < tick.lists.inflows.size(); ++inflow) {
    discharge(tick, inflow);
  }
}

}  // namespace corridor

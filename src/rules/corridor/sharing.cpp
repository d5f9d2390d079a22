// Every stream into a node gets what it wants where there is room for all, else shares by capacity.
#include <algorithm>

#include "random/draws.h"
#include "rules/corridor/node_tick.h"

namespace corridor {
namespace {

/// So that whole vehicles find a taker where no stream has any capacity.
constexpr double kSmallestPriority = 1e-9;

/// One contested way out.
class ContestedWay {
 public:
  ContestedWay(NodeTick& tick, std::size_t way)
      : tick_(tick), way_(way), inflows_(tick.lists.inflows.size()), weight_(tick.lists.weights) {}

  /// Shares `room` in proportion to priority; nobody gets more than wanted, what one leaves goes to
  /// the others; the last whole vehicles are given by lot.
  void share(Count room) {
    while (room > 0) {
      const double total = weigh();
      if (total <= 0.0) return;
      const Count given = give_fair_shares(room, total);
      room -= given;
      if (given == 0) {
        give_by_lot(room);
        return;
      }
    }
  }

 private:
  /// The priorities of those who want more; returns their sum.
  double weigh() {
    weight_.assign(inflows_, 0.0);
    double total = 0.0;
    for (std::size_t i = 0; i < inflows_; ++i) {
      const bool wants_more = tick_.allowed(i, way_) < tick_.wanted(i, way_);
      if (wants_more) weight_[i] = std::max(tick_.lists.inflows[i].priority, kSmallestPriority);
      total += weight_[i];
    }
    return total;
  }

  /// Returns the vehicles that are given.
  Count give_fair_shares(Count room, double total) {
    Count given = 0;
    for (std::size_t i = 0; i < inflows_; ++i) {
      const auto fair = static_cast<Count>(static_cast<double>(room) * weight_[i] / total);
      Count& allowed = tick_.allowed(i, way_);
      const Count extra = std::min(fair, tick_.wanted(i, way_) - allowed);
      allowed += extra;
      given += extra;
    }
    return given;
  }

  void give_by_lot(Count room) {
    std::vector<Count>& winner = tick_.lists.lots;
    winner.assign(inflows_, 0);
    for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(room); ++i) {
      Stream stream = tick_.context.stream(
          Process::merge_lot, tick_.world.place_key[tick_.node.place.index], way_ * kMostWays + i);
      draw_multinomial(stream, 1, weight_, winner);
      const auto at =
          static_cast<std::size_t>(std::find(winner.begin(), winner.end(), 1) - winner.begin());
      ++tick_.allowed(at, way_);
      weight_[at] = 0.0;
      if (std::all_of(weight_.begin(), weight_.end(), [](double w) { return w <= 0.0; })) return;
    }
  }

  NodeTick& tick_;
  std::size_t way_;
  std::size_t inflows_;
  std::vector<double>& weight_;  ///< by inflow
};

}  // namespace

void share_ways_out(NodeTick& tick) {
  const std::size_t inflows = tick.lists.inflows.size();
  for (std::size_t way = 0; way < tick.ways; ++way) {
    Count all = 0;
    for (std::size_t i = 0; i < inflows; ++i) all += tick.wanted(i, way);
    if (all == 0) continue;
    const Count room = way == tick.end_of_journey() ? all : room_on(tick.state, tick.node.out[way]);
    if (all <= room) {
      for (std::size_t i = 0; i < inflows; ++i) tick.allowed(i, way) = tick.wanted(i, way);
    } else {
      ContestedWay(tick, way).share(room);
    }
  }
}

}  // namespace corridor

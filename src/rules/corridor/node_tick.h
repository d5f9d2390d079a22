#pragma once
// The stages of one node in one tick, in the order in which `run_node` runs them; each is a file.
#include <cstdint>

#include "rules/corridor/riders.h"
#include "rules/corridor/state.h"

namespace corridor {

/// More ways out of a place, and more vehicles given by lot, than there ever are: keeps the streams
/// of several draws at one place or road apart.
inline constexpr std::uint64_t kMostWays = 64;

/// What the stages work with. Ways out are the outgoing roads, then the end of the journey.
struct NodeTick {
  NodeTick(TickContext& tick_context, const Node& this_node)
      : context(tick_context),
        world(tick_context.world),
        state(tick_context.state),
        node(this_node),
        lists(tick_context.state.road_scratch),
        ways(this_node.out.size() + 1) {}

  [[nodiscard]] std::uint32_t end_of_journey() const {
    return static_cast<std::uint32_t>(node.out.size());
  }
  /// Vehicles of a stream that would go by a way out, and those that may.
  [[nodiscard]] Count& wanted(std::size_t inflow, std::size_t way) const {
    return lists.wanted[inflow * ways + way];
  }
  [[nodiscard]] Count& allowed(std::size_t inflow, std::size_t way) const {
    return lists.allowed[inflow * ways + way];
  }
  /// The cohorts of a stream, the first to go first.
  [[nodiscard]] std::span<const Cohort> cohorts(const Inflow& inflow) const {
    return state.population.bin(inflow.bin).cohorts();
  }

  TickContext& context;
  const World& world;
  CorridorState& state;
  const Node& node;
  RoadScratch& lists;
  std::size_t ways;
};

/// Vehicles that may enter a road now: storage that a backward wave has freed, and flow capacity.
Count room_on(const CorridorState& state, RoadId road);

/// Whether a platoon may go on: there are vehicles left to go, or it needs none.
inline bool goes_on(const Inflow& inflow, const Platoon& platoon, Count left) {
  return left > 0 || goes_without_vehicle(platoon, inflow.riders_since);
}

/// The streams that have somebody to send, and how many vehicles each can.
void collect_inflows(NodeTick& tick);
/// By which ways out the vehicles of each stream want to go.
void measure_demand(NodeTick& tick);
/// How many of them may.
void share_ways_out(NodeTick& tick);
/// Lets the head of a stream go, platoon by platoon, until a limit or a blocked way out stops it.
void discharge(NodeTick& tick, std::size_t inflow);

}  // namespace corridor

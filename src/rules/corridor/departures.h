#pragma once
// Steps 5 and 6. Who has found means sets out by the roads: which route, and the flow onto its
// first road.
#include <cstdint>
#include <span>
#include <vector>

#include "rules/corridor/ready_queues.h"

namespace corridor {

/// The number of households that share a vehicle is kept in a byte of their plan.
inline constexpr Count kLargestParty = 255;

/// Households of one cohort of the queue being served that leave alike.
struct Leaving {
  std::size_t cohort = 0;  ///< its position in the queue
  GroupId group;
  Mode mode = Mode::vehicle;
  Count party = 1;  ///< households in each vehicle
  Count households = 0;
  std::uint16_t fleet = 0;
};

/// The departures by road from one place in one tick.
class Departures {
 public:
  Departures(TickContext& context, const ReadyQueues& queues)
      : context_(context),
        world_(context.world),
        state_(context.state),
        queues_(queues),
        routes_(context.state.open_routes[queues.place().index]) {}

  /// The routes to choose among: open; for walkers, walkable.
  [[nodiscard]] std::span<const RouteId> routes() const { return routes_; }
  /// From now on in this tick people choose among the routes that can be walked.
  void walk_from_now_on();
  /// Splits parties over the routes and proposes the flows to the first roads.
  void set_out(const Leaving& leaving);

 private:
  void choose_routes(const Leaving& leaving);
  void set_out_by(RouteId route, const Leaving& leaving, Count households, std::uint8_t flags);
  [[nodiscard]] std::uint64_t ordinal_of(const Leaving& leaving) const;

  TickContext& context_;
  const World& world_;
  CorridorState& state_;
  const ReadyQueues& queues_;
  std::span<const RouteId> routes_;
  bool on_foot_ = false;  ///< whether those who choose walk
  bool weights_known_ = false;
};

}  // namespace corridor

// Step 7, afterwards. Private vehicles that have lost more than their patience turn back with the
// hazard of the registry, from a queue or while they wait to get onto the road, never out of
// safety. They drive home against the stream at free-flow time, rest, and may decide again. On the
// road they count as having left it, so that the room they stood in is given back as by a vehicle
// that went on. Whom they took along comes back with them; buses go on.
#include "rules/corridor/turn_back.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "random/draws.h"
#include "rules/corridor/arrival.h"
#include "rules/corridor/platoon.h"
#include "rules/corridor/riders.h"

namespace corridor {
namespace {

/// Those in one bin of a road: on it (driving) or before it (loading).
class QueueOfRoad {
 public:
  QueueOfRoad(TickContext& context, RoadId road, bool from_home, double probability)
      : context_(context),
        world_(context.world),
        state_(context.state),
        road_(road),
        from_home_(from_home),
        probability_(probability),
        bin_(from_home ? world_.road_bins[road.index].loading
                       : world_.road_bins[road.index].driving),
        lists_(context.state.road_scratch) {}

  void run() {
    const std::span<const Cohort> cohorts = state_.population.bin(bin_).cohorts();
    state_.flows.from(bin_);
    Stream stream = stream_of(Process::turn_back);
    Stream rider_stream = stream_of(Process::turn_back_riders);
    for (std::size_t begin = 0; begin < cohorts.size() && stands(cohorts[begin]);) {
      const Platoon platoon = platoon_at(cohorts, begin);
      turn_some(platoon, stream, rider_stream);
      begin = platoon.end();
    }
  }

 private:
  [[nodiscard]] Stream stream_of(Process process) const {
    return context_.stream(process, world_.road_key[road_.index], from_home_ ? 1 : 0);
  }

  /// Whether the whole platoon has reached the queue.
  [[nodiscard]] bool stands(const Cohort& cohort) const {
    if (from_home_) return true;
    const auto lag = static_cast<Tick>(std::ceil(state_.roads[road_.index].entered.lag_ticks()));
    return cohort.since + lag < state_.now;
  }

  [[nodiscard]] bool is_out_of_patience(const Cohort& cohort) const {
    const double lost_hours = lost_ticks(world_, state_, cohort, from_home_) * world_.tick_hours;
    return lost_hours > state_.settings.turn_back_patience_hours;
  }

  /// How many of the platoon's vehicles turn is one binomial; each cohort has its share, and of the
  /// riders as many turn as sat in those vehicles.
  void turn_some(const Platoon& platoon, Stream& stream, Stream& rider_stream) {
    const Occupants occupants = read(platoon);
    const Count turning = draw_binomial(stream, occupants.impatient, probability_);
    if (turning == 0) return;
    lists_.lots.assign(lists_.sizes.size(), 0);
    lists_.rider_lots.assign(lists_.riders.size(), 0);
    draw_systematic(stream, lists_.sizes, turning, lists_.lots);
    if (occupants.riders > 0) {
      const Count riders = riders_with(rider_stream, occupants.vehicles, occupants.riders, turning);
      draw_systematic(rider_stream, lists_.riders, riders, lists_.rider_lots);
    }
    for (std::size_t k = 0; k < platoon.cohorts.size(); ++k) {
      const Cohort& cohort = platoon.cohorts[k];
      const Count vehicles = lists_.lots[k];
      const Count households = vehicles * cohort.plan.party() + lists_.rider_lots[k];
      if (households > 0) send_home(cohort, platoon.begin + k, households, vehicles);
    }
  }

  struct Occupants {
    Count vehicles = 0;   ///< private ones
    Count impatient = 0;  ///< of them, those that may turn
    Count riders = 0;     ///< households that ride along
  };

  /// Fills `sizes` with the vehicles that may turn and `riders`, by cohort.
  Occupants read(const Platoon& platoon) {
    Occupants occupants;
    lists_.sizes.clear();
    lists_.riders.clear();
    for (const Cohort& cohort : platoon.cohorts) {
      const auto mode = static_cast<Mode>(cohort.plan.mode());
      const Count vehicles = mode == Mode::vehicle ? vehicles_of(cohort) : 0;
      lists_.sizes.push_back(is_out_of_patience(cohort) ? vehicles : 0);
      lists_.riders.push_back(mode == Mode::lift ? cohort.households : 0);
      occupants.vehicles += vehicles;
      occupants.impatient += lists_.sizes.back();
      occupants.riders += lists_.riders.back();
    }
    return occupants;
  }

  void send_home(const Cohort& cohort, std::size_t index, Count households, Count vehicles) {
    const PlaceId home = world_.group(cohort.group).place;
    const double rest_ticks = state_.settings.turn_back_rest_hours / world_.tick_hours;
    const auto ticks = static_cast<Tick>(std::ceil(ticks_back_to(home) + rest_ticks));
    state_.flows.add({static_cast<std::uint32_t>(index), world_.place_bins[home.index].returning,
                      Plan{}, state_.now + ticks, cohort.group, households});
    RoadState& road = state_.roads[road_.index];
    if (from_home_) {
      road.loading_vehicles -= vehicles;
    } else {
      road.left.add(vehicles);
    }
  }

  /// Free-flow ticks from the end of the road to a home, along the routes from there.
  [[nodiscard]] double ticks_back_to(PlaceId home) const {
    if (from_home_) return 0.0;
    for (const RouteId id : world_.routes_from[home.index]) {
      double ticks = 0.0;
      for (const RoadId passed : world_.routes[id].roads) {
        ticks += state_.roads[passed.index].free_ticks;
        if (passed == road_) return ticks;
      }
    }
    return state_.roads[road_.index].free_ticks;
  }

  TickContext& context_;
  const World& world_;
  CorridorState& state_;
  RoadId road_;
  bool from_home_;
  double probability_;  ///< for a vehicle without patience to turn in this hour
  BinId bin_;
  RoadScratch& lists_;
};

}  // namespace

void turn_back(TickContext& context) {
  const double hazard_per_hour = context.state.settings.turn_back_hazard_per_hour;
  if (hazard_per_hour <= 0.0 || !context.hour_ends()) return;
  const World& world = context.world;
  const double hours = world.tick_hours * static_cast<double>(world.ticks_per_hour);
  const double probability = -std::expm1(-hazard_per_hour * hours);
  for (std::uint32_t r = 0; r < world.scenario.roads.size(); ++r) {
    if (world.scenario.place(world.scenario.roads[r].from).safe) continue;
    for (const bool from_home : {true, false}) {
      QueueOfRoad(context, RoadId{r}, from_home, probability).run();
    }
  }
}

}  // namespace corridor

// The head of a stream leaves a node, platoon by platoon: first in, first out, so one that cannot
// go on as a whole holds back those behind it.
#include <algorithm>
#include <limits>
#include <optional>
#include <span>

#include "random/draws.h"
#include "rules/corridor/node_tick.h"
#include "rules/corridor/passing.h"
#include "rules/corridor/turns.h"
#include "rules/corridor/whole.h"

namespace corridor {
namespace {

/// One stream into a node.
class Discharge {
 public:
  Discharge(NodeTick& tick, std::size_t inflow_index)
      : tick_(tick),
        lists_(tick.lists),
        index_(inflow_index),
        inflow_(tick.lists.inflows[inflow_index]) {}

  void run() {
    const std::span<const Cohort> cohorts = tick_.cohorts(inflow_);
    tick_.state.flows.from(inflow_.bin);
    Count left = inflow_.limit;
    for (std::size_t begin = 0; begin < cohorts.size();) {
      const Platoon platoon = platoon_at(cohorts, begin);
      if (!goes_on(inflow_, platoon, left)) return;
      const std::optional<Count> gone =
          inflow_.same_turn ? discharge_uniform(platoon) : discharge_mixed(platoon, left);
      if (!gone) return;
      left = std::min(left - *gone, outflow_left());
      begin = platoon.end();
    }
  }

 private:
  Count& allowed(std::size_t way) { return tick_.allowed(index_, way); }

  /// Vehicles that the end of a road still lets out; from home as many as like.
  [[nodiscard]] Count outflow_left() const {
    if (inflow_.from_home) return std::numeric_limits<Count>::max();
    return whole(tick_.state.roads[inflow_.road.index].outflow_credit);
  }

  /// Vehicles of the platoon that went; nothing where it could not go as a whole.
  std::optional<Count> discharge_mixed(const Platoon& platoon, Count left) {
    const PlatoonDemand demand = read_platoon(tick_, inflow_, platoon);
    bool all = !demand.blocked && demand.vehicles <= left;
    for (std::size_t way = 0; way < tick_.ways; ++way) {
      all = all && lists_.platoon[way] <= allowed(way);
    }
    if (!all) {
      discharge_part(platoon);
      return std::nullopt;
    }
    for (std::size_t way = 0; way < tick_.ways; ++way) allowed(way) -= lists_.platoon[way];
    return leave_together(platoon, demand.vehicles, demand.riders,
                          [&](std::size_t k) { return lists_.turns[k]; });
  }

  /// The same for a stream that all goes one way.
  std::optional<Count> discharge_uniform(const Platoon& platoon) {
    Count vehicles = 0;
    Count riders = 0;
    for (const Cohort& cohort : platoon.cohorts) {
      const Count here = vehicles_of(cohort);
      vehicles += here;
      if (here == 0) riders += cohort.households;
    }
    if (vehicles > allowed(inflow_.way)) {
      if (allowed(inflow_.way) == 0) return std::nullopt;
      read_platoon(tick_, inflow_, platoon);
      discharge_part(platoon);
      return std::nullopt;
    }
    allowed(inflow_.way) -= vehicles;
    return leave_together(platoon, vehicles, riders, [&](std::size_t k) {
      return turn_of(tick_, inflow_, platoon.cohorts[k].plan);
    });
  }

  /// All vehicles of a platoon leave, and riders as far as they pass. Returns the vehicles; nothing
  /// where riders stay.
  template <class TurnOf>
  std::optional<Count> leave_together(const Platoon& platoon, Count vehicles, Count riders,
                                      const TurnOf& turn) {
    const Count passing = passing_riders(riders, vehicles);
    const bool all_pass = passing == riders;
    if (!all_pass) draw_riders(platoon, passing);
    for (std::size_t k = 0; k < platoon.cohorts.size(); ++k) {
      const Cohort& cohort = platoon.cohorts[k];
      const bool stays_in_part = !all_pass && vehicles_of(cohort) == 0;
      const Count households = stays_in_part ? lists_.rider_lots[k] : cohort.households;
      if (households > 0) pass(tick_, inflow_, cohort, platoon.begin + k, turn(k), households);
    }
    return all_pass ? std::optional(vehicles) : std::nullopt;
  }

  /// How many riders pass with a platoon's vehicles, all of which pass: one in each, the others in
  /// vehicles that no count shows and that take their turn at the end of a road.
  Count passing_riders(Count riders, Count vehicles) {
    if (inflow_.from_home || riders <= vehicles) return riders;
    double& credit = tick_.state.roads[inflow_.road.index].outflow_credit;
    const double per_vehicle = tick_.state.settings.households_per_uncounted_vehicle;
    const double room = (credit - static_cast<double>(vehicles)) * per_vehicle;
    const Count uncounted = std::clamp<Count>(whole(room), 0, riders - vehicles);
    credit -= static_cast<double>(uncounted) / per_vehicle;
    return vehicles + uncounted;
  }

  void draw_riders(const Platoon& platoon, Count passing) {
    lists_.riders.clear();
    for (const Cohort& cohort : platoon.cohorts)
      lists_.riders.push_back(vehicles_of(cohort) == 0 ? cohort.households : 0);
    lists_.rider_lots.assign(lists_.riders.size(), 0);
    Stream stream = stream_of(Process::road_riders, 2 * kMostWays);
    draw_systematic(stream, lists_.riders, passing, lists_.rider_lots);
  }

  /// Not all of a platoon that was read can go: for each way out, each cohort's share of the
  /// vehicles that can; those who ride along go with theirs.
  void discharge_part(const Platoon& platoon) {
    for (std::size_t way = 0; way < tick_.ways; ++way) {
      const Count going = std::min(lists_.platoon[way], allowed(way));
      if (going <= 0) continue;
      const Count riders = list_those_going(platoon, way);
      draw_those_who_leave(way, going, riders);
      for (std::size_t k = 0; k < platoon.cohorts.size(); ++k) {
        const Cohort& cohort = platoon.cohorts[k];
        const Count households = lists_.lots[k] * cohort.plan.party() + lists_.rider_lots[k];
        if (households > 0)
          pass(tick_, inflow_, cohort, platoon.begin + k, lists_.turns[k], households);
      }
    }
  }

  /// Fills `sizes` with the vehicles that go one way and `riders` with those who ride along, by
  /// cohort; returns all of the riders.
  Count list_those_going(const Platoon& platoon, std::size_t way) {
    lists_.sizes.clear();
    lists_.riders.clear();
    Count riders = 0;
    for (std::size_t k = 0; k < platoon.cohorts.size(); ++k) {
      const Cohort& cohort = platoon.cohorts[k];
      const Turn& turn = lists_.turns[k];
      const bool this_way = !turn.blocked && turn.way == way;
      lists_.sizes.push_back(this_way ? vehicles_of(cohort) : 0);
      const bool rides = this_way && lists_.sizes.back() == 0;
      lists_.riders.push_back(rides ? cohort.households : 0);
      riders += lists_.riders.back();
    }
    return riders;
  }

  /// Fills `lots` with so many vehicles of those that go one way and `rider_lots` with who sits in
  /// them.
  void draw_those_who_leave(std::size_t way, Count going, Count riders) {
    lists_.lots.assign(lists_.sizes.size(), 0);
    lists_.rider_lots.assign(lists_.sizes.size(), 0);
    const std::uint64_t draw = way + (inflow_.from_home ? kMostWays : 0);
    Stream stream = stream_of(Process::road_lot, draw);
    draw_systematic(stream, lists_.sizes, going, lists_.lots);
    if (riders == 0) return;
    Stream rider_stream = stream_of(Process::road_riders, draw);
    const Count sitting = riders_with(rider_stream, lists_.platoon[way], riders, going);
    const Count riders_going = inflow_.from_home ? sitting : std::min(sitting, going);
    draw_systematic(rider_stream, lists_.riders, riders_going, lists_.rider_lots);
  }

  [[nodiscard]] Stream stream_of(Process process, std::uint64_t draw) const {
    return tick_.context.stream(process, tick_.world.road_key[inflow_.road.index], draw);
  }

  NodeTick& tick_;
  RoadScratch& lists_;
  std::size_t index_;  ///< of the stream
  const Inflow& inflow_;
};

}  // namespace

void discharge(NodeTick& tick, std::size_t inflow) { Discharge(tick, inflow).run(); }

}  // namespace corridor

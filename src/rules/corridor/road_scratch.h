#pragma once
// Lists that one node, or the end of one road on foot, works with in one tick, kept so that they
// are not made anew.
#include <cstdint>
#include <vector>

#include "engine/population.h"

namespace corridor {

/// Where the vehicles at the end of a stream go next.
struct Turn {
  RoadId road;            ///< next road; invalid: the journey ends here
  RouteId route = 0;      ///< route afterwards (another one after a revision)
  bool blocked = false;   ///< no open way on
  std::uint32_t way = 0;  ///< position among the node's ways out
};

/// Before anybody came: nobody goes.
inline constexpr Tick kNoRiders = -1;

/// One stream of vehicles into a node: the end of a road, or the vehicles from home at the
/// beginning of a road.
struct Inflow {
  BinId bin = 0;
  RoadId road;  ///< the road whose end or (from home) whose beginning this is
  bool from_home = false;
  bool same_turn = false;  ///< all of its vehicles go the same way, `way`
  std::uint32_t way = 0;
  Count limit = 0;        ///< vehicles that time and capacity let out in this tick
  Tick riders_since = 0;  ///< those without a vehicle who came no later go, or kNoRiders
  double priority = 0.0;  ///< share in a contested way out
};

/// What is behind the end of a road for walkers with one plan.
struct WayOnFoot {
  BinId to = 0;
  Plan plan;
  Tick due = 0;
  bool has_arrived = false;
  Tick lost = 0;  ///< ticks on the way so far, where they have arrived
};

struct RoadScratch {
  std::vector<Inflow> inflows;
  std::vector<Count> wanted;   ///< vehicles: inflow * ways + way
  std::vector<Count> allowed;  ///< vehicles: inflow * ways + way
  std::vector<Turn> turns;     ///< of the cohorts of one platoon
  std::vector<Count> platoon;  ///< vehicles of one platoon by way out
  std::vector<Count> sizes;
  std::vector<Count> riders;  ///< households that ride along, by cohort of a platoon
  std::vector<Count> lots;
  std::vector<Count> rider_lots;
  std::vector<double> weights;
  std::vector<WayOnFoot> ways_on_foot;  ///< of the cohorts of one platoon
};

}  // namespace corridor

// Step 7, on foot. Walkers take no room on the road. At a checkpoint they wait until it opens and,
// where it lets only so many people on foot through, in line: who came first goes first, and those
// who came in the same tick are mixed evenly. They stop where the way on is closed, for good where
// journeys may end; that holds back nobody behind them.
#include "rules/corridor/walk.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <span>

#include "random/draws.h"
#include "rules/corridor/arrival.h"
#include "rules/corridor/platoon.h"
#include "rules/corridor/travel.h"

namespace corridor {
namespace {

/// The walkers at the end of one road in one tick.
class RoadEndOnFoot {
 public:
  RoadEndOnFoot(TickContext& context, RoadId id)
      : context_(context),
        world_(context.world),
        state_(context.state),
        lists_(context.state.road_scratch),
        id_(id),
        road_(context.world.scenario.road(id)),
        source_(context.world.road_bins[id.index].walking),
        cohorts_(context.state.population.bin(source_).cohorts()) {}

  /// Lets them go on, the longest waiting first, until no more people may pass.
  void let_through() {
    const Tick ticks = walking_ticks(world_, state_, road_.length_km);
    state_.flows.from(source_);
    for (std::size_t begin = 0; begin < cohorts_.size();) {
      if (cohorts_[begin].since + ticks > state_.now) return;
      const Platoon platoon = platoon_at(cohorts_, begin);
      if (!let_through(platoon)) return;
      begin = platoon.end();
    }
  }

 private:
  /// Lets those who came in one tick through, as far as people may pass; whether more may pass.
  bool let_through(const Platoon& platoon) {
    const double room = may_pass();
    if (room <= 0.0) return false;
    const Count people = list_those_who_go_on(platoon);
    const bool all = static_cast<double>(people) <= room;
    if (!all) draw_those_who_pass(room / static_cast<double>(people));
    for (std::size_t k = 0; k < platoon.cohorts.size(); ++k) {
      const Count going = all ? lists_.sizes[k] : lists_.lots[k];
      if (going > 0) go_on(platoon.cohorts[k], platoon.begin + k, lists_.ways_on_foot[k], going);
    }
    return all;
  }

  /// Fills `sizes` with the households that can go on and `ways_on_foot` with how; returns their
  /// people.
  Count list_those_who_go_on(const Platoon& platoon) {
    lists_.sizes.clear();
    lists_.ways_on_foot.clear();
    Count people = 0;
    for (const Cohort& cohort : platoon.cohorts) {
      const std::optional<WayOnFoot> way = cohort.households > 0 ? way_on(cohort) : std::nullopt;
      lists_.sizes.push_back(way ? cohort.households : 0);
      lists_.ways_on_foot.push_back(way.value_or(WayOnFoot{}));
      people += lists_.sizes.back() * state_.population.household_size(cohort.group);
    }
    return people;
  }

  /// People who may still pass in this tick.
  [[nodiscard]] double may_pass() const {
    const RoadState& road = state_.roads[id_.index];
    return road.checkpoint_people_per_hour < 0.0 ? std::numeric_limits<double>::infinity()
                                                 : road.foot_credit;
  }

  /// Fills `lots` with whole households, no fewer than this share of them.
  void draw_those_who_pass(double share) {
    const std::vector<Count>& sizes = lists_.sizes;
    const Count households = std::accumulate(sizes.begin(), sizes.end(), Count{0});
    const auto passing = static_cast<Count>(std::ceil(share * static_cast<double>(households)));
    lists_.lots.assign(sizes.size(), 0);
    Stream stream = context_.stream(Process::foot_lot, world_.road_key[id_.index]);
    draw_systematic(stream, sizes, std::min(passing, households), lists_.lots);
  }

  /// Nothing where the way on is closed and journeys do not end.
  [[nodiscard]] std::optional<WayOnFoot> way_on(const Cohort& cohort) const {
    const RouteId rest = world_.routes[cohort.plan.route()].rest;
    const RoadId next = rest == kNoRest ? RoadId{} : world_.routes[rest].roads.front();
    const bool goes_on = next.valid() && state_.roads[next.index].open;
    const bool may_end_here = !next.valid() || world_.ends_journeys[road_.to.index] != 0;
    if (!goes_on && !may_end_here) return std::nullopt;
    WayOnFoot way{world_.place_bins[road_.to.index].arrived, Plan{}, 0, false, 0};
    Tick still_to_go = 0;
    if (goes_on) {
      way = {world_.road_bins[next.index].walking, cohort.plan.by(rest), cohort.due, false, 0};
      still_to_go = walking_ticks(world_, state_, world_.routes[rest]);
    }
    way.has_arrived = arrives(world_, id_, goes_on ? rest : kNoRest);
    way.lost = state_.now + still_to_go - cohort.due;
    return way;
  }

  void go_on(const Cohort& cohort, std::size_t index, const WayOnFoot& way, Count households) {
    const Count people = households * state_.population.household_size(cohort.group);
    RoadState& road = state_.roads[id_.index];
    road.foot_credit -= static_cast<double>(people);
    road.left_on_foot_in_step += people;
    if (way.has_arrived) record_arrival(context_, road_.to, cohort, households, 0, way.lost);
    state_.flows.add(
        {static_cast<std::uint32_t>(index), way.to, way.plan, way.due, cohort.group, households});
  }

  TickContext& context_;
  const World& world_;
  CorridorState& state_;
  RoadScratch& lists_;
  RoadId id_;
  const Road& road_;
  BinId source_;
  std::span<const Cohort> cohorts_;
};

/// People on foot who may pass the end of a road in this tick. What is not used is not kept; what
/// the last household was too many is paid back.
void renew_foot_credit(const TickContext& context, RoadId id, bool works) {
  RoadState& road = context.state.roads[id.index];
  const double rate_per_hour = works ? foot_rate_per_hour(context.state, road) : 0.0;
  road.foot_credit = std::min(road.foot_credit, 0.0) + rate_per_hour * context.world.tick_hours;
}

}  // namespace

Tick walking_ticks(const World& world, const CorridorState& state, double length_km) {
  return static_cast<Tick>(std::max(
      1L, std::lround(length_km / state.settings.walking_speed_km_per_hour / world.tick_hours)));
}

Tick walking_ticks(const World& world, const CorridorState& state, const Route& route) {
  Tick ticks = 0;
  for (const RoadId road : route.roads)
    ticks += walking_ticks(world, state, world.scenario.road(road).length_km);
  return ticks;
}

double foot_rate_per_hour(const CorridorState& state, const RoadState& road) {
  return std::max(0.0, road.checkpoint_people_per_hour) * state.crossing_factor;
}

Count queue_on_foot(const World& world, const CorridorState& state, RoadId id) {
  const Tick ticks = walking_ticks(world, state, world.scenario.road(id).length_km);
  const BinId bin = world.road_bins[id.index].walking;
  Count people = 0;
  for (const Cohort& cohort : state.population.bin(bin).cohorts()) {
    if (cohort.since + ticks >= state.now) break;
    people += cohort.households * state.population.household_size(cohort.group);
  }
  return people;
}

void walk_on(TickContext& context) {
  for (std::uint32_t r = 0; r < context.world.road_bins.size(); ++r) {
    const RoadId id{r};
    const bool works = checkpoint_works(context, id);
    if (context.state.roads[r].checkpoint_people_per_hour >= 0.0)
      renew_foot_credit(context, id, works);
    const BinId bin = context.world.road_bins[r].walking;
    if (works && !context.state.population.bin(bin).empty())
      RoadEndOnFoot(context, id).let_through();
  }
}

}  // namespace corridor

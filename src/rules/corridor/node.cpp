// The node model of the link transmission model (Yperman 2007, thesis, KU Leuven, ch. 4): what
// each stream can send and each way out can take is known before anybody moves; a contested way
// out is shared by capacity; a stream is first in, first out, so a platoon that cannot go on holds
// back those behind it. A platoon is who came in the same tick: its cohorts are mixed evenly.
#include "rules/corridor/node.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

#include "random/draws.h"
#include "rules/corridor/rules.h"
#include "rules/corridor/whole.h"

namespace corridor {
namespace {

/// More ways out of a place, and more vehicles given by lot, than there ever are.
constexpr std::uint64_t kMostWays = 64;

/// Lost time as it is remembered on the next road: to 1 part in 32, so that those who have waited
/// about equally long are one cohort. Only the observed delay asks for it.
Tick remembered(Tick lost) {
  constexpr Tick kParts = 32;
  if (lost < 2 * kParts) return lost;
  const auto grain = static_cast<Tick>(std::bit_floor(static_cast<unsigned>(lost / kParts)));
  return (lost + grain / 2) / grain * grain;
}

class NodeTick {
 public:
  NodeTick(TickContext& context, const Node& node)
      : context_(context),
        world_(context.world),
        state_(context.state),
        node_(node),
        lists_(context.state.road_scratch),
        ways_(node.out.size() + 1) {}

  void run() {
    collect_inflows();
    if (lists_.inflows.empty()) return;
    measure_demand();
    share_ways_out();
    for (std::size_t i = 0; i < lists_.inflows.size(); ++i) discharge(i);
  }

 private:
  /// Ways out are the outgoing roads, then the end of the journey.
  [[nodiscard]] std::uint32_t end_of_journey() const {
    return static_cast<std::uint32_t>(node_.out.size());
  }
  Count& wanted(std::size_t inflow, std::size_t way) { return lists_.wanted[inflow * ways_ + way]; }
  Count& allowed(std::size_t inflow, std::size_t way) {
    return lists_.allowed[inflow * ways_ + way];
  }

  void collect_inflows() {
    lists_.inflows.clear();
    for (const RoadId id : node_.in) add_end_of(id);
    for (const RoadId id : node_.out) add_beginning_of(id);
    lists_.wanted.assign(lists_.inflows.size() * ways_, 0);
    lists_.allowed.assign(lists_.inflows.size() * ways_, 0);
  }

  /// Vehicles at the end of a road: those that entered a free-flow time ago, within capacity.
  void add_end_of(RoadId id) {
    RoadState& road = state_.roads[id.index];
    const double rate_per_hour =
        checkpoint_works(context_, id) ? outflow_rate_per_hour(state_, road) : 0.0;
    road.outflow_credit = std::min(road.outflow_credit, 1.0) + rate_per_hour * world_.tick_hours;
    const BinId bin = world_.road_bins[id.index].driving;
    if (state_.population.bin(bin).empty()) return;
    const Count there = road.entered.felt_by_end_of(state_.now) - road.left.total();
    const Count limit = std::max<Count>(0, std::min(whole(road.outflow_credit), there));
    const Tick riders_since =
        rate_per_hour > 0.0 ? static_cast<Tick>(std::floor(state_.now - road.entered.lag_ticks()))
                            : kNoRiders;
    if (limit == 0 && !riders_go_first(bin, riders_since)) return;
    const OnlyTurn& turn = world_.only_turn[id.index];
    const bool same = turn.known && (!turn.road.valid() || state_.roads[turn.road.index].open);
    const std::uint32_t way =
        turn.road.valid() ? world_.way_out[turn.road.index] : end_of_journey();
    lists_.inflows.push_back(
        {bin, id, false, same, way, limit, riders_since, road.capacity_vehicles_per_hour});
  }

  /// Vehicles from home at the beginning of a road, as far as there is room; where it is closed and
  /// another way is open they go by that.
  void add_beginning_of(RoadId id) {
    RoadState& road = state_.roads[id.index];
    road.inflow_credit =
        std::min(road.inflow_credit, 1.0) + road.capacity_vehicles_per_hour * world_.tick_hours;
    const BinId bin = world_.road_bins[id.index].loading;
    if (state_.population.bin(bin).empty()) return;
    const bool goes_round = !road.open && !state_.open_routes[node_.place.index].empty();
    const Count limit =
        goes_round ? road.loading_vehicles : std::min(room_on(id), road.loading_vehicles);
    const Tick riders_since = road.open || goes_round ? state_.now : kNoRiders;
    if (limit <= 0 && !riders_go_first(bin, riders_since)) return;
    lists_.inflows.push_back({bin, id, true, !goes_round, world_.way_out[id.index], limit,
                              riders_since, road.capacity_vehicles_per_hour});
  }

  /// Riders whose vehicle no count shows (a lorry that passes, a relative who came for them) take
  /// no room on the road: as soon as no vehicle is before them they go on after the free-flow time,
  /// as fast as the end of the road lets such vehicles out.
  [[nodiscard]] static bool goes_without_vehicle(std::span<const Cohort> cohorts, std::size_t begin,
                                                 std::size_t end, Tick riders_since) {
    if (cohorts[begin].since > riders_since) return false;
    for (std::size_t i = begin; i < end; ++i) {
      if (vehicles_of(cohorts[i]) > 0) return false;
    }
    return true;
  }

  /// Whether somebody at the head of a stream goes without a vehicle of the count.
  [[nodiscard]] bool riders_go_first(BinId bin, Tick riders_since) const {
    const std::span<const Cohort> cohorts = state_.population.bin(bin).cohorts();
    std::size_t first = 0;
    while (cohorts[first].households == 0) ++first;
    return goes_without_vehicle(cohorts, first, end_of_platoon(cohorts, first), riders_since);
  }

  /// Whether the platoon may go on: there are vehicles left to go, or it needs none.
  [[nodiscard]] static bool goes_on(const Inflow& inflow, std::span<const Cohort> cohorts,
                                    std::size_t begin, std::size_t end, Count left) {
    return left > 0 || goes_without_vehicle(cohorts, begin, end, inflow.riders_since);
  }

  /// Vehicles that may enter a road now: storage that a backward wave has freed, and flow capacity.
  [[nodiscard]] Count room_on(RoadId id) const {
    const RoadState& road = state_.roads[id.index];
    if (!road.open) return 0;
    const Count freed = road.left.felt_by_end_of(state_.now);
    const Count storage = std::max<Count>(1, static_cast<Count>(road.storage_vehicles));
    return std::clamp<Count>(freed + storage - road.entered.total(), 0, whole(road.inflow_credit));
  }

  [[nodiscard]] Turn turn_of(const Inflow& inflow, const Plan& plan) const {
    if (inflow.from_home) {
      const bool open = state_.roads[inflow.road.index].open;
      return open ? Turn{inflow.road, plan.route(), false, inflow.way} : revised_turn(plan.route());
    }
    const RouteId rest = world_.routes[plan.route()].rest;
    if (rest == kNoRest) return {RoadId{}, plan.route(), false, end_of_journey()};
    const bool looks = world_.can_revise[node_.place.index] != 0 && (plan.flags() & kInformed) != 0;
    const RouteId route = looks ? revised_route(context_, rest) : rest;
    const RoadId next = world_.routes[route].roads.front();
    if (!state_.roads[next.index].open) return revised_turn(rest);
    return {next, route, false, world_.way_out[next.index]};
  }

  /// The next road of the planned route from here is closed: the quickest open way to the same
  /// destination instead; else the journey ends, where it may; else another destination, if a way
  /// leads to one. Nobody who has arrived goes back through danger.
  [[nodiscard]] Turn revised_turn(RouteId planned) const {
    const PlaceId destination = world_.routes[planned].destination;
    const auto cost = [&](RouteId id) {
      const Route& route = world_.routes[id];
      return std::pair(route.destination != destination, state_.route_free_hours[id]);
    };
    std::optional<RouteId> best;
    for (const RouteId id : state_.open_routes[node_.place.index]) {
      if (world_.enters_safety[id] > world_.enters_safety[planned]) continue;
      if (!best || cost(id) < cost(*best)) best = id;
    }
    const bool elsewhere = !best || world_.routes[*best].destination != destination;
    if (elsewhere && world_.ends_journeys[node_.place.index] != 0)
      return {RoadId{}, planned, false, end_of_journey()};
    if (!best) return {RoadId{}, planned, true, end_of_journey()};
    const RoadId first = world_.routes[*best].roads.front();
    return {first, *best, false, world_.way_out[first.index]};
  }

  void measure_demand() {
    for (std::size_t i = 0; i < lists_.inflows.size(); ++i) {
      const Inflow& inflow = lists_.inflows[i];
      if (inflow.same_turn) {
        wanted(i, inflow.way) = inflow.limit;
      } else {
        measure_mixed_demand(i);
      }
    }
  }

  /// What the first `limit` vehicles of a stream want; of the last platoon each way its share.
  void measure_mixed_demand(std::size_t i) {
    const Inflow& inflow = lists_.inflows[i];
    const std::span<const Cohort> cohorts = state_.population.bin(inflow.bin).cohorts();
    Count left = inflow.limit;
    for (std::size_t begin = 0; begin < cohorts.size();) {
      const std::size_t end = end_of_platoon(cohorts, begin);
      if (!goes_on(inflow, cohorts, begin, end, left)) return;
      const Count vehicles = read_platoon(inflow, cohorts, begin, end);
      if (vehicles <= left) {
        for (std::size_t way = 0; way < ways_; ++way) wanted(i, way) += lists_.platoon[way];
      } else {
        Stream stream = context_.stream(Process::road_demand, world_.road_key[inflow.road.index],
                                        inflow.from_home ? 1 : 0);
        lists_.lots.assign(ways_, 0);
        draw_systematic(stream, lists_.platoon, left, lists_.lots);
        for (std::size_t way = 0; way < ways_; ++way) wanted(i, way) += lists_.lots[way];
      }
      if (blocked_ || vehicles > left) return;
      left -= vehicles;
      begin = end;
    }
  }

  static std::size_t end_of_platoon(std::span<const Cohort> cohorts, std::size_t begin) {
    std::size_t end = begin;
    while (end < cohorts.size() && cohorts[end].since == cohorts[begin].since) ++end;
    return end;
  }

  /// Fills `turns` and `platoon`; returns the vehicles that are not blocked.
  Count read_platoon(const Inflow& inflow, std::span<const Cohort> cohorts, std::size_t begin,
                     std::size_t end) {
    lists_.turns.clear();
    lists_.platoon.assign(ways_, 0);
    blocked_ = false;
    Count vehicles = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const Turn& turn = lists_.turns.emplace_back(turn_of(inflow, cohorts[i].plan));
      if (turn.blocked) {
        blocked_ = blocked_ || cohorts[i].households > 0;
        continue;
      }
      const Count here = vehicles_of(cohorts[i]);
      lists_.platoon[turn.way] += here;
      vehicles += here;
    }
    return vehicles;
  }

  /// Gives every stream what it wants where there is room for all, else shares by capacity.
  void share_ways_out() {
    for (std::size_t way = 0; way < ways_; ++way) {
      Count all = 0;
      for (std::size_t i = 0; i < lists_.inflows.size(); ++i) all += wanted(i, way);
      if (all == 0) continue;
      const Count room = way == end_of_journey() ? all : room_on(node_.out[way]);
      if (all <= room) {
        for (std::size_t i = 0; i < lists_.inflows.size(); ++i) allowed(i, way) = wanted(i, way);
      } else {
        share_by_priority(way, room);
      }
    }
  }

  /// Shares `room` in proportion to priority; nobody gets more than wanted, what one leaves goes to
  /// the others; the last whole vehicles are given by lot.
  void share_by_priority(std::size_t way, Count room) {
    std::vector<double>& weight = lists_.weights;
    weight.assign(lists_.inflows.size(), 0.0);
    while (room > 0) {
      double total = 0.0;
      for (std::size_t i = 0; i < weight.size(); ++i) {
        weight[i] =
            allowed(i, way) < wanted(i, way) ? std::max(lists_.inflows[i].priority, 1e-9) : 0.0;
        total += weight[i];
      }
      if (total <= 0.0) return;
      Count given = 0;
      for (std::size_t i = 0; i < weight.size(); ++i) {
        const auto fair = static_cast<Count>(static_cast<double>(room) * weight[i] / total);
        const Count extra = std::min(fair, wanted(i, way) - allowed(i, way));
        allowed(i, way) += extra;
        given += extra;
      }
      room -= given;
      if (given == 0) {
        give_by_lot(way, room);
        return;
      }
    }
  }

  void give_by_lot(std::size_t way, Count room) {
    std::vector<double>& weight = lists_.weights;
    std::vector<Count>& winner = lists_.lots;
    winner.assign(weight.size(), 0);
    for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(room); ++i) {
      Stream stream = context_.stream(Process::merge_lot, world_.place_key[node_.place.index],
                                      way * kMostWays + i);
      draw_multinomial(stream, 1, weight, winner);
      const auto at =
          static_cast<std::size_t>(std::find(winner.begin(), winner.end(), 1) - winner.begin());
      ++allowed(at, way);
      weight[at] = 0.0;
      if (std::all_of(weight.begin(), weight.end(), [](double w) { return w <= 0.0; })) return;
    }
  }

  /// Lets the head of a stream go, platoon by platoon, until a limit or a blocked way out stops it.
  void discharge(std::size_t i) {
    const Inflow& inflow = lists_.inflows[i];
    const std::span<const Cohort> cohorts = state_.population.bin(inflow.bin).cohorts();
    state_.flows.from(inflow.bin);
    Count left = inflow.limit;
    for (std::size_t begin = 0; begin < cohorts.size();) {
      const std::size_t end = end_of_platoon(cohorts, begin);
      if (!goes_on(inflow, cohorts, begin, end, left)) return;
      const Count gone = inflow.same_turn ? discharge_uniform_platoon(i, cohorts, begin, end)
                                          : discharge_platoon(i, cohorts, begin, end, left);
      if (gone < 0) return;
      left = std::min(left - gone, outflow_left(inflow));
      begin = end;
    }
  }

  /// Vehicles that the end of a road still lets out; from home as many as like.
  [[nodiscard]] Count outflow_left(const Inflow& inflow) const {
    if (inflow.from_home) return std::numeric_limits<Count>::max();
    return whole(state_.roads[inflow.road.index].outflow_credit);
  }

  /// Households of a platoon that ride along.
  static Count riders_of(std::span<const Cohort> cohorts, std::size_t begin, std::size_t end) {
    Count riders = 0;
    for (std::size_t k = begin; k < end; ++k) {
      if (vehicles_of(cohorts[k]) == 0) riders += cohorts[k].households;
    }
    return riders;
  }

  /// How many riders pass with a platoon's vehicles, all of which pass: one in each, the others in
  /// vehicles that no count shows and that take their turn at the end of a road.
  [[nodiscard]] Count passing_riders(const Inflow& inflow, Count riders, Count vehicles) {
    if (inflow.from_home || riders <= vehicles) return riders;
    double& credit = state_.roads[inflow.road.index].outflow_credit;
    const double per_vehicle = state_.settings.households_per_uncounted_vehicle;
    const double room = (credit - static_cast<double>(vehicles)) * per_vehicle;
    const Count uncounted = std::clamp<Count>(whole(room), 0, riders - vehicles);
    credit -= static_cast<double>(uncounted) / per_vehicle;
    return vehicles + uncounted;
  }

  /// All vehicles of a platoon leave, and riders as far as they pass; whether all did.
  template <class TurnOf>
  bool leave_together(const Inflow& inflow, std::span<const Cohort> cohorts, std::size_t begin,
                      std::size_t end, Count vehicles, const TurnOf& turn) {
    const Count riders = riders_of(cohorts, begin, end);
    const Count passing = passing_riders(inflow, riders, vehicles);
    if (passing < riders) draw_riders(inflow, cohorts, begin, end, passing);
    for (std::size_t k = begin; k < end; ++k) {
      const bool stays_in_part = passing < riders && vehicles_of(cohorts[k]) == 0;
      const Count households = stays_in_part ? lists_.rider_lots[k - begin] : cohorts[k].households;
      if (households > 0) leave(inflow, cohorts[k], k, turn(k), households);
    }
    return passing == riders;
  }

  void draw_riders(const Inflow& inflow, std::span<const Cohort> cohorts, std::size_t begin,
                   std::size_t end, Count passing) {
    lists_.riders.clear();
    for (std::size_t k = begin; k < end; ++k)
      lists_.riders.push_back(vehicles_of(cohorts[k]) == 0 ? cohorts[k].households : 0);
    lists_.rider_lots.assign(lists_.riders.size(), 0);
    Stream stream =
        context_.stream(Process::road_riders, world_.road_key[inflow.road.index], 2 * kMostWays);
    draw_systematic(stream, lists_.riders, passing, lists_.rider_lots);
  }

  /// Vehicles of the platoon that went, or less than 0 where it could not go as a whole.
  Count discharge_platoon(std::size_t i, std::span<const Cohort> cohorts, std::size_t begin,
                          std::size_t end, Count left) {
    const Inflow& inflow = lists_.inflows[i];
    const Count vehicles = read_platoon(inflow, cohorts, begin, end);
    bool all = !blocked_ && vehicles <= left;
    for (std::size_t way = 0; way < ways_; ++way) {
      all = all && lists_.platoon[way] <= allowed(i, way);
    }
    if (!all) {
      discharge_part(i, cohorts, begin, end);
      return -1;
    }
    for (std::size_t way = 0; way < ways_; ++way) allowed(i, way) -= lists_.platoon[way];
    const bool went = leave_together(inflow, cohorts, begin, end, vehicles,
                                     [&](std::size_t k) { return lists_.turns[k - begin]; });
    return went ? vehicles : -1;
  }

  /// The same for a stream that all goes one way.
  Count discharge_uniform_platoon(std::size_t i, std::span<const Cohort> cohorts, std::size_t begin,
                                  std::size_t end) {
    const Inflow& inflow = lists_.inflows[i];
    Count vehicles = 0;
    for (std::size_t k = begin; k < end; ++k) vehicles += vehicles_of(cohorts[k]);
    if (vehicles > allowed(i, inflow.way)) {
      if (allowed(i, inflow.way) == 0) return -1;
      read_platoon(inflow, cohorts, begin, end);
      discharge_part(i, cohorts, begin, end);
      return -1;
    }
    allowed(i, inflow.way) -= vehicles;
    const bool went = leave_together(inflow, cohorts, begin, end, vehicles, [&](std::size_t k) {
      return turn_of(inflow, cohorts[k].plan);
    });
    return went ? vehicles : -1;
  }

  /// Not all of the platoon can go: for each way out, each cohort's share of the vehicles that can;
  /// those who ride along go with theirs.
  void discharge_part(std::size_t i, std::span<const Cohort> cohorts, std::size_t begin,
                      std::size_t end) {
    const Inflow& inflow = lists_.inflows[i];
    const std::uint64_t key = world_.road_key[inflow.road.index];
    for (std::size_t way = 0; way < ways_; ++way) {
      const Count here = lists_.platoon[way];
      const Count going = std::min(here, allowed(i, way));
      if (going <= 0) continue;
      lists_.sizes.clear();
      lists_.riders.clear();
      Count riders = 0;
      for (std::size_t k = begin; k < end; ++k) {
        const bool this_way = goes(lists_.turns[k - begin], way);
        lists_.sizes.push_back(this_way ? vehicles_of(cohorts[k]) : 0);
        const bool rides = this_way && lists_.sizes.back() == 0;
        lists_.riders.push_back(rides ? cohorts[k].households : 0);
        riders += lists_.riders.back();
      }
      lists_.lots.assign(lists_.sizes.size(), 0);
      lists_.rider_lots.assign(lists_.sizes.size(), 0);
      const std::uint64_t draw = way + (inflow.from_home ? kMostWays : 0);
      Stream stream = context_.stream(Process::road_lot, key, draw);
      draw_systematic(stream, lists_.sizes, going, lists_.lots);
      if (riders > 0) {
        Stream rider_stream = context_.stream(Process::road_riders, key, draw);
        const Count sitting = riders_with(rider_stream, here, riders, going);
        const Count riders_going = inflow.from_home ? sitting : std::min(sitting, going);
        draw_systematic(rider_stream, lists_.riders, riders_going, lists_.rider_lots);
      }
      for (std::size_t k = begin; k < end; ++k) {
        const Cohort& cohort = cohorts[k];
        const Count households =
            lists_.lots[k - begin] * cohort.plan.party() + lists_.rider_lots[k - begin];
        if (households > 0) leave(inflow, cohort, k, lists_.turns[k - begin], households);
      }
    }
  }

  static bool goes(const Turn& turn, std::size_t way) { return !turn.blocked && turn.way == way; }

  /// Inlined, since half of all flows of a run are made here.
  [[gnu::always_inline]] void leave(const Inflow& inflow, const Cohort& cohort, std::size_t index,
                                    const Turn& turn, Count households) {
    const Count vehicles = vehicles_in(cohort, households);
    RoadState& road = state_.roads[inflow.road.index];
    if (inflow.from_home) {
      road.loading_vehicles -= vehicles;
    } else {
      road.left.add(vehicles);
      road.left_in_step += vehicles;
      road.outflow_credit -= static_cast<double>(vehicles);
      if (arrives(world_, inflow.road, turn.road.valid() ? turn.route : kNoRest)) {
        record_arrival(context_, world_.scenario.road(inflow.road).to, cohort, households, vehicles,
                       lost_ticks(world_, state_, cohort, inflow.from_home));
      }
    }
    const auto cohort_index = static_cast<std::uint32_t>(index);
    if (!turn.road.valid()) {
      send_back(cohort, vehicles);
      state_.flows.add({cohort_index, world_.place_bins[node_.place.index].arrived, Plan{}, 0,
                        cohort.group, households});
      return;
    }
    RoadState& next = state_.roads[turn.road.index];
    next.entered.add(vehicles);
    next.inflow_credit -= static_cast<double>(vehicles);
    state_.flows.add(
        {cohort_index, world_.road_bins[turn.road.index].driving, cohort.plan.by(turn.route),
         due_by(turn.route, remembered(lost_ticks(world_, state_, cohort, inflow.from_home))),
         cohort.group, households});
  }

  /// When those who have lost `lost` ticks so far and go on by `route` now would have arrived.
  [[nodiscard]] Tick due_by(RouteId route, Tick lost) const {
    return state_.now - lost + state_.route_free_ticks[route];
  }

  /// A fleet's vehicle turns round and goes back to where it came from.
  void send_back(const Cohort& cohort, Count vehicles) {
    const auto mode = static_cast<Mode>(cohort.plan.mode());
    if (mode != Mode::bus && mode != Mode::ambulance) return;
    Fleet& fleet = state_.fleets[cohort.plan.target()];
    const double hours =
        state_.settings.bus_turn_round_hours + way_back_hours(context_, node_.place, fleet.home);
    const auto ticks = static_cast<Tick>(std::ceil(hours / world_.tick_hours));
    fleet.coming_back.emplace_back(state_.now + ticks, vehicles);
  }

  TickContext& context_;
  const World& world_;
  CorridorState& state_;
  const Node& node_;
  RoadScratch& lists_;
  std::size_t ways_;
  bool blocked_ = false;  ///< somebody in the platoon read last has no way on
};

}  // namespace

void run_node(TickContext& context, const Node& node) { NodeTick(context, node).run(); }

Count riders_with(Stream& stream, Count vehicles, Count riders, Count going) {
  if (riders <= vehicles) return draw_hypergeometric(stream, riders, vehicles - riders, going);
  return draw_binomial(stream, riders, static_cast<double>(going) / static_cast<double>(vehicles));
}

void record_arrival(TickContext& context, PlaceId place, const Cohort& cohort, Count households,
                    Count vehicles, Tick lost) {
  CorridorState& state = context.state;
  const Count people = households * state.population.household_size(cohort.group);
  state.arrivals += people;
  state.step.arrivals += people;
  state.vehicles_arrived += vehicles;
  state.places[place.index].arrivals += people;
  const auto delay_class = static_cast<std::size_t>(std::max(0, lost));
  std::vector<Count>& waiting = state.step.waiting_by_ticks;
  if (delay_class >= waiting.size()) waiting.resize(delay_class + 1, 0);
  waiting[delay_class] += people;
}

}  // namespace corridor

// Step 7. Vehicles on FIFO roads by Newell's simplified kinematic wave in the form of the link
// transmission model (Newell 1993, Transportation Research B 27(4); Yperman 2007, thesis, KU
// Leuven): a vehicle leaves no earlier than a free-flow time after it entered, no faster than the
// flow capacity (and the checkpoint) lets it, and enters only while storage is free, which a
// vehicle that left gives back after the time a backward wave takes. At a node the ways out are
// shared by capacity. Those who came first go first; only those of the same tick share by lot.
#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "base/short_list.h"
#include "random/draws.h"
#include "rules/corridor/rules.h"

namespace corridor {
namespace {

/// Where the vehicles at the end of a stream want to go.
struct Turn {
  RoadId road;          ///< next road; invalid: the journey ends here
  std::uint16_t route;  ///< route afterwards (another one after a revision)
  std::uint8_t road_index;
  bool blocked;  ///< no open way on
};

/// One stream of vehicles into a node: the end of a road, or the vehicles from home at the
/// beginning of a road.
struct Inflow {
  BinId bin = 0;
  RoadId road;               ///< the road whose end this is; invalid for vehicles from home
  RoadId first_road;         ///< for vehicles from home: the road they want to enter
  Tick latest_entry = 0;     ///< cohorts that came later are still on their way
  Count limit = 0;           ///< vehicles that capacity lets out in this tick
  double priority = 0.0;     ///< share in a contested way out
  ShortList<Count> wanted;   ///< vehicles by way out
  ShortList<Count> allowed;  ///< vehicles by way out
};

/// One node in one tick.
class Node {
 public:
  Node(TickContext& context, PlaceId place)
      : context_(context),
        world_(context.world),
        state_(context.state),
        place_(place),
        ways_out_(context.world.roads_out_of[place.index]) {}

  void run() {
    collect_inflows();
    if (inflows_.empty()) return;
    measure_demand();
    share_ways_out();
    for (std::size_t i = 0; i < inflows_.size(); ++i) discharge(inflows_[i], i);
  }

 private:
  /// Ways out are the outgoing roads, then the end of the journey.
  [[nodiscard]] std::size_t end_of_journey() const { return ways_out_.size(); }

  [[nodiscard]] std::size_t way_out(RoadId road) const {
    if (!road.valid()) return end_of_journey();
    return static_cast<std::size_t>(std::find(ways_out_.begin(), ways_out_.end(), road) -
                                    ways_out_.begin());
  }

  void collect_inflows() {
    for (const RoadId id : world_.roads_into[place_.index]) {
      const BinId bin = world_.road_bins[id.index].driving;
      RoadState& road = state_.roads[id.index];
      const double rate = outflow_rate_per_hour(id, road);
      road.outflow_credit = std::min(road.outflow_credit, 1.0) + rate * world_.tick_hours;
      if (state_.population.bin(bin).empty()) continue;
      add_inflow({bin,
                  id,
                  RoadId{},
                  state_.now - road.free_ticks,
                  whole(road.outflow_credit),
                  road.capacity_vehicles_per_hour,
                  {},
                  {}});
    }
    for (const RoadId id : ways_out_) {
      RoadState& road = state_.roads[id.index];
      road.inflow_credit =
          std::min(road.inflow_credit, 1.0) + road.capacity_vehicles_per_hour * world_.tick_hours;
      const BinId bin = world_.road_bins[id.index].loading;
      if (state_.population.bin(bin).empty()) continue;
      const Count room = room_on(id);
      if (room == 0) continue;
      add_inflow(
          {bin, RoadId{}, id, state_.now - 1, room, road.capacity_vehicles_per_hour, {}, {}});
    }
  }

  void add_inflow(Inflow inflow) {
    inflow.wanted.assign(ways_out_.size() + 1, 0);
    inflow.allowed.assign(ways_out_.size() + 1, 0);
    inflows_.push_back(std::move(inflow));
  }

  static Count whole(double credit) { return static_cast<Count>(std::floor(credit + 1e-9)); }

  [[nodiscard]] double outflow_rate_per_hour(RoadId id, const RoadState& road) const {
    if (road.checkpoint_vehicles_per_hour < 0.0) return road.capacity_vehicles_per_hour;
    const auto& checkpoint = world_.scenario.road(id).checkpoint;
    if (checkpoint && !is_open_at(checkpoint->opens_minute, checkpoint->closes_minute,
                                  local_minute(world_, state_))) {
      return 0.0;
    }
    return std::min(road.capacity_vehicles_per_hour,
                    road.checkpoint_vehicles_per_hour * state_.crossing_factor);
  }

  /// Vehicles that may enter a road now: free storage (after the backward wave) and its flow
  /// capacity.
  [[nodiscard]] Count room_on(RoadId id) const {
    const RoadState& road = state_.roads[id.index];
    if (!road.open) return 0;
    const auto oldest = static_cast<std::size_t>(state_.now) % road.left_history.size();
    const Count left_a_wave_ago = road.left_history[oldest];
    const Count storage = std::max<Count>(1, static_cast<Count>(std::floor(road.storage_vehicles)));
    return std::clamp<Count>(left_a_wave_ago + storage - road.entered, 0,
                             whole(road.inflow_credit));
  }

  [[nodiscard]] Turn turn_of(const Inflow& inflow, const Plan& plan) const {
    if (!inflow.road.valid())
      return {inflow.first_road, plan.route, 0, !state_.roads[inflow.first_road.index].open};
    const std::vector<RoadId>& roads = world_.routes[plan.route].roads;
    const std::size_t next = plan.road_index + std::size_t{1};
    if (next >= roads.size()) return {RoadId{}, plan.route, plan.road_index, false};
    if (state_.roads[roads[next].index].open) {
      return {roads[next], plan.route, static_cast<std::uint8_t>(next), false};
    }
    return revised_turn(plan);
  }

  /// The next road is closed: the quickest open way from here instead, if there is one.
  [[nodiscard]] Turn revised_turn(const Plan& plan) const {
    const std::vector<std::uint16_t>& open = state_.open_routes[place_.index];
    if (open.empty()) return {RoadId{}, plan.route, plan.road_index, true};
    return {world_.routes[open.front()].roads.front(), open.front(), 0, false};
  }

  void measure_demand() {
    for (Inflow& inflow : inflows_) {
      Count seen = 0;
      for (const Cohort& cohort : state_.population.bin(inflow.bin).cohorts()) {
        if (cohort.since > inflow.latest_entry || seen >= inflow.limit) break;
        const Turn turn = turn_of(inflow, cohort.plan);
        if (turn.blocked) break;
        const Count vehicles = std::min(vehicles_of(cohort), inflow.limit - seen);
        inflow.wanted[way_out(turn.road)] += vehicles;
        seen += vehicles;
      }
    }
  }

  /// Gives every stream what it wants where there is room for all, else shares by capacity.
  void share_ways_out() {
    for (std::size_t o = 0; o <= ways_out_.size(); ++o) {
      Count wanted = 0;
      for (const Inflow& inflow : inflows_) wanted += inflow.wanted[o];
      if (wanted == 0) continue;
      const Count room = o == end_of_journey() ? wanted : room_on(ways_out_[o]);
      if (wanted <= room) {
        for (Inflow& inflow : inflows_) inflow.allowed[o] = inflow.wanted[o];
      } else {
        share_by_priority(o, room);
      }
    }
  }

  /// Shares `room` in proportion to priority; nobody gets more than wanted, what one leaves goes to
  /// the others; the last whole vehicles are given by lot.
  void share_by_priority(std::size_t o, Count room) {
    ShortList<double> weight(inflows_.size(), 0.0);
    while (room > 0) {
      double total = 0.0;
      for (std::size_t i = 0; i < inflows_.size(); ++i) {
        weight[i] = inflows_[i].allowed[o] < inflows_[i].wanted[o]
                        ? std::max(inflows_[i].priority, 1e-9)
                        : 0.0;
        total += weight[i];
      }
      if (total <= 0.0) return;
      Count given = 0;
      for (std::size_t i = 0; i < inflows_.size(); ++i) {
        const auto fair =
            static_cast<Count>(std::floor(static_cast<double>(room) * weight[i] / total));
        const Count extra = std::min(fair, inflows_[i].wanted[o] - inflows_[i].allowed[o]);
        inflows_[i].allowed[o] += extra;
        given += extra;
      }
      room -= given;
      if (given == 0) {
        give_by_lot(o, room, weight);
        return;
      }
    }
  }

  void give_by_lot(std::size_t o, Count room, ShortList<double>& weight) {
    ShortList<Count> winner(weight.size());
    for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(room); ++i) {
      Stream stream =
          context_.stream(Process::merge_lot, world_.place_key[place_.index], o * 64 + i);
      draw_multinomial(stream, 1, weight, winner);
      const auto at =
          static_cast<std::size_t>(std::find(winner.begin(), winner.end(), 1) - winner.begin());
      ++inflows_[at].allowed[o];
      weight[at] = 0.0;
      if (std::all_of(weight.begin(), weight.end(), [](double w) { return w <= 0.0; })) return;
    }
  }

  /// Lets the head of a stream go, platoon by platoon (cohorts that came in the same tick), until a
  /// limit or a blocked way out stops it.
  void discharge(Inflow& inflow, std::size_t ordinal) {
    const std::span<const Cohort> cohorts = state_.population.bin(inflow.bin).cohorts();
    if (cohorts.empty() || cohorts.front().since > inflow.latest_entry) return;
    state_.flows.from(inflow.bin);
    for (std::size_t begin = 0; begin < cohorts.size() &&
                                cohorts[begin].since <= inflow.latest_entry && inflow.limit > 0;) {
      std::size_t end = begin;
      while (end < cohorts.size() && cohorts[end].since == cohorts[begin].since) ++end;
      if (!discharge_platoon(inflow, cohorts, begin, end, ordinal)) return;
      begin = end;
    }
  }

  /// Returns whether the whole platoon went.
  bool discharge_platoon(Inflow& inflow, std::span<const Cohort> cohorts, std::size_t begin,
                         std::size_t end, std::size_t ordinal) {
    turns_.clear();
    platoon_.assign(ways_out_.size() + 1, 0);
    Count vehicles = 0;
    bool blocked = false;
    for (std::size_t i = begin; i < end; ++i) {
      turns_.push_back(turn_of(inflow, cohorts[i].plan));
      blocked = blocked || turns_.back().blocked;
      if (turns_.back().blocked) continue;
      platoon_[way_out(turns_.back().road)] += vehicles_of(cohorts[i]);
      vehicles += vehicles_of(cohorts[i]);
    }
    bool all = !blocked && vehicles <= inflow.limit;
    for (std::size_t o = 0; o < platoon_.size(); ++o) all = all && platoon_[o] <= inflow.allowed[o];
    if (all) {
      for (std::size_t i = begin; i < end; ++i) {
        if (cohorts[i].households > 0)
          leave(inflow, cohorts[i], i, turns_[i - begin], cohorts[i].households);
      }
      for (std::size_t o = 0; o < platoon_.size(); ++o) inflow.allowed[o] -= platoon_[o];
      inflow.limit -= vehicles;
      return true;
    }
    discharge_part(inflow, cohorts, begin, end, ordinal);
    return false;
  }

  /// Not all of the platoon can go: for each way out, lots among its vehicles; those who ride along
  /// go with theirs.
  void discharge_part(Inflow& inflow, std::span<const Cohort> cohorts, std::size_t begin,
                      std::size_t end, std::size_t ordinal) {
    const std::uint64_t key = world_.place_key[place_.index];
    for (std::size_t o = 0; o < platoon_.size(); ++o) {
      const Count going = std::min({platoon_[o], inflow.allowed[o], inflow.limit});
      if (going <= 0) continue;
      sizes_.clear();
      Count riders = 0;
      for (std::size_t i = begin; i < end; ++i) {
        const bool here = !turns_[i - begin].blocked && way_out(turns_[i - begin].road) == o;
        sizes_.push_back(here ? vehicles_of(cohorts[i]) : 0);
        if (here && sizes_.back() == 0) riders += cohorts[i].households;
      }
      lots_.assign(sizes_.size(), 0);
      const std::uint64_t draw = ordinal * 64 + o;
      Stream stream = context_.stream(Process::road_lot, key, draw);
      draw_multivariate_hypergeometric(stream, sizes_, going, lots_);
      Stream rider_stream = context_.stream(Process::road_riders, key, draw);
      Count riders_going = riders_with(rider_stream, platoon_[o], riders, going);
      for (std::size_t i = begin; i < end; ++i) {
        const Turn& turn = turns_[i - begin];
        if (turn.blocked || way_out(turn.road) != o) continue;
        const Cohort& cohort = cohorts[i];
        Count households = lots_[i - begin] * cohort.plan.party;
        if (vehicles_of(cohort) == 0) {
          const Count here = riders_of(rider_stream, riders, riders_going, cohort.households);
          riders -= cohort.households;
          riders_going -= here;
          households = here;
        }
        if (households > 0) leave(inflow, cohort, i, turn, households);
      }
      inflow.allowed[o] -= going;
      inflow.limit -= going;
    }
  }

  /// How many of the riders sit in the vehicles that go: each vehicle carries at most one, so the
  /// draw is without replacement; where riders outnumber vehicles, each rides with a vehicle chosen
  /// at random.
  static Count riders_with(Stream& stream, Count vehicles, Count riders, Count going) {
    if (riders == 0) return 0;
    if (riders <= vehicles) return draw_hypergeometric(stream, riders, vehicles - riders, going);
    return draw_binomial(stream, riders,
                         static_cast<double>(going) / static_cast<double>(vehicles));
  }

  static Count riders_of(Stream& stream, Count riders, Count going, Count here) {
    return draw_hypergeometric(stream, here, riders - here, going);
  }

  void leave(const Inflow& inflow, const Cohort& cohort, std::size_t index, const Turn& turn,
             Count households) {
    const Count vehicles = vehicles_of(cohort) == 0 ? 0 : households / cohort.plan.party;
    if (inflow.road.valid()) {
      RoadState& road = state_.roads[inflow.road.index];
      road.left += vehicles;
      road.left_in_step += vehicles;
      road.outflow_credit -= static_cast<double>(vehicles);
      count_arrival(inflow.road, cohort, households, vehicles);
    } else {
      state_.roads[inflow.first_road.index].loading_vehicles -= vehicles;
    }
    Plan plan = cohort.plan;
    plan.route = turn.route;
    plan.road_index = turn.road_index;
    BinId to = world_.place_bins[place_.index].arrived;
    if (turn.road.valid()) {
      RoadState& next = state_.roads[turn.road.index];
      next.entered += vehicles;
      next.inflow_credit -= static_cast<double>(vehicles);
      to = world_.road_bins[turn.road.index].driving;
    } else {
      send_back(cohort, vehicles);
    }
    state_.flows.add({static_cast<std::uint32_t>(index), to, plan, cohort.journey_start,
                      cohort.group, households});
  }

  /// Reaching the first safe place counts as arriving.
  void count_arrival(RoadId by, const Cohort& cohort, Count households, Count vehicles) {
    const Road& road = world_.scenario.road(by);
    if (!world_.scenario.place(road.to).safe || world_.scenario.place(road.from).safe) return;
    const Route& route = world_.routes[cohort.plan.route];
    double free_hours = 0.0;
    for (std::size_t i = 0; i <= cohort.plan.road_index && i < route.roads.size(); ++i) {
      free_hours += state_.roads[route.roads[i].index].free_ticks * world_.tick_hours;
    }
    record_arrival(context_, road.to, cohort, households, vehicles, free_hours);
  }

  /// A fleet's vehicle turns round and goes back to where it came from.
  void send_back(const Cohort& cohort, Count vehicles) {
    if (static_cast<Mode>(cohort.plan.mode) != Mode::bus) return;
    Fleet& fleet = state_.fleets[cohort.plan.target];
    const double hours =
        state_.settings.bus_turn_round_hours + world_.routes[cohort.plan.route].free_flow_hours;
    const auto ticks = static_cast<Tick>(std::ceil(hours / world_.tick_hours));
    fleet.coming_back.emplace_back(state_.now + ticks, vehicles);
  }

 public:
  static void record_arrival(TickContext& context, PlaceId place, const Cohort& cohort,
                             Count households, Count vehicles, double free_hours) {
    CorridorState& state = context.state;
    const Count people = households * state.population.household_size(cohort.group);
    state.arrivals += people;
    state.step.arrivals += people;
    state.vehicles_arrived += vehicles;
    state.places[place.index].arrivals += people;
    const Tick free_ticks = static_cast<Tick>(std::lround(free_hours / context.world.tick_hours));
    const Tick delay = std::max(0, state.now - cohort.journey_start - free_ticks);
    const auto last = static_cast<Tick>(state.step.waiting_by_ticks.size()) - 1;
    const auto delay_class = static_cast<std::size_t>(std::min(delay, last));
    state.step.waiting_by_ticks[delay_class] += people;
    state.step.delay_classes = std::max(state.step.delay_classes, delay_class + 1);
  }

 private:
  TickContext& context_;
  const World& world_;
  CorridorState& state_;
  PlaceId place_;
  const std::vector<RoadId>& ways_out_;
  ShortList<Inflow> inflows_;
  ShortList<Turn, 64> turns_;  ///< of the cohorts of one platoon
  ShortList<Count> platoon_;   ///< vehicles of one platoon by way out
  ShortList<Count, 64> sizes_;
  ShortList<Count, 64> lots_;
};

/// Walkers take no room on the road and wait at no checkpoint's vehicle lane; they stop where the
/// way on is closed.
void walk_on(TickContext& context) {
  const World& world = context.world;
  CorridorState& state = context.state;
  for (std::uint32_t r = 0; r < world.road_bins.size(); ++r) {
    const Bin& bin = state.population.bin(world.road_bins[r].walking);
    if (bin.empty()) continue;
    const Road& road = world.scenario.roads[r];
    const auto ticks = static_cast<Tick>(std::max(
        1L,
        std::lround(road.length_km / state.settings.walking_speed_km_per_hour / world.tick_hours)));
    state.flows.from(world.road_bins[r].walking);
    const std::span<const Cohort> cohorts = bin.cohorts();
    for (std::size_t i = 0; i < cohorts.size() && cohorts[i].since + ticks <= state.now; ++i) {
      const Cohort& cohort = cohorts[i];
      if (cohort.households == 0) continue;
      const std::vector<RoadId>& roads = world.routes[cohort.plan.route].roads;
      Plan plan = cohort.plan;
      BinId to = world.place_bins[road.to.index].arrived;
      const std::size_t next = plan.road_index + std::size_t{1};
      if (next < roads.size()) {
        if (!state.roads[roads[next].index].open) continue;
        plan.road_index = static_cast<std::uint8_t>(next);
        to = world.road_bins[roads[next].index].walking;
      }
      if (world.scenario.place(road.to).safe && !world.scenario.place(road.from).safe) {
        const double free_hours =
            world.routes[plan.route].length_km / state.settings.walking_speed_km_per_hour;
        Node::record_arrival(context, road.to, cohort, cohort.households, 0, free_hours);
      }
      state.flows.add({static_cast<std::uint32_t>(i), to, plan, cohort.journey_start, cohort.group,
                       cohort.households});
    }
  }
}

/// Flights and escorted ambulances take the straight or the quickest way past the queues.
void land(TickContext& context) {
  const World& world = context.world;
  CorridorState& state = context.state;
  for (std::uint32_t p = 0; p < world.place_bins.size(); ++p) {
    const Bin& bin = state.population.bin(world.place_bins[p].airborne);
    if (bin.empty()) continue;
    state.flows.from(world.place_bins[p].airborne);
    const std::span<const Cohort> cohorts = bin.cohorts();
    for (std::size_t i = 0; i < cohorts.size(); ++i) {
      const Cohort& cohort = cohorts[i];
      if (cohort.households == 0) continue;
      Fleet& fleet = state.fleets[cohort.plan.target];
      const auto ticks =
          static_cast<Tick>(std::max(1.0, std::ceil(fleet.transfer_hours / world.tick_hours)));
      if (cohort.since + ticks > state.now) continue;
      Node::record_arrival(
          context, PlaceId{p}, cohort, cohort.households,
          fleet.mode == Mode::ambulance ? cohort.households / cohort.plan.party : 0,
          fleet.transfer_hours);
      fleet.coming_back.emplace_back(state.now + ticks, cohort.households / cohort.plan.party);
      state.flows.add({static_cast<std::uint32_t>(i), world.place_bins[p].arrived, Plan{},
                       cohort.journey_start, cohort.group, cohort.households});
    }
  }
}

void remember_counts(CorridorState& state) {
  for (RoadState& road : state.roads) {
    const auto tick = static_cast<std::size_t>(state.now);
    road.entered_history[tick % road.entered_history.size()] = road.entered;
    road.left_history[tick % road.left_history.size()] = road.left;
  }
}

/// Whether nobody has been on any road for so long that all histories are level and all credits
/// full: then a tick on the roads changes nothing.
bool roads_rest(TickContext& context) {
  CorridorState& state = context.state;
  const auto empty = [&](const RoadBins& bins) {
    return state.population.bin(bins.loading).empty() &&
           state.population.bin(bins.driving).empty() && state.population.bin(bins.walking).empty();
  };
  const bool all_empty =
      std::all_of(context.world.road_bins.begin(), context.world.road_bins.end(), empty);
  state.empty_road_ticks = all_empty ? state.empty_road_ticks + 1 : 0;
  return state.empty_road_ticks > state.road_memory_ticks;
}

}  // namespace

Count queue_vehicles(const CorridorState& state, RoadId id) {
  const RoadState& road = state.roads[id.index];
  const Tick entered_by = state.now - 1 - road.free_ticks;
  if (entered_by < 0) return 0;
  const auto ring = road.entered_history.size();
  return road.entered_history[static_cast<std::size_t>(entered_by) % ring] - road.left;
}

void travel(TickContext& context) {
  if (roads_rest(context)) {
    land(context);
    return;
  }
  for (std::uint32_t p = 0; p < context.world.place_bins.size(); ++p) {
    Node(context, PlaceId{p}).run();
  }
  walk_on(context);
  land(context);
  remember_counts(context.state);
}

}  // namespace corridor

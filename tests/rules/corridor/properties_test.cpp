// Invariants over random worlds: people are conserved, the same seed gives the same bits, order and
// neighbours do not matter.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "drawn_world.h"
#include "rules/corridor/rules.h"

namespace corridor::test {
namespace {

DrawnWorld random_world() {
  DrawnWorld world("C---B A---B---D");
  const auto people = [] { return static_cast<double>(*rc::gen::inRange(0, 5000)); };
  world.with_people('A', people()).with_people('A', people(), HouseholdClass::no_vehicle, 3.3);
  world.with_people('B', people(), HouseholdClass::needs_help, 2.5)
      .with_people('C', people(), HouseholdClass::vehicle, 4.4);
  world.set("decision.hazard_max_per_hour", 0.001 * *rc::gen::inRange(1, 1000));
  world.set("decision.intercept", *rc::gen::inRange(-3, 3));
  world.set("means.fuelled_share", 0.01 * *rc::gen::inRange(0, 101));
  world.road("BD").capacity_vehicles_per_hour = Value::constant(*rc::gen::inRange(10, 800));
  world.place('D').registration_people_per_hour = Value::constant(*rc::gen::inRange(0, 2000));
  world.place('D').shelter_people = Value::constant(*rc::gen::inRange(0, 3000));
  world.event(EventKind::delivery_fuel, 0.5 * *rc::gen::inRange(0, 48), *rc::gen::inRange(0, 5000),
              'A');
  world.event(EventKind::buses, 0.5 * *rc::gen::inRange(0, 48), *rc::gen::inRange(0, 20), 'A');
  world.scenario.events.back().seats = 40;
  world.event(EventKind::road_closes, 0.5 * *rc::gen::inRange(0, 48), 0, 0, "BD");
  world.event(EventKind::road_opens, 0.5 * *rc::gen::inRange(0, 48), 0, 0, "BD");
  return world;
}

double sum_of(const MemberRun& r, std::size_t step, std::initializer_list<const char*> series) {
  double people = 0.0;
  for (const char* name : series) people += r.at(step, name);
  return people;
}

/// Everybody is in one of these.
double everybody(const MemberRun& r, std::size_t step) {
  return sum_of(
      r, step,
      {"staying", "waiting_to_leave", "on_road", "awaiting_registration", "on_onward_journey",
       "awaiting_placement", "without_shelter", "sheltered_centre", "hosted", "own_means"});
}

/// Those who came to D, by what they wait for or have found.
double everybody_received(const MemberRun& r, std::size_t step) {
  double people = 0.0;
  for (const char* series : {"awaiting_registration", "awaiting_placement", "without_shelter",
                             "sheltered_centre", "hosted", "own_means"})
    people += r.at(step, series, "D");
  return people;
}

/// The same with people who turn back from queues, or not.
DrawnWorld random_queues() {
  DrawnWorld world = random_world();
  world.set("road.turn_back_hazard_per_hour", 0.1 * *rc::gen::inRange(0, 20));
  world.set("road.turn_back_patience_hours", *rc::gen::inRange(0, 12));
  world.set("road.turn_back_rest_hours", *rc::gen::inRange(0, 12));
  world.road("AB").storage_vehicles = *rc::gen::inRange(50, 2000);
  world.event(EventKind::road_speed, 0.5 * *rc::gen::inRange(0, 96), *rc::gen::inRange(1, 90), 0,
              "AB");
  world.event(EventKind::road_capacity, 0.5 * *rc::gen::inRange(0, 96), *rc::gen::inRange(1, 800),
              0, "AB");
  world.event(EventKind::road_closes, 0.5 * *rc::gen::inRange(0, 96), 0, 0, "CB");
  return world;
}

/// The same, and some of those registered at D go on to Z, by road or far from any.
DrawnWorld random_journeys() {
  DrawnWorld world = random_queues();
  Place far = world.place('D');
  far.id = "Z";
  far.kind = PlaceKind::destination;
  far.longitude_deg += 0.1 * *rc::gen::inRange(1, 50);
  world.scenario.places.push_back(far);
  world.scenario.onward.push_back({world.id('D'), world.id('Z'),
                                   Value::constant(0.01 * *rc::gen::inRange(0, 101)), kAlways, ""});
  if (*rc::gen::inRange(0, 2) == 1) {
    world.event(EventKind::return_permitted, 30.0, 1.0);
    world.set("return.hazard_per_hour", 0.1).set("return.deprivation_limit", 2.0);
  }
  return world;
}

RC_GTEST_PROP(Conservation, PeopleAreSomewhereAtEveryStep, ()) {
  DrawnWorld world = random_journeys();
  world.event(EventKind::shelling, 0.5 * *rc::gen::inRange(-20, 48), 0.1 * *rc::gen::inRange(0, 30),
              'A');
  world.scenario.events.back().lasts_hours = Value::constant(0.3 * *rc::gen::inRange(0, 100));
  const MemberRun r = run(world, 60);  // every step also recounts all cohorts
  for (std::size_t step = 1; step < r.rows.size(); ++step) {
    RC_ASSERT(everybody(r, step) == everybody(r, 0));
    RC_ASSERT(everybody_received(r, step) == r.at(step, "present", "D"));
    RC_ASSERT(r.at(step, "waiting_for_fuel") + r.at(step, "waiting_for_seat") +
                  r.at(step, "waiting_for_help") <=
              r.at(step, "waiting_to_leave"));
  }
}

/// The same with people who would stay, and orders that move some of them.
DrawnWorld random_orders() {
  DrawnWorld world = random_journeys();
  world.set("decision.never_leave_share", 0.01 * *rc::gen::inRange(0, 101));
  world.set("decision.order_moves_share", 0.01 * *rc::gen::inRange(0, 101));
  world.scenario.groups[0].never_leave_share = Value::constant(0.01 * *rc::gen::inRange(0, 101));
  world.scenario.groups[1].displaced = true;
  for (const char place : {'A', 'B', '\0'})
    world.event(EventKind::evacuation_order, *rc::gen::inRange(-5, 50), *rc::gen::inRange(0, 2),
                place);
  return world;
}

/// The same with fleets of any kind between D and Z, one way and the other.
DrawnWorld random_relocations() {
  DrawnWorld world = random_orders();
  for (int i = 0; i < 4; ++i) {
    const EventKind kind = *rc::gen::element(EventKind::buses, EventKind::boats, EventKind::trains);
    const bool is_outward = *rc::gen::inRange(0, 3) > 0;
    world.event(kind, *rc::gen::inRange(-5, 50), *rc::gen::inRange(0, 40), is_outward ? 'D' : 'Z');
    Event& fleet = world.scenario.events.back();
    fleet.to = world.id(is_outward ? 'Z' : 'D');
    fleet.seats = *rc::gen::inRange(1, 120);
    if (*rc::gen::inRange(0, 2) == 1)
      fleet.until = fleet.time + std::chrono::hours{*rc::gen::inRange(1, 40)};
  }
  return world;
}

RC_GTEST_PROP(Conservation, FleetsMoveOnWhoWasReceivedAndRegisterNobodyTwice, ()) {
  const DrawnWorld world = random_relocations();
  const MemberRun r = run(world, 60);
  for (std::size_t step = 0; step < r.rows.size(); ++step) {
    RC_ASSERT(everybody(r, step) == everybody(r, 0));
    RC_ASSERT(r.at(step, "registered_cumulative") <= r.at(step, "arrivals_cumulative"));
    RC_ASSERT(r.at(step, "arrivals_cumulative", "Z") == 0.0);
  }
}

RC_GTEST_PROP(Conservation, OrdersMoveWhoIsThere, ()) {
  const DrawnWorld world = random_orders();
  const MemberRun r = run(world, 60);
  double people = 0.0;
  for (const Group& group : world.scenario.groups) people += group.people.of({});
  for (std::size_t step = 0; step < r.rows.size(); ++step) RC_ASSERT(everybody(r, step) == people);
}

RC_GTEST_PROP(Conservation, VehiclesThatEnteredARoadAndDidNotLeaveItAreOnIt, ()) {
  const DrawnWorld world = random_queues();
  const World compiled = compile_world(world.scenario);
  const auto model = make_corridor_model(world.scenario);
  const auto state = model->start(world.values(), {1, 0});
  const auto& here = static_cast<const CorridorState&>(*state);
  const auto vehicles_in_bin = [&](BinId bin) {
    Count vehicles = 0;
    for (const Cohort& cohort : here.population.bin(bin).cohorts()) vehicles += vehicles_of(cohort);
    return vehicles;
  };
  for (int hour = 0; hour < 60; ++hour) {
    model->step(*state);
    for (std::uint32_t r = 0; r < here.roads.size(); ++r) {
      const RoadState& road = here.roads[r];
      RC_ASSERT(vehicles_in_bin(compiled.road_bins[r].driving) ==
                road.entered.total() - road.left.total());
      RC_ASSERT(vehicles_in_bin(compiled.road_bins[r].loading) == road.loading_vehicles);
      RC_ASSERT(queue_vehicles(here, RoadId{r}) >= 0);
    }
  }
}

RC_GTEST_PROP(Determinism, TheSameSeedGivesTheSameBits, ()) {
  const DrawnWorld world = random_queues();
  const MemberStreams streams{*rc::gen::arbitrary<std::uint64_t>(), 7};
  RC_ASSERT(run(world, 40, streams).rows == run(world, 40, streams).rows);
}

RC_GTEST_PROP(Monotonicity, CumulativeSeriesNeverFall, ()) {
  const DrawnWorld world = random_queues();
  const MemberRun r = run(world, 60);
  for (const char* target : {"departures_cumulative", "arrivals_cumulative", "vehicles_cumulative",
                             "registered_cumulative"}) {
    for (std::size_t step = 1; step < r.rows.size(); ++step)
      RC_ASSERT(r.at(step, target) >= r.at(step - 1, target));
  }
}

RC_GTEST_PROP(IsolatedHamlet, ChangesNoOtherNumber, ()) {
  const DrawnWorld world = random_world();
  DrawnWorld with_hamlet = world;
  Place hamlet = world.scenario.places[0];
  hamlet.id = "AA";  // sorts between the others
  hamlet.latitude_deg = 5.0;
  with_hamlet.scenario.places.insert(with_hamlet.scenario.places.begin() + 1, hamlet);
  const auto moved = [](PlaceId& id) {
    if (id.valid() && id.index >= 1) ++id.index;
  };
  for (Road& road : with_hamlet.scenario.roads) {
    moved(road.from);
    moved(road.to);
  }
  for (Group& group : with_hamlet.scenario.groups) moved(group.place);
  for (Event& event : with_hamlet.scenario.events) moved(event.place);
  Group people = world.scenario.groups[0];
  people.id = "A-00";
  people.place = PlaceId{1};
  people.people = Value::constant(10);
  with_hamlet.scenario.groups.insert(with_hamlet.scenario.groups.begin(), people);
  const MemberRun without = run(world, 50);
  const MemberRun with = run(with_hamlet, 50);
  for (std::size_t step = 0; step < 50; ++step) {
    RC_ASSERT(with.at(step, "arrivals_cumulative") == without.at(step, "arrivals_cumulative"));
    RC_ASSERT(with.at(step, "waiting_hours_p90") == without.at(step, "waiting_hours_p90"));
    for (const char* place : {"A", "B", "C"}) {
      RC_ASSERT(with.at(step, "staying", place) == without.at(step, "staying", place));
      RC_ASSERT(with.at(step, "waiting_to_leave", place) ==
                without.at(step, "waiting_to_leave", place));
    }
  }
}

/// Two desks, D and E, behind a random network.
DrawnWorld random_choice() {
  DrawnWorld world("A---B A---D B---D B---E");
  world.with_desk('D').everybody_leaves_at_once();
  world.with_people('A', *rc::gen::inRange(0, 20000)).with_people('B', *rc::gen::inRange(0, 20000));
  world.place('E').host_share = Value::constant(0.01 * *rc::gen::inRange(0, 101));
  world.set("route.kin_stock_weight", 0.01 * *rc::gen::inRange(0, 200));
  for (const char* road : {"AB", "AD", "BD", "BE"})
    world.road(road).length_km = *rc::gen::inRange(5, 60);
  world.with_kin(0, 'E', *rc::gen::inRange(0, 1000)).with_kin('A', 'D', *rc::gen::inRange(0, 1000));
  return world;
}

double at_desks(const MemberRun& r, std::size_t step) {
  return r.at(step, "present", "D") + r.at(step, "present", "E");
}

RC_GTEST_PROP(NamedKin, MoreOfThemSomewhereDrawNoFewerThereAndNobodyIsLost, ()) {
  const DrawnWorld few = random_choice();
  DrawnWorld many = few;
  many.with_kin(0, 'D', *rc::gen::inRange(1, 100000));
  const MemberRun with_few = run(few, 80);
  const MemberRun with_many = run(many, 80);
  for (std::size_t step = 1; step < 80; ++step) {
    RC_ASSERT(with_many.at(step, "staying") + with_many.at(step, "waiting_to_leave") +
                  with_many.at(step, "on_road") + at_desks(with_many, step) ==
              with_few.at(step, "staying") + with_few.at(step, "waiting_to_leave") +
                  with_few.at(step, "on_road") + at_desks(with_few, step));
  }
  RC_ASSERT(at_desks(with_few, 79) == at_desks(with_many, 79));
  // The law is no lower; of 10,000 households of 4 luck makes at most 200 people, five times over.
  RC_ASSERT(with_many.at(79, "present", "D") >=
            with_few.at(79, "present", "D") - 5.0 * 2.0 * 200.0);
}

TEST(Steps, AnyStepFromAQuarterOfAnHourToADayGivesTheSameAnswer) {
  DrawnWorld world("A---B---C");
  world.with_people('A', 8000)
      .set("decision.hazard_max_per_hour", 0.3)
      .set("decision.intercept", 2.0)
      .set("means.fuelled_share", 1.0);
  world.road("BC").checkpoint = Checkpoint{Value::constant(100.0), 0, 0};
  std::vector<double> arrivals;
  for (const int minutes : {15, 60, 180, 1440}) {
    world.scenario.step = std::chrono::minutes{minutes};
    const std::size_t steps = 2UL * 1440UL / static_cast<std::size_t>(minutes);
    arrivals.push_back(run(world, steps).at(steps - 1, "arrivals_cumulative"));
  }
  // Inside, every step is cut into the same quarters of an hour: the results are not only close,
  // they are equal.
  for (const double other : arrivals) EXPECT_EQ(other, arrivals.front());
}

}  // namespace
}  // namespace corridor::test

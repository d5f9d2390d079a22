#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "scenario/exit_rules.h"
#include "scenario/hypotheses.h"
#include "scenario/known.h"
#include "scenario/names.h"
#include "scenario/normal.h"
#include "scenario/prior.h"
#include "scenario/sampling.h"
#include "scenario/scenario.h"
#include "scenario/series.h"

namespace corridor {
namespace {

Parameter parameter(const std::string& name, Prior prior, double lower, double upper) {
  Parameter p;
  p.name = name;
  p.unit = "people";
  p.prior = prior;
  p.lower = lower;
  p.upper = upper;
  return p;
}

TEST(Names, OfPlacesRoadsAndSeriesAreShownWhereTheyExist) {
  Scenario scenario;
  scenario.places.resize(3);
  scenario.places[0].id = "a";
  scenario.places[0].name = "Ana";
  scenario.places[0].other_name = "Ani";
  scenario.places[1].id = "b";
  scenario.places[1].name = "Bor";
  scenario.places[2].id = "c";
  scenario.roads.resize(1);
  scenario.roads[0].id = "a-b";
  scenario.roads[0].from = PlaceId{0};
  scenario.roads[0].to = PlaceId{1};
  scenario.topics = {Topic{"present", "people", "people present", true}};
  EXPECT_EQ(names_of(scenario.places[0]), "Ana / Ani");
  EXPECT_EQ(names_of(scenario.places[2]), "c");
  EXPECT_EQ(names_of_location(scenario, "a-b"), "Ana / Ani \u2192 Bor");
  EXPECT_EQ(names_of_location(scenario, "nowhere"), "nowhere");
  EXPECT_EQ(names_of(scenario, SeriesInfo{"present", "b", "people"}), "people present, Bor");
  EXPECT_EQ(names_of(scenario, SeriesInfo{"other", "", "people"}), "other");
  EXPECT_EQ(in_words({"Adré", "أدري"}), "Adré / \u2068أدري\u2069");
  EXPECT_EQ(in_words({"עזה", ""}), "\u2068עזה\u2069");
  EXPECT_EQ(in_words({"Goris", "Գորիս"}), "Goris / Գորիս");
}

TEST(Series, TheirKindFollowsFromTheirName) {
  EXPECT_EQ(kind_of("arrivals_cumulative"), SeriesKind::tally);
  EXPECT_EQ(kind_of("registered_cumulative"), SeriesKind::register_);
  EXPECT_EQ(kind_of("arrivals"), SeriesKind::of_step);
  EXPECT_EQ(kind_of("road_outflow_vehicles"), SeriesKind::of_step);
  EXPECT_EQ(kind_of("waiting_hours_p90"), SeriesKind::within_step);
  EXPECT_EQ(kind_of("present"), SeriesKind::state);
  EXPECT_TRUE(is_cumulative("registered_cumulative") && !is_cumulative("arrivals"));
}

TEST(Prior, QuantilesOfEveryFamilyByHand) {
  EXPECT_NEAR(prior_quantile({PriorFamily::normal, 10, 2, 0}, -1e9, 1e9, 0.975), 10 + 1.959964 * 2,
              1e-5);
  EXPECT_NEAR(prior_quantile({PriorFamily::lognormal, 10, 0.5, 0}, 0, 1e9, 0.5), 10, 1e-9);
  EXPECT_NEAR(prior_quantile({PriorFamily::beta, 1, 1, 0}, 0, 1, 0.3), 0.3, 1e-9);
  EXPECT_NEAR(prior_quantile({PriorFamily::gamma, 1, 2, 0}, 0, 1e9, 0.5), 2 * std::log(2.0), 1e-9);
  EXPECT_NEAR(prior_quantile({PriorFamily::uniform, 2, 4, 0}, -10, 10, 0.25), 2.5, 1e-12);
  EXPECT_NEAR(prior_quantile({PriorFamily::triangular, 0, 1, 0.5}, 0, 1, 0.125), 0.25, 1e-12);
  EXPECT_EQ(prior_quantile({PriorFamily::fixed, 7, 0, 0}, 0, 10, 0.9), 7);
}

TEST(Prior, TruncationKeepsWithinBounds) {
  for (double u = 0.001; u < 1.0; u += 0.037) {
    const double x = prior_quantile({PriorFamily::normal, 0, 10, 0}, -1, 2, u);
    EXPECT_GE(x, -1);
    EXPECT_LE(x, 2);
  }
}

Scenario small_scenario() {
  Scenario s;
  for (const char* id : {"a", "b", "c"}) {
    Place place;
    place.id = id;
    s.places.push_back(place);
  }
  for (const auto& [id, from, to] : {std::tuple{"ab", 0U, 1U}, std::tuple{"bc", 1U, 2U}}) {
    Road road;
    road.id = id;
    road.from = PlaceId{from};
    road.to = PlaceId{to};
    s.roads.push_back(road);
  }
  return s;
}

const Time kNoon{std::chrono::hours{12}};

/// What may happen, and what is still to come, opens nothing.
TEST(Roads, AreOpenByWhatIsCertain) {
  Scenario s = small_scenario();
  const auto event = [&](EventKind kind, int hours, double probability = 1.0) {
    Event e;
    e.kind = kind;
    e.road = RoadId{0};
    e.time = kNoon + std::chrono::hours{hours};
    e.probability = Value::constant(probability);
    e.delay_hours = Value::constant(1.0);
    e.amount = Value::constant(0.0);
    s.events.push_back(e);
  };
  const auto open = [&](int hours) {
    return is_certainly_open(s, RoadId{0}, kNoon + std::chrono::hours{hours});
  };
  EXPECT_TRUE(open(0));
  event(EventKind::road_closes, -4);
  event(EventKind::road_opens, -2, 0.5);
  event(EventKind::road_opens, 2);
  event(EventKind::road_lanes, 6);
  EXPECT_TRUE(open(-4));
  EXPECT_FALSE(open(-3));
  EXPECT_FALSE(open(2));
  EXPECT_TRUE(open(3));
  EXPECT_FALSE(open(7));
  EXPECT_TRUE(is_certainly_open(s, RoadId{1}, kNoon));
}

TEST(KnownAt, ARowPublishedAtTheTimeIsNotKnownYetAndIdsAreRenumbered) {
  Scenario s = small_scenario();
  s.places[0].published = kNoon;
  Event event;
  event.id = "e";
  event.road = RoadId{1};
  event.published = kNoon - Duration{1};
  s.events.push_back(event);
  const Scenario known = known_at(s, kNoon);
  ASSERT_EQ(known.places.size(), 2U);
  ASSERT_EQ(known.roads.size(), 1U);  // ab begins at an unknown place
  EXPECT_EQ(known.roads[0].id, "bc");
  EXPECT_EQ(known.roads[0].from.index, 0U);
  ASSERT_EQ(known.events.size(), 1U);
  EXPECT_EQ(known.events[0].road.index, 0U);
}

TEST(KnownAt, ASuccessorReplacesOnlyOnceItIsKnown) {
  Scenario s = small_scenario();
  Event guess;
  guess.id = "guess";
  guess.published = kNoon - Duration{10};
  Event fact;
  fact.id = "fact";
  fact.published = kNoon;
  fact.supersedes = "guess";
  s.events = {fact, guess};
  EXPECT_EQ(known_at(s, kNoon).events.at(0).id, "guess");
  const Scenario later = known_at(s, kNoon + Duration{1});
  ASSERT_EQ(later.events.size(), 1U);
  EXPECT_EQ(later.events[0].id, "fact");
}

Kin kin(const char* id, PlaceId from, PlaceId to, Time published, const char* supersedes = "") {
  Kin row;
  row.id = id;
  row.from = from;
  row.to = to;
  row.people = Value::constant(1.0);
  row.published = published;
  row.supersedes = supersedes;
  return row;
}

TEST(KnownAt, KinArePublishedReplacedAndRenumberedLikeOtherRows) {
  Scenario s = small_scenario();
  s.places[0].published = kNoon;
  const Time before = kNoon - Duration{10};
  s.kin = {kin("everybodys", {}, PlaceId{2}, before),
           kin("later", {}, PlaceId{2}, kNoon, "everybodys"),
           kin("of-a-place-not-known-yet", PlaceId{0}, PlaceId{2}, before),
           kin("of-b", PlaceId{1}, PlaceId{2}, before)};
  const Scenario known = known_at(s, kNoon);
  ASSERT_EQ(known.kin.size(), 2U);
  EXPECT_EQ(known.kin[0].id, "everybodys");
  EXPECT_FALSE(known.kin[0].from.valid());
  EXPECT_EQ(known.kin[0].to.index, 1U);
  EXPECT_EQ(known.kin[1].id, "of-b");
  EXPECT_EQ(known.kin[1].from.index, 0U);
  const Scenario later = known_at(s, kNoon + Duration{1});
  ASSERT_EQ(later.kin.size(), 3U);
  EXPECT_EQ(later.kin[0].id, "later");
}

TEST(KnownAt, OfTheScenariosOwnParameterPublishedLaterNothingIsLeftAndItsUseIsNamed) {
  Scenario s = small_scenario();
  Parameter p = parameter("own", {PriorFamily::uniform, 2, 5, 0}, 1, 10);
  p.published = kNoon;
  s.parameters = ParameterRegistry({p});
  Group group;
  group.id = "g";
  group.place = PlaceId{0};
  group.people = Value{{{1.0, ParameterId{0}, false}}};
  s.groups = {group};
  const Scenario known = known_at(s, kNoon);
  EXPECT_EQ(known.parameters.all()[0].prior.family, PriorFamily::fixed);
  EXPECT_EQ(known.parameters.all()[0].upper, 0.0);
  EXPECT_EQ(parameters_used_before_publication(known, kNoon), std::vector<std::string>{"own"});
  const Time later = kNoon + Duration{1};
  EXPECT_TRUE(parameters_used_before_publication(known_at(s, later), later).empty());
}

TEST(KnownAt, TheTwoSidesOfAnAsOfTimeShareNoRow) {
  Scenario s = small_scenario();
  for (const int hours : {-1, 0, 1}) {
    Claim claim;
    claim.id = "c" + std::to_string(hours + 1);
    claim.said_by = claim.id;
    claim.published = kNoon + std::chrono::hours{hours};
    s.claims.push_back(claim);
    ObservationRow row;
    row.published = claim.published;
    row.value = hours;
    s.observations.push_back(row);
    row.since = kNoon - std::chrono::hours{9};
    s.period_counts.push_back(row);
  }
  const Scenario known = known_at(s, kNoon);
  const LaterEvidence later = published_later(s, kNoon);
  ASSERT_EQ(known.claims.size(), 1U);
  EXPECT_EQ(known.claims[0].id, "c0");
  ASSERT_EQ(later.claims.size(), 2U);
  EXPECT_EQ(later.claims[0].id, "c1");
  EXPECT_EQ(known.observations.size(), 1U);
  EXPECT_EQ(later.counts.size(), 2U);
  ASSERT_EQ(known.period_counts.size(), 1U);
  EXPECT_EQ(known.period_counts[0].value, -1.0);
  EXPECT_EQ(later.period_counts.size(), 2U);
  EXPECT_EQ(all_counts(known).size(), 2U);
}

TEST(KnownAt, AClaimAboutAPlaceThatIsNotKnownYetIsNotAboutEverywhere) {
  Scenario s = small_scenario();
  s.places[0].published = kNoon + std::chrono::hours{2};
  for (const int hours : {-1, 1}) {
    Claim claim;
    claim.id = "c" + std::to_string(hours + 1);
    claim.said_by = claim.id;
    claim.place = s.places[0].id;
    claim.published = kNoon + std::chrono::hours{hours};
    s.claims.push_back(claim);
  }
  EXPECT_TRUE(known_at(s, kNoon).claims.empty());
  EXPECT_TRUE(published_later(s, kNoon).claims.empty());
  const Scenario after = known_at(s, kNoon + std::chrono::hours{3});
  ASSERT_EQ(after.claims.size(), 2U);
  EXPECT_EQ(after.claims[0].place, s.places[0].id);
}

TEST(KnownAt, ARegionIsMadeOfThoseOfItsPlacesThatAreKnown) {
  Scenario s = small_scenario();
  ASSERT_GE(s.places.size(), 2U);
  s.places[0].published = kNoon;
  s.regions = {{"both", 1, "Both", "", {s.places[0].id, s.places[1].id}},
               {"late", 2, "Late", "", {s.places[0].id}}};
  Claim claim;
  claim.place = "late";
  claim.published = kNoon - std::chrono::hours{1};
  s.claims = {claim};
  const Scenario before = known_at(s, kNoon);
  ASSERT_EQ(before.regions.size(), 1U);
  EXPECT_EQ(before.find_region("both")->places, std::vector<std::string>{s.places[1].id});
  EXPECT_TRUE(before.claims.empty());
  const Scenario after = known_at(s, kNoon + std::chrono::hours{1});
  EXPECT_EQ(after.find_region("both")->places.size(), 2U);
  EXPECT_EQ(after.find_region("late")->places.size(), 1U);
  EXPECT_EQ(after.claims.size(), 1U);
}

TEST(Scenario, KnowsWhatPlacesAndRegionsAreCalled) {
  Scenario s = small_scenario();
  s.places[0].name = "Goris";
  s.places[0].other_name = "Գորիս";
  s.regions = {{"north", 1, "North", "Հյուսիս", {s.places[0].id}}};
  EXPECT_EQ(s.names_of(s.places[0].id).other_name, "Գորիս");
  EXPECT_EQ(s.names_of("north").name, "North");
  EXPECT_EQ(s.names_of("north").other_name, "Հյուսիս");
  EXPECT_EQ(s.names_of("a-road").name, "a-road");
  EXPECT_TRUE(s.has_location("north"));
  EXPECT_FALSE(s.has_location("south"));
}

TEST(KnownAt, ALaterClaimOfTheSameSpeakerReplacesTheEarlierAsOfItsDate) {
  Scenario s = small_scenario();
  for (const int hours : {0, 5}) {
    Claim claim;
    claim.id = "c" + std::to_string(hours);
    claim.subject = "killed";
    claim.unit = "killed";
    claim.said_by = "a ministry";
    claim.published = kNoon + std::chrono::hours{hours};
    s.claims.push_back(claim);
  }
  EXPECT_EQ(known_at(s, kNoon + std::chrono::hours{5}).claims.at(0).id, "c0");
  const Scenario after = known_at(s, kNoon + std::chrono::hours{6});
  ASSERT_EQ(after.claims.size(), 1U);
  EXPECT_EQ(after.claims[0].id, "c5");
  s.claims[1].holds_for = kNoon;  // about another moment: both stand
  EXPECT_EQ(known_at(s, kNoon + std::chrono::hours{6}).claims.size(), 2U);
}

TEST(KnownAt, APriorPublishedLaterGivesWayToTheRulesets) {
  Scenario s = small_scenario();
  Parameter p = parameter("x", {PriorFamily::fixed, 5, 0, 0}, 0, 10);
  p.published = kNoon;
  p.ruleset_prior = RulesetPrior{{PriorFamily::fixed, 3, 0, 0}, 0, 10, "ruleset"};
  s.parameters = ParameterRegistry({p});
  EXPECT_EQ(known_at(s, kNoon).parameters.all()[0].prior.a, 3);
  EXPECT_EQ(known_at(s, kNoon + Duration{1}).parameters.all()[0].prior.a, 5);
}

/// What is known of a delay of 10 to 60 hours once a row of such a delay and probability has
/// replaced its hypothesis; the row's moment is three hours after the hypothesis'.
Prior delay_after(const Value& delay_hours, const Value& probability,
                  Time prior_published = kAlways) {
  Scenario s = small_scenario();
  Parameter delay = parameter("delay", {PriorFamily::uniform, 10, 60, 0}, 0, 100);
  delay.published = prior_published;
  delay.ruleset_prior = RulesetPrior{{PriorFamily::uniform, 0, 99, 0}, 0, 100, "ruleset"};
  s.parameters = ParameterRegistry({delay});
  Event hypothesis;
  hypothesis.id = "hypothesis";
  hypothesis.kind = EventKind::road_opens;
  hypothesis.time = kNoon;
  hypothesis.delay_hours = Value{{{1.0, ParameterId{0}, false}}};
  hypothesis.probability = Value::constant(0.5);
  hypothesis.published = kNoon;
  Event successor = hypothesis;
  successor.id = "successor";
  successor.time = kNoon + std::chrono::hours{3};
  successor.delay_hours = delay_hours;
  successor.probability = probability;
  successor.supersedes = "hypothesis";
  s.events = {hypothesis, successor};
  return known_at(s, kNoon + std::chrono::hours{4}).parameters.all()[0].prior;
}

TEST(KnownAt, OnlyWhatIsCertainTellsHowLongAHypothesisTook) {
  const Prior fact = delay_after(Value::constant(9.0), Value::constant(1.0));
  EXPECT_EQ(fact.family, PriorFamily::fixed);
  EXPECT_EQ(fact.a, 12.0);  // three hours later, and nine of its own
  // A fact stands though somebody's prior was published later.
  EXPECT_EQ(
      delay_after(Value::constant(9.0), Value::constant(1.0), kNoon + std::chrono::hours{9}).a,
      12.0);
  const Value again{{{1.0, ParameterId{0}, false}}};
  for (const Prior& open :
       {delay_after(Value::constant(9.0), Value::constant(0.5)),
        delay_after(again, Value::constant(1.0)), delay_after(again, Value::constant(0.5))}) {
    EXPECT_EQ(open.family, PriorFamily::uniform);
    EXPECT_EQ(open.b, 60.0);
  }
}

TEST(Sampler, AddingAParameterMovesNoOtherDraw) {
  Scenario s = small_scenario();
  const Parameter a = parameter("a", {PriorFamily::normal, 0, 1, 0}, -9, 9);
  const Parameter m = parameter("m", {PriorFamily::normal, 0, 1, 0}, -9, 9);
  const Parameter z = parameter("z", {PriorFamily::normal, 0, 1, 0}, -9, 9);
  s.parameters = ParameterRegistry({a, z});
  const ParameterValues before = ParameterSampler(s, {}).draw({4, 9});
  s.parameters = ParameterRegistry({a, m, z});
  const ParameterValues after = ParameterSampler(s, {}).draw({4, 9});
  EXPECT_EQ(before[0], after[0]);
  EXPECT_EQ(before[1], after[2]);
}

TEST(Sampler, AWidthStretchesEveryPriorAboutItsMedianOnTheScaleOfScores) {
  Scenario s = small_scenario();
  s.parameters = ParameterRegistry({parameter("a", {PriorFamily::normal, 10, 2, 0}, -99, 99),
                                    parameter("b", {PriorFamily::lognormal, 100, 0.5, 0}, 1, 1e6),
                                    parameter("c", {PriorFamily::uniform, 0, 1, 0}, 0, 1),
                                    parameter("d", {PriorFamily::fixed, 7, 0, 0}, 0, 10)});
  const double one_sd = normal_cdf(1.0);
  for (const double width : {0.5, 1.0, 2.0}) {
    const ParameterSampler sampler(s, {}, width);
    EXPECT_NEAR(sampler.quantile(ParameterId{0}, 0.5), 10.0, 1e-9);
    EXPECT_NEAR(sampler.quantile(ParameterId{0}, one_sd), 10.0 + 2.0 * width, 1e-9);
    EXPECT_NEAR(sampler.quantile(ParameterId{1}, one_sd), 100.0 * std::exp(0.5 * width), 1e-6);
    // Bounds stay: what is wider crowds towards them.
    EXPECT_NEAR(sampler.quantile(ParameterId{2}, one_sd), normal_cdf(width), 1e-9);
    EXPECT_EQ(sampler.quantile(ParameterId{3}, one_sd), 7.0);
  }
  // A member's draw is the same draw, stretched.
  const ParameterValues narrow = ParameterSampler(s, {}, 0.5).draw({4, 9});
  const ParameterValues wide = ParameterSampler(s, {}, 2.0).draw({4, 9});
  EXPECT_NEAR(wide[0] - 10.0, 4.0 * (narrow[0] - 10.0), 1e-9);
  EXPECT_NEAR(std::log(wide[1] / 100.0), 4.0 * std::log(narrow[1] / 100.0), 1e-9);
}

TEST(Distance, OneDegreeOfLatitudeIs111Km) {
  Place a;
  Place b;
  b.latitude_deg = 1.0;
  EXPECT_NEAR(distance_km(a, b), 111.19, 0.01);
}

/// Men and women of a town, and women of another.
Scenario with_exit_rules() {
  Scenario scenario;
  scenario.places.resize(2);
  for (const char* id : {"men", "women", "women-elsewhere"}) {
    Group group;
    group.id = id;
    group.place = PlaceId{scenario.groups.size() == 2 ? 1U : 0U};
    group.household_class = HouseholdClass::no_vehicle;
    scenario.groups.push_back(group);
  }
  const auto rule = [&](double hours, std::optional<double> amount,
                        std::vector<std::string> groups) {
    Event event;
    event.id = std::to_string(scenario.events.size());
    event.kind = EventKind::exit_rule;
    event.time = scenario.start + from_hours(hours);
    event.delay_hours = Value::constant(0.0);
    event.probability = Value::constant(1.0);
    event.names_all_who_may = !amount;
    event.amount = Value::constant(amount.value_or(0.0));
    event.applies_to_groups = std::move(groups);
    scenario.events.push_back(event);
  };
  rule(30.0, 1.0, {"men"});
  rule(10.0, 0.0, {"men"});
  rule(20.0, std::nullopt, {"women"});
  scenario.events.back().place = PlaceId{0};
  rule(40.0, std::nullopt, {});
  scenario.events.back().probability = Value::constant(0.0);
  return scenario;
}

TEST(ExitRules, OfSeveralTheLatestAboutAGroupHolds) {
  const Scenario scenario = with_exit_rules();
  const auto at = [&](double hours) {
    return who_may_leave(scenario, scenario.start + from_hours(hours), {});
  };
  using May = std::vector<char>;
  EXPECT_EQ(at(9.0), (May{1, 1, 1}));
  EXPECT_EQ(at(10.0), (May{0, 1, 1}));
  EXPECT_EQ(at(25.0), (May{0, 1, 1}));
  EXPECT_EQ(at(30.0), (May{1, 1, 1}));
  Scenario only_women = scenario;
  only_women.events.erase(only_women.events.begin());
  only_women.events[1].applies_to_groups = {"women-elsewhere"};
  EXPECT_EQ(who_may_leave(only_women, only_women.start + from_hours(50.0), {}), (May{0, 0, 1}));
}

}  // namespace
}  // namespace corridor

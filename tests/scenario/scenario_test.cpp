#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "scenario/claims_posterior.h"
#include "scenario/sampling.h"
#include "scenario/scenario.h"

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

Claim claim(double value, Qualifier qualifier, double weight = 1.0,
            const std::string& unit = "people") {
  Claim c;
  c.id = "c" + std::to_string(value);
  c.subject = "population";
  c.value = value;
  c.qualifier = qualifier;
  c.unit = unit;
  c.weight = weight;
  c.said_by = c.id;
  return c;
}

double at(const std::vector<double>& quantiles, double u) {
  return quantiles[static_cast<std::size_t>(
      std::llround(u * static_cast<double>(quantiles.size() - 1)))];
}

std::vector<double> posterior(const Parameter& p, const std::vector<Claim>& claims) {
  const ClaimsPosterior posterior(p, claims, ClaimWidths{});
  return grid_quantiles(posterior.x(), posterior.density({4.0, 3.0}), 2001);
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

TEST(Claims, OneExactClaimIsTheProductOfTwoNormalsOnTheLogScale) {
  // Prior ln x ~ N(ln 100, 0.5), claim 150 with width 0.1, nobody doubts it: precision-weighted
  // mean of the logarithms.
  Parameter p = parameter("population", {PriorFamily::lognormal, 100, 0.5, 0}, 1, 10000);
  p.none_right_weight = 0.0;
  const std::vector<double> q = posterior(p, {claim(150, Qualifier::about)});
  const double precision = 1 / 0.25 + 1 / 0.01;
  const double mean = (std::log(100.0) / 0.25 + std::log(150.0) / 0.01) / precision;
  EXPECT_NEAR(std::log(at(q, 0.5)), mean, 2e-3);
  EXPECT_NEAR(std::log(at(q, 0.8415)) - std::log(at(q, 0.5)), 1 / std::sqrt(precision), 3e-3);
}

TEST(Claims, WeightZeroChangesNothingAndWeightOneDecides) {
  Parameter p = parameter("population", {PriorFamily::lognormal, 100, 0.6, 0}, 1, 10000);
  p.none_right_weight = 0.0;
  const std::vector<double> both =
      posterior(p, {claim(60, Qualifier::about, 0.0), claim(160, Qualifier::about, 1.0)});
  const std::vector<double> only = posterior(p, {claim(160, Qualifier::about, 1.0)});
  for (std::size_t i = 0; i < both.size(); ++i) EXPECT_DOUBLE_EQ(both[i], only[i]);
  const std::vector<double> none = posterior(p, {claim(60, Qualifier::about, 0.0)});
  EXPECT_NEAR(at(none, 0.5), 100, 1.0);
}

TEST(Claims, AtLeastIsOneSided) {
  Parameter p = parameter("population", {PriorFamily::lognormal, 100, 0.6, 0}, 1, 10000);
  p.none_right_weight = 0.0;
  const std::vector<double> q = posterior(p, {claim(120, Qualifier::at_least)});
  EXPECT_GT(at(q, 0.05), 100);
  EXPECT_GT(at(q, 0.95), 220);  // the upper tail of the prior is left as it was
}

TEST(Claims, FamiliesAreTurnedIntoPeople) {
  Parameter p = parameter("population", {PriorFamily::lognormal, 100, 0.8, 0}, 1, 10000);
  p.none_right_weight = 0.0;
  const double people = at(posterior(p, {claim(40, Qualifier::about, 1.0, "families")}), 0.5);
  EXPECT_NEAR(people, 158, 8);  // 40 families of 4, drawn a little to the prior
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

TEST(KnownAt, APriorPublishedLaterGivesWayToTheRulesets) {
  Scenario s = small_scenario();
  Parameter p = parameter("x", {PriorFamily::fixed, 5, 0, 0}, 0, 10);
  p.published = kNoon;
  p.ruleset_prior = RulesetPrior{{PriorFamily::fixed, 3, 0, 0}, 0, 10, "ruleset"};
  s.parameters = ParameterRegistry({p});
  EXPECT_EQ(known_at(s, kNoon).parameters.all()[0].prior.a, 3);
  EXPECT_EQ(known_at(s, kNoon + Duration{1}).parameters.all()[0].prior.a, 5);
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

TEST(Distance, OneDegreeOfLatitudeIs111Km) {
  Place a;
  Place b;
  b.latitude_deg = 1.0;
  EXPECT_NEAR(distance_km(a, b), 111.19, 0.01);
}

}  // namespace
}  // namespace corridor

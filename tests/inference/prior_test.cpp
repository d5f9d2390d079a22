// What an emulator is given for the scores.
#include "inference/prior.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "inference/particle.h"
#include "scenario/hypotheses.h"
#include "scenario/normal.h"

namespace corridor {
namespace {

Parameter people(const std::string& name, bool uses_claims) {
  Parameter parameter;
  parameter.name = name;
  parameter.unit = "people";
  parameter.prior = {PriorFamily::lognormal, 100000.0, 0.4, 0.0};
  parameter.lower = 1.0;
  parameter.upper = 1.0e7;
  parameter.uses_claims = uses_claims;
  return parameter;
}

Claim claim(const std::string& id, double value) {
  Claim claim;
  claim.id = claim.said_by = id;
  claim.subject = "population";
  claim.value = value;
  claim.unit = "people";
  claim.source_type = "press";
  claim.published = kAlways;
  return claim;
}

/// Two claims far apart: between them the values leap, and their scores hardly move.
Scenario contested() {
  Scenario scenario;
  std::vector<Parameter> parameters = count_parameters();
  parameters.push_back(people("population", true));
  parameters.push_back(people("undisputed", false));
  scenario.parameters = ParameterRegistry(std::move(parameters));
  scenario.claims = {claim("one side", 50000.0), claim("other side", 120000.0)};
  return scenario;
}

std::size_t score_of(const ScenarioPrior& prior, const std::string& name) {
  const auto& names = prior.names();
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

TEST(ScenarioPrior, TakesOutTheStepsThatCompetingClaimsMake) {
  const Scenario scenario = contested();
  const ParameterSampler sampler(scenario, {});
  const ScenarioPrior prior(scenario, kAlways, sampler, 0);
  const std::size_t population = score_of(prior, "population");
  ASSERT_LT(population, prior.names().size());
  for (const double score : {-1.7, -0.4, 0.1, 0.9, 2.2}) {
    std::vector<double> scores(prior.names().size(), 0.0);
    scores[population] = score;
    const double value = prior.values(scores)[prior.value_index(population)];
    EXPECT_NEAR(prior.inputs(scores)[population], std::log(value / 100000.0) / 0.4, 0.02) << score;
  }
}

TEST(ScenarioPrior, LeavesScoresWithoutClaimsAlone) {
  const Scenario scenario = contested();
  const ParameterSampler sampler(scenario, {});
  const ScenarioPrior prior(scenario, kAlways, sampler, 0);
  std::vector<double> scores(prior.names().size(), 0.7);
  scores[score_of(prior, "population")] = -0.3;
  const std::vector<double> inputs = prior.inputs(scores);
  for (std::size_t k = 0; k < scores.size(); ++k) {
    if (prior.names()[k] == "population") continue;
    EXPECT_EQ(inputs[k], scores[k]) << prior.names()[k];
  }
}

/// A convoy that may come, likelier where a parameter is large, and a shell that fell.
Scenario with_a_convoy() {
  Scenario scenario;
  std::vector<Parameter> parameters = count_parameters();
  Parameter likely;
  likely.name = "convoy_probability";
  likely.unit = "1";
  likely.prior = {PriorFamily::beta, 2.0, 2.0, 0.0};
  likely.lower = 0.0;
  likely.upper = 1.0;
  parameters.push_back(likely);
  scenario.parameters = ParameterRegistry(std::move(parameters));
  Event shell;
  shell.id = "shell";
  shell.probability = Value::constant(1.0);
  shell.delay_hours = Value::constant(0.0);
  Event convoy = shell;
  convoy.id = "convoy";
  convoy.probability =
      Value{{Value::Factor{1.0, scenario.parameters.find("convoy_probability"), false}}};
  scenario.events = {shell, convoy};
  return scenario;
}

TEST(ScenarioPrior, MovesTheLuckOfOpenEventsLikeParameters) {
  const Scenario scenario = with_a_convoy();
  ASSERT_EQ(open_events(scenario), std::vector<std::size_t>{1});
  const ParameterSampler sampler(scenario, {});
  const ScenarioPrior prior(scenario, kAlways, sampler, 1);
  const std::size_t likely = score_of(prior, "convoy_probability");
  const std::size_t luck = prior.names().size() - 1;
  const MemberStreams any{1, 1};
  int happened = 0;
  for (const double likely_score : {-1.5, 0.0, 1.5}) {
    for (const double luck_score : {-2.0, -0.7, 0.3, 0.9, 2.0}) {
      std::vector<double> scores(prior.names().size(), 0.0);
      scores[likely] = likely_score;
      scores[luck] = luck_score;
      const ParameterValues values = prior.values(scores);
      const bool expected = normal_cdf(luck_score) < values[prior.value_index(likely)];
      EXPECT_EQ(event_hours(scenario, 1, values, any).has_value(), expected);
      EXPECT_TRUE(event_hours(scenario, 0, values, any).has_value());
      EXPECT_EQ(prior.inputs(scores)[luck], expected ? -1.0 : 1.0);
      happened += expected ? 1 : 0;
    }
  }
  EXPECT_GT(happened, 3);
  EXPECT_LT(happened, 12);
}

TEST(ScenarioPrior, KnowsItsQuantilesWhereSilenceSaysNothing) {
  Scenario scenario = with_a_convoy();
  const ParameterSampler sampler(scenario, {});
  const ScenarioPrior prior(scenario, kAlways, sampler, 1);
  const std::size_t likely = score_of(prior, "convoy_probability");
  ASSERT_TRUE(prior.quantile(likely, 0.05));
  EXPECT_NEAR(*prior.quantile(likely, 0.5), 0.5, 1e-6);  // beta(2, 2): 3 x^2 - 2 x^3
  const double low = *prior.quantile(likely, 0.05);
  EXPECT_NEAR(3.0 * low * low - 2.0 * low * low * low, 0.05, 1e-6);
  EXPECT_FALSE(prior.quantile(prior.names().size() - 1, 0.5));  // the luck of the convoy
  // Nobody can miss a road that opens: that none has opened speaks against a large probability.
  scenario.events[1].kind = EventKind::road_opens;
  EXPECT_FALSE(prior.quantile(likely, 0.5));
  EXPECT_FALSE(prior.quantile(score_of(prior, "reports.delay_hours"), 0.5));
  EXPECT_TRUE(prior.quantile(score_of(prior, name_of_drift(CountClass::stock)), 0.5));
}

constexpr double kHoursSinceItBegan = 60.0;
constexpr double kReportsTake_hours = 6.0;

/// A bombardment that goes on for an unknown time, and whose end no row tells.
Scenario with_a_bombardment(const Prior& lasts) {
  Scenario scenario;
  std::vector<Parameter> parameters = count_parameters();
  Parameter hours;
  hours.name = "bombardment_hours";
  hours.unit = "h";
  hours.prior = lasts;
  hours.upper = 1.0e4;
  parameters.push_back(hours);
  scenario.parameters = ParameterRegistry(std::move(parameters));
  const ParameterId reports = scenario.parameters.require("reports.delay_hours");
  Parameter delay = scenario.parameters[reports];
  delay.prior = {PriorFamily::fixed, kReportsTake_hours, 0.0, 0.0};
  scenario.parameters.replace(reports, delay);
  Event shelling;
  shelling.id = "bombardment";
  shelling.kind = EventKind::shelling;
  shelling.time = scenario.start;
  shelling.lasts_hours =
      Value{{Value::Factor{1.0, scenario.parameters.find("bombardment_hours"), false}}};
  shelling.delay_hours = Value::constant(0.0);
  shelling.probability = Value::constant(1.0);
  scenario.events = {shelling};
  return scenario;
}

/// The hours of members of a forecast made 60 hours after the bombardment began; sorted.
std::vector<double> hours_of_members(const Scenario& scenario) {
  const ParameterSampler sampler(scenario, {});
  const Time as_of = scenario.start + from_hours(kHoursSinceItBegan);
  const ScenarioPrior prior(scenario, as_of, sampler, 0);
  const std::size_t score = score_of(prior, "bombardment_hours");
  std::vector<double> hours;
  for (std::uint32_t member = 0; member < 4000; ++member) {
    const PriorDraw draw = draw_possible(prior, {3, member});
    EXPECT_TRUE(draw.possible);
    hours.push_back(prior.values(draw.scores)[prior.value_index(score)]);
  }
  std::sort(hours.begin(), hours.end());
  return hours;
}

/// The largest distance between a sample's distribution function and `cumulative`.
template <class Cumulative>
double distance(const std::vector<double>& sorted, Cumulative&& cumulative) {
  double most = 0.0;
  const auto n = static_cast<double>(sorted.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const double at = cumulative(sorted[i]);
    most = std::max({most, std::abs(at - static_cast<double>(i) / n),
                     std::abs(at - static_cast<double>(i + 1) / n)});
  }
  return most;
}

TEST(Silence, SaysThatABombardmentWhoseEndNobodyToldGoesOn) {
  // Kolmogorov's 99.9 % point for 4,000 draws.
  const double tolerance = 1.95 / std::sqrt(4000.0);
  const double least = kHoursSinceItBegan - kReportsTake_hours;
  const std::vector<double> uniform =
      hours_of_members(with_a_bombardment({PriorFamily::uniform, 0.0, 100.0, 0.0}));
  EXPECT_GE(uniform.front(), least);
  EXPECT_LT(distance(uniform, [&](double x) { return (x - least) / (100.0 - least); }), tolerance);
  // An exponential law has no memory.
  const std::vector<double> exponential =
      hours_of_members(with_a_bombardment({PriorFamily::gamma, 1.0, 24.0, 0.0}));
  EXPECT_GE(exponential.front(), least);
  EXPECT_LT(distance(exponential, [&](double x) { return -std::expm1((least - x) / 24.0); }),
            tolerance);
}

TEST(Silence, SaysNothingOfABombardmentWhoseEndIsWritten) {
  Scenario scenario = with_a_bombardment({PriorFamily::uniform, 0.0, 100.0, 0.0});
  EXPECT_TRUE(is_judged_by_silence(scenario, scenario.parameters.find("bombardment_hours")));
  EXPECT_TRUE(is_judged_by_silence(scenario, scenario.parameters.find("reports.delay_hours")));
  EXPECT_LT(hours_of_members([&] {
              Scenario written = scenario;
              written.events[0].until = written.start + from_hours(1.0);
              written.events[0].lasts_hours = Value::constant(0.0);
              return written;
            }())
                .front(),
            1.0);
}

TEST(ScenarioPrior, DrawsTheLuckOfEventsThatTheStreamsWouldGive) {
  const Scenario scenario = with_a_convoy();
  const ParameterSampler sampler(scenario, {});
  const ScenarioPrior prior(scenario, kAlways, sampler, 1);
  int happened = 0;
  for (std::uint32_t member = 0; member < 200; ++member) {
    const MemberStreams streams{7, member};
    ParameterValues values = prior.values(prior.draw(streams));
    const auto given = event_hours(scenario, 1, values, {8, member});
    values.pop_back();
    EXPECT_EQ(event_hours(scenario, 1, values, streams), given);
    happened += given ? 1 : 0;
  }
  EXPECT_GT(happened, 60);
  EXPECT_LT(happened, 140);
}

}  // namespace
}  // namespace corridor

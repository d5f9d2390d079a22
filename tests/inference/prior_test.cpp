// What an emulator is given for the scores.
#include "inference/prior.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

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

}  // namespace
}  // namespace corridor

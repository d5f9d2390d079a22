// Priors updated by claims, against closed forms worked by hand; trust.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "scenario/claims_posterior.h"
#include "scenario/normal.h"
#include "scenario/sampling.h"
#include "scenario/trust.h"

namespace corridor {
namespace {

constexpr double kPi = 3.14159265358979323846;

Parameter size_of(Prior prior, double none_right, double upper = 1.0e6) {
  Parameter p;
  p.name = "population";
  p.unit = "people";
  p.prior = prior;
  p.lower = 1.0;
  p.upper = upper;
  p.uses_claims = true;
  p.none_right_weight = none_right;
  return p;
}

Claim claim(double value, Qualifier qualifier, double weight = 1.0,
            const std::string& unit = "people") {
  static int number = 0;
  Claim c;
  c.id = "c" + std::to_string(number++);
  c.subject = "population";
  c.value = value;
  c.qualifier = qualifier;
  c.unit = unit;
  c.weight = weight;
  c.said_by = c.id;
  c.source_type = "press";
  return c;
}

constexpr PartySizes kSizes{4.0, 3.0};

std::vector<double> posterior(const Parameter& p, const std::vector<Claim>& claims) {
  const ClaimsPosterior posterior(p, claims, ClaimWidths{});
  const std::vector<double> cumulative = grid_cumulative(posterior.x(), posterior.density(kSizes));
  std::vector<double> quantiles;
  for (int i = 0; i <= 4000; ++i) {
    quantiles.push_back(grid_quantile(posterior.x(), cumulative, i / 4000.0));
  }
  return quantiles;
}

double at(const std::vector<double>& quantiles, double u) {
  return quantiles[static_cast<std::size_t>(
      std::llround(u * static_cast<double>(quantiles.size() - 1)))];
}

struct Moments {
  double mean = 0.0;
  double variance = 0.0;
};

/// Of ln x, from the density on its grid.
Moments log_moments(const Parameter& p, const std::vector<Claim>& claims) {
  const ClaimsPosterior posterior(p, claims, ClaimWidths{});
  const std::vector<double> density = posterior.density(kSizes);
  double total = 0.0;
  double first = 0.0;
  double second = 0.0;
  for (std::size_t i = 1; i < density.size(); ++i) {
    const double mass =
        0.5 * (density[i] + density[i - 1]) * (posterior.x()[i] - posterior.x()[i - 1]);
    const double l = 0.5 * (std::log(posterior.x()[i]) + std::log(posterior.x()[i - 1]));
    total += mass;
    first += mass * l;
    second += mass * l * l;
  }
  return {first / total, second / total - first / total * first / total};
}

double normal(double z, double sd) {
  return std::exp(-0.5 * z * z / sd / sd) / sd / std::sqrt(2.0 * kPi);
}
double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

TEST(Claims, TheMomentsOfTheMixtureAreThoseWorkedByHand) {
  // Prior ln x ~ N(ln 100, 0.5). Claims: about 60 (sd 0.1), exactly 150 (sd 0.03) of weight 2.
  // Each component is a product of two normals in ln x; its evidence is the density of the claim
  // under the prior. "None is right" keeps the prior, with evidence 1 / range.
  const Parameter p = size_of({PriorFamily::lognormal, 100, 0.5, 0}, 0.2);
  const double range = 2.0 * 3.719016485 * 0.5;  // from the 0.0001 to the 0.9999 quantile
  struct Component {
    double mass, mean, variance;
  };
  std::vector<Component> components = {{0.2 / range, std::log(100.0), 0.25}};
  for (const auto& [value, sd, share] :
       {std::tuple{60.0, 0.1, 1.0 / 3.0}, std::tuple{150.0, 0.03, 2.0 / 3.0}}) {
    const double precision = 1.0 / 0.25 + 1.0 / (sd * sd);
    const double mean = (std::log(100.0) / 0.25 + std::log(value) / (sd * sd)) / precision;
    // Weight 2 of the most trusted claim raises the claims against "none is right".
    const double mass =
        0.8 * 2.0 * share * normal(std::log(value / 100.0), std::sqrt(0.25 + sd * sd));
    components.push_back({mass, mean, 1.0 / precision});
  }
  double total = 0.0;
  double mean = 0.0;
  double second = 0.0;
  for (const Component& c : components) {
    total += c.mass;
    mean += c.mass * c.mean;
    second += c.mass * (c.variance + c.mean * c.mean);
  }
  mean /= total;
  const double variance = second / total - mean * mean;
  const Moments found =
      log_moments(p, {claim(60, Qualifier::about), claim(150, Qualifier::exactly, 2.0)});
  EXPECT_NEAR(found.mean, mean, 1e-4);
  EXPECT_NEAR(found.variance, variance, 1e-4);
}

TEST(Claims, AtLeastAndAtMostAreOneSidedWithTheMomentsWorkedByHand) {
  // phi(l; m, s) Phi((l - v) / b) has mean m + s^2 / r phi(z) / Phi(z), z = (m - v) / r,
  // r^2 = s^2 + b^2 (Azzalini 1985); "at most" is its mirror image.
  const Parameter p = size_of({PriorFamily::lognormal, 100, 0.5, 0}, 0.0);
  const double r = std::sqrt(0.25 + 0.01);
  for (const double side : {1.0, -1.0}) {
    const double z = side * std::log(100.0 / 130.0) / r;
    const double mean = std::log(100.0) + side * 0.25 / r * normal(z, 1.0) / normal_cdf(z);
    const Qualifier qualifier = side > 0.0 ? Qualifier::at_least : Qualifier::at_most;
    EXPECT_NEAR(log_moments(p, {claim(130, qualifier)}).mean, mean, 1e-4);
  }
  EXPECT_GT(at(posterior(p, {claim(130, Qualifier::at_least)}), 0.01), 105);
  EXPECT_LT(at(posterior(p, {claim(130, Qualifier::at_most)}), 0.99), 155);
}

TEST(Claims, BetweenIsFlatInsideAndFallsOffOutside) {
  const Parameter p = size_of({PriorFamily::lognormal, 100, 3.0, 0}, 0.0, 1.0e9);
  Claim range = claim(100, Qualifier::between);
  range.value_high = 400;
  const std::vector<double> q = posterior(p, {range});
  // Under a flat prior of ln x: symmetric about ln 200, nearly uniform from ln 100 to ln 400.
  EXPECT_NEAR(std::log(at(q, 0.5)), std::log(200.0), 0.03);
  EXPECT_NEAR(std::log(at(q, 0.75) / at(q, 0.25)), 0.5 * std::log(4.0), 0.03);
  EXPECT_GT(at(q, 0.02), 80);
  EXPECT_LT(at(q, 0.98), 500);
}

TEST(Claims, WeightZeroIsAsIfTheClaimHadNeverBeenMade) {
  const Parameter p = size_of({PriorFamily::lognormal, 100, 0.6, 0}, 0.2);
  const std::vector<double> both =
      posterior(p, {claim(60, Qualifier::about, 0.0), claim(160, Qualifier::about)});
  EXPECT_EQ(both, posterior(p, {claim(160, Qualifier::about)}));
  EXPECT_EQ(posterior(p, {claim(60, Qualifier::about, 0.0)}), posterior(p, {}));
}

TEST(Claims, ALoneClaimHalfTrustedLeavesMoreToNoneIsRight) {
  // Odds of "none is right" against the claim: 0.2 / range against 0.8 weight evidence.
  const Parameter p = size_of({PriorFamily::lognormal, 100, 0.5, 0}, 0.2);
  const double evidence = normal(std::log(1.5), std::sqrt(0.25 + 0.01));
  for (const double weight : {1.0, 0.5, 0.1}) {
    const double none = 0.2 / (2.0 * 3.719016485 * 0.5);
    const double one = 0.8 * weight * evidence;
    const double precision = 1.0 / 0.25 + 1.0 / 0.01;
    const double claimed = (std::log(100.0) / 0.25 + std::log(150.0) / 0.01) / precision;
    const double mean = (none * std::log(100.0) + one * claimed) / (none + one);
    EXPECT_NEAR(log_moments(p, {claim(150, Qualifier::about, weight)}).mean, mean, 1e-4);
  }
}

TEST(Claims, ANumberThatThePriorExcludesLeavesThePrior) {
  const Parameter p = size_of({PriorFamily::uniform, 100, 200, 0}, 0.0);
  EXPECT_NEAR(at(posterior(p, {claim(9.0e5, Qualifier::exactly)}), 0.5), 150, 1);
}

TEST(Units, ConvertByTheSizesOfParties) {
  EXPECT_DOUBLE_EQ(unit_conversion("families", "people")->of({4.0, 3.0}), 4.0);
  EXPECT_DOUBLE_EQ(unit_conversion("people", "families")->of({4.0, 3.0}), 0.25);
  EXPECT_DOUBLE_EQ(unit_conversion("vehicles", "people")->of({4.0, 3.0}), 3.0);
  EXPECT_DOUBLE_EQ(unit_conversion("vehicles", "families")->of({4.0, 3.0}), 0.75);
  EXPECT_DOUBLE_EQ(unit_conversion("t", "kg")->of({}), 1000.0);
  EXPECT_DOUBLE_EQ(unit_conversion("d", "h")->of({}), 24.0);
  EXPECT_DOUBLE_EQ(unit_conversion("percent", "1")->of({}), 0.01);
  EXPECT_DOUBLE_EQ(unit_conversion("1/d", "1/h")->of({}), 1.0 / 24.0);
  EXPECT_TRUE(unit_conversion("sheep", "sheep"));
  EXPECT_FALSE(unit_conversion("killed", "people"));
  EXPECT_FALSE(unit_conversion("h", "people"));
}

TEST(Units, RatesOfPartiesBecomePlainRates) {
  EXPECT_EQ(*unit_conversion("people_per_hour", "1/h"), UnitConversion{});
  EXPECT_DOUBLE_EQ(unit_conversion("people_per_minute", "1/h")->of({}), 60.0);
  EXPECT_DOUBLE_EQ(unit_conversion("people_per_day", "1/h")->of({}), 1.0 / 24.0);
  EXPECT_DOUBLE_EQ(unit_conversion("people_per_week", "1/d")->of({}), 1.0 / 7.0);
  // Vehicles an hour, where the parameter counts vehicles.
  EXPECT_EQ(*unit_conversion("vehicles_per_hour", "1/h"), UnitConversion{});
  EXPECT_DOUBLE_EQ(unit_conversion("vehicles_per_hour", "people_per_hour")->of({4.0, 3.0}), 3.0);
  EXPECT_DOUBLE_EQ(unit_conversion("families_per_minute", "people_per_hour")->of({4.0, 3.0}),
                   240.0);
  EXPECT_FALSE(unit_conversion("people_per_hour", "people"));
  EXPECT_FALSE(unit_conversion("sheep_per_hour", "1/h"));
}

Parameter people_per_household() {
  Parameter p;
  p.name = "people_per_household";
  p.unit = "people";
  p.prior = {PriorFamily::lognormal, 4.0, 0.2, 0};
  p.lower = 1.0;
  p.upper = 19.0;
  return p;
}

Scenario scenario_with(const std::vector<Claim>& claims, double none_right) {
  Scenario s;
  s.parameters = ParameterRegistry(
      {people_per_household(), size_of({PriorFamily::lognormal, 400, 1.0, 0}, none_right)});
  s.claims = claims;
  return s;
}

std::vector<ParameterValues> draws(const Scenario& s, std::size_t count) {
  const ParameterSampler sampler(s, {});
  std::vector<ParameterValues> values;
  for (std::uint32_t m = 0; m < count; ++m) values.push_back(sampler.draw({11, m}));
  return values;
}

TEST(Sampler, FamiliesConvertByTheMembersOwnHouseholds) {
  // Given h: ln x ~ N(k (ln 100 + ln h) + (1 - k) ln 400, k 0.1^2), k = 1 / (1 + 0.01). Hence slope
  // k on ln h and correlation 0.2 k / sqrt(0.04 k^2 + 0.01 k) = 0.895. Independent conversion
  // would give 0. 4,000 draws: standard error of the correlation 0.0032, of the slope 0.008.
  const auto values =
      draws(scenario_with({claim(100, Qualifier::about, 1.0, "families")}, 0.0), 4000);
  double sh = 0, sx = 0, shh = 0, sxx = 0, shx = 0;
  for (const ParameterValues& v : values) {
    const double h = std::log(v[0]);
    const double x = std::log(v[1]);
    sh += h, sx += x, shh += h * h, sxx += x * x, shx += h * x;
  }
  const auto n = static_cast<double>(values.size());
  const double chh = shh / n - sh / n * sh / n;
  const double cxx = sxx / n - sx / n * sx / n;
  const double chx = shx / n - sh / n * sx / n;
  const double k = 1.0 / 1.01;
  EXPECT_NEAR(chx / std::sqrt(chh * cxx), 0.2 * k / std::sqrt(0.04 * k * k + 0.01 * k), 0.013);
  EXPECT_NEAR(chx / chh, k, 0.032);
  EXPECT_NEAR(sx / n, std::log(400.0), 0.015);
  EXPECT_NEAR(std::sqrt(cxx), std::sqrt(0.04 * k * k + 0.01 * k), 0.01);
}

TEST(Sampler, ClaimsAboutAPartOrAnotherTimeInformNoParameter) {
  const auto drawn_with = [](const Claim& second) {
    Scenario s = scenario_with({claim(100, Qualifier::about), second}, 0.1);
    s.start = Time{kDay};
    s.end = Time{3 * kDay};
    return draws(s, 20);
  };
  Claim second = claim(900, Qualifier::about);
  const auto informed = drawn_with(second);
  second.weight = 0.0;
  const auto uninformed = drawn_with(second);
  second.weight = 1.0;
  second.holds_for = Time{2 * kDay};
  EXPECT_EQ(drawn_with(second), informed);
  second.holds_for = Time{Duration{0}};
  EXPECT_EQ(drawn_with(second), uninformed);
  second.holds_for.reset();
  second.place = "a";
  EXPECT_EQ(drawn_with(second), uninformed);
}

TEST(Sampler, AWidthStretchesWhatClaimsMakeOfAPrior) {
  const Scenario s = scenario_with({claim(100, Qualifier::about, 1.0, "people")}, 0.1);
  const ParameterId size = s.parameters.find("population");
  ASSERT_TRUE(size.valid());
  const ParameterSampler plain(s, {});
  const ParameterSampler wide(s, {}, 2.0);
  for (const double z : {-1.0, 0.0, 0.7}) {
    EXPECT_DOUBLE_EQ(wide.quantile(size, normal_cdf(z)), plain.quantile(size, normal_cdf(2.0 * z)));
  }
}

TEST(Sampler, ClaimsAreAsWideAsTheRegistrySays) {
  Scenario s;
  std::vector<Parameter> parameters = claim_parameters();
  parameters.push_back(size_of({PriorFamily::lognormal, 50000.0, 5.0, 0.0}, 0.0, 1.0e9));
  s.parameters = ParameterRegistry(parameters);
  s.claims = {claim(50000.0, Qualifier::about)};
  const auto log_sd = [&](const std::map<std::string, double>& fixed) {
    constexpr double kOneSd = 0.841344746;  // the normal distribution function at 1
    return std::log(ParameterSampler(s, fixed).quantile(s.parameters.find("population"), kOneSd) /
                    50000.0);
  };
  constexpr double kTolerance = 0.002;
  EXPECT_NEAR(log_sd({}), 0.10, kTolerance);
  EXPECT_NEAR(log_sd({{"claims.about_error", 0.3}}), 0.30, kTolerance);
  EXPECT_NEAR(log_sd({{"claims.exactly_error", 0.3}}), 0.10, kTolerance);
}

TEST(Sampler, TheQuantilesWhateverTheHouseholdAreThoseOfTheDraws) {
  const Scenario s = scenario_with(
      {claim(100, Qualifier::about, 1.0, "families"), claim(100, Qualifier::about, 1.0, "people")},
      0.1);
  const ParameterSampler sampler(s, {});
  const auto values = draws(s, 4000);
  for (const double u : {0.1, 0.3, 0.5, 0.7, 0.9}) {
    const double q = sampler.quantile(ParameterId{1}, u);
    const auto below = std::count_if(values.begin(), values.end(),
                                     [&](const ParameterValues& v) { return v[1] <= q; });
    // Four standard errors of a share of 4,000.
    EXPECT_NEAR(static_cast<double>(below) / 4000.0, u, 4.0 * std::sqrt(u * (1 - u) / 4000.0));
  }
}

TEST(Sampler, AFixedHouseholdSizeConvertsByThatSize) {
  const Scenario s = scenario_with({claim(100, Qualifier::about, 1.0, "families")}, 0.0);
  const ParameterSampler sampler(s, {{"people_per_household", 6.0}});
  EXPECT_NEAR(sampler.quantile(ParameterId{1}, 0.5), 598, 4);  // 600, drawn to the prior's 400
}

Claim said(double value, const std::string& type, const std::string& speaker,
           const std::string& publication) {
  Claim c = claim(value, Qualifier::about);
  c.source_type = type;
  c.said_by = speaker;
  c.publication = publication;
  return c;
}

Scenario three_voices() {
  return scenario_with({said(200, "party", "A. B., adviser of the president", "Daily Mirror"),
                        said(400, "un", "UNHCR", "TASS"),
                        said(900, "government", "Правительство Армении", "Daily Mirror")},
                       0.2);
}

ParameterValues draw_with(Scenario s, const std::vector<Trust>& rules) {
  apply_trust(s, rules);
  return ParameterSampler(s, {}).draw({3, 5});
}

std::vector<double> weights_with(const std::vector<Trust>& rules) {
  Scenario s = three_voices();
  apply_trust(s, rules);
  return {s.claims[0].weight, s.claims[1].weight, s.claims[2].weight};
}

using Weights = std::vector<double>;

TEST(Trust, GoesBySpeakerPublicationOrSourceType) {
  EXPECT_EQ(weights_with({{"un", 2.0}}), (Weights{1, 2, 1}));
  EXPECT_EQ(weights_with({{"unhcr", 0.5}}), (Weights{1, 0.5, 1}));
  EXPECT_EQ(weights_with({{"Daily Mirror", 0.5}}), (Weights{0.5, 1, 0.5}));
  EXPECT_EQ(weights_with({{"adviser of the president", 0.0}}), (Weights{0, 1, 1}));
  EXPECT_EQ(weights_with({{"Правительство Армении", 3.0}}), (Weights{1, 1, 3}));
  EXPECT_EQ(weights_with({{"Daily Mirror", 0.5}, {"party", 0.5}}), (Weights{0.25, 1, 0.5}));
  EXPECT_EQ(weights_with({{"advise", 0.0}}), (Weights{1, 1, 1}));  // whole words only
}

TEST(Trust, OneChangesNothingZeroIsAsIfNeverSaid) {
  EXPECT_EQ(draw_with(three_voices(), {{"un", 1.0}}), draw_with(three_voices(), {}));
  Scenario without = three_voices();
  without.claims.erase(without.claims.begin() + 1);
  EXPECT_EQ(draw_with(three_voices(), {{"un", 0.0}}), draw_with(without, {}));
  EXPECT_NE(draw_with(three_voices(), {{"un", 0.0}}), draw_with(three_voices(), {}));
}

TEST(Trust, LeavesOutTheCountsOfASourceThatIsNotBelievedAndNoOthers) {
  const auto sources_with = [](const std::vector<Trust>& rules) {
    Scenario s = three_voices();
    for (const char* source : {"UNHCR daily update", "ministry of defence", "unhcrs"}) {
      ObservationRow row;
      row.source = source;
      s.observations.push_back(row);
    }
    apply_trust(s, rules);
    return s.observations.size();
  };
  EXPECT_EQ(sources_with({}), 3U);
  EXPECT_EQ(sources_with({{"unhcr", 0.0}}), 2U);
  EXPECT_EQ(sources_with({{"UNHCR", 0.5}}), 3U);
  EXPECT_EQ(sources_with({{"ministry of defence", std::nullopt}}), 3U);
  EXPECT_EQ(sources_with({{"press", 0.0}}), 3U);
}

TEST(Trust, WeighsCountsUpToFullBelief) {
  const auto weight_with = [](double own, const std::vector<Trust>& rules) {
    Scenario s = three_voices();
    ObservationRow row;
    row.source = "UNHCR daily update";
    row.weight = own;
    s.observations = {row};
    apply_trust(s, rules);
    return s.observations.empty() ? 0.0 : s.observations.front().weight;
  };
  EXPECT_EQ(weight_with(1.0, {{"unhcr", 0.5}}), 0.5);
  EXPECT_EQ(weight_with(0.5, {{"unhcr", 0.5}, {"daily update", 0.5}}), 0.125);
  EXPECT_EQ(weight_with(0.5, {{"unhcr", 3.0}}), 1.0);
  EXPECT_EQ(weight_with(0.5, {{"unhcr", std::nullopt}}), 0.5);
  EXPECT_EQ(weight_with(0.0, {}), 0.0);  // as if never counted
}

TEST(Trust, OnlyASourceThatSpeaksOfAPartRulesNothingOut) {
  Scenario s = three_voices();
  s.claims[1].place = "a";
  apply_trust(s, {{"unhcr", std::nullopt}});
  EXPECT_EQ(s.parameters.all()[1].none_right_weight, 0.2);
}

TEST(Trust, OnlyForecastsAsIfOneSourceWereRight) {
  Scenario alone = three_voices();
  alone.claims = {alone.claims[2]};
  Parameter sure = alone.parameters.all()[1];
  sure.none_right_weight = 0.0;
  alone.parameters.replace(ParameterId{1}, sure);
  EXPECT_EQ(draw_with(three_voices(), {{"government", std::nullopt}}), draw_with(alone, {}));
  EXPECT_EQ(weights_with({{"government", std::nullopt}, {"unhcr", std::nullopt}}),
            (Weights{0, 1, 1}));
  // About what the only source says nothing of, the prior stands.
  Scenario silent = three_voices();
  silent.claims[1].subject = "talks";
  Scenario prior = three_voices();
  prior.claims.clear();
  EXPECT_EQ(draw_with(silent, {{"un", std::nullopt}}), draw_with(prior, {}));
}

}  // namespace
}  // namespace corridor

// Values of information and Sobol indices against closed forms. Where many seeds are run, the
// number of estimates beyond two standard errors is checked: with honest standard errors and no
// bias, one in 22 is expected.
#include "inference/sensitivity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numeric>

#include "inference/spline.h"
#include "random/stream.h"

namespace corridor {
namespace {

constexpr double kPi = 3.14159265358979323846;

double uniform(std::uint64_t seed, std::size_t row, std::uint64_t column) {
  return Stream({seed, static_cast<std::uint32_t>(row)}, 0, 1, column).uniform();
}

/// Box & Muller 1958.
double normal(std::uint64_t seed, std::size_t row, std::uint64_t column) {
  Stream stream({seed, static_cast<std::uint32_t>(row)}, 0, 2, column);
  const double radius = std::sqrt(-2.0 * std::log(stream.uniform()));
  return radius * std::cos(2.0 * kPi * stream.uniform());
}

std::vector<double> column(std::size_t n, const std::function<double(std::size_t)>& value) {
  std::vector<double> values(n);
  for (std::size_t i = 0; i < n; ++i) values[i] = value(i);
  return values;
}

TEST(Spline, IsAPartitionOfUnityAndKeepsStraightLines) {
  for (int percent = 0; percent <= 100; ++percent) {
    const double u = percent / 100.0;
    const SplineRow row = cubic_splines(u, 7);
    double sum = 0.0;
    double line = 0.0;  // coefficients equal to the positions of the splines give a line
    for (std::size_t k = 0; k < 4; ++k) {
      sum += row.value[k];
      line += row.value[k] * (static_cast<double>(row.first + k) - 1.0) / 7.0;
    }
    EXPECT_NEAR(sum, 1.0, 1e-12);
    EXPECT_NEAR(line, u, 1e-12);
  }
}

TEST(Spline, EqualValuesShareTheirRank) {
  EXPECT_EQ(scaled_ranks({5.0, 1.0, 5.0, 9.0}), (std::vector<double>{0.5, 0.125, 0.5, 0.875}));
}

// y = 3 x1 + x2 + 0 x3 + 2 e, all standard normal: sd 14^0.5; given x1: 5^0.5, given x2: 13^0.5.
constexpr double kSd = 3.7416573867739413;
const double kSdGiven[3] = {std::sqrt(5.0), std::sqrt(13.0), kSd};

struct LinearGaussian {
  std::vector<double> x[3];
  std::vector<double> y;

  LinearGaussian(std::size_t n, std::uint64_t seed) {
    for (std::uint64_t k = 0; k < 3; ++k)
      x[k] = column(n, [&](std::size_t i) { return normal(seed, i, k); });
    y = column(n,
               [&](std::size_t i) { return 3.0 * x[0][i] + x[1][i] + 2.0 * normal(seed, i, 9); });
  }
};

/// The least expected pinball loss of a normal of standard deviation 1 (1 a unit too many,
/// `under_cost` a unit too few): (1 + under) phi(z) at the quantile z of level under / (1 + under).
double least_pinball(double under_cost) {
  double low = -9.0;
  double high = 9.0;
  for (int i = 0; i < 200; ++i) {
    const double z = 0.5 * (low + high);
    (0.5 * std::erfc(-z / std::sqrt(2.0)) < under_cost / (1.0 + under_cost) ? low : high) = z;
  }
  return (1.0 + under_cost) * std::exp(-0.5 * low * low) / std::sqrt(2.0 * kPi);
}

TEST(ValueOfInformation, MatchesTheLinearGaussianCaseWithinItsStandardErrors) {
  constexpr int kSeeds = 24;
  constexpr double kUnder = 4.0;
  int beyond[3] = {};
  int share_beyond[3] = {};
  double sum[3] = {};
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const LinearGaussian sample(1000, seed);
    const ValueOfInformation value(sample.y, {DecisionLoss::Kind::pinball, kUnder}, {60, seed});
    EXPECT_NEAR(value.expected_loss().value, least_pinball(kUnder) * kSd,
                4.0 * value.expected_loss().standard_error);
    for (int k = 0; k < 3; ++k) {
      const Worth worth = value.worth(sample.x[k]);
      const double saved = least_pinball(kUnder) * (kSd - kSdGiven[k]);
      const double share = 1.0 - kSdGiven[k] * kSdGiven[k] / 14.0;
      beyond[k] += std::abs(worth.saved.value - saved) > 2.0 * worth.saved.standard_error;
      share_beyond[k] +=
          std::abs(worth.first_order.value - share) > 2.0 * worth.first_order.standard_error;
      sum[k] += (worth.saved.value - saved) / kSeeds;
    }
  }
  // More than 5 of 24 beyond two standard errors: 1 in 1,500 when honest.
  EXPECT_LE(beyond[0], 5);
  EXPECT_LE(beyond[1], 5);
  EXPECT_LE(share_beyond[0], 5);
  EXPECT_LE(share_beyond[1], 5);
  // The mean of 24 is within 3 % of the expected loss (7.5): no bias that would change a ranking.
  for (const double bias : sum) EXPECT_NEAR(bias, 0.0, 0.03 * least_pinball(kUnder) * kSd);
}

TEST(ValueOfInformation, OfSquaredLossIsTheVarianceThatGoes) {
  const LinearGaussian sample(4000, 77);
  const ValueOfInformation value(sample.y, {DecisionLoss::Kind::squared, 0.0}, {60, 1});
  EXPECT_NEAR(value.expected_loss().value, 14.0, 4.0 * value.expected_loss().standard_error);
  const Worth worth = value.worth(sample.x[0]);
  EXPECT_NEAR(worth.saved.value, 9.0, 3.0 * worth.saved.standard_error);
  EXPECT_NEAR(worth.first_order.value, 9.0 / 14.0, 3.0 * worth.first_order.standard_error);
  EXPECT_NEAR(worth.saved.value, worth.first_order.value * 14.0, 0.5);
}

TEST(ValueOfInformation, WithoutInfluenceIsNotAboveItsStandardError) {
  int above = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const LinearGaussian sample(400, seed);
    const ValueOfInformation value(sample.y, {DecisionLoss::Kind::pinball, 4.0}, {40, seed});
    const Worth worth = value.worth(sample.x[2]);
    above += worth.saved.value > 2.0 * worth.saved.standard_error;
  }
  EXPECT_LE(above, 2);
}

/// Ten copies each of so many starts, which differ a little in what came of them.
struct Copies {
  std::vector<double> x;  ///< without influence
  std::vector<double> y;
  std::vector<std::uint32_t> starts;

  Copies(std::uint32_t count, std::uint64_t seed) {
    constexpr std::uint32_t kCopies = 10;
    for (std::uint32_t start = 0; start < count; ++start) {
      for (std::uint32_t copy = 0; copy < kCopies; ++copy) {
        starts.push_back(start);
        x.push_back(normal(seed, start, 0));
        y.push_back(normal(seed, start, 1) + 0.1 * normal(seed, start * kCopies + copy, 2));
      }
    }
  }
};

TEST(ValueOfInformation, IsNotReadOffTheCopiesOfAMember) {
  int above = 0;
  int above_by_members = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Copies copies(40, seed);
    const DecisionLoss loss{DecisionLoss::Kind::pinball, 4.0};
    const Worth worth =
        ValueOfInformation(copies.y, loss, {40, seed}, copies.starts).worth(copies.x);
    const Worth by_members = ValueOfInformation(copies.y, loss, {40, seed}).worth(copies.x);
    above += worth.saved.value > 2.0 * worth.saved.standard_error;
    above_by_members += by_members.saved.value > 2.0 * by_members.saved.standard_error;
  }
  EXPECT_LE(above, 2);
  EXPECT_GE(above_by_members, 18);  // what it would be to take copies for evidence
}

TEST(ValueOfInformation, IsNotToldFromAHandfulOfStarts) {
  const Copies copies(9, 1);
  const ValueOfInformation value(copies.y, {}, {10, 1}, copies.starts);
  EXPECT_EQ(value.worth(copies.y).saved.value, 0.0);
  EXPECT_EQ(value.worth(copies.y).first_order.value, 0.0);
}

TEST(ValueOfInformation, OfMembersOfTheirOwnIsTheSameBitForBit) {
  const LinearGaussian sample(400, 5);
  std::vector<std::uint32_t> starts(400);
  std::iota(starts.begin(), starts.end(), 7U);
  const DecisionLoss loss{DecisionLoss::Kind::pinball, 4.0};
  const Worth with = ValueOfInformation(sample.y, loss, {10, 1}, starts).worth(sample.x[0]);
  const Worth without = ValueOfInformation(sample.y, loss, {10, 1}).worth(sample.x[0]);
  EXPECT_EQ(with.saved.value, without.saved.value);
  EXPECT_EQ(with.saved.standard_error, without.saved.standard_error);
}

TEST(ValueOfInformation, OfWhatDoesNotVaryIsZero) {
  const LinearGaussian sample(100, 3);
  const ValueOfInformation value(sample.y, {}, {10, 1});
  EXPECT_EQ(value.worth(std::vector<double>(100, 7.0)).saved.value, 0.0);
  const ValueOfInformation nothing(std::vector<double>(100, 7.0), {}, {10, 1});
  EXPECT_EQ(nothing.worth(sample.x[0]).saved.value, 0.0);
}

TEST(ValueOfInformation, DependsOnTheOrderOfValuesAlone) {
  const LinearGaussian sample(300, 5);
  const ValueOfInformation value(sample.y, {DecisionLoss::Kind::pinball, 4.0}, {10, 1});
  const auto steep = column(300, [&](std::size_t i) { return std::exp(3.0 * sample.x[0][i]); });
  EXPECT_EQ(value.worth(sample.x[0]).saved.value, value.worth(steep).saved.value);
}

TEST(ValueOfInformation, SeesAnInfluenceThatIsNotMonotonous) {
  const auto x = column(1000, [](std::size_t i) { return 2.0 * uniform(8, i, 0) - 1.0; });
  const auto y = column(1000, [&](std::size_t i) { return x[i] * x[i]; });
  const ValueOfInformation value(y, {DecisionLoss::Kind::pinball, 4.0}, {20, 1});
  EXPECT_GT(value.worth(x).saved.value, 0.9 * value.expected_loss().value);
  EXPECT_GT(value.worth(x).first_order.value, 0.95);
}

// Ishigami & Homma 1990 with a = 7, b = 0.1; closed forms in Saltelli et al. 2010.
double ishigami(const std::vector<double>& u) {
  const auto x = [&](std::size_t k) { return kPi * (2.0 * u[k] - 1.0); };
  return std::sin(x(0)) + 7.0 * std::pow(std::sin(x(1)), 2) +
         0.1 * std::pow(x(2), 4) * std::sin(x(0));
}
const double kIshigamiVariance =
    49.0 / 8.0 + 0.1 * std::pow(kPi, 4) / 5.0 + 0.01 * std::pow(kPi, 8) / 18.0 + 0.5;
const double kFirst[3] = {0.5 * std::pow(1.0 + 0.1 * std::pow(kPi, 4) / 5.0, 2) / kIshigamiVariance,
                          49.0 / 8.0 / kIshigamiVariance, 0.0};
const double kThird = 0.01 * std::pow(kPi, 8) * (1.0 / 18.0 - 1.0 / 50.0) / kIshigamiVariance;
const double kTotal[3] = {kFirst[0] + kThird, kFirst[1], kThird};

std::vector<double> point(std::uint64_t seed, std::size_t row) {
  return {uniform(seed, row, 0), uniform(seed, row, 1), uniform(seed, row, 2)};
}

TEST(ValueOfInformation, FindsTheFirstOrderSharesOfTheIshigamiFunction) {
  int beyond = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const auto y = column(2000, [&](std::size_t i) { return ishigami(point(seed, i)); });
    const ValueOfInformation value(y, {DecisionLoss::Kind::squared, 0.0}, {60, seed});
    for (std::size_t k = 0; k < 3; ++k) {
      const Worth worth =
          value.worth(column(2000, [&](std::size_t i) { return point(seed, i)[k]; }));
      beyond +=
          std::abs(worth.first_order.value - kFirst[k]) > 2.0 * worth.first_order.standard_error;
      EXPECT_NEAR(worth.first_order.value, kFirst[k], 0.07);
      EXPECT_NEAR(worth.saved.value, kFirst[k] * kIshigamiVariance, 0.07 * kIshigamiVariance);
    }
  }
  EXPECT_LE(beyond, 5);  // of 24: 1 in 1,500 when honest
}

TEST(Sobol, MatchesTheIshigamiFunctionWithinItsStandardErrors) {
  constexpr std::size_t kRows = 1000;
  int first_beyond = 0;
  int total_beyond = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SobolSample sample;
    sample.ab.resize(3);
    for (std::size_t j = 0; j < kRows; ++j) {
      const std::vector<double> a = point(seed, 2 * j);
      const std::vector<double> b = point(seed, 2 * j + 1);
      sample.a.push_back(ishigami(a));
      sample.b.push_back(ishigami(b));
      for (std::size_t k = 0; k < 3; ++k) {
        std::vector<double> mixed = a;
        mixed[k] = b[k];
        sample.ab[k].push_back(ishigami(mixed));
      }
    }
    const auto indices = sobol_indices(sample, {100, seed});
    for (std::size_t k = 0; k < 3; ++k) {
      first_beyond +=
          std::abs(indices[k].first.value - kFirst[k]) > 2.0 * indices[k].first.standard_error;
      total_beyond +=
          std::abs(indices[k].total.value - kTotal[k]) > 2.0 * indices[k].total.standard_error;
      EXPECT_NEAR(indices[k].total.value, kTotal[k], 0.12);
    }
  }
  EXPECT_LE(first_beyond, 5);  // of 24: 1 in 1,500 when honest
  EXPECT_LE(total_beyond, 5);
}

TEST(Sobol, OfAnAdditiveFunctionFirstAndTotalAreTheSameAndLuckIsAFactor) {
  // y = 2 a + b + luck, all of variance 1: shares 4/6, 1/6, 1/6.
  SobolSample sample;
  sample.ab.resize(3);
  const auto y = [](double a, double b, double luck) { return 2.0 * a + b + luck; };
  for (std::size_t j = 0; j < 4000; ++j) {
    double u[6];
    for (std::uint64_t k = 0; k < 6; ++k) u[k] = normal(42, j, k);
    sample.a.push_back(y(u[0], u[1], u[2]));
    sample.b.push_back(y(u[3], u[4], u[5]));
    sample.ab[0].push_back(y(u[3], u[1], u[2]));
    sample.ab[1].push_back(y(u[0], u[4], u[2]));
    sample.ab[2].push_back(y(u[0], u[1], u[5]));
  }
  const auto indices = sobol_indices(sample, {100, 1});
  const double expected[3] = {4.0 / 6.0, 1.0 / 6.0, 1.0 / 6.0};
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_NEAR(indices[k].first.value, expected[k], 3.0 * indices[k].first.standard_error);
    EXPECT_NEAR(indices[k].total.value, expected[k], 3.0 * indices[k].total.standard_error);
  }
}

}  // namespace
}  // namespace corridor

// Samplers against exact laws by chi-square. 22 tests of law at 0.01 % each: a family-wise
// false-alarm rate of 0.2 %, at fixed seeds. One test shows that the comparison fails when a
// probability is off by 2 %.
#include "random/draws.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <functional>
#include <numeric>
#include <vector>

namespace corridor {
namespace {

constexpr int kDraws = 200000;
constexpr double kErrorRate = 1.0e-4;

/// p-value of draws against a distribution function, over classes of about equal probability.
double p_value(const std::function<Count(Stream&)>& draw, const std::function<double(double)>& cdf,
               double low, double high) {
  constexpr int kClasses = 40;
  std::vector<double> edges;
  std::vector<double> probability;
  double last = 0.0;
  // The smallest count at which the distribution function reaches each level, by bisection.
  for (int c = 1; c < kClasses; ++c) {
    double a = low - 1.0;
    double b = high;
    while (b - a > 1.0) {
      const double middle = std::floor((a + b) / 2.0);
      (cdf(middle) >= static_cast<double>(c) / kClasses ? b : a) = middle;
    }
    const double reached = cdf(b);
    if (reached - last < 1.0 / (4.0 * kClasses)) continue;
    edges.push_back(b);
    probability.push_back(reached - last);
    last = reached;
  }
  probability.push_back(1.0 - last);
  std::vector<double> counts(probability.size(), 0.0);
  for (int i = 0; i < kDraws; ++i) {
    Stream stream(MemberStreams{20230922, 3}, static_cast<std::uint32_t>(i), 5, 77);
    const auto x = static_cast<double>(draw(stream));
    counts[static_cast<std::size_t>(std::lower_bound(edges.begin(), edges.end(), x) -
                                    edges.begin())] += 1.0;
  }
  double chi_square = 0.0;
  std::size_t classes = 0;
  for (std::size_t c = 0; c < counts.size(); ++c) {
    const double expected = probability[c] * kDraws;
    if (expected < 5.0) continue;
    chi_square += (counts[c] - expected) * (counts[c] - expected) / expected;
    ++classes;
  }
  if (classes < 2) return 1.0;
  return boost::math::cdf(boost::math::complement(
      boost::math::chi_squared(static_cast<double>(classes - 1)), chi_square));
}

double binomial_p_value(Count trials, double p, double p_of_law) {
  const boost::math::binomial law(static_cast<double>(trials), p_of_law);
  return p_value([&](Stream& s) { return draw_binomial(s, trials, p); },
                 [&](double x) { return x < 0 ? 0.0 : boost::math::cdf(law, x); }, 0.0,
                 static_cast<double>(trials));
}

class BinomialLaw : public testing::TestWithParam<std::pair<Count, double>> {};
TEST_P(BinomialLaw, IsExact) {
  const auto [trials, p] = GetParam();
  EXPECT_GT(binomial_p_value(trials, p, p), kErrorRate);
}
INSTANTIATE_TEST_SUITE_P(Grid, BinomialLaw,
                         testing::Values(std::pair{Count{7}, 0.3}, std::pair{Count{100}, 0.02},
                                         std::pair{Count{100}, 0.5}, std::pair{Count{1000}, 0.97},
                                         std::pair{Count{100000}, 0.00002},
                                         std::pair{Count{100000}, 0.4},
                                         std::pair{Count{5000000000}, 0.5},
                                         std::pair{Count{5000000000}, 1.0e-9},
                                         std::pair{Count{8000000000}, 0.999}));

TEST(BinomialLaw, TheComparisonFailsWhenTheProbabilityIsOffByTwoPerCent) {
  EXPECT_LT(binomial_p_value(1000, 0.3 * 1.02, 0.3), kErrorRate);
  EXPECT_LT(binomial_p_value(20, 0.1 * 1.02, 0.1), 0.05);
}

class HypergeometricLaw : public testing::TestWithParam<std::array<unsigned, 3>> {};
TEST_P(HypergeometricLaw, IsExact) {
  const auto [marked, unmarked, sample] = GetParam();
  const boost::math::hypergeometric_distribution<> law(marked, sample, marked + unmarked);
  const double low = sample > unmarked ? sample - unmarked : 0;
  const double high = std::min(marked, sample);
  EXPECT_GT(p_value([&](Stream& s) { return draw_hypergeometric(s, marked, unmarked, sample); },
                    [&](double x) {
                      return x < low ? 0.0 : x >= high ? 1.0 : boost::math::cdf(law, x);
                    },
                    low, high),
            kErrorRate);
}
INSTANTIATE_TEST_SUITE_P(Grid, HypergeometricLaw,
                         testing::Values(std::array<unsigned, 3>{5, 10, 6},
                                         std::array<unsigned, 3>{10, 5, 12},
                                         std::array<unsigned, 3>{100, 200, 50},
                                         std::array<unsigned, 3>{500, 300, 700},
                                         std::array<unsigned, 3>{60, 5000, 900},
                                         std::array<unsigned, 3>{20000, 30000, 10000}));

class PoissonLaw : public testing::TestWithParam<double> {};
TEST_P(PoissonLaw, IsExact) {
  const boost::math::poisson law(GetParam());
  EXPECT_GT(p_value([&](Stream& s) { return draw_poisson(s, GetParam()); },
                    [&](double x) { return x < 0 ? 0.0 : boost::math::cdf(law, x); }, 0.0,
                    100.0 + 20.0 * GetParam()),
            kErrorRate);
}
INSTANTIATE_TEST_SUITE_P(Grid, PoissonLaw, testing::Values(0.3, 4.0, 30.0, 2000.0));

TEST(Multinomial, MarginsAreBinomial) {
  const std::vector<double> weights = {0.1, 0.0, 0.4, 0.5, 0.0};
  const boost::math::binomial law(60.0, 0.4);
  EXPECT_GT(p_value(
                [&](Stream& s) {
                  std::vector<Count> out(weights.size());
                  draw_multinomial(s, 60, weights, out);
                  return out[2];
                },
                [&](double x) { return x < 0 ? 0.0 : boost::math::cdf(law, x); }, 0.0, 60.0),
            kErrorRate);
}

TEST(MultivariateHypergeometric, MarginsAreHypergeometricForSmallAndLargeSamples) {
  const std::vector<Count> sizes = {30, 0, 50, 20};
  for (const unsigned sample : {6U, 40U, 94U}) {
    const boost::math::hypergeometric_distribution<> law(50, sample, 100);
    const double low = sample > 50 ? sample - 50 : 0;
    const double high = std::min(50U, sample);
    EXPECT_GT(p_value(
                  [&](Stream& s) {
                    std::vector<Count> out(sizes.size());
                    draw_multivariate_hypergeometric(s, sizes, sample, out);
                    return out[2];
                  },
                  [&](double x) {
                    return x < low ? 0.0 : x >= high ? 1.0 : boost::math::cdf(law, x);
                  },
                  low, high),
              kErrorRate)
        << sample;
  }
}

TEST(Multinomial, MarginsAreBinomialForFewTrials) {
  const std::vector<double> weights = {0.1, 0.0, 0.4, 0.5, 0.0};
  const boost::math::binomial law(7.0, 0.4);
  EXPECT_GT(p_value(
                [&](Stream& s) {
                  std::vector<Count> out(weights.size());
                  draw_multinomial(s, 7, weights, out);
                  return out[2];
                },
                [&](double x) { return x < 0 ? 0.0 : boost::math::cdf(law, x); }, 0.0, 7.0),
            kErrorRate);
}

TEST(Draws, ExtremesAreCertain) {
  Stream stream(MemberStreams{1, 0}, 0, 0, 0);
  EXPECT_EQ(draw_binomial(stream, 1000000007, 0.0), 0);
  EXPECT_EQ(draw_binomial(stream, 1000000007, 1.0), 1000000007);
  EXPECT_EQ(draw_binomial(stream, 0, 0.5), 0);
  EXPECT_EQ(draw_hypergeometric(stream, 0, 10, 5), 0);
  EXPECT_EQ(draw_hypergeometric(stream, 10, 0, 5), 5);
  EXPECT_EQ(draw_hypergeometric(stream, 3, 4, 7), 3);
  EXPECT_EQ(draw_poisson(stream, 0.0), 0);
}

RC_GTEST_PROP(Multinomial, AddsUpAndGivesNothingToWeightZero, ()) {
  const auto raw = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4)));
  std::vector<double> weights(raw.begin(), raw.end());
  weights.push_back(0.3);
  weights.push_back(0.0);
  const Count trials = *rc::gen::inRange<Count>(0, 5000000000);
  Stream stream(MemberStreams{*rc::gen::arbitrary<std::uint64_t>(), 0}, 1, 2, 3);
  std::vector<Count> out(weights.size());
  draw_multinomial(stream, trials, weights, out);
  RC_ASSERT(std::accumulate(out.begin(), out.end(), Count{0}) == trials);
  for (std::size_t i = 0; i < out.size(); ++i)
    RC_ASSERT(out[i] >= 0 && (weights[i] > 0.0 || out[i] == 0));
}

struct DrawnSample {
  std::vector<Count> sizes;
  Count sample = 0;
  std::vector<Count> out;
  /// What a class would get of the sample if it could be divided.
  [[nodiscard]] double share(std::size_t i) const {
    const auto all = static_cast<double>(std::accumulate(sizes.begin(), sizes.end(), Count{0}));
    return all == 0.0 ? 0.0 : static_cast<double>(sizes[i]) * static_cast<double>(sample) / all;
  }
};

/// A random sample out of random classes; takes no more than there is.
template <class Draw>
DrawnSample draw_sample(Draw&& draw) {
  const auto raw =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 100000)));
  DrawnSample drawn{{raw.begin(), raw.end()}, 0, std::vector<Count>(raw.size())};
  const Count all = std::accumulate(raw.begin(), raw.end(), Count{0});
  drawn.sample = *rc::gen::inRange<Count>(0, all + 1);
  Stream stream(MemberStreams{*rc::gen::arbitrary<std::uint64_t>(), 0}, 1, 2, 3);
  draw(stream, drawn.sizes, drawn.sample, drawn.out);
  RC_ASSERT(std::accumulate(drawn.out.begin(), drawn.out.end(), Count{0}) == drawn.sample);
  for (std::size_t i = 0; i < raw.size(); ++i) {
    RC_ASSERT(drawn.out[i] >= 0 && drawn.out[i] <= drawn.sizes[i]);
  }
  return drawn;
}

RC_GTEST_PROP(MultivariateHypergeometric, TakesNoMoreThanThereIs, ()) {
  draw_sample(draw_multivariate_hypergeometric);
}

RC_GTEST_PROP(Systematic, GivesEachClassItsShareToTheNearestItem, ()) {
  const DrawnSample drawn = draw_sample(draw_systematic);
  for (std::size_t i = 0; i < drawn.out.size(); ++i) {
    RC_ASSERT(std::abs(static_cast<double>(drawn.out[i]) - drawn.share(i)) < 1.0 + 1e-6);
  }
}

TEST(Systematic, EveryItemHasTheSameChance) {
  // 7 of 12 items in classes of 1, 0, 5, 2 and 4: each item is taken with probability 7/12. 200,000
  // draws; a class's mean has a standard error below 0.5 / sqrt(200,000) = 0.0011.
  const std::vector<Count> sizes{1, 0, 5, 2, 4};
  std::vector<double> sums(sizes.size(), 0.0);
  std::vector<Count> out(sizes.size());
  for (int i = 0; i < kDraws; ++i) {
    Stream stream(MemberStreams{20230922, 3}, static_cast<std::uint32_t>(i), 5, 78);
    draw_systematic(stream, sizes, 7, out);
    for (std::size_t k = 0; k < out.size(); ++k) sums[k] += static_cast<double>(out[k]);
  }
  for (std::size_t k = 0; k < sizes.size(); ++k) {
    EXPECT_NEAR(sums[k] / kDraws, static_cast<double>(sizes[k]) * 7.0 / 12.0, 0.0044) << k;
  }
}

TEST(Philox, GivesThePublishedKnownAnswers) {
  using B = PhiloxBlock;
  EXPECT_EQ(philox4x32({0, 0, 0, 0}, {0, 0}), (B{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  const std::uint32_t f = 0xffffffff;
  EXPECT_EQ(philox4x32({f, f, f, f}, {f, f}), (B{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (B{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Stream, AnAddressIsAlwaysTheSameNumberAndAnotherAddressAnother) {
  const auto first = [](std::uint64_t seed, std::uint32_t member, std::uint32_t tick,
                        std::uint32_t process, std::uint64_t entity) {
    return Stream(MemberStreams{seed, member}, tick, process, entity).next64();
  };
  EXPECT_EQ(first(1, 2, 3, 4, 5), first(1, 2, 3, 4, 5));
  EXPECT_NE(first(1, 2, 3, 4, 5), first(2, 2, 3, 4, 5));
  EXPECT_NE(first(1, 2, 3, 4, 5), first(1, 3, 3, 4, 5));
  EXPECT_NE(first(1, 2, 3, 4, 5), first(1, 2, 4, 4, 5));
  EXPECT_NE(first(1, 2, 3, 4, 5), first(1, 2, 3, 5, 5));
  EXPECT_NE(first(1, 2, 3, 4, 5), first(1, 2, 3, 4, 6));
}

}  // namespace
}  // namespace corridor

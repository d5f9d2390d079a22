#include "inference/baselines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "inference/past_errors.h"

namespace corridor {
namespace {

Time day(double number) { return Time{} + Duration{static_cast<long long>(number * 86400.0)}; }

CountSeries series_of(const std::string& place,
                      const std::vector<std::pair<double, double>>& counts) {
  CountSeries series{{"present", place, "people"}, {}};
  for (const auto& [at, value] : counts) series.counts.push_back({day(at), day(at), value});
  return series;
}

double forecast_of(const std::string& name, const KnownCounts& known, std::size_t index,
                   double at) {
  for (const Baseline& baseline : baselines()) {
    if (baseline.name == name) return baseline.fit(known, index)(day(at));
  }
  ADD_FAILURE() << name;
  return 0.0;
}

KnownCounts known_of(std::vector<CountSeries> series, double origin) {
  KnownCounts known;
  known.origin = day(origin);
  known.every = 10 * kDay;
  known.series = std::move(series);
  return known;
}

TEST(Baselines, LinesByHand) {
  const KnownCounts known =
      known_of({series_of("a", {{0, 100}, {10, 100}, {20, 300}, {30, 400}})}, 32);
  EXPECT_DOUBLE_EQ(forecast_of("persistence", known, 0, 40), 400);
  EXPECT_DOUBLE_EQ(forecast_of("persistence_of_rate", known, 0, 40), 500);  // 10 a day since day 20
  EXPECT_DOUBLE_EQ(forecast_of("drift", known, 0, 60), 700);                // 300 in 30 days
}

TEST(Baselines, LogisticGrowthFindsItsCeiling) {
  std::vector<std::pair<double, double>> counts;
  for (int t = 0; t <= 60; t += 3)
    counts.emplace_back(t, 10000.0 / (1.0 + std::exp(-(t - 35.0) / 8.0)));
  EXPECT_NEAR(forecast_of("logistic", known_of({series_of("a", counts)}, 61), 0, 200), 10000, 300);
}

TEST(Baselines, DampedTrendGoesOnAndFades) {
  std::vector<std::pair<double, double>> counts;
  for (int t = 0; t <= 60; t += 5) counts.emplace_back(t, 100.0 * t);
  const KnownCounts known = known_of({series_of("a", counts)}, 61);
  const double soon = forecast_of("damped_trend", known, 0, 65);
  EXPECT_GT(soon, 6300);
  EXPECT_LE(soon, 6500);
  EXPECT_LT(forecast_of("damped_trend", known, 0, 365), 36000);
}

TEST(Baselines, SharesSplitTheDriftingSum) {
  // 30 days ago 1 : 3; the places drift by 10 and 20 a day, so that the sum of day 60 is 2,200.
  const KnownCounts known =
      known_of({series_of("a", {{0, 100}, {50, 600}}), series_of("b", {{0, 300}, {50, 1300}})}, 30);
  EXPECT_DOUBLE_EQ(forecast_of("shares_30d", known, 0, 60), 0.25 * 2200);
  EXPECT_DOUBLE_EQ(forecast_of("shares_30d", known, 1, 60), 0.75 * 2200);
}

TEST(Baselines, SharesHaveNothingToSayOfATotal) {
  const KnownCounts known = known_of({series_of("", {{0, 100}, {50, 600}})}, 60);
  for (const Baseline& baseline : baselines()) {
    if (baseline.name == "shares_30d") {
      EXPECT_FALSE(baseline.fit(known, 0));
    }
  }
}

TEST(Baselines, SharesAreOfPlacesAndNoRegionIsAddedToThem) {
  CountSeries region = series_of("country", {{0, 400}, {50, 1900}});
  region.info.is_of_region = true;
  const KnownCounts known = known_of(
      {series_of("a", {{0, 100}, {50, 600}}), series_of("b", {{0, 300}, {50, 1300}}), region}, 30);
  EXPECT_DOUBLE_EQ(forecast_of("shares_30d", known, 0, 60), 0.25 * 2200);
  for (const Baseline& baseline : baselines()) {
    if (baseline.name == "shares_30d") {
      EXPECT_FALSE(baseline.fit(known, 2));
    }
  }
}

PastForecast past(double origin, double at, double error) {
  return {day(origin), day(at), day(at), 1000.0, 1000.0 + error};
}

TEST(PastErrors, AreThoseOfTheSameLeadInBothDirections) {
  std::vector<PastForecast> all;
  for (int i = 0; i < 8; ++i) all.push_back(past(i, i + 10.0, 10.0 * (i + 1)));
  all.push_back(past(0, 1, 5000.0));  // another lead
  const auto samples = with_past_errors(1000.0, day(60), day(70), kDay, 0.0, all);
  EXPECT_THAT(samples, testing::ElementsAre(920, 930, 940, 950, 960, 970, 980, 990, 1010, 1020,
                                            1030, 1040, 1050, 1060, 1070, 1080));
}

TEST(PastErrors, NeverUseACountThatWasNotPublishedYet) {
  std::vector<PastForecast> all;
  for (int i = 0; i < 8; ++i) all.push_back(past(i, i + 10.0, 10.0 * (i + 1)));
  const auto before = with_past_errors(1000.0, day(30), day(40), kDay, 0.0, all);
  all.push_back({day(15), day(25), day(30), 0.0, 1e6});  // published at the origin, not before
  EXPECT_EQ(with_past_errors(1000.0, day(30), day(40), kDay, 0.0, all), before);
}

TEST(PastErrors, FallBackOnAWideNormalWithoutAny) {
  const auto samples = with_past_errors(1000.0, day(30), day(31), kDay, 0.0, {});
  double square = 0.0;
  for (const double sample : samples) square += (sample - 1000.0) * (sample - 1000.0);
  EXPECT_NEAR(std::sqrt(square / static_cast<double>(samples.size())), 300.0, 30.0);
}

TEST(PastErrors, StayAboveTheLowest) {
  const auto samples = with_past_errors(1000.0, day(30), day(300), kDay, 990.0, {});
  EXPECT_DOUBLE_EQ(samples.front(), 990.0);
}

}  // namespace
}  // namespace corridor

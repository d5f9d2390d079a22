// How counts stray: densities of reports, and the drift that successive counts share.
#include "inference/noise.h"

#include <gtest/gtest.h>

#include <cmath>

#include "inference/plain_counts.h"
#include "random/stream.h"
#include "scenario/normal.h"

namespace corridor {
namespace {

/// A model with five series and nothing in them.
class Counted : public Model {
 public:
  [[nodiscard]] Time start_time() const override { return Time{}; }
  [[nodiscard]] Duration step_length() const override { return Duration{3600}; }
  [[nodiscard]] const std::vector<SeriesInfo>& series() const override { return series_; }
  [[nodiscard]] std::unique_ptr<ModelState> start(const ParameterValues&,
                                                  const MemberStreams&) const override {
    return nullptr;
  }
  void step(ModelState&) const override {}
  void observe(const ModelState&, std::span<double>) const override {}

 private:
  std::vector<SeriesInfo> series_ = {{"arrivals_cumulative", "", "people"},
                                     {"registered_cumulative", "", "people"},
                                     {"present", "", "people"},
                                     {"arrivals", "", "people"},
                                     {"road_waiting_hours", "", "h"}};
};

/// At least: trajectories below the bound are as good as gone, those above it stay.
TEST(Noise, OfABoundIsOneSided) {
  const Counted model;
  const CountNoise noise = plain_noise(0.01);
  const CountSet counts({row("registered_cumulative", 10, 1001.0, Qualifier::at_least)}, model);
  const auto density = [&](double value) {
    return log_likelihood(counts, comparable({{value}, {0.0}}, noise), noise);
  };
  EXPECT_LT(density(800.0), density(1050.0) - 10.0);
  EXPECT_GT(density(1200.0), density(800.0) + 10.0);
}

/// The density of a count over all reports integrates to one, whatever its qualifier.
TEST(Noise, IsADensityOfTheReport) {
  const Counted model;
  for (const Qualifier qualifier : {Qualifier::exactly, Qualifier::at_least, Qualifier::at_most}) {
    double sum = 0.0;
    constexpr double kStep = 0.002;
    for (double log_report = 3.0; log_report < 11.0; log_report += kStep) {
      const double report = std::exp(log_report) - kCountOffset;
      if (report <= 100.0) continue;
      // An odd last digit: no rounding to speak of, and the excess of a tally.
      const double odd = 2.0 * std::round(report * 50.0) + 1.0;
      const CountSet counts({row("registered_cumulative", 10, odd / 100.0, qualifier)}, model);
      CountNoise noise = plain_noise(0.05);
      noise.excess_of_round = noise.excess_of_tally;
      sum += kStep * std::exp(log_likelihood(counts, comparable({{3000.0}, {0.0}}, noise), noise));
    }
    EXPECT_NEAR(sum, 1.0, 0.02);
  }
}

/// Two counts that share a drift carry less than two independent ones: the second, wrong by the
/// same factor, surprises less.
TEST(Noise, SharedByCountsIsNotCountedTwice) {
  const Counted model;
  CountNoise noise = plain_noise(0.01);
  noise.drift = {0.2, 0.2, 0.2};
  noise.drift_hours = {1000.0, 1000.0, 1000.0};
  const CountSet counts(
      {row("registered_cumulative", 9, 1201.0), row("registered_cumulative", 10, 1201.0)}, model);
  CountReview review;
  log_likelihood(counts, comparable({{1001.0, 1001.0}, {0.0, 0.0}}, noise), noise, &review);
  EXPECT_GT(review.residuals[0][1].log_density, review.residuals[0][0].log_density + 1.0);
  EXPECT_NEAR(review.drifts[0].level, std::log(1221.0 / 1021.0), 0.01);
}

/// Class by class, for any size of a class' drift, the likelihood is that of all counts together:
/// what is computed once for all sizes depends on none of them.
TEST(Noise, OfTheClassesTogetherIsThatOfAllCounts) {
  const Counted model;
  CountNoise noise = plain_noise(0.02);
  noise.drift_hours = {12.0, 100.0, 50.0};
  noise.party_people = 4.0;
  noise.outlier_share = 0.02;
  noise.outlier_error = 0.7;
  ObservationRow some_hour = row("arrivals_cumulative", 14, 2411.0);
  some_hour.earliest = some_hour.time - Duration{6 * 3600};
  ObservationRow day = row("arrivals_cumulative", 20, 1999.0);
  day.since = day.time - Duration{11 * 3600};
  const CountSet counts(
      {row("arrivals_cumulative", 9, 1201.0), some_hour,
       row("arrivals_cumulative", 20, 4001.0, Qualifier::at_least),
       row("registered_cumulative", 10, 901.0, Qualifier::about),
       row("registered_cumulative", 18, 2000.0), row("present", 12, 1001.0, Qualifier::at_most),
       row("present", 19, 777.0), day},
      model);
  Readings readings;
  for (std::size_t k = 0; k < counts.points().size(); ++k) {
    readings.value.push_back(1000.0 + 130.0 * static_cast<double>(k));
    readings.per_hour.push_back(100.0);
  }
  const Comparable trajectory = comparable(readings, noise);
  for (const double size : {0.01, 0.2, 1.5}) {
    noise.drift = {size, 0.5 * size, 2.0 * size};
    double sum = 0.0;
    for (const CountClass kind : kCountClasses) {
      CountNoise other = noise;
      other.drift[static_cast<std::size_t>(kind)] = 0.3;
      const double drift = noise.drift[static_cast<std::size_t>(kind)];
      sum += ClassLikelihood(counts, kind, trajectory, other).at(drift);
    }
    EXPECT_NEAR(sum, log_likelihood(counts, trajectory, noise), 1e-9) << size;
  }
}

/// A model whose trajectory is read as it is given.
Readings readings_of(const CountSet& counts, const std::vector<float>& rows) {
  constexpr std::size_t kSeries = 5;
  return counts.read(rows, kSeries);
}

/// By hand: of a tally what came since, of a series of steps the steps' sum, parts of steps by
/// their length; the change an hour is that at both ends together.
TEST(Counts, OfAPeriodAreReadAsWhatCameInIt) {
  const Counted model;
  // Hour by hour: the tally 100, 300, 600, 1000, and what it adds.
  std::vector<float> rows;
  const float so_far[] = {100, 300, 600, 1000};
  const float added[] = {100, 200, 300, 400};
  for (int hour = 0; hour < 4; ++hour)
    rows.insert(rows.end(), {so_far[hour], 0, 0, added[hour], 0});
  for (const char* series : {"arrivals_cumulative", "arrivals"}) {
    ObservationRow whole = row(series, 4, 900.0);
    whole.since = Time{} + Duration{3600};
    ObservationRow parts = row(series, 3, 350.0);
    parts.time = Time{} + Duration{9000};
    parts.since = Time{} + Duration{1800};
    ObservationRow all = row(series, 2, 300.0);
    all.since = Time{};
    ObservationRow early = all;
    early.since = Time{} - Duration{3600};
    const CountSet counts({whole, parts, all, early}, model);
    EXPECT_EQ(counts.size(), 3U);
    EXPECT_EQ(counts.left_out().size(), 1U);  // part of it came before the start
    ASSERT_EQ(counts.groups().size(), 1U);
    EXPECT_TRUE(counts.groups()[0].is_of_periods);
    EXPECT_FALSE(counts.groups()[0].adds_up());
    const Readings readings = readings_of(counts, rows);
    ASSERT_EQ(readings.value.size(), 3U);
    EXPECT_DOUBLE_EQ(readings.value[0], 300.0);                        // to 2:00
    EXPECT_DOUBLE_EQ(readings.value[1], 50.0 + 200.0 + 150.0);         // 0:30 to 2:30
    EXPECT_DOUBLE_EQ(readings.value[2], 900.0);                        // 1:00 to 4:00
    EXPECT_DOUBLE_EQ(readings.per_hour[2], std::hypot(400.0, 100.0));  // to 1:00, the hour before
  }
}

/// Hours of waiting are weighed as hundreds: 12 hours reported tell 12 from 3, which a law of
/// people would not.
TEST(Noise, OfHoursTellsHoursApart) {
  const Counted model;
  CountNoise noise = plain_noise(0.1);
  noise.batch_people = 100.0;
  const CountSet counts({row("road_waiting_hours", 1, 12.0)}, model);
  const auto density = [&](float hours) {
    const std::vector<float> rows = {0, 0, 0, 0, hours};
    return log_likelihood(counts, comparable(counts.read(rows, rows.size()), noise), noise);
  };
  EXPECT_GT(density(12.0F), density(10.0F) + 0.5);
  EXPECT_GT(density(12.0F), density(3.0F) + 5.0);
  EXPECT_GT(density(12.0F), density(11.0F));
}

/// Two days' counts, one after the other or with a gap: their density is that of the means of an
/// Ornstein-Uhlenbeck process over the two days, jointly normal, whose moments are known.
TEST(Noise, OfPeriodsIsThatOfTheFlowsMeanOverThem) {
  const Counted model;
  constexpr double kSigma = 0.2;
  constexpr double kMemory = 12.0;
  CountNoise noise = plain_noise(0.0);
  noise.drift = {kSigma, 0.7, 0.9};
  noise.drift_hours = {kMemory, 1.0, 1.0};
  noise.party_people = 4.0;
  for (const double gap : {0.0, 7.0}) {
    const double second_day = 24.0 + gap;
    ObservationRow first = row("arrivals_cumulative", 24, 5207.0);
    first.since = Time{};
    ObservationRow second = row("arrivals_cumulative", 0, 3609.0);
    second.since = Time{} + from_hours(second_day);
    second.time = *second.since + kDay;
    const CountSet counts({first, second}, model);
    const double value = 4001.0;
    const Comparable trajectory = comparable({{value, value}, {0.0, 0.0}}, noise);
    const double m = 24.0 / kMemory;
    const double kept = std::exp(-m);
    const double of_parties = noise.party_people / (value + kCountOffset);
    const double rounding = [](double report) {
      const double half = 0.5 / (report + kCountOffset);
      return half * half / 3.0;
    }(5207.0);
    const double variance =
        kSigma * kSigma * 2.0 * (m - 1.0 + kept) / (m * m) + of_parties + rounding;
    const double covariance =
        kSigma * kSigma * (1.0 - kept) * (1.0 - kept) / (m * m) * std::exp(-gap / kMemory);
    const double a = std::log((value + kCountOffset) / (5207.0 + kCountOffset));
    const double b = std::log((value + kCountOffset) / (3609.0 + kCountOffset));
    const double determinant = variance * variance - covariance * covariance;
    const double exact =
        -std::log(2.0 * 3.14159265358979) - 0.5 * std::log(determinant) -
        0.5 * (variance * (a * a + b * b) - 2.0 * covariance * a * b) / determinant;
    EXPECT_NEAR(log_likelihood(counts, trajectory, noise), exact, 1e-4) << gap;
  }
}

/// Over all reports, weighted by their density, the squared deviate has mean 1, wrong ones
/// included: reports that contradict each other are no reproach to the trajectory.
TEST(Noise, AResidualIsAStandardNormalDeviateThoughSomeCountsAreWrong) {
  constexpr double kStep = 0.001;  // of ln report
  constexpr double kPeople = 1234567.0;
  const Counted model;
  CountNoise noise = plain_noise(0.02);
  noise.outlier_share = 0.02;
  noise.outlier_error = 0.7;
  double all = 0.0;
  double squares = 0.0;
  for (double log_ratio = -3.0; log_ratio < 3.0; log_ratio += kStep) {
    const double reported = kPeople * std::exp(log_ratio);
    const CountSet counts({row("registered_cumulative", 9, reported)}, model);
    CountReview review;
    log_likelihood(counts, comparable({{kPeople}, {0.0}}, noise), noise, &review);
    const Residual& residual = review.residuals[0][0];
    const double deviate = as_normal(residual);
    EXPECT_EQ(deviate < 0.0, residual.standardised < 0.0) << log_ratio;
    all += kStep * std::exp(residual.log_density);
    squares += kStep * std::exp(residual.log_density) * deviate * deviate;
  }
  EXPECT_NEAR(all, 1.0, 0.001);
  EXPECT_NEAR(squares, 1.0, 0.01);
}

CountNoise drifting_noise() {
  CountNoise noise = plain_noise(0.0);
  noise.drift = {0.2, 0.2, 0.2};
  noise.drift_hours = {12.0, 12.0, 12.0};
  noise.party_people = 4.0;
  return noise;
}

/// A count of weight w is simply wrong with probability 1 - (1 - outlier_share) w; so one that is
/// far off costs a trajectory less the less it is believed, and moves the drift less.
TEST(Noise, ACountThatIsBelievedLessSaysLess) {
  const Counted model;
  CountNoise noise = drifting_noise();
  noise.outlier_share = 0.02;
  noise.outlier_error = 0.7;
  const auto reviewed = [&](double weight, double reported) {
    ObservationRow count = row("present", 10, reported);
    count.weight = weight;
    CountReview review;
    const double log_density = log_likelihood(
        CountSet({count}, model), comparable({{10001.0}, {0.0}}, noise), noise, &review);
    return std::pair(log_density, review.drifts[0].level);
  };
  EXPECT_LT(reviewed(1.0, 20001.0).first, reviewed(0.5, 20001.0).first);
  EXPECT_GT(reviewed(1.0, 10001.0).first, reviewed(0.5, 10001.0).first);
  EXPECT_GT(reviewed(1.0, 14001.0).second, 1.5 * reviewed(0.5, 14001.0).second);
  const double sure = std::exp(reviewed(1.0, 12001.0).first);
  const double half = std::exp(reviewed(0.5, 12001.0).first);
  const double least = std::exp(reviewed(1.0e-9, 12001.0).first);
  // sure = 0.98 good + 0.02 bad, half = 0.49 good + 0.51 bad, least = bad.
  EXPECT_NEAR(half, 0.5 * sure + 0.5 * least, 1e-9 * sure);
}

/// After ten hours and 50,000 people.
Drift drift_of_a_tally(const CountNoise& noise) {
  Drift drift = Drift::before(CountClass::tally, noise);
  drift.level = 0.05;
  drift.level_variance = 0.0004;
  drift.hours = 10.0;
  drift.offset_value = 50000.0;
  return drift;
}

/// Who has been counted stays counted: while nobody passes, the drift of a tally's level stands
/// still, and that of the flow is forgotten. A stock is counted anew.
TEST(Drift, OfATallyStandsStillWithTheFlow) {
  const CountNoise noise = drifting_noise();
  Drift drift = drift_of_a_tally(noise);
  drift.flow = 0.1;
  const Drift stopped = drift.at(100.0, drift.offset_value, CountClass::tally, noise);
  EXPECT_DOUBLE_EQ(stopped.level, 0.05);
  EXPECT_DOUBLE_EQ(stopped.level_variance, 0.0004);
  EXPECT_NEAR(stopped.flow, 0.0, 1e-3);
  const Drift stock = drift.at(100.0, drift.offset_value, CountClass::stock, noise);
  EXPECT_NEAR(stock.level, 0.0, 1e-3);
  EXPECT_NEAR(stock.level_variance, 0.04, 1e-4);
}

/// A count for an unknown hour may be for a moment at which fewer had passed than a count before it
/// says. Who has passed does not pass again: what was known of the level stays as it was.
TEST(Drift, OfATallyTakesNothingBackForAnEarlierMoment) {
  const CountNoise noise = drifting_noise();
  const Drift drift = drift_of_a_tally(noise);
  const Drift earlier = drift.at(12.0, 40000.0, CountClass::tally, noise);
  const Drift again = earlier.at(13.0, 50000.0, CountClass::tally, noise);
  EXPECT_DOUBLE_EQ(again.level, 0.05);
  EXPECT_DOUBLE_EQ(again.level_variance, 0.0004);
}

/// Uniform between two bounds: mean and variance of what lies above the lower one.
TEST(CountError, BetweenTwoBoundsIsUniform) {
  const Counted model;
  ObservationRow between = row("present", 10, 1001.0, Qualifier::between);
  between.value_high = 2003.0;
  const CountSet counts({between}, model);
  const CountError error =
      error_of(counts.groups()[0].counts[0], CountClass::stock, plain_noise(0.01));
  const double wide = std::log(2023.0 / 1021.0);
  EXPECT_NEAR(error.shift, 0.5 * wide, 1e-9);
  EXPECT_NEAR(error.shift_variance, wide * wide / 12.0, 1e-9);
}

/// By hand: a level that doubles within an hour, of a memory so long that nothing is forgotten, is
/// half what it was and half the flow; the parties add 4 x 10,000 / 20,000^2.
TEST(Drift, OfATallyIsThatOfWhatPassed) {
  CountNoise noise = plain_noise(0.0);
  noise.drift = {0.2, 0.2, 0.2};
  noise.drift_hours = {1e9, 1e9, 1e9};
  noise.party_people = 4.0;
  Drift drift;
  drift.level = 0.02;
  drift.flow = 0.06;
  drift.level_variance = 0.0009;
  drift.flow_variance = 0.0025;
  drift.covariance = 0.0004;
  drift.offset_value = 10000.0;
  const Drift later = drift.at(1.0, 20000.0, CountClass::tally, noise);
  EXPECT_NEAR(later.level, 0.04, 1e-9);
  EXPECT_NEAR(later.level_variance, 0.25 * (0.0009 + 2.0 * 0.0004 + 0.0025) + 0.0001, 1e-8);
  EXPECT_NEAR(later.covariance, 0.5 * (0.0004 + 0.0025), 1e-8);
}

/// The moments of a tally's drift are those of an Ornstein-Uhlenbeck process that the flow adds up:
/// 4,000 paths in small steps, moments within five standard errors.
TEST(Drift, OfATallyHasTheMomentsOfTheFlowsDrift) {
  CountNoise noise = plain_noise(0.0);
  noise.drift = {0.2, 0.2, 0.2};
  noise.drift_hours = {12.0, 12.0, 12.0};
  const double hours = 30.0;
  const double first = 10000.0;
  const double last = 50000.0;
  Drift start;
  start.offset_value = first;
  start.flow = 0.1;
  const Drift drift = start.at(hours, last, CountClass::tally, noise);
  constexpr int kPaths = 4000;
  constexpr int kSteps = 600;
  const double kept = std::exp(-hours / kSteps / 12.0);
  double mean = 0.0, square = 0.0, product = 0.0, flow_mean = 0.0;
  for (std::uint32_t path = 0; path < kPaths; ++path) {
    Stream stream({3, path}, 0, 9, 1);
    double flow = 0.1;
    double added = 0.0;
    for (int step = 0; step < kSteps; ++step) {
      added += 0.5 * flow * (last - first) / kSteps;
      flow = kept * flow + 0.2 * std::sqrt(1.0 - kept * kept) * normal_quantile(stream.uniform());
      added += 0.5 * flow * (last - first) / kSteps;
    }
    const double level = added / last;
    mean += level / kPaths;
    square += level * level / kPaths;
    product += level * flow / kPaths;
    flow_mean += flow / kPaths;
  }
  const double sd = std::sqrt(drift.level_variance);
  EXPECT_NEAR(mean, drift.level, 5.0 * sd / std::sqrt(kPaths));
  EXPECT_NEAR(square - mean * mean, drift.level_variance,
              5.0 * drift.level_variance * std::sqrt(2.0 / kPaths));
  EXPECT_NEAR(product - mean * flow_mean, drift.covariance,
              5.0 * sd * 0.2 * std::sqrt(2.0 / kPaths));
}

/// A flow that stops is seen: a trajectory that goes on is left behind by its tally far more than
/// by one that is allowed to err in its level.
TEST(Noise, OfATallySeesThatTheFlowHasStopped) {
  const Counted model;
  CountNoise noise = plain_noise(0.0);
  noise.drift = {0.1, 0.1, 0.1};
  noise.drift_hours = {12.0, 12.0, 12.0};
  noise.batch_people = 100.0;
  noise.party_people = 4.0;
  const auto density = [&](const char* series, double later) {
    const CountSet counts({row(series, 20, 90001.0), row(series, 24, 90201.0)}, model);
    return log_likelihood(counts, comparable({{90000.0, later}, {0.0, 0.0}}, noise), noise);
  };
  EXPECT_GT(density("arrivals_cumulative", 90200.0),
            density("arrivals_cumulative", 95000.0) + 20.0);
  EXPECT_LT(density("registered_cumulative", 90200.0),
            density("registered_cumulative", 95000.0) + 5.0);
}

}  // namespace
}  // namespace corridor

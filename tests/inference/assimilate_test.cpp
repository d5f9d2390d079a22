// The sampler on models whose posterior is known: a number observed with normal error on the
// logarithm, and the same bits for any number of threads.
#include "inference/assimilate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "inference/plain_counts.h"
#include "inference/thread_crew.h"
#include "scenario/normal.h"

namespace corridor {
namespace {

/// Two rates, exp(5 + z0) and exp(4 + z1) people an hour; one series registers the first stream,
/// one counts both, one tallies the first. Without luck of its own.
class Streams : public Model {
 public:
  struct State : ModelState {
    double first = 0.0, second = 0.0, steps = 0.0;
    [[nodiscard]] std::unique_ptr<ModelState> clone() const override {
      return std::make_unique<State>(*this);
    }
  };
  [[nodiscard]] Time start_time() const override { return Time{}; }
  [[nodiscard]] Duration step_length() const override { return Duration{3600}; }
  [[nodiscard]] const std::vector<SeriesInfo>& series() const override { return series_; }
  [[nodiscard]] std::unique_ptr<ModelState> start(const ParameterValues& values,
                                                  const MemberStreams&) const override {
    auto state = std::make_unique<State>();
    state->first = values[0];
    state->second = values[1];
    return state;
  }
  void step(ModelState& state) const override { static_cast<State&>(state).steps += 1.0; }
  void observe(const ModelState& state, std::span<double> out) const override {
    const auto& s = static_cast<const State&>(state);
    out[0] = s.first * s.steps;
    out[1] = (s.first + s.second) * s.steps;
    out[2] = out[0];
  }

 private:
  std::vector<SeriesInfo> series_ = {{"registered_cumulative", "", "people"},
                                     {"present", "", "people"},
                                     {"arrivals_cumulative", "", "people"}};
};

/// Noise without drift: every count independent, ln normal with standard deviation `error`.
class StreamsPrior : public ScorePrior {
 public:
  explicit StreamsPrior(double error) : noise_(plain_noise(error)) {}
  [[nodiscard]] const std::vector<std::string>& names() const override { return names_; }
  [[nodiscard]] std::size_t value_index(std::size_t score) const override { return score; }
  [[nodiscard]] std::vector<double> draw(const MemberStreams& member) const override {
    Stream first(member, 0, 9, 1);
    Stream second(member, 0, 9, 2);
    return {normal_quantile(first.uniform()), normal_quantile(second.uniform())};
  }
  [[nodiscard]] ParameterValues values(const std::vector<double>& z) const override {
    return {std::exp(5.0 + z[0]), std::exp(4.0 + z[1])};
  }
  [[nodiscard]] CountNoise noise(const std::vector<double>&) const override { return noise_; }
  [[nodiscard]] bool possible(const ParameterValues& values, const MemberStreams&) const override {
    return values[0] < most_possible_;
  }
  void rule_out_above(double first) { most_possible_ = first; }

 private:
  std::vector<std::string> names_ = {"first", "second"};
  CountNoise noise_;
  double most_possible_ = HUGE_VAL;
};

/// With waves that teach an emulator, as by default, or straight from the prior.
enum class Way { taught, from_the_prior };

Assimilation learn(const std::vector<ObservationRow>& rows, std::size_t members, unsigned threads,
                   double error = 0.05, Way way = Way::taught) {
  const Streams model;
  const StreamsPrior prior(error);
  const CountSet counts(rows, model);
  AssimilationSettings settings;
  settings.members = members;
  settings.threads = threads;
  if (way == Way::from_the_prior) settings.wave_temperatures.clear();
  return assimilate(model, prior, counts, 12, settings, [](std::size_t, std::size_t) {});
}

struct Moments {
  double mean = 0.0;
  double sd = 0.0;
};
Moments moments(const Assimilation& learned, std::size_t score) {
  Moments m;
  const auto count = static_cast<double>(learned.scores.size());
  for (const auto& z : learned.scores) m.mean += z[score] / count;
  for (const auto& z : learned.scores) m.sd += (z[score] - m.mean) * (z[score] - m.mean) / count;
  m.sd = std::sqrt(m.sd);
  return m;
}

/// Prior z ~ N(0, 1) and ln count = ln(10 e^(5 + z) + 20) + N(0, s^2): at e^5 * 10 = 1484 people
/// the offset of 20 people is small, and the posterior is normal within a per cent. Two independent
/// counts of the same number halve the variance. 2000 particles: 4.5 standard errors of the mean
/// are a tenth of the posterior's deviation, and of the deviation seven per cent.
class AssimilationEitherWay : public testing::TestWithParam<Way> {};
INSTANTIATE_TEST_SUITE_P(Ways, AssimilationEitherWay,
                         testing::Values(Way::taught, Way::from_the_prior), [](const auto& test) {
                           return test.param == Way::taught ? "Taught" : "FromThePrior";
                         });

TEST_P(AssimilationEitherWay, AgreesWithTheNormalPosterior) {
  constexpr double kSd = 0.25;
  const double report = 10.0 * std::exp(5.0 + 1.3);
  const Assimilation learned = learn({row("registered_cumulative", 10, std::round(report)),
                                      row("registered_cumulative", 10, std::round(report))},
                                     2000, 2, kSd, GetParam());
  const double precision = 1.0 + 2.0 / (kSd * kSd);
  const double expected = 1.3 * (precision - 1.0) / precision;
  const Moments z = moments(learned, 0);
  const double sd = std::sqrt(1.0 / precision);
  EXPECT_NEAR(z.mean, expected, 0.15 * sd);
  EXPECT_NEAR(z.sd, sd, 0.08 * sd);
  const Moments untouched = moments(learned, 1);
  EXPECT_NEAR(untouched.mean, 0.0, 0.12);
  EXPECT_NEAR(untouched.sd, 1.0, 0.08);
}

/// The evidence of one count is its prior predictive density, ln y ~ N(5 + ln 10, 1 + s^2).
TEST_P(AssimilationEitherWay, FindsTheEvidence) {
  constexpr double kSd = 0.25;
  const double report = std::round(10.0 * std::exp(5.0 + 1.3));
  const Assimilation learned =
      learn({row("registered_cumulative", 10, report)}, 4000, 2, kSd, GetParam());
  const double variance = 1.0 + kSd * kSd;
  const double expected = -0.5 * 1.3 * 1.3 / variance - 0.5 * std::log(2.0 * M_PI * variance);
  EXPECT_NEAR(learned.diagnostics.log_evidence, expected, 0.08);
}

/// A count says e^(5 + 1.3) an hour, silence that it is less than `most`.
Assimilation learn_against_silence(double most) {
  const Streams model;
  StreamsPrior prior(0.05);
  prior.rule_out_above(most);
  const CountSet counts({row("registered_cumulative", 10, std::round(10.0 * std::exp(6.3)))},
                        model);
  AssimilationSettings settings;
  settings.members = 200;
  return assimilate(model, prior, counts, 12, settings, [](std::size_t, std::size_t) {});
}

/// What is learned from one count of ten times the rate, z standard deviations from its median.
std::vector<std::string> warnings_at(double z) {
  const Streams model;
  const StreamsPrior prior(0.05);
  const CountSet counts({row("registered_cumulative", 10, std::round(10.0 * std::exp(5.0 + z)))},
                        model);
  AssimilationSettings settings;
  settings.members = 200;
  return assimilate(model, prior, counts, 12, settings, [](std::size_t, std::size_t) {})
      .diagnostics.warnings;
}

/// Long learning is seen to move: up to the last wave, which may be left out, no step of the
/// display is more than a few percent. Stages are told, too.
TEST(Assimilation, ShowsHowFarItIs) {
  const Streams model;
  const StreamsPrior prior(0.05);
  const CountSet counts({row("registered_cumulative", 10, std::round(10.0 * std::exp(6.0)))},
                        model);
  AssimilationSettings settings;
  settings.members = 200;
  std::vector<std::string> stages;
  settings.stage_begins = [&](const std::string& stage) { stages.push_back(stage); };
  std::vector<double> shares = {0.0};
  assimilate(model, prior, counts, 12, settings, [&](std::size_t done, std::size_t of) {
    shares.push_back(static_cast<double>(done) / static_cast<double>(of));
  });
  for (std::size_t i = 1; i < shares.size() && shares[i] < 0.39; ++i)
    EXPECT_LT(shares[i] - shares[i - 1], 0.03) << "at " << shares[i];
  EXPECT_EQ(shares.back(), 1.0);
  EXPECT_THAT(stages, testing::IsSupersetOf(
                          {"learning from counts, wave 1", "learning from counts, members move"}));
  EXPECT_EQ(stages.back(), "running to the end");
}

TEST(Assimilation, WarnsOfCountsThatAreMetByWhatWasHeldUnlikely) {
  const auto of_unlikely = testing::Contains(testing::HasSubstr("held unlikely"));
  EXPECT_THAT(warnings_at(2.2), of_unlikely);
  EXPECT_THAT(warnings_at(1.2), testing::Not(of_unlikely));
}

/// Where hardly anything that fits the counts is possible, all members are; where nothing is, the
/// forecast says so.
TEST(Assimilation, HasNoMemberThatSilenceRulesOutOrSaysSo) {
  const auto of_silence = testing::Contains(testing::HasSubstr("contradict each other"));
  const double hardly = std::exp(6.3 - 0.125);
  const Assimilation some = learn_against_silence(hardly);
  for (const std::vector<double>& z : some.scores) EXPECT_LT(std::exp(5.0 + z[0]), hardly);
  EXPECT_THAT(some.diagnostics.warnings, testing::Not(of_silence));
  EXPECT_THAT(learn_against_silence(std::exp(1.0)).diagnostics.warnings, of_silence);
}

/// A surprising pair of counts far out in the prior's tail is still reached, and both series fit.
TEST(Assimilation, ReachesTheTail) {
  const double first = std::round(10.0 * std::exp(5.0 + 2.5));
  const double both = std::round(10.0 * (std::exp(5.0 + 2.5) + std::exp(4.0 - 2.0)));
  const Assimilation learned =
      learn({row("registered_cumulative", 10, first), row("present", 10, both)}, 500, 2, 0.01);
  EXPECT_NEAR(moments(learned, 0).mean, 2.5, 0.05);
  EXPECT_GT(learned.diagnostics.checks[0].p_value, 0.05);
}

TEST(Assimilation, GivesTheSameBitsForAnyNumberOfThreads) {
  const std::vector<ObservationRow> rows = {row("registered_cumulative", 5, 2000.0),
                                            row("registered_cumulative", 10, 5000.0)};
  const Assimilation one = learn(rows, 120, 1);
  const Assimilation eight = learn(rows, 120, 8);
  EXPECT_EQ(one.results.values, learn(rows, 120, 2).results.values);
  EXPECT_EQ(one.results.values, eight.results.values);
  EXPECT_EQ(one.scores, eight.scores);
  EXPECT_EQ(one.diagnostics.log_evidence, eight.diagnostics.log_evidence);
}

/// Every process of a crew learns the same; its leader has all trajectories.
TEST(Assimilation, OfACrewHasTheSameBits) {
  const std::vector<ObservationRow> rows = {row("registered_cumulative", 5, 2000.0),
                                            row("registered_cumulative", 10, 5000.0)};
  const Assimilation one = learn(rows, 61, 1);
  for (const std::size_t size : {2U, 3U}) {
    as_crew(size, [&](const Crew& crew) {
      const Streams model;
      const StreamsPrior prior(0.05);
      const CountSet counts(rows, model);
      AssimilationSettings settings;
      settings.members = 61;
      settings.crew = &crew;
      const Assimilation learned =
          assimilate(model, prior, counts, 12, settings, [](std::size_t, std::size_t) {});
      EXPECT_EQ(learned.scores, one.scores);
      EXPECT_EQ(learned.diagnostics.log_evidence, one.diagnostics.log_evidence);
      EXPECT_EQ(learned.diagnostics.runs, one.diagnostics.runs);
      if (crew.leads()) {
        EXPECT_EQ(learned.results.values, one.results.values);
      }
    });
  }
}

/// The members, run again from their start, give the trajectories that the sampler carried on.
TEST(Assimilation, HandsOverMembersThatCanBeRunAgain) {
  const Assimilation learned = learn({row("registered_cumulative", 5, 2000.0)}, 60, 2);
  const Streams model;
  const EnsembleResults again = run_members(model, {12, 1}, learned.members, [](std::size_t) {});
  EXPECT_EQ(again.values, learned.results.values);
}

/// Of 400 prior draws 3 lie within a hundredth of the score that the count says, and no move leads
/// others there. Instead of copies of these three, the members are those of a power of the
/// likelihood that 40 draws reach: wider, centred where the count says, and said aloud.
TEST(Assimilation, EndsShortOfThePosteriorWhereTooFewDrawsReachIt) {
  constexpr double kSd = 0.01;
  const double report = std::round(10.0 * std::exp(5.0 + 0.5));
  const Streams model;
  const StreamsPrior prior(kSd);
  const CountSet counts({row("registered_cumulative", 10, report)}, model);
  AssimilationSettings settings;
  settings.members = 400;
  settings.wave_temperatures.clear();
  settings.emulated_moves = 0;
  const Assimilation learned =
      assimilate(model, prior, counts, 12, settings, [](std::size_t, std::size_t) {});
  const AssimilationStage& last = learned.diagnostics.stages.back();
  EXPECT_LT(last.temperature, 1.0);
  EXPECT_GE(last.ancestors, 40U);
  const Moments z = moments(learned, 0);
  EXPECT_NEAR(z.sd, kSd / std::sqrt(last.temperature), 0.3 * z.sd);
  EXPECT_GT(z.sd, 2.0 * kSd);
  EXPECT_NEAR(z.mean, 0.5, 0.5 * z.sd);
  const auto& warnings = learned.diagnostics.warnings;
  EXPECT_TRUE(std::any_of(warnings.begin(), warnings.end(), [](const std::string& warning) {
    return warning.find("a power of their likelihood") != std::string::npos;
  }));
}

/// Whatever a member makes of a tally of 5,010 people, what is reported later is no less; of an
/// earlier moment it may be. "At least 6,000" is too round to stand for a tally. A stock may fall.
TEST(AsReported, ATallyGoesOnFromWhereItHasGot) {
  const Assimilation learned =
      learn({row("present", 5, 5000.0), row("arrivals_cumulative", 5, 5010.0),
             row("arrivals_cumulative", 5, 6000.0, Qualifier::at_least)},
            50, 1);
  const Readings readings{std::vector<double>(50, 3000.0), std::vector<double>(50, 0.0)};
  for (const double v : as_reported(learned, 2, 6.0, readings, 1)) EXPECT_EQ(v, 5010.0);
  for (const double v : as_reported(learned, 2, 4.0, readings, 1)) EXPECT_LT(v, 5000.0);
  for (const double v : as_reported(learned, 1, 6.0, readings, 1)) EXPECT_LT(v, 5000.0);
}

TEST(Assimilation, WithoutCountsIsThePrior) {
  const Assimilation learned = learn({}, 1000, 2);
  EXPECT_TRUE(learned.diagnostics.stages.empty());
  EXPECT_NEAR(moments(learned, 0).sd, 1.0, 0.1);
}

/// Contradicting counts of one hour, a hundred errors apart, cannot both be right.
TEST(Assimilation, FindsThatNoTrajectoryExplainsTheCounts) {
  const Assimilation learned =
      learn({row("registered_cumulative", 4, 1000.0), row("registered_cumulative", 5, 4000.0),
             row("registered_cumulative", 6, 1000.0)},
            300, 2, 0.02);
  EXPECT_LT(learned.diagnostics.checks[0].p_value, 0.01);
}

/// A count for an unknown hour is compared with the whole interval.
TEST(Counts, OfAnUnknownHourAreComparedOverTheirInterval) {
  const Streams model;
  ObservationRow wide = row("registered_cumulative", 10, 500.0);
  wide.earliest = Time{} + Duration{3600} * 2;
  const CountSet counts({wide}, model);
  ASSERT_GT(counts.points().size(), 1U);
  EXPECT_GT(counts.points().front().steps, 2.0);
  EXPECT_LT(counts.points().back().steps, 10.0);
  EXPECT_EQ(counts.steps(), 10U);
}

/// A quarter of the first step in: a tally has come a quarter of the way from nothing; what is
/// present may have been there before.
TEST(Counts, InTheFirstStepATallyBeginsAtNothing) {
  const Streams model;
  std::vector<ObservationRow> rows = {row("arrivals_cumulative", 1, 10.0), row("present", 1, 10.0)};
  for (ObservationRow& early : rows) early.time = Time{} + Duration{900};
  const CountSet counts(rows, model);
  const std::vector<float> trajectory = {400.0F, 400.0F, 400.0F};
  const Readings readings = counts.read(trajectory, 3);
  for (std::size_t k = 0; k < counts.points().size(); ++k) {
    const bool tally = model.series()[counts.points()[k].series].target == "arrivals_cumulative";
    EXPECT_DOUBLE_EQ(readings.value[k], tally ? 100.0 : 400.0);
    EXPECT_DOUBLE_EQ(readings.per_hour[k], tally ? 400.0 : 0.0);
  }
}

TEST(Counts, WithoutASeriesOrBeforeTheStartAreNamedAndLeftOut) {
  const Streams model;
  const CountSet counts({row("no_such_series", 5, 1.0), row("present", 0, 1.0)}, model);
  EXPECT_TRUE(counts.empty());
  EXPECT_EQ(counts.left_out().size(), 2U);
}

}  // namespace
}  // namespace corridor

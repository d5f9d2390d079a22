// Whether learning from counts is right on the scenario of Nagorno-Karabakh itself:
// simulation-based calibration (Talts, Betancourt, Simpson, Vehtari & Gelman 2018, arXiv
// 1804.06788). A truth drawn from the prior is reported as the likelihood says that counts are; its
// rank among what is learned from these reports must be uniform.
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <filesystem>
#include <numeric>
#include <stdexcept>

#include "inference/assimilate.h"
#include "reported_truth.h"

namespace corridor {
namespace {

const char* const kAfterSixTallies = "2023-09-26T00:00+04:00";
constexpr std::uint64_t kTruthSeed = 20230926;
constexpr std::uint64_t kLearningSeed = 1000;

/// The scenario as it was known then, and the counts known then.
struct Karabakh {
  LoadedScenario loaded = load_scenario(
      ScenarioSource{
          std::filesystem::path(CORRIDOR_SOURCE_DIR) / "scenarios/karabakh-2023", {}, {}},
      kAfterSixTallies);
  ReportedScenario reported{loaded.known, loaded.as_of, loaded.known.observations};
};

/// How often ranks fell into each of some equal classes.
class RankClasses {
 public:
  static constexpr std::size_t kClasses = 5;

  /// A rank among `others` values, 0 to `others`.
  void add(std::size_t rank, std::size_t others) { ++seen_[rank * kClasses / (others + 1)]; }
  void add(const RankClasses& more) {
    for (std::size_t c = 0; c < kClasses; ++c) seen_[c] += more.seen_[c];
  }
  /// Pearson's test that all classes are equally likely.
  [[nodiscard]] double p_value() const {
    const double expected = std::accumulate(seen_.begin(), seen_.end(), 0.0) / kClasses;
    double chi_squared = 0.0;
    for (const double count : seen_)
      chi_squared += (count - expected) * (count - expected) / expected;
    return boost::math::cdf(
        boost::math::complement(boost::math::chi_squared(kClasses - 1), chi_squared));
  }
  [[nodiscard]] const std::vector<double>& seen() const { return seen_; }

 private:
  std::vector<double> seen_ = std::vector<double>(kClasses, 0.0);
};

/// Ranks of truths among what was learned: of each score, and of the log likelihood, which sees
/// what scores and luck do together (Modrak et al. 2023, arXiv 2211.02383).
struct Ranks {
  std::vector<RankClasses> of_scores;
  RankClasses of_log_likelihood;
};

/// Resampling puts siblings side by side: members are compared by every fifth.
std::vector<std::size_t> compared_members(std::size_t members) {
  constexpr std::size_t kStride = 5;
  std::vector<std::size_t> compared;
  for (std::size_t m = kStride; m < members; m += kStride) compared.push_back(m);
  return compared;
}

void add_ranks(const ReportedScenario& karabakh, const Replication& truth, std::uint64_t seed,
               Ranks& ranks) {
  const CountSet counts(truth.rows, *karabakh.model);
  AssimilationSettings settings;
  settings.seed = seed;
  settings.threads = 2;
  const Assimilation learned = assimilate(*karabakh.model, karabakh.prior, counts, counts.steps(),
                                          settings, [](std::size_t, std::size_t) {});
  const std::vector<std::size_t> compared = compared_members(settings.members);
  for (std::size_t k = 0; k < truth.scores.size(); ++k) {
    std::size_t rank = 0;
    for (const std::size_t m : compared) rank += learned.scores[m][k] < truth.scores[k] ? 1 : 0;
    ranks.of_scores[k].add(rank, compared.size());
  }
  const ParticleContext context{*karabakh.model, karabakh.prior, counts};
  const auto log_likelihood_of = [&](const std::vector<double>& scores, const MemberStreams& luck) {
    return make_particle(context, scores, luck).log_likelihood;
  };
  const double of_truth = log_likelihood_of(truth.scores, truth.luck);
  std::size_t rank = 0;
  for (const std::size_t m : compared)
    rank += log_likelihood_of(learned.scores[m], learned.members[m].luck) < of_truth ? 1 : 0;
  ranks.of_log_likelihood.add(rank, compared.size());
}

/// Fifths of the ranks of eight truths, each score on its own, the log likelihood, and all scores
/// together; a false alarm 1 in 500 times.
TEST(LongCalibration, OfKarabakhRanksOfTheTruthAreUniform) {
  constexpr std::uint64_t kTruths = 8;
  constexpr double kFalseAlarms = 0.001;
  const Karabakh scenario;
  const ReportedScenario& karabakh = scenario.reported;
  Ranks ranks;
  ranks.of_scores.resize(karabakh.prior.names().size());
  for (std::uint64_t k = 0; k < kTruths; ++k)
    add_ranks(karabakh, replicate(karabakh, kTruthSeed + k), kLearningSeed + k, ranks);
  const double limit = kFalseAlarms / static_cast<double>(ranks.of_scores.size() + 1);
  EXPECT_GT(ranks.of_log_likelihood.p_value(), limit)
      << testing::PrintToString(ranks.of_log_likelihood.seen());
  RankClasses pooled;
  for (std::size_t k = 0; k < ranks.of_scores.size(); ++k) {
    EXPECT_GT(ranks.of_scores[k].p_value(), limit)
        << karabakh.prior.names()[k] << testing::PrintToString(ranks.of_scores[k].seen());
    pooled.add(ranks.of_scores[k]);
  }
  EXPECT_GT(pooled.p_value(), kFalseAlarms) << testing::PrintToString(pooled.seen());
}

/// A truth with so many people at each count that whole people matter little.
Truth populous_truth(const ReportedScenario& karabakh) {
  constexpr double kMany = 20.0;
  constexpr std::uint32_t kAttempts = 2000;
  for (std::uint32_t attempt = 0; attempt < kAttempts; ++attempt) {
    const PriorDraw draw = draw_possible(karabakh.prior, {kTruthSeed, attempt});
    Truth truth = karabakh.run(draw.scores, draw.luck);
    const std::vector<double>& logs = truth.particle.comparable.log_value;
    if (*std::min_element(logs.begin(), logs.end()) > std::log(kMany + kCountOffset)) return truth;
  }
  throw std::runtime_error("no truth has so many people at each count");
}

/// Whether reports come from the density that the likelihood gives them: then the ratio of any
/// other density to it has mean 1. The others: a trajectory of one per cent more people, and noise
/// that strays a tenth further; means of 4,000 within 4 standard errors (false alarms: 1 in 8,000).
TEST(KarabakhReports, HaveTheDensityThatTheLikelihoodGivesThem) {
  constexpr std::uint32_t kReports = 4000;
  constexpr double kMorePeople = 0.01;
  constexpr double kFurther = 1.1;
  const Karabakh scenario;
  const ReportedScenario& karabakh = scenario.reported;
  const Truth truth = populous_truth(karabakh);
  const CountNoise noise = karabakh.prior.noise(truth.particle.scores);
  Comparable more = truth.particle.comparable;
  for (double& log_value : more.log_value) log_value += kMorePeople;
  for (double& value : more.offset_value) value *= std::exp(kMorePeople);
  CountNoise wider = noise;
  for (double& drift : wider.drift) drift *= kFurther;
  wider.excess_of_tally *= kFurther;
  Eigen::ArrayX2d ratios(kReports, 2);
  for (std::uint32_t k = 0; k < kReports; ++k) {
    const CountSet counts(Reporter(karabakh, truth, {kTruthSeed, k}).report(), *karabakh.model);
    const double own = log_likelihood(counts, truth.particle.comparable, noise);
    ratios(k, 0) = std::exp(log_likelihood(counts, more, noise) - own);
    ratios(k, 1) = std::exp(log_likelihood(counts, truth.particle.comparable, wider) - own);
  }
  for (Eigen::Index other = 0; other < ratios.cols(); ++other) {
    const double mean = ratios.col(other).mean();
    const double error = std::sqrt((ratios.col(other) - mean).square().mean() / kReports);
    EXPECT_LT(error, 0.02);
    EXPECT_NEAR(mean, 1.0, 4.0 * error);
  }
}

}  // namespace
}  // namespace corridor

// Whether the sampler is right, on a hidden Markov chain whose posterior and evidence are known: a
// level and a trend with standard normal scores, and a random walk that is luck. The drift that
// counts share has a known size or one that is learned too.
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <optional>
#include <tuple>

#include "inference/assimilate.h"
#include "inference/emulator.h"
#include "inference/smc2.h"
#include "scenario/normal.h"

namespace corridor {
namespace {

constexpr double kLevel = 8.0;         ///< ln of people at the start
constexpr double kLevelSpread = 0.5;   ///< a unit of the first score
constexpr double kTrendSpread = 0.06;  ///< a unit of the second score, an hour
constexpr double kWalk = 0.04;         ///< of the walk, a step
constexpr double kError = 0.03;        ///< of a count
constexpr double kDrift = 0.05;        ///< that counts share; its median where it is learned
constexpr double kDriftSpread = 0.6;   ///< of its logarithm then
constexpr double kDriftHours = 6.0;

double normal(const MemberStreams& slot, std::uint32_t time, std::uint64_t what) {
  Stream stream(slot, time, 9, what);
  return normal_quantile(stream.uniform());
}

/// ln(present + 20) = 8 + 0.5 z0 + 0.06 z1 t + w_t, w_t a random walk drawn from the luck.
class Chain : public Model {
 public:
  struct State : ModelState {
    double level = 0.0, trend = 0.0;
    std::uint32_t now = 0;
    MemberStreams luck;
    [[nodiscard]] std::unique_ptr<ModelState> clone() const override {
      return std::make_unique<State>(*this);
    }
    void reslot(const MemberStreams& later) override { luck = later; }
  };
  [[nodiscard]] Time start_time() const override { return Time{}; }
  [[nodiscard]] Duration step_length() const override { return Duration{3600}; }
  [[nodiscard]] const std::vector<SeriesInfo>& series() const override { return series_; }
  [[nodiscard]] std::unique_ptr<ModelState> start(const ParameterValues& z,
                                                  const MemberStreams& luck) const override {
    auto state = std::make_unique<State>();
    state->level = kLevel + kLevelSpread * z[0];
    state->trend = kTrendSpread * z[1];
    state->luck = luck;
    return state;
  }
  void step(ModelState& state) const override {
    auto& s = static_cast<State&>(state);
    ++s.now;
    s.level += s.trend + kWalk * normal(s.luck, s.now, 3);
  }
  void observe(const ModelState& state, std::span<double> out) const override {
    out[0] = std::exp(static_cast<const State&>(state).level) - kCountOffset;
  }

 private:
  std::vector<SeriesInfo> series_ = {{"present", "", "people"}};
};

double drift_in(std::size_t cell) { return kDrift * std::exp(kDriftSpread * middle_of(cell)); }

class ChainPrior : public ScorePrior {
 public:
  explicit ChainPrior(bool drift_is_learned) {
    if (drift_is_learned) {
      drift_.emplace(UncertainDrift{names_.size(), {}});
      for (std::size_t cell = 0; cell < kDriftCells; ++cell) drift_->sizes[cell] = drift_in(cell);
      names_.emplace_back("drift");
    }
    noise_.relative_error = kError;
    noise_.drift = {kDrift, kDrift, kDrift};
    noise_.drift_hours = {kDriftHours, kDriftHours, kDriftHours};
    noise_.excess_of_tally = noise_.excess_of_round = 0.1;
    noise_.outlier_error = 1.0;
  }
  [[nodiscard]] const std::vector<std::string>& names() const override { return names_; }
  [[nodiscard]] std::size_t value_index(std::size_t score) const override { return score; }
  [[nodiscard]] std::vector<double> draw(const MemberStreams& member) const override {
    std::vector<double> scores;
    for (std::size_t k = 0; k < names_.size(); ++k) scores.push_back(normal(member, 0, 1 + k));
    return scores;
  }
  [[nodiscard]] ParameterValues values(const std::vector<double>& z) const override { return z; }
  [[nodiscard]] CountNoise noise(const std::vector<double>& z) const override {
    CountNoise noise = noise_;
    if (drift_) noise.drift[kStock] = drift_->sizes[cell_of(z[drift_->score])];
    return noise;
  }
  [[nodiscard]] const UncertainDrift* uncertain_drift(CountClass kind) const override {
    return drift_ && kind == CountClass::stock ? &*drift_ : nullptr;
  }
  [[nodiscard]] bool possible(const ParameterValues&, const MemberStreams&) const override {
    return true;
  }

 private:
  static constexpr auto kStock = static_cast<std::size_t>(CountClass::stock);
  std::vector<std::string> names_ = {"level", "trend"};
  std::optional<UncertainDrift> drift_;
  CountNoise noise_;
};

constexpr int kHours[] = {2, 4, 5, 8};
constexpr Eigen::Index kCounts = std::size(kHours);

Eigen::MatrixXd effects() {
  Eigen::MatrixXd effect(kCounts, 2);
  for (Eigen::Index k = 0; k < kCounts; ++k)
    effect.row(k) << kLevelSpread, kTrendSpread * kHours[k];
  return effect;
}

/// Of the reports about a trajectory, on the scale of logarithms.
Eigen::MatrixXd report_covariance(double drift) {
  Eigen::MatrixXd covariance = kError * kError * Eigen::MatrixXd::Identity(kCounts, kCounts);
  for (Eigen::Index a = 0; a < kCounts; ++a) {
    for (Eigen::Index b = 0; b < kCounts; ++b)
      covariance(a, b) += drift * drift * std::exp(-std::abs(kHours[a] - kHours[b]) / kDriftHours);
  }
  return covariance;
}

Eigen::MatrixXd walk_covariance() {
  Eigen::MatrixXd covariance(kCounts, kCounts);
  for (Eigen::Index a = 0; a < kCounts; ++a) {
    for (Eigen::Index b = 0; b < kCounts; ++b)
      covariance(a, b) = kWalk * kWalk * std::min(kHours[a], kHours[b]);
  }
  return covariance;
}

double log_normal_density(const Eigen::VectorXd& away, const Eigen::MatrixXd& covariance) {
  const Eigen::LLT<Eigen::MatrixXd> root(covariance);
  const double log_root = Eigen::MatrixXd(root.matrixL()).diagonal().array().log().sum();
  return -0.5 * away.dot(root.solve(away)) - log_root -
         0.5 * static_cast<double>(away.size()) * std::log(2.0 * M_PI);
}

/// The truth of replication `slot`, and what is reported of it.
struct Replication {
  std::vector<double> scores;
  std::vector<ObservationRow> rows;
  Eigen::VectorXd logs;  ///< ln(report + 20)
};

Replication replicate(const MemberStreams& slot, const ChainPrior& prior) {
  Replication r;
  r.scores = prior.draw(slot);
  Eigen::VectorXd fresh(kCounts);
  for (Eigen::Index k = 0; k < kCounts; ++k)
    fresh[k] = normal(slot, 0, 10 + static_cast<std::uint64_t>(k));
  const double drift = prior.noise(r.scores).drift[static_cast<std::size_t>(CountClass::stock)];
  const Eigen::MatrixXd covariance = report_covariance(drift) + walk_covariance();
  const Eigen::VectorXd z = Eigen::Map<const Eigen::VectorXd>(r.scores.data(), 2);
  const Eigen::VectorXd logs = Eigen::VectorXd::Constant(kCounts, kLevel) + effects() * z +
                               Eigen::MatrixXd(covariance.llt().matrixL()) * fresh;
  r.logs.resize(kCounts);
  for (Eigen::Index k = 0; k < kCounts; ++k) {
    ObservationRow row;
    row.series = "present";
    row.time = Time{} + Duration{3600} * kHours[k];
    // An odd last digit: no rounding to speak of.
    row.value = 2.0 * std::round(0.5 * (std::exp(logs[k]) - kCountOffset)) + 1.0;
    row.qualifier = Qualifier::exactly;
    r.logs[k] = std::log(row.value + kCountOffset);
    r.rows.push_back(row);
  }
  return r;
}

/// With waves that teach an emulator, as by default; the same, and the bridge begun anew twice;
/// straight from the prior; or by SMC^2, which shares nothing with the sampler but resampling and
/// the likelihood of a trajectory.
enum class Way { taught, begun_anew, from_the_prior, smc_squared };

/// Draws of the posterior and the estimate of the evidence.
struct Learned {
  std::vector<std::vector<double>> scores;
  double log_evidence = 0.0;
  std::size_t runs = 0;
};

Learned learn(const Replication& replication, const ChainPrior& prior, std::size_t members,
              std::uint64_t seed, double enough_moves, Way way) {
  const Chain model;
  if (way == Way::smc_squared) {
    SmcSquaredSettings settings;
    settings.scores = members;
    settings.seed = seed;
    SmcSquared sampler(model, prior, settings);
    sampler.run(replication.rows);
    return {sampler.scores(), sampler.log_evidence(), 0};
  }
  const CountSet counts(replication.rows, model);
  AssimilationSettings settings;
  settings.members = members;
  settings.seed = seed;
  settings.enough_moves = enough_moves;
  settings.most_last_moves = 8;
  // A first step is 1 at most: it is never long enough.
  if (way == Way::begun_anew) settings.least_first_step = 2.0;
  if (way == Way::from_the_prior) {
    settings.wave_temperatures.clear();
    settings.enough_ancestors = 0.0;  // to the posterior, whoever gets there
  }
  Assimilation learned =
      assimilate(model, prior, counts, 8, settings, [](std::size_t, std::size_t) {});
  return {std::move(learned.scores), learned.diagnostics.log_evidence, learned.diagnostics.runs};
}

/// Kalman's filter of the drift, count by count, against the joint normal density of all counts.
TEST(Likelihood, OfATrajectoryIsExact) {
  const ChainPrior prior(false);
  const Replication replication = replicate({11, 1}, prior);
  const Chain model;
  const CountSet counts(replication.rows, model);
  const Readings readings{{3100.0, 3000.0, 2900.0, 3300.0}, {0.0, 0.0, 0.0, 0.0}};
  Eigen::VectorXd away = replication.logs;
  for (Eigen::Index k = 0; k < kCounts; ++k)
    away[k] -= std::log(readings.value[static_cast<std::size_t>(k)] + kCountOffset);
  const CountNoise noise = prior.noise({});
  EXPECT_NEAR(log_likelihood(counts, comparable(readings, noise), noise),
              log_normal_density(away, report_covariance(kDrift)), 0.01);
}

/// The size of a drift moves no trajectory: no guess may hang on its score, else it could not be
/// summed over.
TEST(Emulator, GuessesAlikeWhateverTheSizeOfADrift) {
  const ChainPrior prior(true);
  const Replication replication = replicate({11, 1}, prior);
  const Chain model;
  const CountSet counts(replication.rows, model);
  const ParticleContext context{model, prior, counts};
  Archive archive;
  for (std::uint32_t i = 0; i < 300; ++i)
    archive.add(make_particle(context, prior.draw({1, i}), {1, i}));
  const Emulator emulator(context, archive, 1.0, {});
  EXPECT_EQ(emulator.guess({0.3, -0.5, 2.0}).log_value,
            emulator.guess({0.3, -0.5, -2.0}).log_value);
  EXPECT_NE(emulator.guess({0.3, -0.5, 2.0}).log_value, emulator.guess({0.4, -0.5, 2.0}).log_value);
}

/// A bridge that begins badly begins anew, twice at most, each time with as many new runs.
TEST(NewStart, IsMadeOnlyWhereTheFirstStepIsShort) {
  const ChainPrior prior(false);
  const Replication replication = replicate({11, 2}, prior);
  constexpr std::size_t kMembers = 150;
  // No moves at the end, whose number is chance.
  const auto runs = [&](Way way) { return learn(replication, prior, kMembers, 1, 0.0, way).runs; };
  EXPECT_GE(runs(Way::begun_anew), runs(Way::taught) + kMembers);
  EXPECT_LE(runs(Way::begun_anew), runs(Way::taught) + 3 * kMembers);
}

/// Means over independent runs, with their standard errors.
class RunMeans {
 public:
  void add(double value) {
    ++runs_;
    sum_ += value;
    squares_ += value * value;
  }
  [[nodiscard]] double mean() const { return sum_ / runs_; }
  [[nodiscard]] double standard_error() const {
    return std::sqrt((squares_ / runs_ - mean() * mean()) / runs_);
  }

 private:
  double runs_ = 0.0;
  double sum_ = 0.0;
  double squares_ = 0.0;
};

std::string name_of(Way way) {
  if (way == Way::smc_squared) return "SmcSquared";
  if (way == Way::begun_anew) return "BegunAnew";
  return way == Way::taught ? "Taught" : "FromThePrior";
}

/// What is known exactly of a replication.
struct ExactPosterior {
  double log_evidence = 0.0;
  Eigen::VectorXd mean;      ///< of the scores
  Eigen::VectorXd variance;  ///< of the scores

  ExactPosterior(const Replication& replication, bool drift_is_learned) {
    for (std::size_t cell = 0; cell < kDriftCells; ++cell) {
      if (drift_is_learned) {
        const double upper = cell + 1 < kDriftCells ? normal_cdf(edge_above(cell)) : 1.0;
        const double lower = cell > 0 ? normal_cdf(edge_above(cell - 1)) : 0.0;
        add(replication, drift_in(cell), upper - lower, middle_of(cell));
      } else if (cell == cell_of(0.0)) {
        add(replication, kDrift, 1.0, 0.0);
      }
    }
    mean = first_ / total_;
    variance = second_ / total_ - mean.cwiseAbs2();
    log_evidence = std::log(total_);
  }

 private:
  static double edge_above(std::size_t cell) {
    return 0.5 * (middle_of(cell) + middle_of(cell + 1));
  }
  /// Given the size of the drift all is normal.
  void add(const Replication& replication, double drift, double probability, double drift_score) {
    const Eigen::VectorXd away = replication.logs - Eigen::VectorXd::Constant(kCounts, kLevel);
    const Eigen::MatrixXd noise = walk_covariance() + report_covariance(drift);
    const Eigen::MatrixXd precision =
        Eigen::MatrixXd::Identity(2, 2) + effects().transpose() * noise.llt().solve(effects());
    const Eigen::MatrixXd covariance = precision.inverse();
    const Eigen::VectorXd given = covariance * effects().transpose() * noise.llt().solve(away);
    const Eigen::MatrixXd all = effects() * effects().transpose() + noise;
    const double weight = probability * std::exp(log_normal_density(away, all));
    const double width = middle_of(1) - middle_of(0);
    Eigen::Vector3d one(given[0], given[1], drift_score);
    const Eigen::Vector3d within(covariance(0, 0), covariance(1, 1), width * width / 12.0);
    total_ += weight;
    first_ += weight * one;
    second_ += weight * (within + one.cwiseAbs2());
  }
  double total_ = 0.0;
  Eigen::Vector3d first_ = Eigen::Vector3d::Zero();
  Eigen::Vector3d second_ = Eigen::Vector3d::Zero();
};

/// E[estimate of the evidence] is the evidence (Del Moral 2004), and the posterior is a known
/// normal distribution, or a mixture of them over the sizes of the drift: means over 40 independent
/// runs agree within 4 standard errors (false alarms of the comparisons together: 1 in 2,000).
class HiddenMarkovChain : public testing::TestWithParam<std::tuple<Way, bool>> {};
INSTANTIATE_TEST_SUITE_P(Ways, HiddenMarkovChain,
                         testing::Combine(testing::Values(Way::taught, Way::begun_anew,
                                                          Way::from_the_prior, Way::smc_squared),
                                          testing::Bool()),
                         [](const auto& test) {
                           return name_of(std::get<0>(test.param)) +
                                  (std::get<1>(test.param) ? "LearnsTheDrift" : "");
                         });

TEST_P(HiddenMarkovChain, EvidenceIsUnbiasedAndThePosteriorExact) {
  const auto& [way, drift_is_learned] = GetParam();
  const ChainPrior prior(drift_is_learned);
  const Replication replication = replicate({11, 2}, prior);
  const ExactPosterior exact(replication, drift_is_learned);
  const std::size_t scores = prior.names().size();
  RunMeans ratio;
  std::vector<RunMeans> found(scores);
  std::vector<RunMeans> squares(scores);
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Learned learned = learn(replication, prior, 150, seed, 1.0, way);
    ratio.add(std::exp(learned.log_evidence - exact.log_evidence));
    for (std::size_t k = 0; k < scores; ++k) {
      const auto at = static_cast<Eigen::Index>(k);
      const double sd = std::sqrt(exact.variance[at]);
      double sum = 0.0;
      double square = 0.0;
      for (const auto& z : learned.scores) {
        const double off = (z[k] - exact.mean[at]) / sd;
        sum += off / static_cast<double>(learned.scores.size());
        square += off * off / static_cast<double>(learned.scores.size());
      }
      found[k].add(sum);
      squares[k].add(square);
    }
  }
  EXPECT_LT(ratio.standard_error(), 0.1);
  EXPECT_NEAR(ratio.mean(), 1.0, 4.0 * ratio.standard_error());
  for (std::size_t k = 0; k < scores; ++k) {
    EXPECT_LT(found[k].standard_error(), 0.08);
    EXPECT_NEAR(found[k].mean(), 0.0, 4.0 * found[k].standard_error()) << prior.names()[k];
    EXPECT_NEAR(squares[k].mean(), 1.0, 4.0 * squares[k].standard_error()) << prior.names()[k];
  }
}

/// Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari & Gelman 2018, arXiv
/// 1804.06788): the rank of the truth among draws from the posterior is uniform. 300 truths, 10
/// classes of ranks for each of three scores; false alarms: 1 in 300.
TEST(LongCalibration, RanksOfTheTruthAreUniform) {
  constexpr std::size_t kTruths = 300;
  constexpr std::size_t kMembers = 99;
  constexpr std::size_t kClasses = 10;
  const ChainPrior prior(true);
  std::vector<std::vector<double>> seen(prior.names().size(), std::vector<double>(kClasses, 0.0));
  for (std::uint32_t truth = 0; truth < kTruths; ++truth) {
    const Replication replication = replicate({12, truth}, prior);
    const Learned learned = learn(replication, prior, kMembers, 1000 + truth, 3.0, Way::taught);
    for (std::size_t k = 0; k < seen.size(); ++k) {
      std::size_t rank = 0;
      for (const auto& z : learned.scores) rank += z[k] < replication.scores[k] ? 1 : 0;
      ++seen[k][rank * kClasses / (kMembers + 1)];
    }
  }
  for (const std::vector<double>& classes : seen) {
    const double expected = static_cast<double>(kTruths) / kClasses;
    double chi_squared = 0.0;
    for (const double count : classes)
      chi_squared += (count - expected) * (count - expected) / expected;
    const boost::math::chi_squared law(kClasses - 1);
    EXPECT_GT(boost::math::cdf(boost::math::complement(law, chi_squared)), 0.001)
        << ::testing::PrintToString(classes);
  }
}

}  // namespace
}  // namespace corridor

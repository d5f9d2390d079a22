#include "inference/emulator.h"

#include <algorithm>
#include <cmath>

#include "inference/resampling.h"

namespace corridor {
namespace {

/// Points that the surrogate is learned from count as at least this many.
constexpr double kFewestPoints = 250.0;
/// ... and as this many a score.
constexpr double kFewestPointsAScore = 7.0;
/// ... and as this share of all.
constexpr double kFewestShare = 0.2;
/// Points with a smaller share of the weight than this teach nothing.
constexpr double kSmallestWeight = 1.0e-7;

/// Weights of the archive's points: as sharply around the posterior as leaves enough of them.
std::vector<double> archive_weights(const Archive& archive, double temperature) {
  const std::vector<double>& log_likelihoods = archive.log_likelihoods;
  const auto points = static_cast<double>(archive.size());
  const auto scores = static_cast<double>(archive.scores.front().size());
  const double enough = std::min(
      std::max({kFewestPoints, kFewestPointsAScore * scores, kFewestShare * points}), 0.8 * points);
  std::vector<double> weights;
  double exponent = temperature;
  for (int reductions = 0; reductions < 60; ++reductions, exponent *= 0.7) {
    std::vector<double> scaled;
    for (const double l : log_likelihoods) scaled.push_back(exponent * l);
    weights = from_log_weights(scaled);
    if (effective_sample_size(weights) >= enough) break;
  }
  double sum = 0.0;
  for (const double w : weights) sum += w;
  for (double& w : weights) w /= sum;
  return weights;
}

/// The archive's points with a weight, as matrices.
struct Lesson {
  Lesson(const Archive& archive, const std::vector<double>& weights) {
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (weights[i] > kSmallestWeight) points.push_back(i);
    }
    const auto rows = static_cast<Eigen::Index>(points.size());
    scores.resize(rows, static_cast<Eigen::Index>(archive.scores.front().size()));
    values.resize(rows, static_cast<Eigen::Index>(archive.comparables.front().log_value.size()));
    weight.resize(rows);
    for (Eigen::Index i = 0; i < rows; ++i) {
      const std::size_t point = points[static_cast<std::size_t>(i)];
      weight[i] = weights[point];
      scores.row(i) =
          Eigen::Map<const Eigen::RowVectorXd>(archive.scores[point].data(), scores.cols());
      values.row(i) = Eigen::Map<const Eigen::RowVectorXd>(
          archive.comparables[point].log_value.data(), values.cols());
    }
  }

  std::vector<std::size_t> points;
  Eigen::MatrixXd scores;
  Eigen::MatrixXd values;
  Eigen::VectorXd weight;
};

}  // namespace

void Archive::add(const Particle& particle) {
  scores.push_back(particle.scores);
  comparables.push_back(particle.comparable);
  log_likelihoods.push_back(particle.log_likelihood);
}

Emulator::Emulator(const ParticleContext& context, const Archive& archive, double temperature)
    : context_(context), surrogate_([&] {
        const std::vector<double> weights = archive_weights(archive, temperature);
        const Lesson lesson(archive, weights);
        return Surrogate(lesson.scores, lesson.values, lesson.weight);
      }()) {
  const std::vector<double> weights = archive_weights(archive, temperature);
  learn_errors(archive, Eigen::Map<const Eigen::VectorXd>(
                            weights.data(), static_cast<Eigen::Index>(weights.size())));
}

void Emulator::learn_errors(const Archive& archive, const Eigen::VectorXd& weights) {
  const std::size_t outputs = archive.comparables.front().log_value.size();
  std::vector<double> left(outputs, 0.0);
  std::vector<double> growth(outputs, 0.0);
  variance_.assign(outputs, 0.0);
  std::vector<double> guess;
  for (std::size_t i = 0; i < archive.size(); ++i) {
    const double weight = weights[static_cast<Eigen::Index>(i)];
    if (weight < kSmallestWeight) continue;
    surrogate_.predict(archive.scores[i], guess);
    const std::vector<double>& log_value = archive.comparables[i].log_value;
    for (const CountGroup& group : context_.counts.groups()) {
      double before_log = 0.0;
      double before_error = 0.0;
      for (const DatedCount& count : group.counts) {
        for (std::size_t k = 0; k < count.point_count; ++k) {
          const std::size_t point = count.first_point + k;
          const double error = log_value[point] - guess[point];
          const double old = std::min(1.0, std::exp(before_log - log_value[point]));
          const double added = error - old * before_error;
          left[point] += weight * error * error;
          growth[point] += weight * added * added;
          variance_[point] += weight * archive.comparables[i].variance[point];
        }
        const std::size_t last = count.first_point + count.point_count - 1;
        before_log = log_value[last];
        before_error = log_value[last] - guess[last];
      }
    }
  }
  growth_variance_.assign(outputs, 0.0);
  for (const CountGroup& group : context_.counts.groups()) {
    for (const DatedCount& count : group.counts) {
      for (std::size_t k = 0; k < count.point_count; ++k) {
        const std::size_t point = count.first_point + k;
        const double widening =
            left[point] > 0.0 ? surrogate_.unexplained()[point] / left[point] : 1.0;
        if (group.kind == CountClass::tally) {
          growth_variance_[point] = widening * growth[point];
        } else {
          variance_[point] += widening * left[point];
        }
      }
    }
  }
}

double Emulator::log_likelihood(const std::vector<double>& scores) const {
  Comparable guess;
  surrogate_.predict(scores, guess.log_value);
  guess.variance = variance_;
  guess.growth_variance = growth_variance_;
  return corridor::log_likelihood(context_.counts, guess, context_.prior.noise(scores));
}

}  // namespace corridor

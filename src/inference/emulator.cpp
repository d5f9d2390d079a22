#include "inference/emulator.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "inference/resampling.h"

namespace corridor {
namespace {

/// Points that the surrogate is learned from count as at least this many.
constexpr double kFewestPoints = 250.0;
/// ... and as this many a score.
constexpr double kFewestPointsAScore = 7.0;
/// ... and as this share of all.
constexpr double kFewestShare = 0.2;
/// ... but never as more than this share.
constexpr double kLargestShare = 0.8;
/// As long as they count as fewer, the posterior is flattened: by this factor on its exponent, at
/// most so many times.
constexpr double kFlattening = 0.7;
constexpr int kMostFlattenings = 60;
/// Points with a smaller share of the weight than this teach nothing.
constexpr double kSmallestWeight = 1.0e-7;

/// Weights of the archive's points: as sharply around the posterior as leaves enough of them.
std::vector<double> archive_weights(const Archive& archive, double temperature) {
  const std::vector<double>& log_likelihoods = archive.log_likelihoods;
  const auto points = static_cast<double>(archive.size());
  const auto scores = static_cast<double>(archive.scores.front().size());
  const double enough =
      std::min(std::max({kFewestPoints, kFewestPointsAScore * scores, kFewestShare * points}),
               kLargestShare * points);
  std::vector<double> weights;
  double exponent = temperature;
  for (int flattenings = 0; flattenings < kMostFlattenings;
       ++flattenings, exponent *= kFlattening) {
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

/// What the surrogate is given of scores. The sizes of drifts, which move no trajectory, are kept
/// from it: a guess that hung on them could not be summed over them.
std::vector<double> inputs_of(const ScorePrior& prior, const std::vector<double>& scores) {
  std::vector<double> inputs = prior.inputs(scores);
  for (const CountClass kind : kCountClasses) {
    if (const UncertainDrift* drift = prior.uncertain_drift(kind)) inputs[drift->score] = 0.0;
  }
  return inputs;
}

/// The archive's points with a weight, as matrices.
Lesson lesson_of(const ScorePrior& prior, const Archive& archive,
                 const std::vector<double>& weights, const std::vector<std::size_t>& first_point) {
  std::vector<std::size_t> points;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > kSmallestWeight) points.push_back(i);
  }
  const auto rows = static_cast<Eigen::Index>(points.size());
  Lesson lesson;
  lesson.inputs.resize(rows, static_cast<Eigen::Index>(archive.scores.front().size()));
  lesson.outputs.resize(rows, static_cast<Eigen::Index>(first_point.size()));
  lesson.weights.resize(rows);
  for (Eigen::Index i = 0; i < rows; ++i) {
    const std::size_t point = points[static_cast<std::size_t>(i)];
    lesson.weights[i] = weights[point];
    const std::vector<double> input = inputs_of(prior, archive.scores[point]);
    lesson.inputs.row(i) = Eigen::Map<const Eigen::RowVectorXd>(input.data(), lesson.inputs.cols());
    for (Eigen::Index c = 0; c < lesson.outputs.cols(); ++c) {
      lesson.outputs(i, c) =
          archive.comparables[point].log_value[first_point[static_cast<std::size_t>(c)]];
    }
  }
  return lesson;
}

/// The end of the reading points of a group, which are numbered in a row.
std::size_t end_of_points(const CountGroup& group) {
  return group.counts.back().first_point + group.counts.back().point_count;
}

/// Weighted mean squares of the surrogate's errors by reading point: of the level, and of what was
/// added since the count before.
struct MeanSquares {
  explicit MeanSquares(std::size_t points) : level(points, 0.0), growth(points, 0.0) {}

  void add(const CountSet& counts, const std::vector<double>& log_value,
           const std::vector<double>& guess, double weight) {
    for (const CountGroup& group : counts.groups()) {
      double before_log = 0.0;
      double before_error = 0.0;
      for (const DatedCount& count : group.counts) {
        const std::size_t end = count.first_point + count.point_count;
        for (std::size_t k = count.first_point; k < end; ++k) {
          const double error = log_value[k] - guess[k];
          level[k] += weight * error * error;
          // At a moment before the last one nothing has been added.
          if (log_value[k] < before_log) continue;
          const double added = error - std::exp(before_log - log_value[k]) * before_error;
          growth[k] += weight * added * added;
        }
        if (log_value[end - 1] < before_log) continue;
        before_log = log_value[end - 1];
        before_error = log_value[end - 1] - guess[end - 1];
      }
    }
  }

  std::vector<double> level;
  std::vector<double> growth;
};

}  // namespace

void Archive::add(const Particle& particle) {
  scores.push_back(particle.scores);
  comparables.push_back(particle.comparable);
  log_likelihoods.push_back(particle.log_likelihood);
}

Emulator::Columns::Columns(const std::vector<ReadingPoint>& points) {
  std::map<std::tuple<std::size_t, double, std::optional<double>>, std::size_t> seen;
  for (std::size_t point = 0; point < points.size(); ++point) {
    const ReadingPoint& read = points[point];
    const auto [at, is_new] =
        seen.try_emplace({read.series, read.steps, read.since_steps}, first_point.size());
    if (is_new) first_point.push_back(point);
    of_point.push_back(at->second);
  }
}

Emulator::Emulator(const ParticleContext& context, const Archive& archive, double temperature,
                   const SharedWork& work)
    : Emulator(context, archive, archive_weights(archive, temperature), work) {}

Emulator::Emulator(const ParticleContext& context, const Archive& archive,
                   const std::vector<double>& weights, const SharedWork& work)
    : context_(context),
      columns_(context.counts.points()),
      surrogate_(lesson_of(context.prior, archive, weights, columns_.first_point)) {
  learn_errors(archive, weights, work);
}

std::vector<double> Emulator::predict(const std::vector<double>& scores) const {
  std::vector<double> by_column;
  surrogate_.predict(inputs_of(context_.prior, scores), by_column);
  std::vector<double> by_point;
  by_point.reserve(columns_.of_point.size());
  for (const std::size_t column : columns_.of_point) by_point.push_back(by_column[column]);
  return by_point;
}

void Emulator::learn_errors(const Archive& archive, const std::vector<double>& weights,
                            const SharedWork& work) {
  std::vector<std::vector<double>> guesses(archive.size());
  share_out(archive.size(), work,
            {[&](std::size_t i) {
               if (weights[i] >= kSmallestWeight) guesses[i] = predict(archive.scores[i]);
             },
             [&](std::size_t i, ByteWriter& writer) { writer.put(guesses[i]); },
             [&](std::size_t i, ByteReader& reader) { guesses[i] = reader.get_vector<double>(); }});
  const std::size_t points = context_.counts.points().size();
  MeanSquares errors(points);
  variance_.assign(points, 0.0);
  for (std::size_t i = 0; i < archive.size(); ++i) {
    if (weights[i] < kSmallestWeight) continue;
    const Comparable& trajectory = archive.comparables[i];
    errors.add(context_.counts, trajectory.log_value, guesses[i], weights[i]);
    for (std::size_t k = 0; k < points; ++k) variance_[k] += weights[i] * trajectory.variance[k];
  }
  growth_variance_.assign(points, 0.0);
  for (const CountGroup& group : context_.counts.groups()) {
    for (std::size_t k = group.counts.front().first_point; k < end_of_points(group); ++k) {
      if (group.adds_up()) {
        growth_variance_[k] = surrogate_.widening() * errors.growth[k];
      } else {
        variance_[k] += surrogate_.widening() * errors.level[k];
      }
    }
  }
}

Comparable Emulator::guess(const std::vector<double>& scores) const {
  Comparable guess{{}, predict(scores), variance_, growth_variance_};
  for (const double log_value : guess.log_value) guess.offset_value.push_back(std::exp(log_value));
  return guess;
}

double Emulator::log_likelihood(const std::vector<double>& scores) const {
  return corridor::log_likelihood(context_.counts, guess(scores), context_.prior.noise(scores));
}

double Emulator::log_sum(const std::vector<double>& scores, double power) const {
  return drift_sizes(context_, scores, guess(scores), power).log_sum();
}

}  // namespace corridor

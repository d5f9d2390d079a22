#include "inference/mover.h"

#include <algorithm>
#include <cmath>

#include "inference/resampling.h"
#include "scenario/normal.h"

namespace corridor {
namespace {

/// Points that the surrogate is learned from count as at least this many.
constexpr double kFewestPoints = 250.0;
/// ... and as this many a score.
constexpr double kFewestPointsAScore = 7.0;

/// Weights of the archive's points: as sharply around the posterior as leaves enough of them.
Eigen::VectorXd archive_weights(const Archive& archive, double temperature) {
  const std::vector<double>& log_likelihoods = archive.log_likelihoods;
  const auto scores = static_cast<double>(archive.scores.front().size());
  const double enough = std::min(std::max(kFewestPoints, kFewestPointsAScore * scores),
                                 0.8 * static_cast<double>(log_likelihoods.size()));
  std::vector<double> weights;
  double exponent = temperature;
  for (int halvings = 0; halvings < 60; ++halvings, exponent *= 0.7) {
    std::vector<double> scaled;
    for (const double l : log_likelihoods) scaled.push_back(exponent * l);
    weights = from_log_weights(scaled);
    if (effective_sample_size(weights) >= enough) break;
  }
  return Eigen::Map<Eigen::VectorXd>(weights.data(), static_cast<Eigen::Index>(weights.size()));
}

Eigen::MatrixXd as_matrix(const std::vector<std::vector<double>>& rows) {
  Eigen::MatrixXd matrix(static_cast<Eigen::Index>(rows.size()),
                         static_cast<Eigen::Index>(rows.front().size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t k = 0; k < rows[i].size(); ++k)
      matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) = rows[i][k];
  }
  return matrix;
}

}  // namespace

void Archive::add(const Particle& particle) {
  scores.push_back(particle.scores);
  log_values.push_back(particle.comparable.log_value);
  log_likelihoods.push_back(particle.log_likelihood);
}

Mover::Mover(const ParticleContext& context, const Archive& archive,
             const std::vector<Particle>& particles, double temperature, std::size_t chain_length)
    : context_(context),
      temperature_(temperature),
      chain_length_(chain_length),
      surrogate_(as_matrix(archive.scores), as_matrix(archive.log_values),
                 archive_weights(archive, temperature)),
      variance_(surrogate_.unexplained()) {
  for (const Particle& particle : particles) {
    for (std::size_t k = 0; k < variance_.size(); ++k) {
      variance_[k] += particle.comparable.variance[k] / static_cast<double>(particles.size());
    }
  }
  learn_reference(particles);
}

void Mover::learn_reference(const std::vector<Particle>& particles) {
  const auto count = static_cast<double>(particles.size());
  const auto dimension = static_cast<Eigen::Index>(particles.front().scores.size());
  mean_ = Eigen::VectorXd::Zero(dimension);
  for (const Particle& particle : particles) {
    mean_ += Eigen::Map<const Eigen::VectorXd>(particle.scores.data(), dimension) / count;
  }
  Eigen::MatrixXd covariance =
      static_cast<double>(dimension) * Eigen::MatrixXd::Identity(dimension, dimension);
  for (const Particle& particle : particles) {
    const Eigen::VectorXd away =
        Eigen::Map<const Eigen::VectorXd>(particle.scores.data(), dimension) - mean_;
    covariance += away * away.transpose();
  }
  covariance /= count + static_cast<double>(dimension);
  root_ = covariance.llt().matrixL();
}

Mover::Point Mover::evaluate(std::vector<double> scores) const {
  Point point;
  Comparable guess;
  surrogate_.predict(scores, guess.log_value);
  guess.variance = variance_;
  point.log_likelihood = log_likelihood(context_.counts, guess, context_.prior.noise(scores));
  const auto dimension = static_cast<Eigen::Index>(scores.size());
  const Eigen::Map<const Eigen::VectorXd> z(scores.data(), dimension);
  const Eigen::VectorXd whitened = root_.triangularView<Eigen::Lower>().solve(z - mean_);
  point.log_ratio = 0.5 * (whitened.squaredNorm() - z.squaredNorm());
  point.scores = std::move(scores);
  return point;
}

Mover::Proposal Mover::propose(const std::vector<double>& scores, Stream& stream) const {
  /// Shares of a step that are new: bold, middling and careful steps in turn.
  constexpr double kNewShares[] = {1.0, 0.5, 0.2};
  const auto dimension = static_cast<Eigen::Index>(scores.size());
  const Point start = evaluate(scores);
  Point here = start;
  for (std::size_t step = 0; step < chain_length_; ++step) {
    const double fresh = kNewShares[stream.next32() % std::size(kNewShares)];
    Eigen::VectorXd noise(dimension);
    for (Eigen::Index k = 0; k < dimension; ++k) noise[k] = normal_quantile(stream.uniform());
    const Eigen::Map<const Eigen::VectorXd> z(here.scores.data(), dimension);
    const Eigen::VectorXd jump = root_.triangularView<Eigen::Lower>() * noise;
    const Eigen::VectorXd moved =
        mean_ + std::sqrt(1.0 - fresh * fresh) * (z - mean_) + fresh * jump;
    Point there = evaluate(std::vector<double>(moved.data(), moved.data() + moved.size()));
    const double gain = temperature_ * (there.log_likelihood - here.log_likelihood) +
                        there.log_ratio - here.log_ratio;
    if (std::log(stream.uniform()) < gain) here = std::move(there);
  }
  return {here.scores, here.log_likelihood - start.log_likelihood};
}

}  // namespace corridor

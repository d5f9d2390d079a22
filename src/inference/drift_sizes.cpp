#include "inference/drift_sizes.h"

#include <algorithm>
#include <cmath>

#include "inference/prior.h"
#include "inference/resampling.h"
#include "scenario/normal.h"

namespace corridor {
namespace {

constexpr double kWidth = 0.2;
constexpr std::size_t kMiddle = kDriftCells / 2;
/// ln of a share that is as good as none.
constexpr double kNothing = -16.0;

/// The probability of scores below a cell.
double probability_below(std::size_t cell) {
  if (cell == 0) return 0.0;
  if (cell >= kDriftCells) return 1.0;
  return normal_cdf(middle_of(cell) - 0.5 * kWidth);
}

std::array<double, kDriftCells> find_log_probabilities() {
  std::array<double, kDriftCells> logs{};
  for (std::size_t cell = 0; cell < kDriftCells; ++cell)
    logs[cell] = std::log(probability_below(cell + 1) - probability_below(cell));
  return logs;
}

}  // namespace

std::size_t cell_of(double score) {
  const double cell = std::floor(score / kWidth + 0.5) + static_cast<double>(kMiddle);
  return static_cast<std::size_t>(std::clamp(cell, 0.0, static_cast<double>(kDriftCells - 1)));
}

double middle_of(std::size_t cell) {
  return kWidth * (static_cast<double>(cell) - static_cast<double>(kMiddle));
}

DriftSizes::DriftSizes(const ScorePrior& prior, const std::vector<double>& scores,
                       const LikelihoodsOfDrifts& log_likelihoods) {
  const CountNoise noise = prior.noise(scores);
  for (const CountClass kind : kCountClasses) {
    const LikelihoodOfDrift log_likelihood = log_likelihoods(kind, noise);
    if (const UncertainDrift* drift = prior.uncertain_drift(kind)) {
      sum_out(*drift, cell_of(scores[drift->score]), log_likelihood);
    } else {
      log_sum_ += log_likelihood(noise.drift[static_cast<std::size_t>(kind)]);
    }
  }
}

/// From the cell `start` both ways, until what comes is nothing beside the largest.
void DriftSizes::sum_out(const UncertainDrift& drift, std::size_t start,
                         const LikelihoodOfDrift& log_likelihood) {
  static const std::array<double, kDriftCells> kLogProbabilities = find_log_probabilities();
  const auto share = [&](std::size_t cell) {
    return kLogProbabilities[cell] + log_likelihood(drift.sizes[cell]);
  };
  std::vector<double> up = {share(start)};
  double largest = up.front();
  for (std::size_t cell = start + 1; cell < kDriftCells && up.back() > largest + kNothing; ++cell) {
    up.push_back(share(cell));
    largest = std::max(largest, up.back());
  }
  std::vector<double> logs;
  double last = up.front();
  for (std::size_t cell = start; cell > 0 && last > largest + kNothing; --cell) {
    last = share(cell - 1);
    logs.push_back(last);
    largest = std::max(largest, last);
  }
  Shares shares{drift.score, start - logs.size(), {}};
  std::reverse(logs.begin(), logs.end());
  logs.insert(logs.end(), up.begin(), up.end());
  shares.weights = from_log_weights(logs);
  log_sum_ += log_mean_exp(logs) + std::log(static_cast<double>(logs.size()));
  drifts_.push_back(std::move(shares));
}

void DriftSizes::draw(std::vector<double>& scores, Stream& stream) const {
  for (const Shares& shares : drifts_) {
    double sum = 0.0;
    for (const double weight : shares.weights) sum += weight;
    double left = stream.uniform() * sum;
    std::size_t at = 0;
    while (at + 1 < shares.weights.size() && left >= shares.weights[at])
      left -= shares.weights[at++];
    const std::size_t cell = shares.first + at;
    const double low = probability_below(cell);
    const double high = probability_below(cell + 1);
    scores[shares.score] = normal_quantile(low + stream.uniform() * (high - low));
  }
}

}  // namespace corridor

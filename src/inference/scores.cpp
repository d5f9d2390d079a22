#include "inference/scores.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "random/stream.h"

namespace corridor {
namespace {

/// Address of the bootstrap's draws among the streams of a run.
constexpr std::uint32_t kBootstrapProcess = 0x626F6F74;  // "boot"

double share_below(std::span<const double> samples, double outcome) {
  const auto below =
      std::count_if(samples.begin(), samples.end(), [&](double x) { return x < outcome; });
  return static_cast<double>(below) / static_cast<double>(samples.size());
}

double share_equal(std::span<const double> samples, double outcome) {
  return static_cast<double>(std::count(samples.begin(), samples.end(), outcome)) /
         static_cast<double>(samples.size());
}

/// Ratio of the mean scores of two methods on the tasks both have; kNoScore without any.
double pairwise_ratio(const std::vector<double>& a, const std::vector<double>& b) {
  double sum_a = 0.0;
  double sum_b = 0.0;
  for (std::size_t task = 0; task < a.size(); ++task) {
    if (std::isnan(a[task]) || std::isnan(b[task])) continue;
    sum_a += a[task];
    sum_b += b[task];
  }
  return sum_a > 0.0 && sum_b > 0.0 ? sum_a / sum_b : kNoScore;
}

double sum_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

}  // namespace

double crps_of_samples(std::span<const double> samples, double outcome) {
  CORRIDOR_CHECK(!samples.empty(), "no samples");
  std::vector<double> sorted(samples.begin(), samples.end());
  std::sort(sorted.begin(), sorted.end());
  const auto count = static_cast<double>(sorted.size());
  double error = 0.0;
  double spread = 0.0;  // sum over pairs of |x_i - x_j| / 2 = sum_i (2 i - n + 1) x_i
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    error += std::fabs(sorted[i] - outcome);
    spread += (2.0 * static_cast<double>(i) - count + 1.0) * sorted[i];
  }
  return error / count - spread / (count * count);
}

IntervalScore weighted_interval_score(std::span<const double> levels,
                                      std::span<const double> quantiles, double outcome) {
  CORRIDOR_CHECK(levels.size() % 2 == 1 && levels.size() == quantiles.size(), "levels");
  const std::size_t intervals = levels.size() / 2;
  const double median = quantiles[intervals];
  IntervalScore score;
  score.overprediction = std::max(0.0, median - outcome) / 2.0;
  score.underprediction = std::max(0.0, outcome - median) / 2.0;
  for (std::size_t k = 0; k < intervals; ++k) {
    const double alpha = 2.0 * levels[k];
    const double low = quantiles[k];
    const double high = quantiles[levels.size() - 1 - k];
    score.dispersion += alpha / 2.0 * (high - low);
    score.overprediction += std::max(0.0, low - outcome);
    score.underprediction += std::max(0.0, outcome - high);
  }
  const double weights = static_cast<double>(intervals) + 0.5;
  score.dispersion /= weights;
  score.overprediction /= weights;
  score.underprediction /= weights;
  score.total = score.dispersion + score.overprediction + score.underprediction;
  return score;
}

double randomised_pit(std::span<const double> samples, double outcome, double v) {
  const auto count = static_cast<double>(samples.size());
  const double below = share_below(samples, outcome) * count;
  const double equal = share_equal(samples, outcome) * count;
  return (below + v * (equal + 1.0)) / (count + 1.0);
}

double bias_of_samples(std::span<const double> samples, double outcome) {
  return 1.0 - 2.0 * share_below(samples, outcome) - share_equal(samples, outcome);
}

std::vector<double> pit_histogram(std::span<const double> values, std::size_t bins) {
  std::vector<double> shares(bins, 0.0);
  for (const double value : values) {
    const auto bin = static_cast<std::size_t>(value * static_cast<double>(bins));
    shares[std::min(bin, bins - 1)] += 1.0 / static_cast<double>(values.size());
  }
  return shares;
}

std::vector<double> relative_skill(const std::vector<std::vector<double>>& scores) {
  std::vector<double> skill(scores.size(), kNoScore);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    double log_sum = 0.0;
    std::size_t pairs = 0;
    for (std::size_t j = 0; j < scores.size(); ++j) {
      const double ratio = pairwise_ratio(scores[i], scores[j]);
      if (std::isnan(ratio)) continue;
      log_sum += std::log(ratio);
      ++pairs;
    }
    if (pairs > 0) skill[i] = std::exp(log_sum / static_cast<double>(pairs));
  }
  return skill;
}

double relative_difference(std::span<const double> forecast, std::span<const double> outcome,
                           bool rescaled) {
  CORRIDOR_CHECK(forecast.size() == outcome.size(), "camps");
  const double total = sum_of(outcome);
  const double forecast_total = sum_of(forecast);
  if (total <= 0.0 || (rescaled && forecast_total <= 0.0)) return kNoScore;
  const double factor = rescaled ? total / forecast_total : 1.0;
  double difference = 0.0;
  for (std::size_t i = 0; i < forecast.size(); ++i) {
    difference += std::fabs(factor * forecast[i] - outcome[i]);
  }
  return difference / total;
}

Interval block_bootstrap_ratio(std::span<const double> numerator,
                               std::span<const double> denominator, std::size_t block,
                               std::size_t replicates, double coverage, std::uint64_t seed) {
  CORRIDOR_CHECK(!numerator.empty() && numerator.size() == denominator.size() && block > 0,
                 "origins");
  const std::size_t origins = numerator.size();
  std::vector<double> ratios;
  for (std::size_t replicate = 0; replicate < replicates; ++replicate) {
    Stream stream({seed, static_cast<std::uint32_t>(replicate)}, 0, kBootstrapProcess, 0);
    double top = 0.0;
    double bottom = 0.0;
    std::size_t drawn = 0;
    while (drawn < origins) {
      const auto first = static_cast<std::size_t>(stream.uniform() * static_cast<double>(origins));
      for (std::size_t i = 0; i < block && drawn < origins; ++i, ++drawn) {
        top += numerator[(first + i) % origins];
        bottom += denominator[(first + i) % origins];
      }
    }
    if (bottom > 0.0) ratios.push_back(top / bottom);
  }
  if (ratios.empty()) return {kNoScore, kNoScore};
  std::sort(ratios.begin(), ratios.end());
  const auto at = [&](double level) {
    return ratios[static_cast<std::size_t>(
        std::llround(level * static_cast<double>(ratios.size() - 1)))];
  };
  return {at((1.0 - coverage) / 2.0), at((1.0 + coverage) / 2.0)};
}

}  // namespace corridor

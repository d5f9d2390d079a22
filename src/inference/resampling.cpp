#include "inference/resampling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/check.h"

namespace corridor {
namespace {

/// Inverts the distribution function of the weights at ascending points in (0, 1).
template <class Point>
void invert(std::span<const double> weights, double sum, std::size_t count, Point&& point,
            std::vector<std::uint32_t>& ancestors) {
  double reached = weights[0];
  std::size_t at = 0;
  std::size_t last = weights.size() - 1;  // the last one with a weight, in case of rounding
  while (last > 0 && weights[last] <= 0.0) --last;
  for (std::size_t k = 0; k < count; ++k) {
    const double wanted = point(k) * sum;
    while (reached < wanted && at < last) reached += weights[++at];
    while (weights[at] <= 0.0 && at < last) reached += weights[++at];
    ancestors.push_back(static_cast<std::uint32_t>(at));
  }
}

void multinomial(std::span<const double> weights, double sum, std::size_t count, Stream& stream,
                 std::vector<std::uint32_t>& ancestors) {
  std::vector<double> points(count);
  for (double& point : points) point = stream.uniform();
  std::sort(points.begin(), points.end());
  invert(
      weights, sum, count, [&](std::size_t k) { return points[k]; }, ancestors);
}

/// Whole parts of the expected numbers for certain, the rest by lot (Liu & Chen 1998).
void residual(std::span<const double> weights, double sum, std::size_t count, Stream& stream,
              std::vector<std::uint32_t>& ancestors) {
  std::vector<double> rest(weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double expected = static_cast<double>(count) * weights[i] / sum;
    const double certain = std::floor(expected);
    rest[i] = expected - certain;
    ancestors.insert(ancestors.end(), static_cast<std::size_t>(certain),
                     static_cast<std::uint32_t>(i));
  }
  const double rest_sum = std::accumulate(rest.begin(), rest.end(), 0.0);
  if (ancestors.size() < count && rest_sum > 0.0)
    multinomial(rest, rest_sum, count - ancestors.size(), stream, ancestors);
  std::sort(ancestors.begin(), ancestors.end());
}

}  // namespace

const std::map<std::string, Resampling>& resampling_schemes() {
  static const std::map<std::string, Resampling> schemes = {
      {"systematic", Resampling::systematic},
      {"stratified", Resampling::stratified},
      {"residual", Resampling::residual},
      {"multinomial", Resampling::multinomial}};
  return schemes;
}

const std::string& name_of(Resampling scheme) {
  const auto& schemes = resampling_schemes();
  return std::find_if(schemes.begin(), schemes.end(),
                      [&](const auto& named) { return named.second == scheme; })
      ->first;
}

std::vector<std::uint32_t> resample(Resampling scheme, std::span<const double> weights,
                                    std::size_t count, Stream stream) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  CORRIDOR_CHECK(sum > 0.0, "no weight at all");
  std::vector<std::uint32_t> ancestors;
  ancestors.reserve(count);
  const auto n = static_cast<double>(count);
  switch (scheme) {
    case Resampling::systematic: {
      const double offset = stream.uniform();
      invert(
          weights, sum, count, [&](std::size_t k) { return (static_cast<double>(k) + offset) / n; },
          ancestors);
      break;
    }
    case Resampling::stratified:
      invert(
          weights, sum, count,
          [&](std::size_t k) { return (static_cast<double>(k) + stream.uniform()) / n; },
          ancestors);
      break;
    case Resampling::residual:
      residual(weights, sum, count, stream, ancestors);
      break;
    case Resampling::multinomial:
      multinomial(weights, sum, count, stream, ancestors);
      break;
  }
  return ancestors;
}

double effective_sample_size(std::span<const double> weights) {
  double sum = 0.0;
  double squares = 0.0;
  for (const double w : weights) {
    sum += w;
    squares += w * w;
  }
  return squares > 0.0 ? sum * sum / squares : 0.0;
}

std::vector<double> from_log_weights(std::span<const double> log_weights) {
  const double largest = *std::max_element(log_weights.begin(), log_weights.end());
  std::vector<double> weights;
  weights.reserve(log_weights.size());
  for (const double l : log_weights)
    weights.push_back(std::isfinite(largest) ? std::exp(l - largest) : 0.0);
  return weights;
}

double log_mean_exp(std::span<const double> log_weights) {
  const double largest = *std::max_element(log_weights.begin(), log_weights.end());
  if (!std::isfinite(largest)) return -std::numeric_limits<double>::infinity();
  double sum = 0.0;
  for (const double l : log_weights) sum += std::exp(l - largest);
  return largest + std::log(sum / static_cast<double>(log_weights.size()));
}

double largest_enough(double low, double high, const std::function<bool(double)>& enough) {
  if (enough(high)) return high;
  constexpr int kBisections = 40;
  for (int i = 0; i < kBisections; ++i) {
    const double middle = 0.5 * (low + high);
    (enough(middle) ? low : high) = middle;
  }
  return high;
}

double highest_temperature(std::span<const double> log_weights, double share, double from,
                           double last) {
  const double wanted = share * static_cast<double>(log_weights.size());
  return largest_enough(from, last, [&](double to) {
    std::vector<double> tempered;
    for (const double l : log_weights) tempered.push_back((to - from) * l);
    return effective_sample_size(from_log_weights(tempered)) >= wanted;
  });
}

}  // namespace corridor

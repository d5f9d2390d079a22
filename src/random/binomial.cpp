#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "random/buffered_draws.h"
#include "random/draws.h"
#include "random/log_factorial.h"

namespace corridor {
namespace {

/// Below this mean the inverse distribution function is walked, above it rejection is cheaper.
constexpr double kInversionMean = 10.0;

/// (1 - p)^n.
double power_of_rest(double p, Count n) {
  constexpr Count kMultiplyUpTo = 64;
  if (n > kMultiplyUpTo) return std::exp(static_cast<double>(n) * std::log1p(-p));
  // Always as many rounds, with factors of 1 where a bit is 0: the processor need not guess.
  constexpr int kBits = 7;
  double power = 1.0;
  double square = 1.0 - p;
  for (int bit = 0; bit < kBits; ++bit, square *= square) {
    power *= (n >> bit & 1) != 0 ? square : 1.0;
  }
  return power;
}

/// Inversion with one uniform: walks the probabilities from 0 upwards (p <= 1/2, mean below
/// kInversionMean).
template <class Random>
Count walk_up(Random& stream, Count trials, double p) {
  double u = stream.uniform();
  // (1 - p)^n >= 1 - n p (Bernoulli): most draws of a rare thing end here, without a logarithm.
  if (u <= 1.0 - static_cast<double>(trials) * p) return 0;
  const double odds = p / (1.0 - p);
  double probability = power_of_rest(p, trials);
  Count k = 0;
  while (u > probability && k < trials) {
    u -= probability;
    ++k;
    probability *= odds * static_cast<double>(trials - k + 1) / static_cast<double>(k);
    if (probability <= 0.0) break;
  }
  return k;
}

/// ln of probability(k) / probability(m), written with log1p so that it stays exact for large
/// counts.
double log_ratio(Count trials, Count m, Count k, double odds) {
  const auto n = static_cast<double>(trials);
  const auto a = static_cast<double>(m);
  const auto b = static_cast<double>(k);
  const double moved = b - a;
  const double up = odds * (n - b + 1.0) / (b + 1.0);
  return (n - a + 0.5) * std::log1p(moved / (n - b + 1.0)) -
         (a + 0.5) * std::log1p(moved / (a + 1.0)) + moved * std::log(up) + stirling_correction(m) +
         stirling_correction(trials - m) - stirling_correction(k) - stirling_correction(trials - k);
}

/// Farthest from the mode for which the ratio of probabilities is multiplied out.
constexpr Count kMultiplyUpTo = 24;

/// True when `height` <= probability(k) / probability(m), without a logarithm: the ratio is a
/// product of |k - m| factors (k within kMultiplyUpTo of m; trials below 2^40, so that no product
/// overflows).
bool is_below_ratio(double height, Count trials, Count m, Count k, double odds) {
  double above = 1.0;
  double below = 1.0;
  for (Count i = std::min(m, k) + 1; i <= std::max(m, k); ++i) {
    above *= static_cast<double>(trials - i + 1) * odds;
    below *= static_cast<double>(i);
  }
  return k >= m ? height * below <= above : height * above <= below;
}

/// Transformed rejection with squeeze, algorithm BTRS (Hörmann 1993, J. Stat. Comput. Simul. 46), p
/// <= 1/2.
template <class Random>
Count reject(Random& stream, Count trials, double p) {
  const auto n = static_cast<double>(trials);
  const double deviation = std::sqrt(n * p * (1.0 - p));
  const double b = 1.15 + 2.53 * deviation;
  const double a = -0.0873 + 0.0248 * b + 0.01 * p;
  const double c = n * p + 0.5;
  const double squeeze = 0.92 - 4.2 / b;
  const double alpha = (2.83 + 5.1 / b) * deviation;
  const auto mode = static_cast<Count>(std::floor((n + 1.0) * p));
  for (;;) {
    const double u = stream.uniform() - 0.5;
    const double v = stream.uniform();
    const double us = 0.5 - std::fabs(u);
    const double candidate = std::floor((2.0 * a / us + b) * u + c);
    if (candidate < 0.0 || candidate > n) continue;
    const auto k = static_cast<Count>(candidate);
    if (us >= 0.07 && v <= squeeze) return k;
    constexpr Count kFewTrials = Count{1} << 40;
    if (std::abs(k - mode) <= kMultiplyUpTo && trials < kFewTrials) {
      if (is_below_ratio(v * alpha / (a / (us * us) + b), trials, mode, k, p / (1.0 - p))) return k;
      continue;
    }
    if (std::log(v * alpha / (a / (us * us) + b)) <= log_ratio(trials, mode, k, p / (1.0 - p)))
      return k;
  }
}

template <class Random>
Count draw(Random& stream, Count trials, double p) {
  if (trials <= 0 || p <= 0.0) return 0;
  if (p >= 1.0) return trials;
  const double rare = std::min(p, 1.0 - p);
  const Count k = static_cast<double>(trials) * rare < kInversionMean
                      ? walk_up(stream, trials, rare)
                      : reject(stream, trials, rare);
  return p <= 0.5 ? k : trials - k;
}

}  // namespace

Count draw_binomial(Stream& stream, Count trials, double p) { return draw(stream, trials, p); }

Count draw_binomial(BufferedStream& stream, Count trials, double p) {
  return draw(stream, trials, p);
}

}  // namespace corridor

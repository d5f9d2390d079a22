#include <cmath>

#include "random/draws.h"
#include "random/log_factorial.h"

namespace corridor {
namespace {

constexpr double kInversionMean = 10.0;

Count walk_up(Stream& stream, double mean) {
  double u = stream.uniform();
  double probability = std::exp(-mean);
  Count k = 0;
  while (u > probability && probability > 0.0) {
    u -= probability;
    ++k;
    probability *= mean / static_cast<double>(k);
  }
  return k;
}

/// Transformed rejection PTRS (Hörmann 1993, Insurance: Mathematics and Economics 12).
Count reject(Stream& stream, double mean) {
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const double squeeze = 0.9277 - 3.6224 / (b - 2.0);
  for (;;) {
    const double u = stream.uniform() - 0.5;
    const double v = stream.uniform();
    const double us = 0.5 - std::fabs(u);
    const double candidate = std::floor((2.0 * a / us + b) * u + mean + 0.43);
    if (candidate < 0.0) continue;
    const auto k = static_cast<Count>(candidate);
    if (us >= 0.07 && v <= squeeze) return k;
    if (us < 0.013 && v > us) continue;
    if (std::log(v * inverse_alpha / (a / (us * us) + b)) <=
        candidate * std::log(mean) - mean - log_factorial(k)) {
      return k;
    }
  }
}

}  // namespace

Count draw_poisson(Stream& stream, double mean) {
  if (mean <= 0.0) return 0;
  return mean < kInversionMean ? walk_up(stream, mean) : reject(stream, mean);
}

}  // namespace corridor

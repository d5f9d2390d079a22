#include <algorithm>

#include "random/draws.h"

namespace corridor {

namespace {

/// Up to this many trials are placed one by one, by a walk along the weights.
constexpr Count kOneByOne = 8;

void place_one_by_one(Stream& stream, Count trials, std::span<const double> weights, double total,
                      std::size_t last, std::span<Count> out) {
  for (Count trial = 0; trial < trials; ++trial) {
    double u = stream.uniform() * total;
    // On to the last category: where a walk stops is chance, which the processor guesses badly.
    std::size_t chosen = 0;
    std::size_t passed = 1;
    for (std::size_t i = 0; i < last; ++i) {
      passed &= static_cast<std::size_t>(u >= weights[i]);
      chosen += passed;
      u -= weights[i];
    }
    ++out[chosen];
  }
}

}  // namespace

// Conditional binomials over the positive weights; the last positive one takes the remainder. The
// weight still to come is summed from the end, so that no rounding can leave people for a category
// of weight 0.
void draw_multinomial(Stream& stream, Count trials, std::span<const double> weights,
                      std::span<Count> out) {
  std::size_t last = 0;
  double total = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    out[i] = 0;
    if (weights[i] > 0.0) {
      last = i;
      total += weights[i];
    }
  }
  if (trials <= kOneByOne) {
    if (!weights.empty()) place_one_by_one(stream, trials, weights, total, last, out);
    return;
  }
  Count left = trials;
  for (std::size_t i = 0; i < last && left > 0; ++i) {
    if (weights[i] <= 0.0) continue;
    out[i] = draw_binomial(stream, left, std::min(1.0, weights[i] / total));
    left -= out[i];
    total -= weights[i];
  }
  if (!weights.empty()) out[last] += left;
}

}  // namespace corridor

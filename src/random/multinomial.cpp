#include <algorithm>

#include "random/draws.h"

namespace corridor {

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

#include <algorithm>
#include <numeric>

#include "random/draws.h"

namespace corridor {

// With a start u uniform in [0, 1), class i gets floor(S_i f + u) - floor(S_(i-1) f + u) items, S_i
// being the items in the classes up to i and f the fraction sampled.
void draw_systematic(Stream& stream, std::span<const Count> sizes, Count sample,
                     std::span<Count> out) {
  const Count all = std::accumulate(sizes.begin(), sizes.end(), Count{0});
  if (sample == all) {
    std::copy(sizes.begin(), sizes.end(), out.begin());
    return;
  }
  const double fraction = static_cast<double>(sample) / static_cast<double>(all);
  const double start = stream.uniform();
  Count passed = 0;
  Count given = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    passed += sizes[i];
    const Count due =
        passed == all ? sample : static_cast<Count>(static_cast<double>(passed) * fraction + start);
    out[i] = std::clamp<Count>(due - given, 0, sizes[i]);
    given += out[i];
  }
}

}  // namespace corridor

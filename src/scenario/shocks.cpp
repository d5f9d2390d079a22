#include "scenario/shocks.h"
#include "scenario/normal.h"

namespace corridor {

double draw_shock(const MemberStreams& streams, std::size_t index) {
  /// Above every process of a ruleset.
  constexpr std::uint32_t kShockProcess = (1U << 30) + 1;
  Stream stream(streams, 0, kShockProcess, index);
  return normal_quantile(stream.uniform());
}

}  // namespace corridor

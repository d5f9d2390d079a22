#pragma once
// The shocks that nobody chose: of members whose parameters say nothing of them.
#include <cstddef>

#include "random/stream.h"

namespace corridor {

/// Shock number `index` of a member, standard normal.
double draw_shock(const MemberStreams& streams, std::size_t index);

}  // namespace corridor

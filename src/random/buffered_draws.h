#pragma once
// Exact discrete draws from buffered streams.
#include "base/count.h"
#include "random/buffered_stream.h"

namespace corridor {

/// As `draw_binomial` of draws.h.
Count draw_binomial(BufferedStream& stream, Count trials, double p);

}  // namespace corridor

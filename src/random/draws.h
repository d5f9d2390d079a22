#pragma once
// Exact discrete draws. Each is a pure function of its arguments and the stream.
#include <cstdint>
#include <span>

#include "base/count.h"
#include "random/stream.h"

namespace corridor {

/// Successes in `trials` independent trials with probability `p`. Exact for 0 <= trials < 2^53 and
/// 0 <= p <= 1; p = 0 gives 0 and p = 1 gives `trials`. Near-monotone in p for one stream, so that
/// what-ifs share their luck.
Count draw_binomial(Stream& stream, Count trials, double p);

/// Splits `trials` over categories with probability proportional to `weights` (>= 0, at least one
/// positive unless trials = 0). A weight of 0 never receives anyone; the counts add up to `trials`.
/// `out` has the size of `weights`.
void draw_multinomial(Stream& stream, Count trials, std::span<const double> weights,
                      std::span<Count> out);

/// Marked items among `sample` drawn without replacement from `marked` marked and `unmarked`
/// unmarked ones. Needs 0 <= sample <= marked + unmarked < 2^53.
Count draw_hypergeometric(Stream& stream, Count marked, Count unmarked, Count sample);

/// How many of a sample of `sample` items drawn without replacement fall in each class of `sizes`:
/// who among equals goes first. `out` has the size of `sizes` and adds up to `sample`.
void draw_multivariate_hypergeometric(Stream& stream, std::span<const Count> sizes, Count sample,
                                      std::span<Count> out);

/// The same for a well-mixed queue: every item has the same chance, and each class gets its share
/// to the nearest item, so that the classes vary less than by lot. One random number for all of
/// them (systematic sampling, Madow & Madow 1944, Ann. Math. Stat. 15(1)).
void draw_systematic(Stream& stream, std::span<const Count> sizes, Count sample,
                     std::span<Count> out);

/// Poisson counts with mean `mean` >= 0.
Count draw_poisson(Stream& stream, double mean);

}  // namespace corridor

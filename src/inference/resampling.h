#pragma once
// Resampling schemes (Douc, Cappé & Moulines 2005, ISPA): all unbiased, all on keyed streams.
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "random/stream.h"

namespace corridor {

enum class Resampling { systematic, stratified, residual, multinomial };

/// The schemes by their names.
const std::map<std::string, Resampling>& resampling_schemes();
/// The name of a scheme.
const std::string& name_of(Resampling scheme);

/// Ancestors of `count` offspring, in ascending order. Weights are at least 0, not all 0, and need
/// not add up to 1. The expected number of offspring of i is count * weight i / sum.
std::vector<std::uint32_t> resample(Resampling scheme, std::span<const double> weights,
                                    std::size_t count, Stream stream);

/// (sum w)^2 / sum w^2, 0 where all weights are 0.
double effective_sample_size(std::span<const double> weights);

/// Weights exp(l - max l) of log weights; -inf gives 0. All -inf: all 0.
std::vector<double> from_log_weights(std::span<const double> log_weights);

/// ln of the mean of exp(l).
double log_mean_exp(std::span<const double> log_weights);

/// The largest number in (low, high] for which `enough` holds, which holds up to it and not beyond:
/// to 40 bits of the range, from above.
double largest_enough(double low, double high, const std::function<bool(double)>& enough);

/// The highest temperature up to `last` at which this share of the particles still counts, when the
/// temperature rises from `from` and the weights at a rise by 1 have these logarithms.
double highest_temperature(std::span<const double> log_weights, double share, double from,
                           double last);

}  // namespace corridor

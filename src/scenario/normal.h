#pragma once
// The standard normal distribution.

namespace corridor {

/// P(Z <= z).
double normal_cdf(double z);

/// The z with P(Z <= z) = p, for p in (0, 1); p is moved inside by 1e-15 where it touches the ends.
double normal_quantile(double p);

}  // namespace corridor

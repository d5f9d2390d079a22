#pragma once
// The distributions that priors name.
#include "scenario/parameter.h"

namespace corridor {

/// What share of a prior that is not a number lies within [lower, upper].
double prior_mass(const Prior& prior, double lower, double upper);

/// Inverse distribution function of a prior, truncated to [lower, upper].
/// u in (0, 1).
double prior_quantile(const Prior& prior, double lower, double upper, double u);

/// Its inverse: P(value <= x), in [0, 1].
double prior_probability(const Prior& prior, double lower, double upper, double x);

/// Of every parameter the middle of its prior, before any claim or count.
ParameterValues prior_medians(const ParameterRegistry& registry);

/// Density of a prior (not truncated) at x; 0 outside its support. A fixed prior has none: a Bug.
double prior_density(const Prior& prior, double x);

/// The largest value that a parameter may take.
double largest_value(const Parameter& parameter);

}  // namespace corridor

#include "scenario/prior.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "base/check.h"

namespace corridor {
namespace {

/// In doubles: long doubles would cost several times as much and settle the last bit only.
using InDoubles = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

/// Calls `use` with the Boost distribution of a prior that has one; lognormal priors are normal in
/// ln x.
template <class Use>
double with_distribution(const Prior& prior, Use&& use) {
  switch (prior.family) {
    case PriorFamily::normal:
      return use(boost::math::normal_distribution<double, InDoubles>(prior.a, prior.b));
    case PriorFamily::lognormal:
      return use(boost::math::normal_distribution<double, InDoubles>(std::log(prior.a), prior.b));
    case PriorFamily::beta:
      return use(boost::math::beta_distribution<double, InDoubles>(prior.a, prior.b));
    case PriorFamily::gamma:
      return use(boost::math::gamma_distribution<double, InDoubles>(prior.a, prior.b));
    default:
      CORRIDOR_CHECK(false, "this family has a closed form");
  }
}

double triangular_cdf(const Prior& p, double x) {
  if (x <= p.a) return 0.0;
  if (x >= p.b) return 1.0;
  if (x <= p.c) return (x - p.a) * (x - p.a) / ((p.b - p.a) * (p.c - p.a));
  return 1.0 - (p.b - x) * (p.b - x) / ((p.b - p.a) * (p.b - p.c));
}

double triangular_quantile(const Prior& p, double u) {
  const double at_mode = (p.c - p.a) / (p.b - p.a);
  if (u <= at_mode) return p.a + std::sqrt(u * (p.b - p.a) * (p.c - p.a));
  return p.b - std::sqrt((1.0 - u) * (p.b - p.a) * (p.b - p.c));
}

/// The support of the families whose distribution function Boost only takes inside it.
bool below_support(const Prior& prior, double x) {
  const bool positive = prior.family == PriorFamily::lognormal ||
                        prior.family == PriorFamily::beta || prior.family == PriorFamily::gamma;
  return positive && x <= 0.0;
}

double prior_cdf(const Prior& prior, double x) {
  if (prior.family == PriorFamily::uniform)
    return std::clamp((x - prior.a) / (prior.b - prior.a), 0.0, 1.0);
  if (prior.family == PriorFamily::triangular) return triangular_cdf(prior, x);
  if (below_support(prior, x)) return 0.0;
  if (prior.family == PriorFamily::beta && x >= 1.0) return 1.0;
  const double argument = prior.family == PriorFamily::lognormal ? std::log(x) : x;
  return with_distribution(prior, [&](const auto& d) { return boost::math::cdf(d, argument); });
}

double untruncated_quantile(const Prior& prior, double u) {
  if (prior.family == PriorFamily::uniform) return prior.a + u * (prior.b - prior.a);
  if (prior.family == PriorFamily::triangular) return triangular_quantile(prior, u);
  const double x =
      with_distribution(prior, [&](const auto& d) { return boost::math::quantile(d, u); });
  return prior.family == PriorFamily::lognormal ? std::exp(x) : x;
}

}  // namespace

double prior_mass(const Prior& prior, double lower, double upper) {
  return prior_cdf(prior, upper) - prior_cdf(prior, lower);
}

double prior_quantile(const Prior& prior, double lower, double upper, double u) {
  if (prior.family == PriorFamily::fixed) return prior.a;
  const double from = prior_cdf(prior, lower);
  const double to = prior_cdf(prior, upper);
  constexpr double kSmallest = 1.0e-15;
  const double inside = std::clamp(from + u * (to - from), kSmallest, 1.0 - kSmallest);
  return std::clamp(untruncated_quantile(prior, inside), lower, upper);
}

double prior_probability(const Prior& prior, double lower, double upper, double x) {
  if (prior.family == PriorFamily::fixed) return x < prior.a ? 0.0 : 1.0;
  const double from = prior_cdf(prior, lower);
  const double to = prior_cdf(prior, upper);
  return std::clamp((prior_cdf(prior, x) - from) / (to - from), 0.0, 1.0);
}

ParameterValues prior_medians(const ParameterRegistry& registry) {
  constexpr double kMiddle = 0.5;
  ParameterValues values;
  for (const Parameter& parameter : registry.all()) {
    values.push_back(prior_quantile(parameter.prior, parameter.lower, parameter.upper, kMiddle));
  }
  return values;
}

double prior_density(const Prior& prior, double x) {
  CORRIDOR_CHECK(prior.family != PriorFamily::fixed, "a number has no density");
  if (prior.family == PriorFamily::uniform)
    return x >= prior.a && x <= prior.b ? 1.0 / (prior.b - prior.a) : 0.0;
  if (prior.family == PriorFamily::triangular) {
    if (x <= prior.a || x >= prior.b) return 0.0;
    const double height = 2.0 / (prior.b - prior.a);
    return x <= prior.c ? height * (x - prior.a) / std::max(prior.c - prior.a, 1e-300)
                        : height * (prior.b - x) / std::max(prior.b - prior.c, 1e-300);
  }
  if (below_support(prior, x) || (prior.family == PriorFamily::beta && x >= 1.0)) return 0.0;
  if (prior.family == PriorFamily::lognormal) {
    return with_distribution(prior,
                             [&](const auto& d) { return boost::math::pdf(d, std::log(x)); }) /
           x;
  }
  return with_distribution(prior, [&](const auto& d) { return boost::math::pdf(d, x); });
}

double largest_value(const Parameter& parameter) {
  return parameter.prior.family == PriorFamily::fixed ? parameter.prior.a : parameter.upper;
}

}  // namespace corridor

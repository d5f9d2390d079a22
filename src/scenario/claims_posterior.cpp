// posterior(x) ~ prior(x) [ w0 L0 + (1 - w0) sum_i w_i L_i(x) ]. L_i(x) is the density, per unit of
// ln(claimed value), of what the source would have said were x the truth: normal in ln x around the
// truth with the qualifier's width. L0, for "none is right", is the density of a claim spread over
// the whole range that the prior holds possible. Shares (bounds within 0..1) are compared on their
// own scale instead of the logarithm.
#include <algorithm>
#include <cmath>

#include "scenario/sampling.h"

namespace corridor {
namespace {

constexpr std::size_t kGridPoints = 4001;
constexpr double kTail = 1.0e-4;
constexpr double kSqrtTwoPi = 2.50662827463100050242;

double normal_density(double z, double width) {
  return std::exp(-0.5 * z * z / (width * width)) / (width * kSqrtTwoPi);
}
double normal_cdf(double z, double width) { return 0.5 * std::erfc(-z / (width * std::sqrt(2.0))); }

/// The scale on which claims are compared.
struct Scale {
  bool logarithmic = true;
  [[nodiscard]] double operator()(double x) const {
    return logarithmic ? std::log(std::max(x, 1e-300)) : x;
  }
};

/// Factor from a claim's unit to the parameter's, and the relative spread that the conversion adds.
struct Conversion {
  double factor = 1.0;
  double spread = 0.0;
};

bool counts_households(const std::string& unit) {
  return unit == "families" || unit == "households";
}

Conversion conversion(const std::string& from, const std::string& to, double people_per_household,
                      double spread) {
  if (people_per_household <= 0.0) return {};
  if (counts_households(from) && to == "people") return {people_per_household, spread};
  if (from == "people" && counts_households(to)) return {1.0 / people_per_household, spread};
  return {};
}

double combined(double a, double b) { return std::sqrt(a * a + b * b); }

/// L_i at truth x. A bound is one-sided: the source would have said it of every truth on its side.
double likelihood(const Claim& claim, const Conversion& convert, const ClaimWidths& widths,
                  const Scale& scale, double range, double x) {
  const double truth = scale(x);
  const double value = scale(*claim.value * convert.factor);
  const double soft = combined(widths.bound, convert.spread);
  switch (claim.qualifier) {
    case Qualifier::exactly:
      return normal_density(truth - value, combined(widths.exactly, convert.spread));
    case Qualifier::about:
      return normal_density(truth - value, combined(widths.about, convert.spread));
    case Qualifier::at_least:
      return normal_cdf(truth - value, soft) / range;
    case Qualifier::at_most:
      return normal_cdf(value - truth, soft) / range;
    case Qualifier::between: {
      const double high = scale(claim.value_high.value_or(*claim.value) * convert.factor);
      const double inside = normal_cdf(truth - value, soft) * normal_cdf(high - truth, soft);
      return inside / std::max(high - value, soft);
    }
    case Qualifier::statement:
      return 0.0;
  }
  return 0.0;
}

std::vector<double> grid(double low, double high, const Scale& scale) {
  std::vector<double> points(kGridPoints);
  const double from = scale(low);
  const double to = scale(high);
  for (std::size_t i = 0; i < kGridPoints; ++i) {
    const double at =
        from + (to - from) * static_cast<double>(i) / static_cast<double>(kGridPoints - 1);
    points[i] = scale.logarithmic ? std::exp(at) : at;
  }
  return points;
}

std::vector<double> invert(const std::vector<double>& x, const std::vector<double>& density,
                           std::size_t points) {
  std::vector<double> cumulative(x.size(), 0.0);
  for (std::size_t i = 1; i < x.size(); ++i) {
    cumulative[i] = cumulative[i - 1] + 0.5 * (density[i] + density[i - 1]) * (x[i] - x[i - 1]);
  }
  std::vector<double> quantiles(points);
  std::size_t at = 0;
  for (std::size_t k = 0; k < points; ++k) {
    const double wanted =
        cumulative.back() * static_cast<double>(k) / static_cast<double>(points - 1);
    while (at + 2 < x.size() && cumulative[at + 1] < wanted) ++at;
    const double step = cumulative[at + 1] - cumulative[at];
    const double share = step > 0.0 ? std::clamp((wanted - cumulative[at]) / step, 0.0, 1.0) : 0.0;
    quantiles[k] = x[at] + share * (x[at + 1] - x[at]);
  }
  return quantiles;
}

}  // namespace

std::vector<double> claims_posterior_quantiles(const Parameter& parameter,
                                               const std::vector<Claim>& claims,
                                               double people_per_household,
                                               double people_per_household_spread,
                                               const ClaimWidths& widths, std::size_t points) {
  const double low = prior_quantile(parameter.prior, parameter.lower, parameter.upper, kTail);
  const double high =
      prior_quantile(parameter.prior, parameter.lower, parameter.upper, 1.0 - kTail);
  const Scale scale{low > 0.0 && parameter.upper > 1.0};
  const double range = std::max(scale(high) - scale(low), widths.bound);
  double weights = 0.0;
  for (const Claim& claim : claims) {
    if (claim.value && claim.qualifier != Qualifier::statement) weights += claim.weight;
  }
  const std::vector<double> x = grid(low, high, scale);
  std::vector<double> density(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    double mixture = parameter.none_right_weight / range;
    for (const Claim& claim : claims) {
      if (!claim.value || claim.qualifier == Qualifier::statement || weights <= 0.0) continue;
      const Conversion convert =
          conversion(claim.unit, parameter.unit, people_per_household, people_per_household_spread);
      mixture += (1.0 - parameter.none_right_weight) * claim.weight / weights *
                 likelihood(claim, convert, widths, scale, range, x[i]);
    }
    density[i] = prior_density(parameter.prior, x[i]) * (weights > 0.0 ? mixture : 1.0);
  }
  return invert(x, density, points);
}

}  // namespace corridor

// L_i(x) is the density, per unit of ln(claimed value), of what the source would have said were x
// the truth: normal in ln x around the truth with the qualifier's width. L0, for "none is right",
// is the density of a claim spread over the whole range that the prior holds possible. Shares
// (bounds within 0..1) are compared on their own scale instead of the logarithm.
#include "scenario/claims_posterior.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "scenario/prior.h"
#include "scenario/sampling.h"

namespace corridor {
namespace {

constexpr std::size_t kGridPoints = 4001;
constexpr double kGridTail = 1.0e-9;   // six standard deviations: what the prior excludes
constexpr double kRangeTail = 1.0e-4;  // the prior's bulk, over which L0 is spread
constexpr double kSqrtTwoPi = 2.50662827463100050242;

double normal_density(double z, double width) {
  return std::exp(-0.5 * z * z / (width * width)) / (width * kSqrtTwoPi);
}
double normal_cdf(double z, double width) { return 0.5 * std::erfc(-z / (width * std::sqrt(2.0))); }

double integral(const std::vector<double>& x, const std::vector<double>& density) {
  double total = 0.0;
  for (std::size_t i = 1; i < x.size(); ++i) {
    total += 0.5 * (density[i] + density[i - 1]) * (x[i] - x[i - 1]);
  }
  return total;
}

}  // namespace

ClaimsPosterior::ClaimsPosterior(const Parameter& parameter, const std::vector<Claim>& claims,
                                 const ClaimWidths& widths)
    : widths_(widths) {
  const auto prior_at = [&](double u) {
    return prior_quantile(parameter.prior, parameter.lower, parameter.upper, u);
  };
  const double low = prior_at(kGridTail);
  const double high = prior_at(1.0 - kGridTail);
  logarithmic_ = low > 0.0 && parameter.upper > 1.0;
  range_ =
      std::max(scaled(prior_at(1.0 - kRangeTail)) - scaled(prior_at(kRangeTail)), widths_.bound);
  for (std::size_t i = 0; i < kGridPoints; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(kGridPoints - 1);
    truth_.push_back(scaled(low) + share * (scaled(high) - scaled(low)));
    x_.push_back(logarithmic_ ? std::exp(truth_.back()) : truth_.back());
    prior_.push_back(prior_density(parameter.prior, x_.back()));
  }
  double total = 0.0;
  double largest = 0.0;
  for (const Claim& claim : claims) {
    if (!claim.value || claim.qualifier == Qualifier::statement || claim.weight <= 0.0) continue;
    const auto conversion = unit_conversion(claim.unit, parameter.unit);
    CORRIDOR_CHECK(conversion.has_value(), "a claim in " + claim.unit + " about " + parameter.name);
    terms_.push_back({claim, *conversion, claim.weight});
    total += claim.weight;
    largest = std::max(largest, claim.weight);
  }
  if (terms_.empty()) return;
  none_mass_ = parameter.none_right_weight;
  for (Term& term : terms_) term.mass *= (1.0 - none_mass_) * largest / total;
}

double ClaimsPosterior::scaled(double x) const {
  constexpr double kSmallest = 1.0e-300;
  return logarithmic_ ? std::log(std::max(x, kSmallest)) : x;
}

/// A bound is one-sided: the source would have said it of every truth on its side.
double ClaimsPosterior::likelihood(const Term& term, const PartySizes& sizes, double truth) const {
  const double factor = term.conversion.of(sizes);
  const double value = scaled(*term.claim.value * factor);
  switch (term.claim.qualifier) {
    case Qualifier::exactly:
      return normal_density(truth - value, widths_.exactly);
    case Qualifier::about:
      return normal_density(truth - value, widths_.about);
    case Qualifier::at_least:
      return normal_cdf(truth - value, widths_.bound) / range_;
    case Qualifier::at_most:
      return normal_cdf(value - truth, widths_.bound) / range_;
    case Qualifier::between: {
      const double high = scaled(term.claim.value_high.value_or(*term.claim.value) * factor);
      const double inside =
          normal_cdf(truth - value, widths_.bound) * normal_cdf(high - truth, widths_.bound);
      return inside / std::max(high - value, widths_.bound);
    }
    case Qualifier::statement:
      return 0.0;
  }
  return 0.0;
}

std::vector<double> ClaimsPosterior::density(const PartySizes& sizes) const {
  std::vector<double> mixture(x_.size(), none_mass_ / range_);
  for (const Term& term : terms_) {
    for (std::size_t i = 0; i < x_.size(); ++i) {
      mixture[i] += term.mass * likelihood(term, sizes, truth_[i]);
    }
  }
  std::vector<double> product(x_.size());
  for (std::size_t i = 0; i < x_.size(); ++i) product[i] = mixture[i] * prior_[i];
  double total = integral(x_, product);
  if (total <= 0.0) {  // claims that the prior excludes altogether
    product = prior_;
    total = integral(x_, prior_);
  }
  for (double& value : product) value /= total;
  return product;
}

bool ClaimsPosterior::needs_household_size() const {
  return std::any_of(terms_.begin(), terms_.end(),
                     [](const Term& term) { return term.conversion.households != 0; });
}

bool ClaimsPosterior::needs_vehicle_size() const {
  return std::any_of(terms_.begin(), terms_.end(),
                     [](const Term& term) { return term.conversion.vehicles != 0; });
}

std::vector<double> grid_cumulative(const std::vector<double>& x,
                                    const std::vector<double>& density) {
  std::vector<double> cumulative(x.size(), 0.0);
  for (std::size_t i = 1; i < x.size(); ++i) {
    cumulative[i] = cumulative[i - 1] + 0.5 * (density[i] + density[i - 1]) * (x[i] - x[i - 1]);
  }
  const double total = cumulative.back();
  for (double& value : cumulative) value /= total;
  return cumulative;
}

double grid_quantile(const std::vector<double>& x, const std::vector<double>& cumulative,
                     double u) {
  const auto above = std::upper_bound(cumulative.begin() + 1, cumulative.end() - 1, u);
  const auto i = static_cast<std::size_t>(above - cumulative.begin());
  const double step = cumulative[i] - cumulative[i - 1];
  const double share = step > 0.0 ? std::clamp((u - cumulative[i - 1]) / step, 0.0, 1.0) : 0.0;
  return x[i - 1] + share * (x[i] - x[i - 1]);
}

}  // namespace corridor

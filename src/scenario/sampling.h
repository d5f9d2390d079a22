#pragma once
// From priors and claims to one member's parameter values.
#include <map>
#include <string>

#include "random/stream.h"
#include "scenario/scenario.h"

namespace corridor {

/// Median and central 90 % interval of a parameter as it is known.
struct ParameterSummary {
  double low = 0.0;
  double median = 0.0;
  double high = 0.0;
};

/// Draws parameters by inversion of their distribution functions, tabulated where claims update the
/// prior.
class ParameterSampler {
 public:
  /// `fixed` overrides named parameters by numbers (`--set`); names must exist.
  ParameterSampler(const Scenario& known, const std::map<std::string, double>& fixed);
  /// The values of a member: each from a stream of its own, addressed by the parameter's name.
  [[nodiscard]] ParameterValues draw(const MemberStreams& member) const;
  /// The value of one parameter at probability u in (0, 1), within its bounds.
  [[nodiscard]] double quantile(ParameterId id, double u) const;
  [[nodiscard]] ParameterSummary summary(ParameterId id) const;

 private:
  struct Table {
    bool is_fixed = false;
    double fixed = 0.0;
    std::vector<double>
        quantiles;  ///< at equally spaced probabilities; empty: the prior's own inverse
  };
  ParameterRegistry registry_;
  std::vector<Table> tables_;
};

/// Inverse distribution function of a prior, truncated to [lower, upper].
/// u in (0, 1).
double prior_quantile(const Prior& prior, double lower, double upper, double u);

/// Density of a prior (not truncated) at x; 0 outside its support. A fixed prior has none: a Bug.
double prior_density(const Prior& prior, double x);

/// How wide a claim is by its qualifier, as a relative standard deviation. Choices of the authors:
/// rounded official figures are rarely wrong by more than a few per cent of themselves when exact,
/// by a tenth when "about".
struct ClaimWidths {
  double exactly = 0.03;
  double about = 0.10;
  double bound = 0.10;  ///< softness of `at least`, `at most` and of the ends of `between`
};

/// Quantiles at `points` equally spaced probabilities 0..1 of: prior x mixture of the likelihoods
/// of the claims about the parameter, with a component for "none of the claims is right"
/// (docs/evidence-priors.md). Numbers in families or households are turned into people by
/// `people_per_household` (its relative spread widens the claim), and back.
std::vector<double> claims_posterior_quantiles(const Parameter& parameter,
                                               const std::vector<Claim>& claims,
                                               double people_per_household,
                                               double people_per_household_spread,
                                               const ClaimWidths& widths, std::size_t points);

}  // namespace corridor

#pragma once
// From priors and claims to one member's parameter values.
#include <map>
#include <string>

#include "random/stream.h"
#include "scenario/scenario.h"

namespace corridor {

/// Inverse distribution function of a parameter, tabulated where claims update its prior.
/// u in (0, 1); the result lies within the parameter's bounds.
class ParameterSampler {
 public:
  /// `fixed` overrides named parameters by numbers (`--set`); names must exist.
  ParameterSampler(const Scenario& known, const std::map<std::string, double>& fixed);
  /// The values of a member: each from a stream of its own, addressed by the parameter's name.
  [[nodiscard]] ParameterValues draw(const MemberStreams& member) const;
  /// The value of one parameter at probability u.
  [[nodiscard]] double quantile(ParameterId id, double u) const;
  [[nodiscard]] std::size_t size() const { return tables_.size(); }

 private:
  struct Table {
    bool is_fixed = false;
    double fixed = 0.0;
    std::vector<double> quantiles;  ///< at equally spaced probabilities; empty: the prior's own inverse
  };
  ParameterRegistry registry_;
  std::vector<Table> tables_;
};

/// Inverse distribution function of a prior, truncated to [lower, upper].
double prior_quantile(const Prior& prior, double lower, double upper, double u);

}  // namespace corridor

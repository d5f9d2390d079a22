#pragma once
// From priors and claims to one member's parameter values.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "random/stream.h"
#include "scenario/claim_widths.h"
#include "scenario/scenario.h"
#include "scenario/units.h"

namespace corridor {

/// Median and central 90 % interval of a parameter as it is known.
struct ParameterSummary {
  double low = 0.0;
  double median = 0.0;
  double high = 0.0;
};

/// Draws parameters by inversion of their distribution functions, tabulated where claims update the
/// prior. A parameter with claims in households or vehicles is drawn given the member's own people
/// per household and per vehicle (parameters `people_per_household`, `people_per_vehicle`); those
/// two are not updated by the claims about others (a cut: Plummer 2015, Statistics and Computing
/// 25, 37).
class ParameterSampler {
 public:
  /// `fixed` overrides named parameters by numbers (`--set`); names must exist.
  /// `width` stretches every distribution about its median on the scale of normal scores: 2 doubles
  /// the standard deviation of a normal prior.
  ParameterSampler(const Scenario& known, const std::map<std::string, double>& fixed,
                   double width = 1.0);
  /// The values of a member: each from a stream of its own, addressed by the parameter's name.
  [[nodiscard]] ParameterValues draw(const MemberStreams& member) const;
  /// The independent uniform numbers in (0, 1) that a member's values are made of, one a parameter.
  [[nodiscard]] std::vector<double> draw_uniforms(const MemberStreams& member) const;
  /// The values made of uniform numbers: draw(m) = at(draw_uniforms(m)).
  [[nodiscard]] ParameterValues at(const std::vector<double>& uniforms) const;
  /// The value of one parameter at probability u in (0, 1), within its bounds, whatever the others.
  [[nodiscard]] double quantile(ParameterId id, double u) const;
  [[nodiscard]] ParameterSummary summary(ParameterId id) const;
  /// False where the value is the same in all members.
  [[nodiscard]] bool is_uncertain(ParameterId id) const;
  /// Whether claims have changed the distribution of the parameter.
  [[nodiscard]] bool is_updated_by_claims(ParameterId id) const {
    return !tables_[id.index].x.empty();
  }
  /// The sizes of parties at probability u; 0 for one that the scenario does not declare.
  [[nodiscard]] PartySizes sizes_at(double u) const;
  /// How wide claims are: `claims.*` at their medians, the same in all members.
  [[nodiscard]] const ClaimWidths& claim_widths() const { return claim_widths_; }
  [[nodiscard]] const ParameterRegistry& registry() const { return registry_; }

 private:
  /// Distribution functions for sizes of parties on a grid; quantiles between are interpolated.
  struct Conditional {
    std::vector<double> household_sizes;  ///< ascending; one (any) where the density ignores it
    std::vector<double> vehicle_sizes;
    std::vector<std::vector<double>> cumulative;  ///< index household * vehicle_sizes + vehicle
  };
  struct Table {
    bool is_fixed = false;
    double fixed = 0.0;
    std::vector<double> x;           ///< grid of values; empty: the prior's own inverse
    std::vector<double> cumulative;  ///< distribution function on it, whatever the sizes
    std::optional<Conditional> given_sizes;
  };
  [[nodiscard]] double widened(double u) const;
  [[nodiscard]] double unwidened_quantile(ParameterId id, double u) const;
  void add_claims(ParameterId id, const std::vector<Claim>& claims);
  [[nodiscard]] std::vector<double> size_nodes(ParameterId size) const;
  [[nodiscard]] std::vector<double> node_weights(ParameterId size,
                                                 const std::vector<double>& nodes) const;
  [[nodiscard]] PartySizes sizes_in(const ParameterValues& values) const;

  ParameterRegistry registry_;
  ParameterId household_size_;
  ParameterId vehicle_size_;
  std::vector<Table> tables_;
  ClaimWidths claim_widths_;
  double width_;
};

}  // namespace corridor

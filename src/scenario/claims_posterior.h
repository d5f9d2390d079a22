#pragma once
// What claims about a parameter make of its prior. docs/evidence.md derives it.
#include <vector>

#include "scenario/claim_widths.h"
#include "scenario/scenario.h"
#include "scenario/units.h"

namespace corridor {

/// prior(x) [ w0 L0 + (1 - w0) max_i(w_i) sum_i w_i L_i(x) / sum_i w_i ] on a grid of x.
/// The claims together weigh as much against "none is right" as the most trusted of them; claims
/// without a number or with weight 0 are as if absent. Without any claim, and where the prior
/// excludes every claim altogether, the prior stands.
class ClaimsPosterior {
 public:
  /// `parameter` has a prior that is not fixed; the units of `claims` convert to its own.
  ClaimsPosterior(const Parameter& parameter, const std::vector<Claim>& claims,
                  const ClaimWidths& widths);

  /// False where no claim counts: the density is the prior's.
  [[nodiscard]] bool has_claims() const { return !terms_.empty(); }
  /// The grid, ascending.
  [[nodiscard]] const std::vector<double>& x() const { return x_; }
  /// The normalised density at the grid's points, for parties of these sizes.
  [[nodiscard]] std::vector<double> density(const PartySizes& sizes) const;
  /// Whether the density depends on people per household, per vehicle.
  [[nodiscard]] bool needs_household_size() const;
  [[nodiscard]] bool needs_vehicle_size() const;

 private:
  struct Term {
    Claim claim;
    UnitConversion conversion;
    double mass = 0.0;  ///< (1 - w0) max(w) w_i / sum(w)
  };
  [[nodiscard]] double scaled(double x) const;
  [[nodiscard]] double likelihood(const Term& term, const PartySizes& sizes, double truth) const;

  ClaimWidths widths_;
  bool logarithmic_ = true;
  double range_ = 1.0;  ///< of the prior's bulk, on the scale of comparison
  double none_mass_ = 1.0;
  std::vector<Term> terms_;
  std::vector<double> x_;
  std::vector<double> truth_;  ///< x on the scale of comparison
  std::vector<double> prior_;
};

/// The distribution function of a density on a grid, at the grid's points (trapezoids), from 0
/// to 1.
std::vector<double> grid_cumulative(const std::vector<double>& x,
                                    const std::vector<double>& density);

/// The value at probability u in [0, 1], linear between the grid's points.
double grid_quantile(const std::vector<double>& x, const std::vector<double>& cumulative, double u);

}  // namespace corridor

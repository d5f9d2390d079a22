#pragma once
// How reported counts stray from the truth: relative error, rounding, an hour of lag, columns that
// arrive together, bounds, figures that are simply wrong, and a drift that successive counts share.
// docs/methods.md gives the equations.
#include <array>
#include <span>
#include <vector>

#include "inference/counts.h"
#include "scenario/parameter.h"

namespace corridor {

/// The parameters of the noise (`counts.*`) with priors and sources; part of every registry.
std::vector<Parameter> count_parameters();

/// One member's noise.
struct CountNoise {
  double relative_error = 0.0;  ///< standard deviations are of the logarithm unless said
  double about_error = 0.0;
  double excess_of_tally = 0.0;  ///< mean of what a bound with three digits or more leaves unsaid
  double excess_of_round = 0.0;  ///< the same for a round figure
  double lag_hours = 0.0;
  double batch_people = 0.0;
  double outlier_share = 0.0;
  double outlier_error = 0.0;
  std::array<double, 3> drift{};        ///< standard deviation by CountClass
  std::array<double, 3> drift_hours{};  ///< time in which the drift forgets

  /// Resolves `counts.*` of a member.
  static CountNoise of(const ParameterRegistry& registry, const ParameterValues& values);
};

/// Added to counts before the logarithm: at a handful of people ratios mean nothing.
inline constexpr double kCountOffset = 20.0;

/// What the likelihood needs of a trajectory, by reading point.
struct Comparable {
  std::vector<double> log_value;  ///< ln(value + kCountOffset)
  std::vector<double> variance;   ///< of ln, from the lag, the columns and anything else that
                                  ///< depends on the trajectory
};
Comparable comparable(const Readings& readings, const CountNoise& noise);

/// One count against one trajectory, given the counts before it.
struct Residual {
  double standardised = 0.0;  ///< (ln report - what was expected) / its standard deviation
  double log_density = 0.0;
};

/// The drift of a group at its last count, given its counts: normal.
struct Drift {
  double mean = 0.0;
  double variance = 0.0;
  double hours = 0.0;  ///< time of the last count since the model's start
};

/// What the counts say about a trajectory beyond its likelihood.
struct CountReview {
  std::vector<std::vector<Residual>> residuals;  ///< by group and count
  std::vector<Drift> drifts;                     ///< by group
};

/// ln p(counts | trajectory). `review` is filled where given.
double log_likelihood(const CountSet& counts, const Comparable& trajectory, const CountNoise& noise,
                      CountReview* review = nullptr);

}  // namespace corridor

#pragma once
// How reported counts stray from the truth: relative error, rounding, an hour of lag, columns that
// arrive together, bounds, figures that are simply wrong, and a drift that successive counts share.
// docs/methods.md gives the equations.
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "inference/counts.h"
#include "scenario/parameter.h"

namespace corridor {

/// The parameters of the noise (`counts.*`) with priors and sources; part of every registry.
std::vector<Parameter> count_parameters();

/// The parameter of the standard deviation of a class' drift.
const char* name_of_drift(CountClass kind);

/// One member's noise.
struct CountNoise {
  double relative_error = 0.0;  ///< standard deviations are of the logarithm unless said
  double about_error = 0.0;
  double excess_of_tally = 0.0;  ///< mean of what a bound with three digits or more leaves unsaid
  double excess_of_round = 0.0;  ///< the same for a round figure
  double lag_hours = 0.0;
  double batch_people = 0.0;
  double party_people = 0.0;  ///< who go together; their luck makes a tally's flow uncertain
  double outlier_share = 0.0;
  double outlier_error = 0.0;
  std::array<double, 3> drift{};        ///< standard deviation by CountClass
  std::array<double, 3> drift_hours{};  ///< time in which the drift forgets

  /// Resolves `counts.*` of a member.
  static CountNoise of(const ParameterRegistry& registry, const ParameterValues& values);
};

/// What the likelihood needs of a trajectory, by reading point.
struct Comparable {
  std::vector<double> offset_value;     ///< value + kCountOffset
  std::vector<double> log_value;        ///< ln of that
  std::vector<double> variance;         ///< of ln, from the lag, the columns and anything else that
                                        ///< depends on the trajectory
  std::vector<double> growth_variance;  ///< of what a tally adds since the count before; empty: 0
};
Comparable comparable(const Readings& readings, const CountNoise& noise);

/// One count against one trajectory, given the counts before it.
struct Residual {
  double standardised = 0.0;           ///< (ln report - what was expected) / its standard deviation
  double standardised_if_wrong = 0.0;  ///< the same for a count that is simply wrong
  double wrong_share = 0.0;            ///< probability that it is, in (0, 1)
  double log_density = 0.0;
};

/// The residual as a standard normal deviate: the quantile of its law, in which some counts are
/// simply wrong. The law of a bound is taken for normal.
double as_normal(const Residual& residual);

/// What a count's own error is: on the scale of ln, trajectory over report.
struct CountError {
  double variance = 0.0;        ///< of its error and its rounding
  double shift = 0.0;           ///< mean of what a bound leaves unsaid, with its sign
  double shift_variance = 0.0;  ///< of that: exponential, or uniform between two bounds
  double wrong_share = 0.0;     ///< probability that it is simply wrong
};
CountError error_of(const DatedCount& count, CountClass kind, const CountNoise& noise);

/// What the time until a later moment does to a drift, wherever the trajectory is then and whatever
/// the drift's size.
struct DriftSpan {
  double later_hours = 0.0;      ///< since the model's start
  double kept = 1.0;             ///< share of the flow's drift that is left
  double mean_kept = 1.0;        ///< the same, mean over the span
  double mean_variance = 0.0;    ///< of what is new, mean over the span; of a drift of variance 1
  double mean_covariance = 0.0;  ///< of that with what is new at the end; of a drift of variance 1

  static DriftSpan between(double hours, double later_hours, CountClass kind,
                           const CountNoise& noise);
};

/// What successive counts of a series share, ln of the report over the trajectory: jointly normal.
/// A running tally adds what passes, so its error is that of the flow, weighted by what has passed;
/// other counts begin anew each time, and flow and level are one.
struct Drift {
  double level = 0.0;  ///< mean
  double flow = 0.0;
  double level_variance = 0.0;
  double flow_variance = 0.0;
  double covariance = 0.0;
  double hours = 0.0;                  ///< since the model's start
  double offset_value = kCountOffset;  ///< value + kCountOffset of the trajectory then

  /// Before any count.
  static Drift before(CountClass kind, const CountNoise& noise);
  /// Behind a span, of counts that are made anew each time.
  [[nodiscard]] Drift anew_after(const DriftSpan& span, CountClass kind,
                                 const CountNoise& noise) const;
  /// Behind a span in which people were counted as they passed, when the trajectory has come to
  /// `later_value`, kCountOffset included: of a running tally, whose level goes on.
  [[nodiscard]] Drift adding_after(const DriftSpan& span, double later_value, CountClass kind,
                                   const CountNoise& noise) const;
  /// The same of a period's count: nothing had passed when its span began, behind a gap.
  [[nodiscard]] Drift of_period_after(const DriftSpan& gap, const DriftSpan& span, double value,
                                      CountClass kind, const CountNoise& noise) const;
  /// Of a running tally or of counts made anew, as their class says: later, when the trajectory has
  /// come to `later_value`, kCountOffset included.
  [[nodiscard]] Drift at(double later_hours, double later_value, CountClass kind,
                         const CountNoise& noise) const;
};

/// What the counts say about a trajectory beyond its likelihood.
struct CountReview {
  std::vector<std::vector<Residual>> residuals;  ///< by group and count
  std::vector<Drift> drifts;                     ///< by group
};

/// A count, as far as the size of its drift does not matter.
struct PreparedCount {
  const DatedCount* count = nullptr;
  CountError error;
  DriftSpan gap;   ///< of a period's count: from the count before to its beginning
  DriftSpan span;  ///< from the count before, or from the period's beginning
};

/// ln p(counts of one class | trajectory) for many sizes of the class' drift: all else is computed
/// once. What it is made of must outlive it.
class ClassLikelihood {
 public:
  ClassLikelihood(const CountSet& counts, CountClass kind, const Comparable& trajectory,
                  const CountNoise& noise);
  /// `drift`: its standard deviation.
  [[nodiscard]] double at(double drift) const;

 private:
  CountClass kind_;
  const Comparable& trajectory_;
  CountNoise noise_;
  std::vector<std::pair<const CountGroup*, std::vector<PreparedCount>>> groups_;
};

/// ln p(counts | trajectory). `review` is filled where given.
double log_likelihood(const CountSet& counts, const Comparable& trajectory, const CountNoise& noise,
                      CountReview* review = nullptr);

}  // namespace corridor

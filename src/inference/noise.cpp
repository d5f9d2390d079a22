#include "inference/noise.h"

#include <algorithm>
#include <cmath>

#include "scenario/normal.h"

namespace corridor {
namespace {

constexpr double kSqrtTwoPi = 2.50662827463100050242;
constexpr double kSmallestDensity = 1.0e-300;

double square(double x) { return x * x; }
std::size_t index(CountClass kind) { return static_cast<std::size_t>(kind); }

double normal_density(double x, double variance) {
  return std::exp(-0.5 * x * x / variance) / (kSqrtTwoPi * std::sqrt(variance));
}

/// Density of e + n at x: e exponential with mean `mean`, n normal (exponentially modified
/// Gaussian). Far from the bound the exponential alone is left.
double bounded_density(double x, double mean, double variance) {
  const double sd = std::sqrt(variance);
  const double z = x / sd - sd / mean;
  constexpr double kFar = -8.0;
  if (z < kFar) return normal_density(x, variance) / (-z) * sd / mean;  // Mills' ratio
  return std::exp(0.5 * variance / (mean * mean) - x / mean) * normal_cdf(z) / mean;
}

/// Width of a range on the scale of ln.
double width(const DatedCount& count) {
  return std::log((count.value_high + kCountOffset) / (count.value + kCountOffset));
}

/// Follows one group's drift (an Ornstein-Uhlenbeck process) from count to count.
class GroupFilter {
 public:
  GroupFilter(const CountGroup& group, const Comparable& trajectory, const CountNoise& noise)
      : group_(group),
        trajectory_(trajectory),
        noise_(noise),
        drift_(Drift::before(group.kind, noise)) {}

  struct Comparison {
    double innovation = 0.0;  ///< ln of the trajectory, drift and bound included, over report
    double variance = 0.0;    ///< of that
    double variance_if_wrong = 0.0;  ///< of that for a count that is simply wrong
    double log_density = 0.0;
  };

  Comparison compare(const PreparedCount& one) {
    const Moment moment =
        one.count->point_count == 1 ? moment_at(one.count->first_point, one) : mean_moment(one);
    drift_ = moment.drift;
    Comparison out;
    out.innovation = moment.over - one.error.shift;
    out.variance = drift_.level_variance + moment.own_variance + one.error.shift_variance;
    out.variance_if_wrong = out.variance + square(noise_.outlier_error);
    const double good = (1.0 - one.error.wrong_share) * moment.density;
    const double bad =
        one.error.wrong_share * normal_density(out.innovation, out.variance_if_wrong);
    const double density = std::max(good + bad, kSmallestDensity);
    out.log_density = std::log(density);
    update(out.innovation, out.variance, good / density);
    return out;
  }

  [[nodiscard]] const Drift& drift() const { return drift_; }

 private:
  /// A count against a moment that it may be for.
  struct Moment {
    Drift drift;                ///< then
    double over = 0.0;          ///< ln of the trajectory, drift included, over ln of the report
    double own_variance = 0.0;  ///< of that, without the drift
    double density = 0.0;
  };

  /// The drift when the trajectory has come to `offset_value`.
  [[nodiscard]] Drift drift_at(double offset_value, double growth_variance,
                               const PreparedCount& one) const {
    Drift drift = moved_to(offset_value, one);
    drift.level_variance += growth_variance;
    return drift;
  }

  [[nodiscard]] Drift moved_to(double offset_value, const PreparedCount& one) const {
    if (group_.is_of_periods)
      return drift_.of_period_after(one.gap, one.span, offset_value, group_.kind, noise_);
    if (group_.adds_up()) return drift_.adding_after(one.span, offset_value, group_.kind, noise_);
    return drift_.anew_after(one.span, group_.kind, noise_);
  }

  [[nodiscard]] double growth_variance(std::size_t point) const {
    return trajectory_.growth_variance.empty() ? 0.0 : trajectory_.growth_variance[point];
  }

  [[nodiscard]] Moment moment_at(std::size_t point, const PreparedCount& one) const {
    Moment moment;
    moment.drift = drift_at(trajectory_.offset_value[point], growth_variance(point), one);
    moment.over = trajectory_.log_value[point] + moment.drift.level - one.count->log_value;
    moment.own_variance = one.error.variance + trajectory_.variance[point];
    moment.density = density_of(*one.count, one.error.shift, moment.over,
                                moment.own_variance + moment.drift.level_variance);
    return moment;
  }

  /// Of a count whose hour is unknown: the mean of its moments, weighted by their densities.
  [[nodiscard]] Moment mean_moment(const PreparedCount& one) const {
    const DatedCount& count = *one.count;
    Moment mean;
    double offset_value = 0.0;
    double growth = 0.0;
    for (std::size_t k = 0; k < count.point_count; ++k) {
      const std::size_t point = count.first_point + k;
      const Moment moment = moment_at(point, one);
      mean.density += moment.density;
      mean.over += moment.density * moment.over;
      mean.own_variance += moment.density * moment.own_variance;
      offset_value += moment.density * trajectory_.offset_value[point];
      growth += moment.density * growth_variance(point);
    }
    if (mean.density <= 0.0) return moment_at(count.first_point + count.point_count - 1, one);
    mean.drift = drift_at(offset_value / mean.density, growth / mean.density, one);
    mean.over /= mean.density;
    mean.own_variance /= mean.density;
    mean.density /= static_cast<double>(count.point_count);
    return mean;
  }

  /// `over`: ln of the trajectory over ln of the report.
  [[nodiscard]] double density_of(const DatedCount& count, double shift, double over,
                                  double variance) const {
    switch (count.qualifier) {
      case Qualifier::at_least:
        return bounded_density(over, shift, variance);
      case Qualifier::at_most:
        return bounded_density(-over, -shift, variance);
      case Qualifier::between: {
        const double sd = std::sqrt(variance);
        const double wide = std::max(width(count), 1.0e-6);
        return (normal_cdf(over / sd) - normal_cdf((over - wide) / sd)) / wide;
      }
      default:
        return normal_density(over, variance);
    }
  }

  /// Kalman's update, as far as the count is believed not to be an outlier.
  void update(double innovation, double variance, double belief) {
    const double level_gain = belief * drift_.level_variance / variance;
    const double flow_gain = belief * drift_.covariance / variance;
    drift_.level -= level_gain * innovation;
    drift_.flow -= flow_gain * innovation;
    drift_.flow_variance -= flow_gain * drift_.covariance;
    drift_.covariance *= 1.0 - level_gain;
    drift_.level_variance *= 1.0 - level_gain;
  }

  const CountGroup& group_;
  const Comparable& trajectory_;
  const CountNoise& noise_;
  Drift drift_;
};

/// A count behind another at `last_hours`.
PreparedCount prepare(const DatedCount& count, const CountGroup& group, double last_hours,
                      const CountNoise& noise) {
  PreparedCount one;
  one.count = &count;
  one.error = error_of(count, group.kind, noise);
  if (group.is_of_periods) {
    one.gap = DriftSpan::between(last_hours, count.since_hours, group.kind, noise);
    last_hours = count.since_hours;
  }
  one.span = DriftSpan::between(last_hours, count.hours, group.kind, noise);
  return one;
}

}  // namespace

CountNoise CountNoise::of(const ParameterRegistry& registry, const ParameterValues& values) {
  const auto value = [&](const char* name) { return values[registry.require(name).index]; };
  CountNoise noise;
  noise.relative_error = value("counts.relative_error");
  noise.about_error = value("counts.about_error");
  noise.excess_of_tally = value("counts.excess_of_tally");
  noise.excess_of_round = value("counts.excess_of_round");
  noise.lag_hours = value("counts.lag_hours");
  noise.batch_people = value("counts.batch_people");
  noise.party_people = value("counts.party_people");
  noise.outlier_share = value("counts.outlier_share");
  noise.outlier_error = value("counts.outlier_error");
  for (const CountClass kind : kCountClasses) noise.drift[index(kind)] = value(name_of_drift(kind));
  noise.drift_hours = {value("counts.drift_hours_of_tallies"),
                       value("counts.drift_hours_of_registers"),
                       value("counts.drift_hours_of_stocks")};
  return noise;
}

Drift Drift::before(CountClass kind, const CountNoise& noise) {
  Drift drift;
  drift.level_variance = drift.flow_variance = drift.covariance = square(noise.drift[index(kind)]);
  return drift;
}

DriftSpan DriftSpan::between(double hours, double later_hours, CountClass kind,
                             const CountNoise& noise) {
  DriftSpan span;
  span.later_hours = later_hours;
  const double memories = std::max(0.0, later_hours - hours) / noise.drift_hours[index(kind)];
  span.kept = std::exp(-memories);
  // The mean of the flow's drift over the span, as if the flow were even: given the drift before,
  // `mean_kept` of it and the moments of what is new.
  constexpr double kShort = 1.0e-4;
  if (memories >= kShort) {
    span.mean_kept = (1.0 - span.kept) / memories;
    span.mean_variance =
        2.0 * (memories - 1.0 + span.kept) / square(memories) - square(span.mean_kept);
  }
  span.mean_covariance = span.mean_kept * (1.0 - span.kept);
  return span;
}

Drift Drift::anew_after(const DriftSpan& span, CountClass kind, const CountNoise& noise) const {
  const double stationary = square(noise.drift[index(kind)]);
  Drift later;
  later.hours = span.later_hours;
  later.offset_value = offset_value;
  later.flow = span.kept * flow;
  later.flow_variance = square(span.kept) * flow_variance + (1.0 - square(span.kept)) * stationary;
  later.level = later.flow;
  later.level_variance = later.covariance = later.flow_variance;
  return later;
}

Drift Drift::adding_after(const DriftSpan& span, double later_value, CountClass kind,
                          const CountNoise& noise) const {
  const double stationary = square(noise.drift[index(kind)]);
  Drift later = anew_after(span, kind, noise);
  // The share of the later level that had passed before.
  const double old = std::min(1.0, offset_value / later_value);
  const double fresh = 1.0 - old;
  // A count for an unknown hour may be for one before: who has passed does not pass again.
  later.offset_value = std::max(offset_value, later_value);
  later.level = old * level + fresh * span.mean_kept * flow;
  later.level_variance =
      square(old) * level_variance + 2.0 * old * fresh * span.mean_kept * covariance +
      square(fresh) * (square(span.mean_kept) * flow_variance + stationary * span.mean_variance) +
      // Parties that came as luck would have it (Poisson): party_people^2 for each.
      noise.party_people * fresh / later_value;
  later.covariance =
      old * span.kept * covariance +
      fresh * (span.mean_kept * span.kept * flow_variance + stationary * span.mean_covariance);
  return later;
}

Drift Drift::of_period_after(const DriftSpan& gap, const DriftSpan& span, double value,
                             CountClass kind, const CountNoise& noise) const {
  Drift begun = anew_after(gap, kind, noise);
  begun.offset_value = 0.0;
  return begun.adding_after(span, value, kind, noise);
}

Drift Drift::at(double later_hours, double later_value, CountClass kind,
                const CountNoise& noise) const {
  const DriftSpan span = DriftSpan::between(hours, later_hours, kind, noise);
  return kind == CountClass::tally ? adding_after(span, later_value, kind, noise)
                                   : anew_after(span, kind, noise);
}

double as_normal(const Residual& residual) {
  const double share = residual.wrong_share;
  const double beyond = (1.0 - share) * normal_cdf(-std::abs(residual.standardised)) +
                        share * normal_cdf(-std::abs(residual.standardised_if_wrong));
  return std::copysign(normal_quantile(beyond), residual.standardised);
}

CountError error_of(const DatedCount& count, CountClass kind, const CountNoise& noise) {
  CountError own;
  own.wrong_share = noise.outlier_share + (1.0 - count.weight) * (1.0 - noise.outlier_share);
  double error = noise.relative_error;
  // Who has been counted stays counted: a running tally errs in what it adds.
  if (kind == CountClass::tally) error = 0.0;
  if (count.qualifier == Qualifier::about) error = noise.about_error;
  // A rounded figure is uniform over its last digit.
  const double rounding = count.rounding / (count.value + kCountOffset);
  own.variance = error * error + rounding * rounding / 3.0;
  const double excess =
      count.digits >= kDigitsOfATally ? noise.excess_of_tally : noise.excess_of_round;
  if (count.qualifier == Qualifier::at_least) own.shift = excess;
  if (count.qualifier == Qualifier::at_most) own.shift = -excess;
  own.shift_variance = square(own.shift);
  if (count.qualifier == Qualifier::between) {
    own.shift = 0.5 * width(count);
    own.shift_variance = square(width(count)) / 12.0;
  }
  return own;
}

Comparable comparable(const Readings& readings, const CountNoise& noise) {
  Comparable out;
  for (std::size_t k = 0; k < readings.value.size(); ++k) {
    const double base = std::max(0.0, readings.value[k]) + kCountOffset;
    const double lag = readings.per_hour[k] * noise.lag_hours / base;
    const double batch = noise.batch_people / base;
    out.offset_value.push_back(base);
    out.log_value.push_back(std::log(base));
    out.variance.push_back(lag * lag + batch * batch);
  }
  return out;
}

ClassLikelihood::ClassLikelihood(const CountSet& counts, CountClass kind,
                                 const Comparable& trajectory, const CountNoise& noise)
    : kind_(kind), trajectory_(trajectory), noise_(noise) {
  for (const CountGroup& group : counts.groups()) {
    if (group.kind != kind) continue;
    std::vector<PreparedCount>& prepared =
        groups_.emplace_back(&group, std::vector<PreparedCount>{}).second;
    double hours = 0.0;
    for (const DatedCount& count : group.counts) {
      prepared.push_back(prepare(count, group, hours, noise));
      hours = count.hours;
    }
  }
}

double ClassLikelihood::at(double drift) const {
  CountNoise noise = noise_;
  noise.drift[index(kind_)] = drift;
  double sum = 0.0;
  for (const auto& [group, counts] : groups_) {
    GroupFilter filter(*group, trajectory_, noise);
    for (const PreparedCount& one : counts) sum += filter.compare(one).log_density;
  }
  return sum;
}

double log_likelihood(const CountSet& counts, const Comparable& trajectory, const CountNoise& noise,
                      CountReview* review) {
  double sum = 0.0;
  for (const CountGroup& group : counts.groups()) {
    GroupFilter filter(group, trajectory, noise);
    std::vector<Residual> residuals;
    for (const DatedCount& count : group.counts) {
      const PreparedCount one = prepare(count, group, filter.drift().hours, noise);
      const GroupFilter::Comparison found = filter.compare(one);
      sum += found.log_density;
      if (review == nullptr) continue;
      residuals.push_back({-found.innovation / std::sqrt(found.variance),
                           -found.innovation / std::sqrt(found.variance_if_wrong),
                           one.error.wrong_share, found.log_density});
    }
    if (review == nullptr) continue;
    review->residuals.push_back(std::move(residuals));
    review->drifts.push_back(filter.drift());
  }
  return sum;
}

}  // namespace corridor

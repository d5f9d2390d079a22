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
      : kind_(group.kind),
        trajectory_(trajectory),
        noise_(noise),
        drift_(Drift::before(group.kind, noise)) {}

  Residual compare(const DatedCount& count) {
    const CountError error = error_of(count, kind_, noise_);
    const DriftSpan span = drift_.until(count.hours, kind_, noise_);
    Moment mean;
    double density = 0.0;
    for (std::size_t k = 0; k < count.point_count; ++k) {
      const Moment moment = moment_at(count.first_point + k, span, count.log_value, error);
      const double p =
          density_of(count, error.shift, moment.over, moment.own_variance + moment.drift_variance);
      density += p;
      mean.add(moment, p);
    }
    if (density > 0.0) {
      mean.divide(density);
    } else {
      mean = moment_at(count.first_point + count.point_count - 1, span, count.log_value, error);
    }
    drift_ = drift_.after(span, mean.log_value, kind_, noise_);
    drift_.level_variance += mean.growth_variance;
    const double innovation = mean.over - error.shift;
    const double variance = drift_.level_variance + mean.own_variance + error.shift_variance;
    const double good =
        (1.0 - noise_.outlier_share) * density / static_cast<double>(count.point_count);
    const double variance_if_wrong = variance + square(noise_.outlier_error);
    const double bad = noise_.outlier_share * normal_density(innovation, variance_if_wrong);
    update(innovation, variance, good / std::max(good + bad, kSmallestDensity));
    return {-innovation / std::sqrt(variance), -innovation / std::sqrt(variance_if_wrong),
            std::log(std::max(good + bad, kSmallestDensity))};
  }

  [[nodiscard]] const Drift& drift() const { return drift_; }

 private:
  /// A count against one of the moments that it may be for.
  struct Moment {
    double log_value = 0.0;
    double over = 0.0;          ///< ln of the trajectory, drift included, over ln of the report
    double own_variance = 0.0;  ///< of that, without the drift
    double drift_variance = 0.0;
    double growth_variance = 0.0;

    void add(const Moment& other, double weight) {
      log_value += weight * other.log_value;
      over += weight * other.over;
      own_variance += weight * other.own_variance;
      growth_variance += weight * other.growth_variance;
    }
    void divide(double sum) {
      log_value /= sum;
      over /= sum;
      own_variance /= sum;
      growth_variance /= sum;
    }
  };

  [[nodiscard]] Moment moment_at(std::size_t point, const DriftSpan& span, double said,
                                 const CountError& error) const {
    const double log_value = trajectory_.log_value[point];
    Drift drift = drift_.after(span, log_value, kind_, noise_);
    const double growth =
        trajectory_.growth_variance.empty() ? 0.0 : trajectory_.growth_variance[point];
    drift.level_variance += growth;
    return {log_value, log_value + drift.level - said, error.variance + trajectory_.variance[point],
            drift.level_variance, growth};
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

  CountClass kind_;
  const Comparable& trajectory_;
  const CountNoise& noise_;
  Drift drift_;
};

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
  drift.log_value = std::log(kCountOffset);
  return drift;
}

DriftSpan Drift::until(double later_hours, CountClass kind, const CountNoise& noise) const {
  DriftSpan span;
  span.later_hours = later_hours;
  span.stationary = square(noise.drift[index(kind)]);
  const double memories = std::max(0.0, later_hours - hours) / noise.drift_hours[index(kind)];
  span.kept = std::exp(-memories);
  // The mean of the flow's drift over the span, as if the flow were even: given the drift before,
  // `mean_kept` of it and the moments of what is new.
  constexpr double kShort = 1.0e-4;
  if (memories >= kShort) {
    span.mean_kept = (1.0 - span.kept) / memories;
    span.mean_variance = span.stationary * (2.0 * (memories - 1.0 + span.kept) / square(memories) -
                                            square(span.mean_kept));
  }
  span.mean_covariance = span.stationary * span.mean_kept * (1.0 - span.kept);
  return span;
}

Drift Drift::after(const DriftSpan& span, double later_log_value, CountClass kind,
                   const CountNoise& noise) const {
  Drift later;
  later.hours = span.later_hours;
  later.log_value = later_log_value;
  later.flow = span.kept * flow;
  later.flow_variance =
      square(span.kept) * flow_variance + (1.0 - square(span.kept)) * span.stationary;
  if (kind != CountClass::tally) {
    later.level = later.flow;
    later.level_variance = later.covariance = later.flow_variance;
    return later;
  }
  // The share of the later level that had passed before.
  const double old = std::min(1.0, std::exp(log_value - later_log_value));
  const double fresh = 1.0 - old;
  // A count for an unknown hour may be for one before: who has passed does not pass again.
  later.log_value = std::max(log_value, later_log_value);
  later.level = old * level + fresh * span.mean_kept * flow;
  later.level_variance =
      square(old) * level_variance + 2.0 * old * fresh * span.mean_kept * covariance +
      square(fresh) * (square(span.mean_kept) * flow_variance + span.mean_variance) +
      // Parties that came as luck would have it (Poisson): party_people^2 for each.
      noise.party_people * fresh * std::exp(-later_log_value);
  later.covariance = old * span.kept * covariance +
                     fresh * (span.mean_kept * span.kept * flow_variance + span.mean_covariance);
  return later;
}

double as_normal(const Residual& residual, double outlier_share) {
  const double beyond = (1.0 - outlier_share) * normal_cdf(-std::abs(residual.standardised)) +
                        outlier_share * normal_cdf(-std::abs(residual.standardised_if_wrong));
  return std::copysign(normal_quantile(beyond), residual.standardised);
}

CountError error_of(const DatedCount& count, CountClass kind, const CountNoise& noise) {
  CountError own;
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
    out.log_value.push_back(std::log(base));
    out.variance.push_back(lag * lag + batch * batch);
  }
  return out;
}

double log_likelihood(const CountSet& counts, CountClass kind, const Comparable& trajectory,
                      const CountNoise& noise) {
  double sum = 0.0;
  for (const CountGroup& group : counts.groups()) {
    if (group.kind != kind) continue;
    GroupFilter filter(group, trajectory, noise);
    for (const DatedCount& count : group.counts) sum += filter.compare(count).log_density;
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
      const Residual residual = filter.compare(count);
      sum += residual.log_density;
      if (review != nullptr) residuals.push_back(residual);
    }
    if (review == nullptr) continue;
    review->residuals.push_back(std::move(residuals));
    review->drifts.push_back(filter.drift());
  }
  return sum;
}

}  // namespace corridor

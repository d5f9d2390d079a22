#include "inference/noise.h"

#include <algorithm>
#include <cmath>

namespace corridor {
namespace {

constexpr double kSqrtTwoPi = 2.50662827463100050242;
constexpr double kSmallestDensity = 1.0e-300;

double normal_cdf(double z) { return 0.5 * std::erfc(-z * 0.70710678118654752440); }
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

/// Follows one group's drift (an Ornstein-Uhlenbeck process) from count to count.
class GroupFilter {
 public:
  GroupFilter(const CountGroup& group, const Comparable& trajectory, const CountNoise& noise)
      : trajectory_(trajectory),
        noise_(noise),
        stationary_(square(noise.drift[index(group.kind)])),
        forget_hours_(noise.drift_hours[index(group.kind)]) {
    drift_.variance = stationary_;
  }

  Residual compare(const DatedCount& count) {
    forecast_drift(count.hours);
    const double own = own_variance(count);
    double density = 0.0;
    double innovation = 0.0;
    double variance = 0.0;
    for (std::size_t k = 0; k < count.point_count; ++k) {
      const std::size_t point = count.first_point + k;
      const double here = own + trajectory_.variance[point];
      const double over =
          trajectory_.log_value[point] + drift_.mean - std::log(count.value + kCountOffset);
      const double p = density_of(count, over, here + drift_.variance);
      density += p;
      innovation += p * (over - shift(count));
      variance += p * (here + square(shift(count)));
    }
    const auto points = static_cast<double>(count.point_count);
    if (density > 0.0) {
      innovation /= density;
      variance /= density;
    } else {
      const std::size_t last = count.first_point + count.point_count - 1;
      innovation = trajectory_.log_value[last] + drift_.mean -
                   std::log(count.value + kCountOffset) - shift(count);
      variance = own + trajectory_.variance[last] + square(shift(count));
    }
    const double good = (1.0 - noise_.outlier_share) * density / points;
    const double bad =
        noise_.outlier_share *
        normal_density(innovation, drift_.variance + variance + square(noise_.outlier_error));
    update(innovation, variance, good / std::max(good + bad, kSmallestDensity));
    return {-innovation / std::sqrt(before_ + variance),
            std::log(std::max(good + bad, kSmallestDensity))};
  }

  [[nodiscard]] const Drift& drift() const { return drift_; }

 private:
  static double square(double x) { return x * x; }
  static std::size_t index(CountClass kind) { return static_cast<std::size_t>(kind); }

  void forecast_drift(double hours) {
    const double kept = std::exp(-std::max(0.0, hours - drift_.hours) / forget_hours_);
    drift_.mean *= kept;
    drift_.variance = stationary_ + (drift_.variance - stationary_) * kept * kept;
    drift_.hours = hours;
    before_ = drift_.variance;
  }

  [[nodiscard]] double own_variance(const DatedCount& count) const {
    const double error =
        count.qualifier == Qualifier::about ? noise_.about_error : noise_.relative_error;
    // A rounded figure is uniform over its last digit.
    return square(error) + square(count.rounding / (count.value + kCountOffset)) / 3.0;
  }

  /// Mean of what a bound leaves unsaid, with the sign of trajectory over report.
  [[nodiscard]] double shift(const DatedCount& count) const {
    constexpr int kTally = 3;
    const double excess = count.digits >= kTally ? noise_.excess_of_tally : noise_.excess_of_round;
    if (count.qualifier == Qualifier::at_least) return excess;
    if (count.qualifier == Qualifier::at_most) return -excess;
    if (count.qualifier == Qualifier::between) return 0.5 * width(count);
    return 0.0;
  }

  static double width(const DatedCount& count) {
    return std::log((count.value_high + kCountOffset) / (count.value + kCountOffset));
  }

  /// `over`: ln of the trajectory over ln of the report.
  [[nodiscard]] double density_of(const DatedCount& count, double over, double variance) const {
    switch (count.qualifier) {
      case Qualifier::at_least:
        return bounded_density(over, shift(count), variance);
      case Qualifier::at_most:
        return bounded_density(-over, -shift(count), variance);
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
    const double gain = belief * drift_.variance / (drift_.variance + variance);
    drift_.mean -= gain * innovation;
    drift_.variance *= 1.0 - gain;
  }

  const Comparable& trajectory_;
  const CountNoise& noise_;
  double stationary_;
  double forget_hours_;
  double before_ = 0.0;  ///< variance of the drift before the present count
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
  noise.outlier_share = value("counts.outlier_share");
  noise.outlier_error = value("counts.outlier_error");
  noise.drift = {value("counts.drift_of_tallies"), value("counts.drift_of_registers"),
                 value("counts.drift_of_stocks")};
  noise.drift_hours = {value("counts.drift_hours_of_tallies"),
                       value("counts.drift_hours_of_registers"),
                       value("counts.drift_hours_of_stocks")};
  return noise;
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

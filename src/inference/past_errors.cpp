#include "inference/past_errors.h"

#include <algorithm>
#include <cmath>

#include "scenario/normal.h"

namespace corridor {
namespace {

constexpr double kLeadFactor = 1.5;
constexpr std::size_t kEnough = 8;
constexpr double kFallbackShare = 0.3;
constexpr double kFewestPeople = 100.0;

double seconds(Duration duration) { return static_cast<double>(duration.count()); }

std::vector<double> errors_at_lead(Time origin, double lead, double factor,
                                   const std::vector<PastForecast>& past) {
  std::vector<double> errors;
  for (const PastForecast& one : past) {
    if (one.published >= origin || one.origin >= origin) continue;
    const double ratio = lead / std::max(1.0, seconds(one.time - one.origin));
    if (ratio > factor || ratio < 1.0 / factor) continue;
    errors.push_back(one.outcome - one.forecast);
  }
  return errors;
}

std::vector<double> errors_scaled_to_lead(Time origin, double lead,
                                          const std::vector<PastForecast>& past) {
  std::vector<double> errors;
  for (const PastForecast& one : past) {
    if (one.published >= origin || one.origin >= origin || one.time <= one.origin) continue;
    errors.push_back((one.outcome - one.forecast) * lead / seconds(one.time - one.origin));
  }
  return errors;
}

void add_fallback(double point, double lead, Duration every, std::vector<double>& errors) {
  const double share = std::min(1.0, kFallbackShare * std::sqrt(lead / seconds(every)));
  const double sd = share * std::max(point, kFewestPeople);
  for (std::size_t i = 0; i < kEnough; ++i) {
    const double level = (static_cast<double>(i) + 0.5) / static_cast<double>(kEnough);
    errors.push_back(sd * normal_quantile(level));
  }
}

}  // namespace

std::vector<double> with_past_errors(double point, Time origin, Time time, Duration every,
                                     double lowest, const std::vector<PastForecast>& past) {
  const double lead = std::max(1.0, seconds(time - origin));
  std::vector<double> errors = errors_at_lead(origin, lead, kLeadFactor, past);
  if (errors.size() < kEnough) errors = errors_scaled_to_lead(origin, lead, past);
  if (errors.size() < kEnough) add_fallback(point, lead, every, errors);
  std::vector<double> samples;
  for (const double error : errors) {
    samples.push_back(std::max(lowest, point + error));
    samples.push_back(std::max(lowest, point - error));
  }
  std::sort(samples.begin(), samples.end());
  return samples;
}

}  // namespace corridor

#include "scenario/normal.h"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>

namespace corridor {

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

double normal_quantile(double p) {
  constexpr double kSmallest = 1.0e-15;
  const double inside = std::clamp(p, kSmallest, 1.0 - kSmallest);
  // In doubles: long doubles would cost several times as much and settle the last bit only.
  using InDoubles = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  return -std::sqrt(2.0) * boost::math::erfc_inv(2.0 * inside, InDoubles());
}

}  // namespace corridor

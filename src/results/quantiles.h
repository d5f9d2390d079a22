#pragma once
#include <vector>

namespace corridor {

/// A low, a middle and a high estimate: the 5, 50 and 95 % quantiles.
struct Estimate {
  double low = 0.0;
  double median = 0.0;
  double high = 0.0;
};

/// By linear interpolation between order statistics (type 7, Hyndman & Fan 1996); at least one
/// value, sorted.
double quantile_of_sorted(const std::vector<double>& sorted, double level);

/// The 5, 50 and 95 % quantiles of values, at least one.
Estimate estimate_of(std::vector<double> values);

}  // namespace corridor

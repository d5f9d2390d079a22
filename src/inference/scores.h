#pragma once
// How good was a forecast: proper scores of one forecast and one outcome, and what is made of many.
// Pure functions. Smaller is better wherever a score is returned.
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace corridor {

/// Continuous ranked probability score of the empirical distribution of `samples` (any order, at
/// least one): E|X - y| - E|X - X'| / 2 (Gneiting & Raftery 2007, eq. 21). In the outcome's unit.
double crps_of_samples(std::span<const double> samples, double outcome);

/// The weighted interval score and its three parts, which add up to it.
struct IntervalScore {
  double total = 0.0;
  double dispersion = 0.0;       ///< width of the intervals
  double overprediction = 0.0;   ///< forecast above the outcome
  double underprediction = 0.0;  ///< forecast below the outcome
};

/// WIS = (w0 |y - m| + sum_k w_k IS_k) / (K + 1/2), w0 = 1/2, w_k = alpha_k / 2, over the K central
/// intervals and the median m (Bracher et al. 2021, eqs. 1 and 2). `levels` are symmetric around
/// 1/2, increasing and odd in number, as those of the hubs. The median's error counts as over- or
/// underprediction.
IntervalScore weighted_interval_score(std::span<const double> levels,
                                      std::span<const double> quantiles, double outcome);

/// Whether the outcome lies in the closed interval.
inline bool covers(double low, double high, double outcome) {
  return low <= outcome && outcome <= high;
}

/// Randomised probability integral transform of an empirical distribution: P(X < y) + v P(X = y)
/// with `v` uniform in (0, 1); uniform when the forecast is right (Czado, Gneiting & Held 2009, eq.
/// 1). Half a sample of mass stands before the first and behind the last one.
double randomised_pit(std::span<const double> samples, double outcome, double v);

/// Bias in [-1, 1]: 1 - P(X < y) - P(X <= y); positive where the forecast is too high (Funk et al.
/// 2019).
double bias_of_samples(std::span<const double> samples, double outcome);

/// Shares of values in [0, 1] that fall in `bins` equal bins.
std::vector<double> pit_histogram(std::span<const double> values, std::size_t bins);

/// A score that is missing because the method did not forecast.
inline constexpr double kNoScore = std::numeric_limits<double>::quiet_NaN();

/// Relative skill of every method: the geometric mean, over all methods j, of the ratio of its mean
/// score to that of j on the tasks that both forecast; below 1 is better than the average method
/// (Cramer et al. 2022, COVID-19 Forecast Hub). `scores[method][task]`, kNoScore where missing;
/// kNoScore is returned for methods without a task in common with any other.
std::vector<double> relative_skill(const std::vector<std::vector<double>>& scores);

/// Flee's averaged relative difference at one time: sum |forecast - outcome| / sum outcome over the
/// camps (Suleimenova, Bell & Groen 2017, eq. 1); 0 to 2 for shares.
/// `rescaled`: the forecast is first scaled to the total of the outcomes, so that only shares
/// count. kNoScore where the outcomes (or, rescaled, the forecasts) add up to nothing.
double relative_difference(std::span<const double> forecast, std::span<const double> outcome,
                           bool rescaled);

struct Interval {
  double low = 0.0;
  double high = 0.0;
};

/// Central interval of `coverage` for the ratio sum(numerator) / sum(denominator) by the circular
/// block bootstrap (Politis & Romano 1992): blocks of `block` consecutive origins are drawn with
/// replacement until as many origins as there are have been drawn. One entry an origin, in the
/// order of time, so that errors that overlap in time stay together. Reproducible by seed.
Interval block_bootstrap_ratio(std::span<const double> numerator,
                               std::span<const double> denominator, std::size_t block,
                               std::size_t replicates, double coverage, std::uint64_t seed);

}  // namespace corridor

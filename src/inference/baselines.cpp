#include "inference/baselines.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace corridor {
namespace {

/// Change a day between the last count and the latest count at least `window` before it (the first
/// one where there is none so old).
double recent_rate_per_day(const CountSeries& series, Duration window) {
  const ReportedCount& last = series.counts.back();
  for (std::size_t i = series.counts.size(); i-- > 0;) {
    const ReportedCount& then = series.counts[i];
    if (last.time - then.time >= window || (i == 0 && then.time < last.time)) {
      return (last.value - then.value) / in_days(last.time - then.time);
    }
  }
  return 0.0;
}

double mean_rate_per_day(const CountSeries& series) {
  const double days = in_days(series.counts.back().time - series.counts.front().time);
  return days > 0.0 ? (series.counts.back().value - series.counts.front().value) / days : 0.0;
}

PointForecast line(const CountSeries& series, double rate_per_day) {
  const ReportedCount last = series.counts.back();
  return [=](Time time) {
    return std::max(0.0, last.value + rate_per_day * in_days(time - last.time));
  };
}

PointForecast persistence(const KnownCounts& known, std::size_t index) {
  return line(known.series[index], 0.0);
}

PointForecast persistence_of_rate(const KnownCounts& known, std::size_t index) {
  return line(known.series[index], recent_rate_per_day(known.series[index], known.every));
}

PointForecast drift(const KnownCounts& known, std::size_t index) {
  return line(known.series[index], mean_rate_per_day(known.series[index]));
}

// Logistic growth K / (1 + exp(-(t - midpoint) / width)): least squares over a grid of midpoints
// and widths that is refined around its best point; K follows linearly.

struct Logistic {
  double ceiling = 0.0;
  double midpoint_days = 0.0;
  double width_days = 1.0;

  [[nodiscard]] double shape(double day) const {
    return 1.0 / (1.0 + std::exp(-(day - midpoint_days) / width_days));
  }
};

/// A fitted ceiling is at most this many times the largest count: counts that still grow like an
/// exponential say nothing of where they end.
constexpr double kHighestCeiling = 10.0;
/// At most this many counts, evenly spread, are enough to fit three numbers.
constexpr std::size_t kMostCountsForLogistic = 40;

std::vector<std::pair<double, double>> thinned(const CountSeries& series) {
  const std::size_t stride =
      (series.counts.size() + kMostCountsForLogistic - 1) / kMostCountsForLogistic;
  std::vector<std::pair<double, double>> points;
  for (std::size_t back = 0; back < series.counts.size(); back += stride) {
    const ReportedCount& count = series.counts[series.counts.size() - 1 - back];
    points.emplace_back(in_days(count.time - series.counts.front().time), count.value);
  }
  return points;
}

/// Sets the best ceiling and returns the sum of squared errors.
double fit_ceiling(const std::vector<std::pair<double, double>>& points, Logistic& curve) {
  double shape_value = 0.0;
  double shape_shape = 0.0;
  double value_value = 0.0;
  for (const auto& [day, value] : points) {
    const double shape = curve.shape(day);
    shape_value += shape * value;
    shape_shape += shape * shape;
    value_value += value * value;
  }
  curve.ceiling = shape_shape > 0.0 ? shape_value / shape_shape : 0.0;
  return value_value - curve.ceiling * shape_value;
}

Logistic fit_logistic(const CountSeries& series) {
  constexpr int kHalfGrid = 4;
  constexpr int kRefinements = 3;
  // In spans of the counts; the first grid goes from -0.75 to 2.25 spans, and in widths from 0.02
  // to 1.7 spans.
  constexpr double kFirstMidpoint = 0.75;
  constexpr double kFirstMidpointStep = 0.375;
  constexpr double kFirstWidth = 0.2;
  constexpr double kFirstWidthFactor = 1.7;
  const auto points = thinned(series);
  const double span =
      std::max(1e-3, in_days(series.counts.back().time - series.counts.front().time));
  Logistic best;
  best.midpoint_days = kFirstMidpoint * span;
  best.width_days = kFirstWidth * span;
  double midpoint_step = kFirstMidpointStep * span;
  double width_factor = kFirstWidthFactor;
  double least = std::numeric_limits<double>::infinity();
  for (int refinement = 0; refinement < kRefinements; ++refinement) {
    const Logistic centre = best;
    for (int i = -kHalfGrid; i <= kHalfGrid; ++i) {
      for (int j = -kHalfGrid; j <= kHalfGrid; ++j) {
        Logistic curve;
        curve.midpoint_days = centre.midpoint_days + i * midpoint_step;
        curve.width_days = centre.width_days * std::pow(width_factor, j);
        const double error = fit_ceiling(points, curve);
        if (error >= least) continue;
        least = error;
        best = curve;
      }
    }
    midpoint_step /= kHalfGrid;
    width_factor = std::pow(width_factor, 1.0 / kHalfGrid);
  }
  return best;
}

PointForecast logistic_growth(const KnownCounts& known, std::size_t index) {
  constexpr std::size_t kFewest = 4;  // three numbers need more than three counts
  const CountSeries& series = known.series[index];
  if (series.counts.size() < kFewest) return persistence(known, index);
  const Logistic curve = fit_logistic(series);
  double largest = 0.0;
  for (const ReportedCount& count : series.counts) largest = std::max(largest, count.value);
  const double ceiling = std::min(curve.ceiling, kHighestCeiling * largest);
  const Time first = series.counts.front().time;
  return [=](Time time) { return ceiling * curve.shape(in_days(time - first)); };
}

// Damped trend (Gardner & McKenzie 1985, additive) on counts interpolated to equal steps, a quarter
// of the time between origins; smoothing and damping with the least squared one-step errors.

struct DampedTrend {
  double level = 0.0;
  double trend = 0.0;
  double damping = 1.0;
  double squared_errors = 0.0;
};

DampedTrend smooth(const std::vector<double>& values, double alpha, double beta, double phi) {
  DampedTrend state{values[0], values.size() > 1 ? values[1] - values[0] : 0.0, phi, 0.0};
  for (std::size_t i = 1; i < values.size(); ++i) {
    const double expected = state.level + phi * state.trend;
    const double error = values[i] - expected;
    state.level = expected + alpha * error;
    state.trend = phi * state.trend + alpha * beta * error;
    state.squared_errors += error * error;
  }
  return state;
}

/// Among which the damped trend is fitted: the weights of the newest value in the level and of the
/// newest change in the trend, and the trend's damping a step (0.98 at most, the usual bound:
/// Hyndman & Athanasopoulos 2021, Forecasting: Principles and Practice, 8.2).
constexpr double kLevelWeights[] = {0.3, 0.6, 0.9, 1.0};
constexpr double kTrendWeights[] = {0.1, 0.3, 0.6, 0.9};
constexpr double kDampings[] = {0.7, 0.8, 0.9, 0.95, 0.98};

PointForecast damped_trend(const KnownCounts& known, std::size_t index) {
  const CountSeries& series = known.series[index];
  const Duration step = std::max(Duration{900}, known.every / 4);
  std::vector<double> values;
  const Time last = series.counts.back().time;
  const auto steps = (last - series.counts.front().time) / step;
  for (auto i = steps; i >= 0; --i) values.push_back(interpolated(series, last - i * step));
  std::optional<DampedTrend> best;
  for (const double alpha : kLevelWeights) {
    for (const double beta : kTrendWeights) {
      for (const double phi : kDampings) {
        const DampedTrend state = smooth(values, alpha, beta, phi);
        if (!best || state.squared_errors < best->squared_errors) best = state;
      }
    }
  }
  const DampedTrend state = *best;
  return [=](Time time) {
    const double ahead =
        static_cast<double>((time - last).count()) / static_cast<double>(step.count());
    const double sum =
        state.damping * (1.0 - std::pow(state.damping, ahead)) / (1.0 - state.damping);
    return std::max(0.0, state.level + state.trend * sum);
  };
}

// Shares: a place keeps its share of the sum over places, and a forecast total is split by it.

std::optional<double> sum_over_places(const std::vector<CountSeries>& all,
                                      const std::string& target, Time time) {
  std::optional<double> sum;
  for (const CountSeries& series : all) {
    if (series.info.target != target || !is_of_one_place(series.info)) continue;
    const bool has_begun = series.counts.front().time <= time;
    sum = sum.value_or(0.0) + (has_begun ? interpolated(series, time) : 0.0);
  }
  return sum;
}

/// The share of a place at a time that is known; empty where there is nothing to share.
std::optional<double> share_at(const KnownCounts& known, const CountSeries& series, Time time) {
  if (!is_of_one_place(series.info)) return std::nullopt;
  const auto sum = sum_over_places(known.series, series.info.target, time);
  if (!sum || *sum <= 0.0) return std::nullopt;
  return series.counts.front().time <= time ? interpolated(series, time) / *sum : 0.0;
}

/// The sum over the places as each of them drifts.
PointForecast drifting_sum(const KnownCounts& known, const std::string& target) {
  std::vector<PointForecast> places;
  for (std::size_t i = 0; i < known.series.size(); ++i) {
    const SeriesInfo& info = known.series[i].info;
    if (info.target == target && is_of_one_place(info)) places.push_back(drift(known, i));
  }
  return [=](Time time) {
    double sum = 0.0;
    for (const PointForecast& place : places) sum += place(time);
    return sum;
  };
}

PointForecast shares_of(const KnownCounts& known, std::size_t index, int days_ago,
                        bool true_total) {
  const CountSeries& series = known.series[index];
  const auto share = share_at(known, series, known.origin - std::chrono::days{days_ago});
  if (!share) return {};
  if (!true_total) {
    const PointForecast total = drifting_sum(known, series.info.target);
    return [=](Time time) { return *share * total(time); };
  }
  const std::vector<CountSeries>* outcomes = known.outcomes;
  return [=, target = series.info.target](Time time) {
    return *share * sum_over_places(*outcomes, target, time).value_or(0.0);
  };
}

/// Each place's largest count of all time, the future included, as its share of the sum of those.
PointForecast capacity_shares(const KnownCounts& known, std::size_t index) {
  const SeriesInfo& info = known.series[index].info;
  double own = 0.0;
  double all = 0.0;
  for (const CountSeries& series : *known.outcomes) {
    if (series.info.target != info.target || !is_of_one_place(series.info)) continue;
    double largest = 0.0;
    for (const ReportedCount& count : series.counts) largest = std::max(largest, count.value);
    all += largest;
    if (series.info.location == info.location) own = largest;
  }
  if (!is_of_one_place(info) || all <= 0.0) return {};
  const PointForecast total = drifting_sum(known, info.target);
  return [=](Time time) { return own / all * total(time); };
}

}  // namespace

const std::vector<Baseline>& baselines() {
  constexpr int kMonth = 30;
  constexpr int kQuarter = 90;
  static const std::vector<Baseline> all = {
      {"persistence", "the last count stays", false, persistence},
      {"persistence_of_rate", "the recent change a day goes on", false, persistence_of_rate},
      {"drift", "the mean change a day since the first count goes on", false, drift},
      {"logistic", "logistic growth fitted to the counts so far", false, logistic_growth},
      {"damped_trend", "Holt's trend, damped", false, damped_trend},
      {"shares_30d", "the shares of 30 days ago of the sum as it drifts", false,
       [](const KnownCounts& known, std::size_t index) {
         return shares_of(known, index, kMonth, false);
       }},
      {"shares_90d", "the shares of 90 days ago of the sum as it drifts", false,
       [](const KnownCounts& known, std::size_t index) {
         return shares_of(known, index, kQuarter, false);
       }},
      {"shares_30d_true_total", "the shares of 30 days ago of the sum that came", true,
       [](const KnownCounts& known, std::size_t index) {
         return shares_of(known, index, kMonth, true);
       }},
      {"capacity_shares", "shares of the largest counts that ever came, of the sum as it drifts",
       true, capacity_shares},
  };
  return all;
}

}  // namespace corridor

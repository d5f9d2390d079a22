#pragma once
// From reported counts to the values of a trajectory that they are compared with: the observation
// operator.
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model.h"
#include "scenario/scenario.h"

namespace corridor {

/// What counts of a series have in common: how far they stray from the truth together
/// (docs/methods.md).
enum class CountClass {
  tally,      ///< people or vehicles counted as they pass
  register_,  ///< people as they are written down
  stock       ///< people present or housed
};

inline constexpr CountClass kCountClasses[] = {CountClass::tally, CountClass::register_,
                                               CountClass::stock};

CountClass count_class(const std::string& target);

/// Added to counts before the logarithm: at a handful of people ratios mean nothing.
inline constexpr double kCountOffset = 20.0;

/// What counts and trajectories of a series are multiplied by, so that the law of counts, whose
/// offset and columns are of people, holds for them: people and vehicles stand as they are, an hour
/// of waiting for a hundred (a report errs by an hour or so).
double count_scale(const SeriesInfo& series);

/// A moment at which a trajectory is read for a count.
struct ReadingPoint {
  std::size_t series = 0;
  double steps = 0.0;           ///< time since the model's start in steps, not whole
  bool begins_at_zero = false;  ///< the series: it counts what has come since the start
  /// Of a period's count: its beginning, in steps since the model's start. What came from then on
  /// is read, not what there is.
  std::optional<double> since_steps;
  bool is_of_step = false;  ///< the series tells what came in each step; only of periods
  double scale = 1.0;       ///< count_scale of the series
};

/// A figure with so many significant digits is a running tally's; one with fewer is round.
inline constexpr int kDigitsOfATally = 3;

/// One reported count; its numbers are multiplied by count_scale.
struct DatedCount {
  Time time;                 ///< the latest moment that it may be for
  double hours = 0.0;        ///< of that moment since the model's start
  double since_hours = 0.0;  ///< of a period's beginning
  double value = 0.0;
  double value_high = 0.0;  ///< upper end of `between`
  double log_value = 0.0;   ///< ln(value + kCountOffset)
  Qualifier qualifier = Qualifier::exactly;
  double weight = 1.0;          ///< how far it is believed, above 0 to 1
  double rounding = 0.0;        ///< half a unit of the last digit that is no trailing zero
  int digits = 1;               ///< significant digits without trailing zeros
  std::size_t first_point = 0;  ///< its reading points: one, or several where the hour is unknown
  std::size_t point_count = 1;
};

/// The counts of one series in the order of their time: of moments, or of periods.
struct CountGroup {
  std::size_t series = 0;
  CountClass kind = CountClass::tally;
  bool is_of_periods = false;
  std::vector<DatedCount> counts;

  /// Whether a count holds all that the one before it held: a running tally errs only in what it
  /// adds, while every other count is made anew.
  [[nodiscard]] bool adds_up() const { return kind == CountClass::tally && !is_of_periods; }
};

/// What a trajectory says at the reading points, multiplied by count_scale.
struct Readings {
  std::vector<double> value;
  /// Change of the value an hour in the step that holds the point; of a period the root of the
  /// squares' sum at its two ends, whose hours are uncertain by themselves.
  std::vector<double> per_hour;
};

class CountSet {
 public:
  CountSet() = default;
  /// Rows about series that the model has not, for moments at or before its start, or for periods
  /// that begin before it, are left out and named in `left_out`.
  CountSet(const std::vector<ObservationRow>& rows, const Model& model);

  [[nodiscard]] bool empty() const { return groups_.empty(); }
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] const std::vector<CountGroup>& groups() const { return groups_; }
  [[nodiscard]] const std::vector<ReadingPoint>& points() const { return points_; }
  [[nodiscard]] const std::vector<std::string>& left_out() const { return left_out_; }
  /// Whole steps after which every count can be read.
  [[nodiscard]] std::size_t steps() const { return steps_; }
  /// Reads a trajectory: `rows` holds every series after each step, index step * series + series.
  [[nodiscard]] Readings read(std::span<const float> rows, std::size_t series_count) const;

 private:
  void add_group(std::vector<const ObservationRow*> rows, std::size_t series, const Model& model);
  void add_points(const ObservationRow& row, const Model& model, DatedCount& count,
                  const CountGroup& group);

  std::vector<CountGroup> groups_;
  std::vector<ReadingPoint> points_;
  std::vector<std::string> left_out_;
  double step_hours_ = 1.0;
  std::size_t steps_ = 0;
};

}  // namespace corridor

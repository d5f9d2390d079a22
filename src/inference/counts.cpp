#include "inference/counts.h"

#include <algorithm>
#include <cmath>

#include "scenario/reported.h"
#include "scenario/series.h"

namespace corridor {
namespace {

/// Reading points of a count whose hour is unknown.
constexpr std::size_t kPointsOfAnInterval = 6;

/// Significant digits of a whole number without its trailing zeros, and half its last digit's unit.
void measure_rounding(double value, DatedCount& count) {
  auto whole = static_cast<long long>(std::llround(value));
  double unit = 1.0;
  while (whole != 0 && whole % 10 == 0) {
    whole /= 10;
    unit *= 10.0;
  }
  count.rounding = 0.5 * unit;
  count.digits = 1;
  while (whole >= 10) {
    whole /= 10;
    ++count.digits;
  }
}

}  // namespace

CountClass count_class(const std::string& target) {
  switch (kind_of(target)) {
    case SeriesKind::register_:
      return CountClass::register_;
    case SeriesKind::tally:
    case SeriesKind::of_step:
      return CountClass::tally;
    default:
      return CountClass::stock;
  }
}

double count_scale(const SeriesInfo& series) {
  constexpr double kOfAnHour = 100.0;
  return series.unit == "h" ? kOfAnHour : 1.0;
}

CountSet::CountSet(const std::vector<ObservationRow>& rows, const Model& model)
    : step_hours_(in_hours(model.step_length())) {
  const std::vector<SeriesInfo>& series = model.series();
  std::vector<std::vector<const ObservationRow*>> of_moments(series.size());
  std::vector<std::vector<const ObservationRow*>> of_periods(series.size());
  for (const ObservationRow& row : rows) {
    const auto at = std::find_if(series.begin(), series.end(), [&](const SeriesInfo& info) {
      return info.target == row.series && info.location == row.place;
    });
    if (row.qualifier == Qualifier::statement) continue;
    const bool is_before_start = row.time <= model.start_time() ||
                                 row.since.value_or(model.start_time()) < model.start_time();
    if (at == series.end() || is_before_start) {
      left_out_.push_back(row.series + (row.place.empty() ? "" : " " + row.place));
      continue;
    }
    (row.since ? of_periods : of_moments)[static_cast<std::size_t>(at - series.begin())].push_back(
        &row);
  }
  for (std::size_t s = 0; s < series.size(); ++s) {
    add_group(std::move(of_moments[s]), s, model);
    add_group(std::move(of_periods[s]), s, model);
  }
}

void CountSet::add_group(std::vector<const ObservationRow*> rows, std::size_t series,
                         const Model& model) {
  if (rows.empty()) return;
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto* a, const auto* b) { return a->time < b->time; });
  CountGroup group;
  group.series = series;
  group.is_of_periods = rows.front()->since.has_value();
  group.kind = count_class(model.series()[series].target);
  const double scale = count_scale(model.series()[series]);
  for (const ObservationRow* row : rows) {
    DatedCount count;
    count.time = row->time;
    count.hours = in_hours(row->time - model.start_time());
    count.since_hours = row->since ? in_hours(*row->since - model.start_time()) : 0.0;
    count.value = scale * row->value;
    count.value_high = scale * row->value_high.value_or(row->value);
    count.log_value = std::log(count.value + kCountOffset);
    count.qualifier = row->qualifier;
    count.weight = row->weight;
    measure_rounding(row->value, count);
    count.rounding *= scale;
    add_points(*row, model, count, group);
    steps_ = std::max(steps_, static_cast<std::size_t>(std::ceil(count.hours / step_hours_)));
    group.counts.push_back(count);
  }
  groups_.push_back(std::move(group));
}

void CountSet::add_points(const ObservationRow& row, const Model& model, DatedCount& count,
                          const CountGroup& group) {
  const double latest = count.hours;
  const double earliest = row.earliest ? in_hours(*row.earliest - model.start_time()) : latest;
  ReadingPoint point;
  point.series = group.series;
  point.begins_at_zero = group.kind != CountClass::stock;
  point.scale = count_scale(model.series()[group.series]);
  if (row.since) {
    point.since_steps = count.since_hours / step_hours_;
    point.is_of_step = kind_of(row.series) == SeriesKind::of_step;
  }
  count.first_point = points_.size();
  count.point_count = earliest < latest ? kPointsOfAnInterval : 1;
  for (std::size_t k = 0; k < count.point_count; ++k) {
    const double share = (static_cast<double>(k) + 0.5) / static_cast<double>(count.point_count);
    const double hours = count.point_count == 1 ? latest : earliest + share * (latest - earliest);
    point.steps = std::max(0.0, hours) / step_hours_;
    points_.push_back(point);
  }
}

std::size_t CountSet::size() const {
  std::size_t count = 0;
  for (const CountGroup& group : groups_) count += group.counts.size();
  return count;
}

namespace {

/// A trajectory of one series, between the ends of its steps too.
class Line {
 public:
  Line(std::span<const float> rows, std::size_t series_count, const ReadingPoint& point)
      : rows_(rows),
        series_count_(series_count),
        steps_(rows.size() / series_count),
        point_(point) {}

  /// Of a moment in steps since the start; linear within a step.
  [[nodiscard]] double at(double steps) const {
    const std::size_t whole = whole_before(steps);
    const double before = after(whole);
    return before + (steps - static_cast<double>(whole)) * (after(whole + 1) - before);
  }

  /// Change in the step that holds the moment.
  [[nodiscard]] double change(double steps) const {
    const std::size_t whole = whole_before(steps);
    return point_.is_of_step ? after(whole + 1) : after(whole + 1) - after(whole);
  }

  /// What came from the start to a moment, of a series that tells what came in each step.
  [[nodiscard]] double sum(double steps) const {
    const std::size_t whole = whole_before(steps);
    double sum = 0.0;
    for (std::size_t step = 1; step <= whole; ++step) sum += after(step);
    return sum + (steps - static_cast<double>(whole)) * after(whole + 1);
  }

 private:
  static std::size_t whole_before(double steps) {
    return static_cast<std::size_t>(std::max(0.0, std::ceil(steps) - 1.0));
  }

  /// Before the first step the value after it stands in for what may have been there at the start.
  [[nodiscard]] double after(std::size_t steps_done) const {
    if (steps_done == 0 && point_.begins_at_zero) return 0.0;
    const std::size_t row = std::clamp<std::size_t>(steps_done, 1, steps_) - 1;
    return static_cast<double>(rows_[row * series_count_ + point_.series]);
  }

  std::span<const float> rows_;
  std::size_t series_count_;
  std::size_t steps_;
  const ReadingPoint& point_;
};

}  // namespace

Readings CountSet::read(std::span<const float> rows, std::size_t series_count) const {
  Readings readings;
  for (const ReadingPoint& point : points_) {
    const Line line(rows, series_count, point);
    double value = 0.0;
    double change = line.change(point.steps);
    if (!point.since_steps) {
      value = line.at(point.steps);
    } else {
      const double since = *point.since_steps;
      value = point.is_of_step ? line.sum(point.steps) - line.sum(since)
                               : line.at(point.steps) - line.at(since);
      change = std::hypot(change, line.change(since));
    }
    readings.value.push_back(point.scale * value);
    readings.per_hour.push_back(point.scale * change / step_hours_);
  }
  return readings;
}

}  // namespace corridor

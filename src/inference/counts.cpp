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
      return CountClass::tally;
    default:
      return CountClass::stock;
  }
}

CountSet::CountSet(const std::vector<ObservationRow>& rows, const Model& model)
    : step_hours_(in_hours(model.step_length())) {
  const std::vector<SeriesInfo>& series = model.series();
  std::vector<std::vector<const ObservationRow*>> by_series(series.size());
  for (const ObservationRow& row : rows) {
    const auto at = std::find_if(series.begin(), series.end(), [&](const SeriesInfo& info) {
      return info.target == row.series && info.location == row.place;
    });
    if (row.qualifier == Qualifier::statement) continue;
    if (at == series.end() || row.time <= model.start_time()) {
      left_out_.push_back(row.series + (row.place.empty() ? "" : " " + row.place));
      continue;
    }
    by_series[static_cast<std::size_t>(at - series.begin())].push_back(&row);
  }
  for (std::size_t s = 0; s < series.size(); ++s) {
    if (by_series[s].empty()) continue;
    std::stable_sort(by_series[s].begin(), by_series[s].end(),
                     [](const auto* a, const auto* b) { return a->time < b->time; });
    CountGroup group;
    group.series = s;
    group.kind = count_class(series[s].target);
    for (const ObservationRow* row : by_series[s]) {
      DatedCount count;
      count.time = row->time;
      count.hours = in_hours(row->time - model.start_time());
      count.value = row->value;
      count.value_high = row->value_high.value_or(row->value);
      count.log_value = std::log(count.value + kCountOffset);
      count.qualifier = row->qualifier;
      count.weight = row->weight;
      measure_rounding(row->value, count);
      add_points(*row, model.start_time(), count, group);
      steps_ = std::max(steps_, static_cast<std::size_t>(std::ceil(count.hours / step_hours_)));
      group.counts.push_back(count);
    }
    groups_.push_back(std::move(group));
  }
}

void CountSet::add_points(const ObservationRow& row, Time start, DatedCount& count,
                          const CountGroup& group) {
  const double latest = count.hours;
  const double earliest = row.earliest ? in_hours(*row.earliest - start) : latest;
  count.first_point = points_.size();
  count.point_count = earliest < latest ? kPointsOfAnInterval : 1;
  for (std::size_t k = 0; k < count.point_count; ++k) {
    const double share = (static_cast<double>(k) + 0.5) / static_cast<double>(count.point_count);
    const double hours = count.point_count == 1 ? latest : earliest + share * (latest - earliest);
    points_.push_back(
        {group.series, std::max(0.0, hours) / step_hours_, group.kind != CountClass::stock});
  }
}

std::size_t CountSet::size() const {
  std::size_t count = 0;
  for (const CountGroup& group : groups_) count += group.counts.size();
  return count;
}

Readings CountSet::read(std::span<const float> rows, std::size_t series_count) const {
  Readings readings;
  const std::size_t steps = rows.size() / series_count;
  // Before the first step the value after it stands in for what may have been there at the start.
  const auto after = [&](std::size_t steps_done, const ReadingPoint& point) {
    if (steps_done == 0 && point.begins_at_zero) return 0.0;
    const std::size_t row = std::clamp<std::size_t>(steps_done, 1, steps) - 1;
    return static_cast<double>(rows[row * series_count + point.series]);
  };
  for (const ReadingPoint& point : points_) {
    const auto whole = static_cast<std::size_t>(std::max(0.0, std::ceil(point.steps) - 1.0));
    const double share = point.steps - static_cast<double>(whole);
    const double before = after(whole, point);
    const double change = after(whole + 1, point) - before;
    readings.value.push_back(before + share * change);
    readings.per_hour.push_back(change / step_hours_);
  }
  return readings;
}

}  // namespace corridor

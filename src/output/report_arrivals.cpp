// How many people arrive in safety, and when; counts that became known later lie over the fans.
#include <algorithm>

#include "output/report_sections.h"

namespace corridor {
namespace {

/// Counts that became known after the as-of time, with a stated hour.
std::vector<ChartPoint> later_counts(const ReportReader& reader, const std::string& series) {
  std::vector<ChartPoint> points;
  for (const ObservationRow& row : reader.run().later->counts) {
    if (row.series != series || !row.place.empty()) continue;
    if (row.qualifier == Qualifier::exactly) points.push_back({row.time, row.value});
  }
  std::sort(points.begin(), points.end(),
            [](const ChartPoint& a, const ChartPoint& b) { return a.time < b.time; });
  return points;
}

/// Arrivals an hour between counts at least two hours apart, at the middle of each interval.
std::vector<ChartPoint> hourly_from(const std::vector<ChartPoint>& cumulative) {
  constexpr double kShortestHours = 2.0;
  std::vector<ChartPoint> rates;
  for (std::size_t i = 0, from = 0; i < cumulative.size(); ++i) {
    const double hours =
        static_cast<double>((cumulative[i].time - cumulative[from].time).count()) / 3600.0;
    if (hours < kShortestHours) continue;
    rates.push_back({cumulative[from].time + (cumulative[i].time - cumulative[from].time) / 2,
                     (cumulative[i].value - cumulative[from].value) / hours});
    from = i;
  }
  return rates;
}

}  // namespace

std::string report_arrivals(const ReportReader& reader) {
  FanChart cumulative =
      report_chart(reader, "arrivals_cumulative", "People who have arrived in safety", "people");
  cumulative.later_counts = later_counts(reader, "arrivals_cumulative");
  FanChart hourly = report_chart(reader, "arrivals", "Arrivals in an hour", "people an hour");
  hourly.later_counts = hourly_from(cumulative.later_counts);
  std::string out = "<h2>How many, and when</h2><div class=\"pair\">" + draw_fan_chart(cumulative) +
                    draw_fan_chart(hourly) + "</div>";
  return out;
}

}  // namespace corridor

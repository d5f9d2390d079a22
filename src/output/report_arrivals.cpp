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
  const std::string arrived = "People who have arrived in safety";
  FanChart all = report_chart(reader, "arrivals_cumulative",
                              arrived + (reader.is_conditional() ? ", all runs" : ""), "people");
  all.later_counts = later_counts(reader, "arrivals_cumulative");
  FanChart hourly = conditional_chart(reader, "arrivals", "Arrivals in an hour", "people an hour");
  hourly.later_counts = hourly_from(all.later_counts);
  std::string out = "<h2 id=\"arrivals\">How many, and when</h2><div class=\"pair\">";
  if (reader.is_conditional()) {
    FanChart open = conditional_chart(reader, "arrivals_cumulative", arrived, "people");
    open.later_counts = all.later_counts;
    out += draw_fan_chart(open);
  }
  out += draw_fan_chart(all) + draw_fan_chart(hourly);
  if (reader.is_conditional()) {
    out += draw_fan_chart(
        conditional_chart(reader, "departures_cumulative", "People who have set out", "people"));
  }
  return out + "</div>";
}

}  // namespace corridor

// How many people arrive, and when; reported counts lie over the fans.
#include <algorithm>

#include "output/html.h"
#include "output/report_sections.h"

namespace corridor {
namespace {

/// Arrivals an hour between counts at least two hours apart, at the middle of each interval; of the
/// counts that say how many there were.
std::vector<CountMark> hourly_from(const std::vector<CountMark>& cumulative, Duration offset) {
  constexpr double kShortestHours = 2.0;
  std::vector<CountMark> rates;
  const CountMark* from = nullptr;
  for (const CountMark& count : cumulative) {
    if (count.bound != CountBound::none || count.high > count.value) continue;
    if (from == nullptr) from = &count;
    const double hours = in_hours(count.time - from->time);
    if (hours < kShortestHours) continue;
    CountMark rate = count;
    rate.time = from->time + (count.time - from->time) / 2;
    rate.value = rate.high = std::max(0.0, (count.value - from->value) / hours);
    rate.is_later = count.is_later || from->is_later;
    rate.words = grouped(rate.value) + " an hour from " + format_time(from->time, offset) + " to " +
                 format_time(count.time, offset) + ", from two counts";
    rates.push_back(rate);
    from = &count;
  }
  return rates;
}

}  // namespace

std::string report_arrivals(const ReportReader& reader) {
  const std::string arrived = "People who have arrived";
  const FanChart all =
      report_chart(reader, "arrivals_cumulative",
                   arrived + (reader.is_conditional() ? ", all runs" : ""), "people");
  FanChart hourly = conditional_chart(reader, "arrivals", "Arrivals in an hour", "people an hour");
  hourly.counts = hourly_from(all.counts, reader.known().utc_offset);
  std::string out =
      "<h2 id=\"arrivals\">How many, and when</h2><p class=\"note\">Arrived is who has reached the "
      "first place that counts as an end of the flight in this scenario, whoever holds it; the "
      "needs by place tell these places apart.</p><div class=\"pair\">";
  if (reader.is_conditional()) {
    out += draw_fan_chart(conditional_chart(reader, "arrivals_cumulative", arrived, "people"));
  }
  return out + draw_fan_chart(all) + draw_fan_chart(hourly) +
         draw_fan_chart(conditional_chart(reader, "departures_cumulative",
                                          "People who have set out", "people")) +
         "</div>";
}

}  // namespace corridor

// How many people arrive, and when; reported counts lie over the fans.
#include <algorithm>

#include "output/counts_shown.h"
#include "output/html.h"
#include "output/report_sections.h"

namespace corridor {
namespace {

/// In what a chart of arrivals counts: steps of less than a day are told by the hour, however long.
struct Pace {
  const char* title;
  const char* unit;
  double hours;
};

Pace pace_of(Duration step) {
  if (step == Duration{3600}) return {"Arrivals in an hour", "an hour", 1.0};
  if (step < kDay) return {"Arrivals an hour, mean of each step", "an hour", 1.0};
  return {"Arrivals a day", "a day", 24.0};
}

/// What arrives in a step, told at the pace.
void to_pace(const Pace& pace, Duration step, Fan& fan) {
  for (std::vector<double>* line : {&fan.q05, &fan.q25, &fan.q50, &fan.q75, &fan.q95}) {
    for (double& value : *line) value *= pace.hours / in_hours(step);
  }
}

/// Arrivals between counts at least two hours apart, at the middle of each interval; of the counts
/// that say how many there were.
std::vector<CountMark> rates_from(const std::vector<CountMark>& cumulative, const Pace& pace,
                                  Duration offset) {
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
    rate.value = rate.high = std::max(0.0, (count.value - from->value) / hours * pace.hours);
    rate.is_later = count.is_later || from->is_later;
    rate.words = grouped(rate.value) + " " + pace.unit + " from " +
                 format_time(from->time, offset) + " to " + format_time(count.time, offset) +
                 ", from two counts";
    rates.push_back(rate);
    from = &count;
  }
  return rates;
}

}  // namespace

std::string report_arrivals(const ReportReader& reader) {
  const std::string arrived = "People who have arrived";
  const FanChart all = report_chart(reader, {"arrivals_cumulative", "", "people"},
                                    arrived + (reader.is_conditional() ? ", all runs" : ""));
  const Pace pace = pace_of(reader.results().step);
  FanChart rates =
      conditional_chart(reader, "arrivals", pace.title, std::string("people ") + pace.unit);
  to_pace(pace, reader.results().step, rates.fan);
  rates.counts = rates_from(all.counts, pace, reader.known().utc_offset);
  const std::vector<CountMark> periods = rates_of_periods(reader.run(), "", pace.hours);
  rates.counts.insert(rates.counts.end(), periods.begin(), periods.end());
  std::string out =
      "<h2 id=\"arrivals\">How many, and when</h2><p class=\"note\">Arrived is who has reached the "
      "first place that counts as an end of the flight in this scenario, whoever holds it; the "
      "needs by place tell these places apart.</p><div class=\"pair\">";
  if (reader.is_conditional()) {
    out += draw_fan_chart(conditional_chart(reader, "arrivals_cumulative", arrived, "people"));
  }
  return out + draw_fan_chart(all) + draw_fan_chart(rates) +
         draw_fan_chart(conditional_chart(reader, "departures_cumulative",
                                          "People who have set out", "people")) +
         "</div>";
}

}  // namespace corridor

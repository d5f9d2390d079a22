// The answer for somebody who must act tonight: who is still to come, when, by which way, how long
// they wait, and what must stand ready where. Everything counts from the as-of time on.
#include <fmt/format.h>

#include <algorithm>

#include "output/html.h"
#include "output/report_cards.h"
#include "output/report_sections.h"
#include "scenario/ledger.h"

namespace corridor {
namespace {

std::string end_words(const ReportReader& reader) {
  return day_words(reader.results().time(reader.last()), reader.known().utc_offset);
}

/// `390,000 (300,000 to 480,000)`; a certain number alone.
std::string with_range(const Estimate& estimate) {
  const std::string median = rounded(estimate.median);
  return estimate.low == estimate.high ? median : median + " (" + range_words(estimate) + ")";
}

/// `29 May 12:00`.
std::string day_and_hour(Time time, Duration offset) {
  constexpr std::size_t kHourAt = 11;  // in `2021-05-29T12:00`
  return day_words(time, offset) + " " + format_time(time, offset).substr(kHourAt, 5);
}

/// Who has not gone yet, place by place.
PlaceList still_there(const ReportReader& reader) {
  PlaceList places(reader);
  for (const SeriesInfo& series : reader.results().series) {
    if (series.target != "staying" || !is_of_one_place(series)) continue;
    places.add(series.location, reader.mean("staying", series.location, reader.now()) +
                                    reader.mean("waiting_to_leave", series.location, reader.now()));
  }
  return places;
}

/// Who does not get through by the end: nothing where they are few beside those who do.
std::string still_on_the_way(const ReportReader& reader, const Estimate& to_come) {
  constexpr double kWorthAWord = 0.01;
  const Estimate stuck = reader.estimate("on_road", "", reader.last());
  if (stuck.median <= kWorthAWord * to_come.median || stuck.median < 1.0) return "";
  return "Still on the way then: " + with_range(stuck) + ". ";
}

/// `(counted: 41,000 by 24 February 2025, 12:00, UNHCR)` of the newest count of all arrivals.
std::string newest_count(const ReportReader& reader) {
  const ObservationRow* newest = nullptr;
  for (const ObservationRow& row : reader.known().observations) {
    const bool is_of_all = row.series == "arrivals_cumulative" && row.place.empty() &&
                           row.qualifier != Qualifier::statement;
    if (is_of_all && (newest == nullptr || row.time >= newest->time)) newest = &row;
  }
  if (newest == nullptr) return "";
  return " (counted: " + escape_html(count_words(*newest)) + " by " +
         moment_words(newest->time, reader.known().utc_offset) +
         (newest->source.empty() ? "" : ", <bdi>" + escape_html(newest->source) + "</bdi>") + ")";
}

std::string who_comes(const ReportReader& reader) {
  const Estimate to_come = reader.still_to_come("arrivals_cumulative", "");
  std::string more = range_words(to_come) + " still to arrive by " + end_words(reader) + ". " +
                     still_on_the_way(reader, to_come);
  if (reader.ahead() > 0) {
    more +=
        "Arrived already: " + with_range(reader.estimate("arrivals_cumulative", "", reader.now())) +
        newest_count(reader) +
        "; on the way now: " + with_range(reader.estimate("on_road", "", reader.now())) + ". ";
  }
  if (reader.arrivals_exceed_away()) {
    more += std::string("Arrivals are ") + kWhoCountAsArrived + "; away from home are " +
            with_range(reader.away(reader.now())) + " now, " +
            with_range(reader.away(reader.last())) + " on " + end_words(reader) + ". ";
  }
  const PlaceList there = still_there(reader);
  if (!there.empty()) more += "Not gone yet, whether they will or not, most in " + there.named();
  return card("Who is still to come",
              rounded(to_come.median) + (reader.arrivals_exceed_away() ? " arrivals" : " people"),
              more);
}

/// The busiest 24 hours still to come, over the members told of.
struct BusiestHours {
  Estimate people;
  std::vector<double> begins;  ///< seconds; of the members in which anybody comes
};

BusiestHours busiest_hours(const ReportReader& reader) {
  const std::size_t series = reader.results().find("arrivals_cumulative", "");
  BusiestHours busiest;
  busiest.people = estimate_of(reader.over_members([&](std::size_t m) {
    const BusiestDay day = busiest_day(reader.results(), series, reader.run().as_of, m);
    if (day.people > 0.0)
      busiest.begins.push_back(static_cast<double>(day.begin.time_since_epoch().count()));
    return day.people;
  }));
  return busiest;
}

/// When most arrivals still to come are, and how many arrive then.
std::string when_they_come(const ReportReader& reader) {
  const BusiestHours busiest = busiest_hours(reader);
  const std::string title = "When most arrive";
  if (busiest.begins.empty()) return card(title, "nobody more", "arrives by " + end_words(reader));
  const Estimate begin = estimate_of(busiest.begins);
  const Duration offset = reader.known().utc_offset;
  // Where a step is under way the first of them began before.
  const auto is_under_way = [&](double seconds) {
    return Time{Duration{static_cast<long long>(seconds)}} < reader.run().as_of;
  };
  const auto words = [&](double seconds) -> std::string {
    if (is_under_way(seconds)) return "now";
    const Time local = Time{Duration{static_cast<long long>(seconds)}} + offset;
    return day_and_hour(std::chrono::round<std::chrono::hours>(local) - offset, offset);
  };
  const std::string range = begin.low == begin.high ? "then in nine runs of ten"
                                                    : words(begin.low) + " to " + words(begin.high);
  constexpr double kOnePerson = 1.0;
  const bool is_anybody = busiest.people.median >= kOnePerson;
  return card(title,
              !is_anybody                  ? "hardly anybody more"
              : is_under_way(begin.median) ? "from now on"
                                           : "from about " + words(begin.median),
              rounded(busiest.people.median) + " people in the busiest 24 hours from now on (" +
                  range_words(busiest.people) + "), which begin " + range);
}

/// Who is still to come at a place or region, over the members told of.
double still_to_come_at(const ReportReader& reader, const std::string& location) {
  const std::size_t s = reader.results().find("arrivals_cumulative", location);
  const float* arrived = reader.results().row(s, reader.last());
  double sum = 0.0;
  for (const double people : reader.over_members([&](std::size_t m) {
         return static_cast<double>(arrived[m]) -
                reached_before(reader.results(), s, reader.ahead(), m);
       })) {
    sum += people;
  }
  return sum;
}

/// The shares of those still to come.
std::string by_which_way(const ReportReader& reader) {
  const Where where = where_of(reader, "arrivals_cumulative", [&](const std::string& location) {
    return still_to_come_at(reader, location);
  });
  if (where.places.empty()) return "";
  const Estimate queue = reader.peak({"queue_vehicles"}, "");
  const Estimate hours = reader.peak({"waiting_hours_p50"}, "");
  const double all = where.places.sum();
  const auto share = [&](double people) { return percent(people / all); };
  std::string more = "of those still to come. " + where.areas.others(share);
  if (where.has_regions) more += "Place by place: " + where.places.named(share) + ". ";
  // Where all walk or sail, nobody queues.
  if (queue.high > 0.0) {
    more += "Longest queue from now on " + rounded(queue.median) + " vehicles (" +
            range_words(queue) + "). ";
  }
  if (reader.has("queue_on_foot")) {
    const Estimate line = reader.peak({"queue_on_foot"}, "");
    if (line.high > 0.0) {
      more +=
          "Longest line on foot " + rounded(line.median) + " people (" + range_words(line) + "). ";
    }
  }
  constexpr double kWorthAWord = 1.0;
  if (hours.high >= kWorthAWord) {
    more += "Half of those who arrive in the worst hour lost more than " + rounded(hours.median) +
            " h on the way (" + range_words(hours) + ")";
  }
  return card("By which way", where.areas.first(share) + " by " + where.areas.first_place(), more);
}

}  // namespace

std::string report_glance(const ReportReader& reader) {
  return "<h2 id=\"prepare\">What to prepare for" +
         std::string(reader.is_conditional() ? ", if a way out opens" : "") +
         "</h2><p class=\"note\">From " + long_time(reader.run().as_of, reader.known().utc_offset) +
         " on: medians, with the range that holds 90 % of " + reader.runs_told() +
         ".</p><dl class=\"cards\">" + who_comes(reader) + when_they_come(reader) +
         by_which_way(reader) + beds_card(reader) + desks_card(reader) + water_card(reader) +
         buses_card(reader) + fuel_card(reader) + help_card(reader) + "</dl>";
}

}  // namespace corridor

// report.html: the answer, the map, the fans, the needs, the claims, the assumptions. One file,
// nothing fetched.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/chart.h"
#include "output/claims_strip.h"
#include "output/forecast_output.h"
#include "output/html.h"
#include "output/map.h"
#include "results/needs.h"

namespace corridor {
namespace {

constexpr std::size_t kQ05 = 2, kQ25 = 6, kQ50 = 11, kQ75 = 16, kQ95 = 20;

/// Everything the sections of the report ask of a forecast.
class Reader {
 public:
  explicit Reader(const ForecastRun& run) : run_(run), results_(*run.results) {
    for (std::uint32_t i = 0; i < run.known->parameters.all().size(); ++i) {
      medians_.push_back(run.sampler->quantile(ParameterId{i}, 0.5));
    }
  }

  [[nodiscard]] const ForecastRun& run() const { return run_; }
  [[nodiscard]] const EnsembleResults& results() const { return results_; }
  [[nodiscard]] const ParameterValues& medians() const { return medians_; }
  [[nodiscard]] std::size_t last() const { return results_.steps - 1; }

  [[nodiscard]] double quantile(const std::string& target, const std::string& location,
                                std::size_t step, std::size_t level) const {
    return run_.summary->quantile(results_, results_.find(target, location), step, level);
  }
  [[nodiscard]] double member(const std::string& target, std::size_t step, std::size_t m) const {
    return static_cast<double>(results_.row(results_.find(target, ""), step)[m]);
  }

  /// Share of the members for which something holds.
  template <class Test>
  [[nodiscard]] double probability(Test&& test) const {
    std::size_t hits = 0;
    for (std::size_t m = 0; m < results_.members; ++m) hits += test(m) ? 1 : 0;
    return static_cast<double>(hits) / static_cast<double>(results_.members);
  }

  [[nodiscard]] double road_opens() const {
    return probability([&](std::size_t m) { return member("way_out_open", last(), m) > 0.5; });
  }
  /// People of a member at the beginning: wherever they are after the first step.
  [[nodiscard]] double people(std::size_t m) const {
    return member("staying", 0, m) + member("waiting_to_leave", 0, m) + member("on_road", 0, m) +
           member("arrivals_cumulative", 0, m);
  }
  [[nodiscard]] double most_leave() const {
    return probability(
        [&](std::size_t m) { return member("arrivals_cumulative", last(), m) > 0.5 * people(m); });
  }
  [[nodiscard]] double more_than(double people_count) const {
    return probability(
        [&](std::size_t m) { return member("arrivals_cumulative", last(), m) > people_count; });
  }
  [[nodiscard]] double people_per_household() const {
    const ParameterId id = run_.known->parameters.find("people_per_household");
    constexpr double kTypical = 4.0;
    return id.valid() ? medians_[id.index] : kTypical;
  }

  /// A quantile of the final arrivals among the members in which the road opens.
  [[nodiscard]] double arrivals_if_open(double level) const {
    std::vector<double> values;
    for (std::size_t m = 0; m < results_.members; ++m) {
      if (member("way_out_open", last(), m) > 0.5)
        values.push_back(member("arrivals_cumulative", last(), m));
    }
    if (values.empty()) return 0.0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(
        std::llround(level * static_cast<double>(values.size() - 1)))];
  }

  [[nodiscard]] Fan fan(const std::string& target, std::size_t from) const {
    Fan fan;
    for (std::size_t step = from; step < results_.steps; ++step) {
      fan.q05.push_back(quantile(target, "", step, kQ05));
      fan.q25.push_back(quantile(target, "", step, kQ25));
      fan.q50.push_back(quantile(target, "", step, kQ50));
      fan.q75.push_back(quantile(target, "", step, kQ75));
      fan.q95.push_back(quantile(target, "", step, kQ95));
    }
    return fan;
  }

 private:
  const ForecastRun& run_;
  const EnsembleResults& results_;
  ParameterValues medians_;
};

std::string percent(double probability) {
  if (probability > 0.0 && probability < 0.01) return "under 1 %";
  if (probability < 1.0 && probability > 0.99) return "over 99 %";
  return fmt::format("{:.0f} %", 100.0 * probability);
}

std::string long_time(Time time, Duration offset) {
  const std::string text = format_time(time, offset);
  return text.substr(0, 10) + ", " + text.substr(11, 5) + " local time";
}

/// Counts that became known after the as-of time, with a stated hour.
std::vector<ChartPoint> later_counts(const Reader& reader, const std::string& series) {
  std::vector<ChartPoint> points;
  for (const ObservationRow& row : reader.run().full->observations) {
    if (row.series != series || !row.place.empty() || row.published < reader.run().as_of) continue;
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

FanChart chart(const Reader& reader, const std::string& target, const std::string& title,
               const std::string& unit) {
  FanChart chart;
  chart.title = title;
  chart.unit = unit;
  for (std::size_t step = 0; step < reader.results().steps; ++step)
    chart.times.push_back(reader.results().time(step));
  chart.fan = reader.fan(target, 0);
  chart.as_of = reader.run().as_of;
  chart.utc_offset = reader.run().known->utc_offset;
  return chart;
}

std::string top(const Reader& reader) {
  const Scenario& known = *reader.run().known;
  std::string out = "<p class=\"kicker\">Corridor forecast &middot; as of " +
                    long_time(reader.run().as_of, known.utc_offset) + "</p><h1>" +
                    escape_html(known.title) + "</h1>";
  out += "<p class=\"lead\">" + escape_html(headline(reader.run())) + "</p>";
  const double families = 40000.0 * reader.people_per_household();
  const auto tile = [&](double probability, const std::string& words) {
    out +=
        "<div class=\"tile\"><b>" + percent(probability) + "</b><span>" + words + "</span></div>";
  };
  out += "<div class=\"tiles\">";
  tile(reader.road_opens(),
       "a road opens by " + format_date(reader.results().time(reader.last()), known.utc_offset));
  tile(reader.most_leave(), "more than half of the people leave");
  tile(reader.more_than(40000.0), "more than 40,000 people arrive");
  tile(reader.more_than(families),
       "more than 40,000 families arrive (" + rounded(families) + " people)");
  return out + "</div>";
}

std::vector<MapRoad> roads_at(const Reader& reader, std::size_t step,
                              const std::vector<MapPlace>& places) {
  const auto shown = [&](PlaceId id) {
    return std::any_of(places.begin(), places.end(),
                       [&](const MapPlace& place) { return place.place == id; });
  };
  const double step_hours = static_cast<double>(reader.results().step.count()) / 3600.0;
  std::vector<MapRoad> roads;
  for (std::uint32_t r = 0; r < reader.run().known->roads.size(); ++r) {
    const Road& road = reader.run().known->roads[r];
    if (!shown(road.from) || !shown(road.to)) continue;
    const std::size_t flow = reader.results().find("road_outflow_vehicles", road.id);
    const std::size_t queue = reader.results().find("road_queue_vehicles", road.id);
    const std::size_t steps = reader.results().steps;
    roads.push_back({RoadId{r}, reader.run().summary->mean[flow * steps + step] / step_hours,
                     reader.run().summary->mean[queue * steps + step]});
  }
  return roads;
}

/// The step at which most vehicles queue on average.
std::size_t busiest_step(const Reader& reader) {
  const std::size_t series = reader.results().find("queue_vehicles", "");
  const double* mean = reader.run().summary->mean.data() + series * reader.results().steps;
  return static_cast<std::size_t>(std::max_element(mean, mean + reader.results().steps) - mean);
}

double mean_at(const Reader& reader, const char* target, const std::string& location,
               std::size_t step) {
  const std::size_t series = reader.results().find(target, location);
  if (series == reader.results().series.size()) return 0.0;
  return reader.run().summary->mean[series * reader.results().steps + step];
}

std::string maps(const Reader& reader) {
  const Scenario& known = *reader.run().known;
  std::vector<MapPlace> area;
  std::vector<MapPlace> destinations;
  const std::size_t busiest = busiest_step(reader);
  for (std::uint32_t p = 0; p < known.places.size(); ++p) {
    const Place& place = known.places[p];
    const bool lived_in =
        std::any_of(known.groups.begin(), known.groups.end(),
                    [&](const Group& group) { return group.place == PlaceId{p}; });
    const bool onward =
        std::any_of(known.onward.begin(), known.onward.end(),
                    [&](const OnwardShare& share) { return share.to == PlaceId{p}; });
    if (onward) {
      const double people = mean_at(reader, "present", place.id, reader.last());
      destinations.push_back({PlaceId{p}, people, rounded(people)});
    } else {
      const double people = lived_in ? mean_at(reader, "staying", place.id, 0) +
                                           mean_at(reader, "waiting_to_leave", place.id, 0)
                                     : 0.0;
      area.push_back({PlaceId{p}, people, lived_in ? rounded(people) : ""});
    }
  }
  std::string out = "<h2>Where people are and where they would go</h2><div class=\"pair\">";
  out += draw_map(known, area, roads_at(reader, busiest, area),
                  "<b>The area and the way out</b>Circles: people at the start, means. Roads: "
                  "vehicles an hour and queues (orange) at the "
                  "expected height, " +
                      long_time(reader.results().time(busiest), known.utc_offset) +
                      "; dotted: closed at the start");
  if (destinations.size() > 1) {
    std::vector<MapPlace> with_desks = destinations;
    for (const MapPlace& place : area) {
      if (known.place(place.place).kind == PlaceKind::desk &&
          std::any_of(known.onward.begin(), known.onward.end(),
                      [&](const OnwardShare& share) { return share.from == place.place; })) {
        const double people =
            mean_at(reader, "present", known.place(place.place).id, reader.last());
        with_desks.push_back({place.place, people, rounded(people)});
      }
    }
    out += draw_map(known, with_desks, roads_at(reader, reader.last(), with_desks),
                    "<b>Onward destinations</b>People present on " +
                        format_date(reader.results().time(reader.last()), known.utc_offset) +
                        ", means over all members");
  }
  return out + "</div>";
}

std::string fans(const Reader& reader) {
  FanChart cumulative =
      chart(reader, "arrivals_cumulative", "People who have arrived in safety", "people");
  cumulative.later_counts = later_counts(reader, "arrivals_cumulative");
  FanChart hourly = chart(reader, "arrivals", "Arrivals in an hour", "people an hour");
  hourly.later_counts = hourly_from(cumulative.later_counts);
  std::string out = "<h2>How many, and when</h2><div class=\"pair\">" + draw_fan_chart(cumulative) +
                    draw_fan_chart(hourly) + "</div>";
  out +=
      "<h2>The road</h2><p>Vehicles that stand, at the road's end, at checkpoints and in the "
      "streets that lead to it, and the "
      "hours lost on the way by those who arrive in each hour.</p><div class=\"pair\">" +
      draw_fan_chart(chart(reader, "queue_vehicles", "Vehicles in queues", "vehicles")) +
      draw_fan_chart(
          chart(reader, "waiting_hours_p50", "Hours lost on the way (half lose more)", "hours")) +
      "</div>";
  return out + "<div class=\"pair\">" +
         draw_fan_chart(chart(reader, "waiting_to_leave", "Decided, waiting for means or a way out",
                              "people")) +
         draw_fan_chart(
             chart(reader, "without_shelter", "Arrived, without a place to stay", "people")) +
         "</div>";
}

std::string range_words(const Estimate& estimate, double factor) {
  return rounded(estimate.median * factor) + " <span class=\"note\">(" +
         rounded(estimate.low * factor) + " to " + rounded(estimate.high * factor) + ")</span>";
}

std::string needs_table(const Reader& reader, std::size_t step, const NeedStandards& standards) {
  const Scenario& known = *reader.run().known;
  std::string out = "<h3>" + long_time(reader.results().time(step), known.utc_offset) +
                    "</h3><div class=\"scroll\"><table><thead><tr><th>Place</th><th "
                    "class=\"n\">People</th><th class=\"n\">Beds in centres</th>"
                    "<th class=\"n\">Water, m&sup3; a day</th><th class=\"n\">Food, million kcal a "
                    "day</th><th class=\"n\">Toilets</th>"
                    "<th class=\"n\">Children</th><th class=\"n\">60 and over</th><th "
                    "class=\"n\">With disability</th><th class=\"n\">Risk of too few beds</th>"
                    "</tr></thead><tbody>";
  std::vector<PlaceNeeds> needs = needs_at(reader.results(), step);
  std::sort(needs.begin(), needs.end(),
            [](const PlaceNeeds& a, const PlaceNeeds& b) { return a.people.high > b.people.high; });
  constexpr double kLitresPerCubicMetre = 1000.0;
  constexpr double kMillion = 1.0e6;
  for (const PlaceNeeds& need : needs) {
    const Place& place = known.place(known.find_place(need.place));
    out += "<tr><td>" + escape_html(place.name) +
           (place.other_name.empty()
                ? ""
                : " <span class=\"note\">" + escape_html(place.other_name) + "</span>") +
           "</td>";
    for (const auto& [estimate, factor] :
         {std::pair{need.people, 1.0}, std::pair{need.beds, 1.0},
          std::pair{need.people, standards.water_litres_per_person_day / kLitresPerCubicMetre},
          std::pair{need.people, standards.food_kcal_per_person_day / kMillion},
          std::pair{need.people, 1.0 / standards.people_per_toilet_first_phase}}) {
      out += "<td class=\"n\">" + range_words(estimate, factor) + "</td>";
    }
    for (const double share :
         {standards.children_share, standards.older_share, standards.disability_share}) {
      out += "<td class=\"n\">" + rounded(need.people.median * share) + "</td>";
    }
    out += "<td class=\"n\">" + percent(need.shortage_probability) + "</td></tr>";
  }
  return out + "</tbody></table></div>";
}

/// The step that ends a number of days after the as-of time, or the last.
std::size_t step_after(const Reader& reader, int days) {
  const Time wanted = reader.run().as_of + std::chrono::days{days};
  const auto step = (wanted - reader.results().start) / reader.results().step;
  return static_cast<std::size_t>(
      std::clamp<long long>(step - 1, 0, static_cast<long long>(reader.last())));
}

std::string needs(const Reader& reader) {
  const NeedStandards standards = need_standards(reader.run().known->parameters, reader.medians());
  std::string out = fmt::format(
      "<h2>What reception must provide</h2><p>For those present in each place: {:g} l of water and "
      "{:g} kcal a person and day, a toilet "
      "for {:g} people in the first phase (then {:g}), {:g} m&sup2; of covered space each (Sphere "
      "2018). Medians, in brackets 90 % of the "
      "members; every standard is a parameter.</p>",
      standards.water_litres_per_person_day, standards.food_kcal_per_person_day,
      standards.people_per_toilet_first_phase, standards.people_per_toilet_later,
      standards.covered_space_m2_per_person);
  out += needs_table(reader, step_after(reader, 7), standards);
  out += "<details><summary>Other days</summary>";
  for (const int days : {3, 5, 10}) out += needs_table(reader, step_after(reader, days), standards);
  return out + needs_table(reader, reader.last(), standards) + "</details>";
}

std::string assumptions(const Reader& reader) {
  const ForecastRun& run = reader.run();
  std::string out =
      "<h2>What it assumes</h2><p>Civilians only, in counts of households; no deaths are "
      "predicted. Everything uncertain is a "
      "parameter with a prior; a forecast uses only what was published before its time. Parameters "
      "below are the "
      "scenario's own or changed by it; <code>corridor parameters</code> lists all, <code>corridor "
      "explain</code> the equations.</p>"
      "<div class=\"scroll\"><table><thead><tr><th>Parameter</th><th class=\"n\">Median</th><th "
      "class=\"n\">90 %</th><th>Unit</th><th>Reason</th></tr></thead><tbody>";
  for (std::uint32_t i = 0; i < run.known->parameters.all().size(); ++i) {
    const Parameter& parameter = run.known->parameters.all()[i];
    if (!parameter.from_scenario) continue;
    const ParameterSummary summary = run.sampler->summary(ParameterId{i});
    out += fmt::format(
        "<tr><td>{}</td><td class=\"n\">{:.3g}</td><td class=\"n\">{:.3g} to "
        "{:.3g}</td><td>{}</td><td>{}; {}</td></tr>",
        escape_html(parameter.name), summary.median, summary.low, summary.high,
        escape_html(parameter.unit), escape_html(parameter.meaning), escape_html(parameter.source));
  }
  out += "</tbody></table></div>";
  return out + fmt::format(
                   "<p class=\"note\">Corridor {}, {} members, seed {}, scenario {} ({}), steps of "
                   "{} min.</p>",
                   run.version, reader.results().members, run.seed, escape_html(run.known->id),
                   run.digest.substr(0, 12), reader.results().step.count() / 60);
}

}  // namespace

std::string headline(const ForecastRun& run) {
  const Reader reader(run);
  const Duration offset = run.known->utc_offset;
  const std::string end = format_date(reader.results().time(reader.last()), offset);
  const double low = reader.quantile("arrivals_cumulative", "", reader.last(), kQ05);
  const double high = reader.quantile("arrivals_cumulative", "", reader.last(), kQ95);
  const double median = reader.quantile("arrivals_cumulative", "", reader.last(), kQ50);
  return fmt::format(
      "With a probability of {} a way out opens by {}; by then {} people will have arrived in "
      "safety (90 % range {} to {}). If it "
      "opens, {} (90 % range {} to {}), and with a probability of {} more than half of the people "
      "have gone.",
      percent(reader.road_opens()), end, rounded(median), rounded(low), rounded(high),
      rounded(reader.arrivals_if_open(0.5)), rounded(reader.arrivals_if_open(0.05)),
      rounded(reader.arrivals_if_open(0.95)), percent(reader.most_leave()));
}

std::string report_html(const ForecastRun& run) {
  const Reader reader(run);
  std::string body = top(reader) + fans(reader) + maps(reader) + needs(reader);
  body +=
      "<h2>Who says what</h2><p>Claims are kept under the name of who made them. A dot is a number "
      "as it was said; a bar shows an open "
      "range.</p>" +
      draw_claims(*run.known);
  return html_page(run.known->title, body + assumptions(reader));
}

}  // namespace corridor

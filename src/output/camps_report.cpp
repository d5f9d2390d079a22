#include "output/camps_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "output/cautions.h"
#include "output/chart.h"
#include "output/counts_shown.h"
#include "output/html.h"
#include "output/map.h"
#include "output/report_reader.h"
#include "results/ahead.h"
#include "results/needs.h"
#include "scenario/hypotheses.h"
#include "scenario/names.h"

namespace corridor {
namespace {

struct Camp {
  std::string place;       ///< id of the place or region
  std::size_t series = 0;  ///< of `in_camp`
  Estimate at_end;
};

/// A moment of which the needs are told.
struct NeedsMoment {
  std::string title;
  std::size_t step = 0;
};

class CampsReport {
 public:
  explicit CampsReport(const ForecastRun& run) : run_(run), results_(*run.results) {
    for (std::size_t s = 0; s < results_.series.size(); ++s) {
      const SeriesInfo& series = results_.series[s];
      if (series.target != "in_camp") continue;
      std::vector<Camp>& list = series.is_of_region ? regions_ : camps_;
      list.push_back({series.location, s, estimate(s, results_.steps - 1)});
    }
    std::stable_sort(camps_.begin(), camps_.end(), [](const Camp& a, const Camp& b) {
      return a.at_end.median > b.at_end.median;
    });
  }

  [[nodiscard]] std::string headline() const {
    const Estimate all = estimate(results_.find("in_camps", ""), results_.steps - 1);
    std::string out = fmt::format("By {} {} people will be in camps", end_date(), range(all));
    if (camps_.empty() || camps_.front().at_end.median <= 0.0) return out + ".";
    constexpr std::size_t kNamed = 3;
    out += "; the largest: ";
    for (std::size_t i = 0; i < std::min(kNamed, camps_.size()); ++i) {
      if (camps_[i].at_end.median <= 0.0) break;
      out +=
          fmt::format("{}{}: {}", i == 0 ? "" : "; ", names_at(camps_[i]), range(camps_[i].at_end));
    }
    return out + ".";
  }

  [[nodiscard]] std::string html() const {
    return html_page(run_.known->title, top() + fans() + needs() + map() + assumptions());
  }

 private:
  [[nodiscard]] std::string names_at(const Camp& camp) const {
    return names_of_location(*run_.known, camp.place);
  }
  [[nodiscard]] double quantile(std::size_t series, std::size_t step, std::size_t level) const {
    return run_.summary->quantile(results_, series, step, level);
  }
  [[nodiscard]] Estimate estimate(std::size_t series, std::size_t step) const {
    return {quantile(series, step, kQ05), quantile(series, step, kQ50),
            quantile(series, step, kQ95)};
  }
  [[nodiscard]] static std::string range(const Estimate& e) {
    return rounded(e.median) + " (" + range_words(e) + ")";
  }
  /// The day that a step ends.
  [[nodiscard]] std::string date_of(std::size_t step) const {
    return format_date(results_.time(step) - Duration{1}, run_.known->utc_offset);
  }
  [[nodiscard]] std::string end_date() const { return date_of(results_.steps - 1); }

  [[nodiscard]] FanChart chart(std::size_t series, const std::string& title) const {
    FanChart chart;
    chart.title = title;
    chart.unit = "people";
    for (std::size_t step = 0; step < results_.steps; ++step) {
      chart.times.push_back(results_.time(step));
      chart.fan.q05.push_back(quantile(series, step, kQ05));
      chart.fan.q25.push_back(quantile(series, step, kQ25));
      chart.fan.q50.push_back(quantile(series, step, kQ50));
      chart.fan.q75.push_back(quantile(series, step, kQ75));
      chart.fan.q95.push_back(quantile(series, step, kQ95));
    }
    chart.as_of = run_.as_of;
    chart.utc_offset = run_.known->utc_offset;
    if (run_.known->flee_tables_given) {
      chart.counts_are = "counts of the camp; their sum says how many flee";
    }
    return chart;
  }

  [[nodiscard]] bool is_daily() const { return run_.known->ruleset == "daily"; }

  [[nodiscard]] std::string top() const {
    const Scenario& known = *run_.known;
    std::string out = std::string("<p class=\"kicker\">Corridor forecast &middot; ") +
                      (is_daily() ? "long conflict" : "rules of Flee") + " &middot; as of " +
                      format_date(run_.as_of, known.utc_offset) + "</p><h1>" +
                      escape_html(known.title) + "</h1><p class=\"lead\">" +
                      escape_html(headline()) + "</p>" + cautions_html(run_);
    if (known.flee_tables_given) {
      out +=
          "<p>A hindcast in the way of Flee: how many are displaced each day, and where the "
          "conflicts are, is taken from the tables for the whole period, also after the as-of "
          "time. Forecast is where people go.</p>";
    } else if (is_daily()) {
      out +=
          "<p>Only counts, conflicts and closures published before the as-of time are used, and of "
          "the time after it what was announced by then: nothing else is expected to happen.</p>";
    } else {
      out +=
          "<p>Only what had happened before the as-of time is used: registrations end there, and "
          "conflicts go on as they stood.</p>";
    }
    return out + "<p class=\"note\">In brackets 90 % of the members.</p>";
  }

  [[nodiscard]] std::string fans() const {
    std::string out = "<h2>How many, and where</h2><div class=\"pair\">";
    FanChart all = chart(results_.find("in_camps", ""), "In all camps");
    all.counts = counts_of(run_, "in_camps", "");
    out += draw_fan_chart(all);
    const std::size_t displaced = results_.find("displaced", "");
    if (displaced < results_.series.size()) {
      out += draw_fan_chart(chart(displaced, "Displaced since the beginning"));
    }
    out += "</div>" + charts(camps_);
    return regions_.empty() ? out
                            : out + "<h3>Regions, their camps together</h3>" + charts(regions_);
  }

  [[nodiscard]] std::string charts(const std::vector<Camp>& list) const {
    std::string out = "<div class=\"pair\">";
    for (const Camp& camp : list) out += draw_fan_chart(counted_chart(camp, names_at(camp)));
    return out + "</div>";
  }

  [[nodiscard]] FanChart counted_chart(const Camp& camp, const std::string& title) const {
    FanChart fan = chart(camp.series, title);
    fan.counts = counts_of(run_, "in_camp", camp.place);
    return fan;
  }

  /// The newest count of a camp that was known, with its date as it is written, or a dash.
  [[nodiscard]] std::string last_count(const std::string& place) const {
    std::vector<CountMark> known = counts_of(run_, "in_camp", place);
    std::erase_if(known, [](const CountMark& mark) { return mark.is_later; });
    if (known.empty()) return "&ndash;";
    const CountMark& last = known.back();
    const char* bound = last.bound == CountBound::at_least  ? "at least "
                        : last.bound == CountBound::at_most ? "at most "
                                                            : "";
    return bound + grouped(last.value) + " <span class=\"note\">" +
           format_date(last.time, run_.known->utc_offset) + "</span>";
  }

  /// The first step that ends so many days after the as-of time.
  [[nodiscard]] std::size_t step_after(int days) const {
    return first_step_ahead(results_, run_.as_of + days * kDay - Duration{1});
  }

  /// Tomorrow and in a week, where the run goes on for so long, and at the end.
  [[nodiscard]] std::vector<NeedsMoment> needs_moments() const {
    constexpr int kWeekDays = 7;
    const std::size_t last = results_.steps - 1;
    std::vector<NeedsMoment> moments;
    if (step_after(1) < last) moments.push_back({"After a day", step_after(1)});
    if (step_after(kWeekDays) < last) moments.push_back({"After a week", step_after(kWeekDays)});
    moments.push_back({"At the end", last});
    return moments;
  }

  [[nodiscard]] NeedStandards standards() const {
    ParameterValues medians;
    for (std::uint32_t i = 0; i < run_.known->parameters.all().size(); ++i)
      medians.push_back(run_.sampler->quantile(ParameterId{i}, 0.5));
    return need_standards(run_.known->parameters, medians);
  }

  [[nodiscard]] std::string needs() const {
    const NeedStandards by = standards();
    std::string out = fmt::format(
        "<h2>What the camps need</h2><p>By Sphere 2018, for the median: {:g} l of water a person "
        "and day, a toilet for {:g} people, {:g} m&sup2; of covered space each. The last count is "
        "the newest known at the as-of time.</p>",
        by.water_litres_per_person_day, by.people_per_toilet_later, by.covered_space_m2_per_person);
    for (const NeedsMoment& moment : needs_moments()) {
      out += "<h3>" + moment.title + ": " + date_of(moment.step) + "</h3>";
      out += needs_table("Camp", camps_, moment.step, by);
      if (!regions_.empty())
        out += needs_table("Region, its camps together", regions_, moment.step, by);
    }
    return out;
  }

  [[nodiscard]] std::string needs_table(const std::string& of_what, const std::vector<Camp>& list,
                                        std::size_t step, const NeedStandards& by) const {
    std::string out =
        "<div class=\"scroll\"><table><thead><tr><th>" + of_what +
        "</th><th class=\"n\">People</th><th class=\"n\">Last count</th><th class=\"n\">Water, "
        "m&sup3; a day</th><th class=\"n\">Toilets</th><th class=\"n\">Covered space, "
        "m&sup2;</th></tr></thead><tbody>";
    for (const Camp& camp : list) out += needs_row(camp, step, by);
    return out + "</tbody></table></div>";
  }

  [[nodiscard]] std::string needs_row(const Camp& camp, std::size_t step,
                                      const NeedStandards& by) const {
    constexpr double kLitresPerCubicMetre = 1000.0;
    const Estimate people = estimate(camp.series, step);
    return fmt::format(
        "<tr><td>{}</td><td class=\"n\">{} <span class=\"note\">({})</span></td>"
        "<td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>"
        "<td class=\"n\">{}</td></tr>",
        names_html(run_.known->names_of(camp.place)), rounded(people.median), range_words(people),
        last_count(camp.place),
        rounded(people.median * by.water_litres_per_person_day / kLitresPerCubicMetre),
        rounded(people.median / by.people_per_toilet_later),
        rounded(people.median * by.covered_space_m2_per_person));
  }

  [[nodiscard]] std::string map() const {
    const Scenario& known = *run_.known;
    std::vector<MapPlace> places;
    for (std::uint32_t p = 0; p < known.places.size(); ++p) {
      const auto camp = std::find_if(camps_.begin(), camps_.end(), [&](const Camp& candidate) {
        return candidate.place == known.places[p].id;
      });
      const double people = camp == camps_.end() ? 0.0 : camp->at_end.median;
      places.push_back({PlaceId{p}, people, people > 0.0 ? rounded(people) : ""});
    }
    std::vector<MapRoad> roads;
    for (std::uint32_t r = 0; r < known.roads.size(); ++r) {
      MapRoad& road = roads.emplace_back();
      road.road = RoadId{r};
      road.open = is_certainly_open(known, RoadId{r}, run_.as_of);
    }
    return "<h2>Where the camps are</h2>" +
           draw_map(known, places, roads,
                    "<b>Places, roads and camps</b>Circles: people in camps on " + end_date() +
                        ", medians");
  }

  [[nodiscard]] std::string assumptions() const {
    std::string rows;
    for (std::uint32_t i = 0; i < run_.known->parameters.all().size(); ++i) {
      const Parameter& parameter = run_.known->parameters.all()[i];
      const bool is_of_ruleset = parameter.name.rfind(is_daily() ? "daily." : "flee.", 0) == 0;
      if (!is_of_ruleset && !parameter.from_scenario) continue;
      const ParameterSummary summary = run_.sampler->summary(ParameterId{i});
      rows += fmt::format(
          "<tr><td>{}</td><td class=\"n\">{:.4g}</td><td class=\"n\">{:.4g} to {:.4g}</td><td>{}"
          "</td><td>{}; {}</td></tr>",
          escape_html(parameter.name), summary.median, summary.low, summary.high,
          escape_html(parameter.unit), escape_html(parameter.meaning),
          escape_html(parameter.source));
    }
    const std::string how =
        is_daily() ? "Trends of the counts go on, fade and widen; new conflict strengthens them, a "
                     "closed way stops them (docs/scores.md). A sudden flight of thousands within "
                     "a day is outside what these rules can foresee: prepare for it apart from "
                     "these ranges."
                   : "They leave places with fixed chances a day and choose routes by distance and "
                     "by what is at their end (docs/flee.md).";
    return "<h2>What it assumes</h2><p>People are counts without any mark of a person. " + how +
           "</p><details><summary>All settings</summary><div class=\"scroll\">"
           "<table><thead><tr><th>Parameter</th><th class=\"n\">Median</th><th class=\"n\">90 "
           "%</th>"
           "<th>Unit</th><th>Meaning</th></tr></thead><tbody>" +
           rows + "</tbody></table></div></details>" +
           fmt::format("<p class=\"note\">Corridor {}, {} members, seed {}, scenario {} ({}).</p>",
                       run_.version, results_.members, run_.seed, escape_html(run_.known->id),
                       run_.digest.substr(0, 12));
  }

  const ForecastRun& run_;
  const EnsembleResults& results_;
  std::vector<Camp> camps_;    ///< the fullest first
  std::vector<Camp> regions_;  ///< with all their camps together
};

}  // namespace

bool is_about_camps(const ForecastRun& run) {
  return run.results->find("in_camps", "") < run.results->series.size();
}

std::string camps_headline(const ForecastRun& run) { return CampsReport(run).headline(); }

std::string camps_report_html(const ForecastRun& run) { return CampsReport(run).html(); }

}  // namespace corridor

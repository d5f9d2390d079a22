// The answer for somebody who must act tonight: who leaves, when, by which way, how long they wait,
// and what must stand ready where.
#include <fmt/format.h>

#include <algorithm>

#include "output/html.h"
#include "output/report_sections.h"
#include "results/needs.h"
#include "results/ranking.h"

namespace corridor {
namespace {

constexpr std::size_t kNamed = 3;  ///< places named in a card

std::string card(const std::string& question, const std::string& answer, const std::string& more) {
  return "<div class=\"card\"><dt>" + question + "</dt><dd><b>" + answer + "</b><span>" + more +
         "</span></dd></div>";
}

/// Places with what is counted there, the most first, those with nothing left out.
class PlaceList {
 public:
  explicit PlaceList(const ReportReader& reader) : reader_(reader) {}

  void add(const std::string& place, double amount) {
    if (amount < 0.5 || !reader_.known().find_place(place).valid()) return;
    amounts_.push_back({amount, place});
    std::stable_sort(amounts_.begin(), amounts_.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
  }
  [[nodiscard]] bool empty() const { return amounts_.empty(); }

  template <class Words>
  [[nodiscard]] std::string named(Words&& words, std::size_t from = 0) const {
    std::string out;
    for (std::size_t i = from; i < std::min(kNamed, amounts_.size()); ++i)
      out += (i == from ? "" : ", ") + name(i) + " " + words(amounts_[i].first);
    return out;
  }
  template <class Words>
  [[nodiscard]] std::string first(Words&& words) const {
    return words(amounts_.front().first);
  }
  [[nodiscard]] std::string first_place() const { return name(0); }
  /// The others, as a sentence; nothing where there are none.
  template <class Words>
  [[nodiscard]] std::string others(Words&& words) const {
    return amounts_.size() < 2 ? "" : named(words, 1) + ". ";
  }

 private:
  [[nodiscard]] std::string name(std::size_t i) const {
    return place_html(reader_.known().place(reader_.known().find_place(amounts_[i].second)));
  }

  const ReportReader& reader_;
  std::vector<std::pair<double, std::string>> amounts_;
};

std::string who_leaves(const ReportReader& reader) {
  const Estimate all = reader.estimate("arrivals_cumulative", "", reader.last());
  PlaceList from(reader);
  for (const SeriesInfo& series : reader.results().series) {
    if (series.target != "staying" || series.location.empty()) continue;
    from.add(series.location, reader.mean("staying", series.location, 0) +
                                  reader.mean("waiting_to_leave", series.location, 0));
  }
  const std::string end =
      day_words(reader.results().time(reader.last()), reader.known().utc_offset);
  return card("Who leaves", rounded(all.median) + " people",
              range_words(all) + " by " + end + ". Most live in " +
                  from.named([](double people) { return rounded(people); }));
}

/// The day of most arrivals, and how many arrive on it.
std::string when_they_come(const ReportReader& reader) {
  const EnsembleResults& results = reader.results();
  const auto per_day = static_cast<std::size_t>(
      std::max<long long>(1, Duration{std::chrono::days{1}} / results.step));
  const std::size_t series = results.find("arrivals_cumulative", "");
  const auto busiest = [&](std::size_t m) {
    std::pair<double, std::size_t> best{0.0, per_day - 1};
    for (std::size_t step = per_day; step < results.steps; step += 1) {
      const double arrived = static_cast<double>(results.row(series, step)[m]) -
                             static_cast<double>(results.row(series, step - per_day)[m]);
      if (arrived > best.first) best = {arrived, step};
    }
    return best;
  };
  const Estimate on_it =
      estimate_of(reader.over_members([&](std::size_t m) { return busiest(m).first; }));
  const Estimate day = estimate_of(
      reader.over_members([&](std::size_t m) { return static_cast<double>(busiest(m).second); }));
  const auto words = [&](double step) {
    return day_words(results.time(static_cast<std::size_t>(step)), reader.known().utc_offset);
  };
  return card("When most arrive", "about " + words(day.median),
              words(day.low) + " to " + words(day.high) + "; " + rounded(on_it.median) +
                  " people in the busiest 24 hours (" + range_words(on_it) + ")");
}

std::string by_which_way(const ReportReader& reader) {
  PlaceList entries(reader);
  double all = 0.0;
  for (const SeriesInfo& series : reader.results().series) {
    if (series.target != "arrivals_cumulative" || series.location.empty()) continue;
    const float* arrived = reader.row(series.target, series.location, reader.last());
    double sum = 0.0;
    for (const double people :
         reader.over_members([&](std::size_t m) { return static_cast<double>(arrived[m]); })) {
      sum += people;
    }
    entries.add(series.location, sum);
    all += sum;
  }
  if (entries.empty()) return "";
  const Estimate queue = reader.peak({"queue_vehicles"}, "");
  const Estimate hours = reader.peak({"waiting_hours_p50"}, "");
  const auto share = [&](double people) { return percent(people / all); };
  return card("By which way", entries.first(share) + " by " + entries.first_place(),
              entries.others(share) + "Longest queue " + rounded(queue.median) + " vehicles (" +
                  range_words(queue) +
                  "). Half of those who arrive in the worst hour lost more than " +
                  rounded(hours.median) + " h on the way (" + range_words(hours) + ")");
}

std::string beds(const ReportReader& reader) {
  const std::vector<std::string> in_need(std::begin(kInNeedOfBeds), std::end(kInNeedOfBeds));
  const Estimate most = reader.peak(in_need, "");
  PlaceList places(reader);
  for (const SeriesInfo& series : reader.results().series) {
    if (series.target != "sheltered_centre" || series.location.empty()) continue;
    places.add(series.location, reader.peak(in_need, series.location).median);
  }
  const Ranking* ranking = reader.run().ranking;
  const bool ranked = ranking != nullptr && ranking->action > 0.0;
  std::string more = "Most needed at once" + reader.condition() + ": " + rounded(most.median) +
                     " (" + range_words(most) + ")";
  if (!places.empty())
    more += ". Where: " + places.named([](double people) { return rounded(people); });
  if (ranked) {
    more += ". Over all runs, " + rounded(ranking->action) + " cost least to prepare, where " +
            escape_html(ranking->loss);
  }
  return card("Beds in centres", rounded(ranked ? ranking->action : most.median) + " beds", more);
}

/// Water and toilets at the place that is fullest at once.
std::string water(const ReportReader& reader) {
  const NeedStandards standards = need_standards(reader.known().parameters, reader.medians());
  std::string fullest;
  Estimate people;
  for (const SeriesInfo& series : reader.results().series) {
    if (series.target != "present") continue;
    const Estimate here = reader.peak({"present"}, series.location);
    if (here.median <= people.median) continue;
    people = here;
    fullest = series.location;
  }
  if (fullest.empty()) return "";
  constexpr double kLitresPerCubicMetre = 1000.0;
  const double water = standards.water_litres_per_person_day / kLitresPerCubicMetre;
  const auto scaled = [&](double factor) {
    return Estimate{people.low * factor, people.median * factor, people.high * factor};
  };
  const Estimate toilets = scaled(1.0 / standards.people_per_toilet_first_phase);
  return card("Water and toilets", rounded(people.median * water) + " m&sup3; a day",
              "in " + place_html(reader.known().place(reader.known().find_place(fullest))) +
                  " when it is fullest (" + range_words(scaled(water)) + "), with " +
                  rounded(toilets.median) + " toilets (" + range_words(toilets) + ") for " +
                  rounded(people.median) + " people");
}

/// Those who have decided and cannot set out: they need a seat, fuel, or an open road.
std::string seats(const ReportReader& reader) {
  const std::size_t step = reader.step_after(7);
  const Estimate all = reader.estimate("waiting_to_leave", "", step);
  PlaceList places(reader);
  for (const SeriesInfo& series : reader.results().series) {
    if (series.target != "waiting_to_leave" || series.location.empty()) continue;
    places.add(series.location, reader.estimate(series.target, series.location, step).median);
  }
  if (places.empty()) return "";
  return card("Buses and fuel", rounded(all.median) + " people wait",
              "for a seat, fuel or an open road on " +
                  day_words(reader.results().time(step), reader.known().utc_offset) + " (" +
                  range_words(all) +
                  "): " + places.named([](double people) { return rounded(people); }));
}

}  // namespace

std::string report_glance(const ReportReader& reader) {
  const std::string title =
      reader.is_conditional() ? "What to prepare for, if a way out opens" : "What to prepare for";
  return "<h2 id=\"prepare\">" + title +
         "</h2><p class=\"note\">Medians, with the range that holds 90 % of the " +
         (reader.is_conditional()
              ? "runs in which a way out opens (" + percent(reader.road_opens()) + " of all)"
              : std::string("runs")) +
         ".</p><dl class=\"cards\">" + who_leaves(reader) + when_they_come(reader) +
         by_which_way(reader) + beds(reader) + water(reader) + seats(reader) + "</dl>";
}

}  // namespace corridor

#include "output/old_total.h"

#include <fmt/format.h>

#include <algorithm>

#include "output/html.h"
#include "output/report_reader.h"
#include "scenario/names.h"
#include "scenario/reported.h"

namespace corridor {
namespace {

/// Of one series.
struct NewestCount {
  std::string place;  ///< id; empty: all together
  ReportedCount count;
};

std::string words_of(const NewestCount& newest, const Scenario& known) {
  return fmt::format("{} ({} on {})", names_of_location(known, newest.place),
                     grouped(newest.count.value), date_words(newest.count.time, known.utc_offset));
}

/// The newest counts of single places, the newest first.
std::vector<NewestCount> newest_of_places(const std::vector<CountSeries>& all) {
  std::vector<NewestCount> newest;
  for (const CountSeries& series : all) {
    const bool is_of_place = series.info.target == "in_camp" && !series.info.is_of_region;
    if (is_of_place) newest.push_back({series.info.location, series.counts.back()});
  }
  std::stable_sort(newest.begin(), newest.end(), [](const NewestCount& a, const NewestCount& b) {
    return a.count.time > b.count.time;
  });
  return newest;
}

}  // namespace

std::vector<std::string> old_total_warnings(const Scenario& known) {
  if (known.ruleset != "daily") return {};
  const std::vector<CountSeries> all = counts_at_hand(known);
  const CountSeries* total = find_series(all, {"in_camps", "", "people"});
  const std::vector<NewestCount> places = newest_of_places(all);
  if (total == nullptr || places.empty()) return {};
  const ReportedCount& last = total->counts.back();
  const auto newer = std::count_if(places.begin(), places.end(), [&](const NewestCount& place) {
    return place.count.time > last.time;
  });
  if (newer == 0) return {};
  double sum = 0.0;
  for (const NewestCount& place : places) sum += place.count.value;
  const std::string others = newer > 1 ? fmt::format(" and of {} more", newer - 1) : "";
  return {fmt::format(
      "the newest count of all in camps, {} on {}, is older than that of {}{}; the newest counts "
      "of "
      "the camps add up to {}. All and each camp go on from their own newest counts, so that the "
      "parts need not add up to the whole: where they differ go by the camps",
      grouped(last.value), date_words(last.time, known.utc_offset), words_of(places.front(), known),
      others, grouped(sum))};
}

}  // namespace corridor

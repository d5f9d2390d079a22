// The places and regions that people are counted in one by one, with their counts over the fans.
#include <algorithm>
#include <map>
#include <utility>

#include "output/report_sections.h"
#include "scenario/names.h"

namespace corridor {
namespace {

using Located = std::pair<std::string, std::string>;  ///< series and place

/// Of places and regions, with the number of their counts. Those published later alone call for a
/// chart where they are of arrivals.
std::map<Located, int> counts_by_series(const ReportReader& reader) {
  std::map<Located, int> counts;
  const auto add = [&](const std::vector<ObservationRow>& rows, bool arrivals_only) {
    for (const ObservationRow& row : rows) {
      if (row.place.empty() || !reader.has(row.series, row.place)) continue;
      if (!arrivals_only || row.series == "arrivals_cumulative") ++counts[{row.series, row.place}];
    }
  };
  add(reader.known().observations, false);
  add(reader.run().later->counts, true);
  return counts;
}

/// The series counted most often, most often first.
std::vector<SeriesInfo> most_counted(const ReportReader& reader) {
  constexpr std::size_t kMost = 6;
  const std::map<Located, int> counts = counts_by_series(reader);
  std::vector<std::pair<Located, int>> order(counts.begin(), counts.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  order.resize(std::min(order.size(), kMost));
  std::vector<SeriesInfo> series;
  for (const auto& [located, number] : order) {
    const std::size_t index = reader.results().find(located.first, located.second);
    series.push_back(reader.results().series[index]);
  }
  return series;
}

/// Titles begin with a capital.
std::string as_title(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

}  // namespace

std::string report_counted(const ReportReader& reader) {
  const std::vector<SeriesInfo> all = most_counted(reader);
  if (all.empty()) return "";
  std::string out = "<h2 id=\"counted\">Where people are counted</h2><div class=\"pair\">";
  for (const SeriesInfo& series : all) {
    out += draw_fan_chart(report_chart(reader, series,
                                       as_title(names_of(reader.known(), series)) +
                                           (reader.is_conditional() ? ", all runs" : "")));
  }
  return out + "</div>";
}

}  // namespace corridor

#include "output/counts_shown.h"

#include <algorithm>

#include "output/html.h"
#include "output/report_reader.h"
#include "results/contradicted_counts.h"
#include "scenario/ledger.h"
#include "scenario/names.h"

namespace corridor {
namespace {

CountBound bound_of(Qualifier qualifier) {
  if (qualifier == Qualifier::at_least) return CountBound::at_least;
  if (qualifier == Qualifier::at_most) return CountBound::at_most;
  return CountBound::none;
}

CountMark mark_of(const ObservationRow& row, bool is_later, Duration offset) {
  CountMark mark;
  mark.time = row.time;
  mark.value = row.value;
  mark.high = row.value_high.value_or(row.value);
  mark.bound = bound_of(row.qualifier);
  mark.is_later = is_later;
  mark.words = moment_words(row.time, offset) + ": " + count_words(row);
  if (!row.source.empty()) mark.words += ", " + row.source;
  return mark;
}

std::string source_html(const ObservationRow& row) {
  const std::string name =
      "<bdi>" + escape_html(row.source.empty() ? "link" : row.source) + "</bdi>";
  return row.url.empty() ? name : "<a href=\"" + escape_html(row.url) + "\">" + name + "</a>";
}

/// The members' median of a count's moment, with their 90 % range.
std::string forecast_cell(const EnsembleResults& results, const ObservationRow& row) {
  const std::optional<Estimate> forecast = forecast_of(results, row);
  if (!forecast) return "<td class=\"n\">&ndash;</td>";
  return "<td class=\"n\">" + rounded(forecast->median) + " <span class=\"note\">(" +
         range_words(*forecast) + ")</span></td>";
}

}  // namespace

std::string where_html(const Scenario& known, const std::string& location) {
  return known.find_road(location).valid() ? escape_html(names_of_location(known, location))
                                           : names_html(known.names_of(location));
}

std::vector<CountMark> counts_of(const ForecastRun& run, const std::string& target,
                                 const std::string& location) {
  std::vector<CountMark> marks;
  const auto add = [&](const std::vector<ObservationRow>& rows, bool is_later) {
    for (const ObservationRow& row : rows) {
      if (row.series == target && row.place == location)
        marks.push_back(mark_of(row, is_later, run.known->utc_offset));
    }
  };
  add(run.known->observations, false);
  add(run.later->counts, true);
  std::stable_sort(marks.begin(), marks.end(),
                   [](const CountMark& a, const CountMark& b) { return a.time < b.time; });
  return marks;
}

std::string known_counts_table(const ForecastRun& run) {
  std::vector<const ObservationRow*> rows;
  for (const ObservationRow& row : run.known->observations) rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(), [](const ObservationRow* a, const ObservationRow* b) {
    return a->time > b->time;
  });
  const Duration offset = run.known->utc_offset;
  std::string out = "<details><summary>The " + std::to_string(rows.size()) +
                    " counts known at the time, and who reported them</summary><div "
                    "class=\"scroll\"><table><thead><tr><th>For</th><th>What</th><th>Count</th>"
                    "<th class=\"n\">Forecast of then</th><th>Reported "
                    "by</th><th>Published</th></tr></thead><tbody>";
  for (const ObservationRow* row : rows) {
    out += "<tr><td>" + moment_words(row->time, offset) + "</td><td>" +
           escape_html(spaced(row->series)) +
           (row->place.empty() ? "" : "<br>" + where_html(*run.known, row->place)) + "</td><td>" +
           escape_html(count_words(*row)) + "</td>" + forecast_cell(*run.results, *row) + "<td>" +
           source_html(*row) + "</td><td>" + moment_words(row->published, offset) + "</td></tr>";
  }
  return out + "</tbody></table></div></details>";
}

}  // namespace corridor

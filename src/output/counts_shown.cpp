#include "output/counts_shown.h"

#include <algorithm>
#include <string_view>

#include "output/html.h"
#include "output/report_reader.h"
#include "results/contradicted_counts.h"
#include "scenario/ledger.h"
#include "scenario/names.h"
#include "scenario/reported.h"

namespace corridor {
namespace {

CountBound bound_of(Qualifier qualifier) {
  if (qualifier == Qualifier::at_least) return CountBound::at_least;
  if (qualifier == Qualifier::at_most) return CountBound::at_most;
  return CountBound::none;
}

/// When, how many, and who says so.
std::string words_of(const ObservationRow& row, Duration offset) {
  const std::string words = when_words(row, offset) + ": " + count_words(row);
  return row.source.empty() ? words : words + ", " + row.source;
}

CountMark mark_of(const ObservationRow& row, bool is_later, Duration offset) {
  CountMark mark;
  mark.time = row.time;
  mark.value = row.value;
  mark.high = row.value_high.value_or(row.value);
  mark.bound = bound_of(row.qualifier);
  mark.is_later = is_later;
  mark.words = words_of(row, offset);
  return mark;
}

/// What a period's count comes to in `pace_hours`, at the middle of the period.
CountMark rate_of(const ObservationRow& row, double pace_hours, bool is_later, Duration offset) {
  CountMark mark = mark_of(at_pace(row, pace_hours), is_later, offset);
  mark.words = words_of(row, offset);
  return mark;
}

/// The series in words; of a period nothing is cumulative.
std::string what_words(const ObservationRow& row) {
  constexpr std::string_view kSoFar = "_cumulative";
  std::string name = row.series;
  if (row.since && name.ends_with(kSoFar)) name.resize(name.size() - kSoFar.size());
  return spaced(name);
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

std::string when_words(const ObservationRow& count, Duration offset) {
  const std::string time = moment_words(count.time, offset);
  return count.since ? moment_words(*count.since, offset) + " to " + time : time;
}

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

std::vector<CountMark> rates_of_periods(const ForecastRun& run, const std::string& location,
                                        double pace_hours) {
  std::vector<CountMark> marks;
  const auto add = [&](const std::vector<ObservationRow>& rows, bool is_later) {
    for (const ObservationRow& row : rows) {
      if (row.series == "arrivals_cumulative" && row.place == location)
        marks.push_back(rate_of(row, pace_hours, is_later, run.known->utc_offset));
    }
  };
  add(run.known->period_counts, false);
  add(run.later->period_counts, true);
  return marks;
}

std::string known_counts_table(const ForecastRun& run) {
  std::vector<ObservationRow> rows = all_counts(*run.known);
  std::stable_sort(rows.begin(), rows.end(), [](const ObservationRow& a, const ObservationRow& b) {
    return a.time > b.time;
  });
  const Duration offset = run.known->utc_offset;
  std::string out = "<details><summary>The " + std::to_string(rows.size()) +
                    " counts known at the time, and who reported them</summary><div "
                    "class=\"scroll\"><table><thead><tr><th>For</th><th>What</th><th>Count</th>"
                    "<th class=\"n\">Forecast of then</th><th>Reported "
                    "by</th><th>Published</th></tr></thead><tbody>";
  for (const ObservationRow& row : rows) {
    out += "<tr><td>" + when_words(row, offset) + "</td><td>" + escape_html(what_words(row)) +
           (row.place.empty() ? "" : "<br>" + where_html(*run.known, row.place)) + "</td><td>" +
           escape_html(count_words(row)) + "</td>" + forecast_cell(*run.results, row) + "<td>" +
           source_html(row) + "</td><td>" + moment_words(row.published, offset) + "</td></tr>";
  }
  return out + "</tbody></table></div></details>";
}

}  // namespace corridor

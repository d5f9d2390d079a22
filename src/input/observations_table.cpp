#include "input/observations_table.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "input/bounds.h"
#include "input/claims_table.h"
#include "input/exchanged_dates.h"
#include "scenario/names.h"
#include "scenario/series.h"
#include "scenario/units.h"

namespace corridor {
namespace {

std::vector<std::string> series_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Topic& topic : scenario.topics) {
    if (topic.is_series) names.push_back(topic.name);
  }
  return names;
}

void refuse_series(Cells& cells, const std::string& found, const std::vector<std::string>& names) {
  const std::string near = nearest_name(found, names);
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  cells.error("series", "\"" + found + "\"", "a series of the rules: " + all,
              near.empty() ? "count one of these, or make it a claim about a topic"
                           : "did you mean \"" + near + "\"?");
}

/// Counts are compared with their series as they stand: their unit must be the series' own.
void check_unit_of_count(Cells& cells, const ObservationRow& row, const Topic& series) {
  if (row.unit.empty() || series.unit.empty()) return;
  const auto conversion = unit_conversion(row.unit, series.unit);
  if (conversion && *conversion == UnitConversion{}) return;
  cells.error("unit", "\"" + row.unit + "\" for " + series.name, "\"" + series.unit + "\"",
              "convert the number, use a series that counts " + row.unit +
                  ", or make it a claim: claims in families and vehicles are converted");
}

/// The beginning of a period, where the count is of one. Of a series that tells what happens in a
/// step every count is; without `since` it is of the step that ends then.
std::optional<Time> read_since(Cells& cells, const Scenario& scenario, const ObservationRow& row) {
  const bool is_of_step = kind_of(row.series) == SeriesKind::of_step;
  std::optional<Time> since = cells.time("since");
  if (!since) {
    if (!is_of_step) return std::nullopt;
    cells.warning("since", "a count of " + row.series + " without a beginning",
                  "the moment from which on people were counted",
                  fmt::format("it is taken for the {:g} h before `time`: give `since`",
                              in_hours(scenario.step)));
    return row.time - scenario.step;
  }
  if (!is_of_step && !is_cumulative(row.series)) {
    cells.error("since", "a period for " + row.series + ", which is how things stand at a moment",
                "a series of what comes, such as arrivals_cumulative", "leave `since` out");
  }
  if (*since >= row.time) {
    cells.error("since", "a moment not before `time`", "the beginning of the period that ends then",
                "check both");
  }
  if (row.earliest) {
    cells.error("earliest", "an unknown hour of a period", "an empty cell beside `since`",
                "give the period's two ends");
  }
  if (*since < scenario.start && row.time > scenario.start) {
    cells.warning("since", format_time(*since, scenario.utc_offset) + ", before the start",
                  "a period that begins at the scenario's start or later",
                  "the count is shown and not learned from; let the scenario start earlier");
  }
  return since;
}

}  // namespace

ObservationRow read_observation(Cells& cells, const Scenario& scenario) {
  ObservationRow row;
  row.series = cells.required("series");
  row.line = cells.line();
  const Topic* series = scenario.find_topic(row.series);
  if (!row.series.empty() && (series == nullptr || !series->is_series)) {
    refuse_series(cells, row.series, series_names(scenario));
  }
  row.place = cells.location("place");
  row.time = cells.required_time("time");
  row.earliest = cells.time("earliest");
  if (row.earliest && *row.earliest > row.time) {
    cells.error("earliest", "a moment after `time`",
                "the earliest moment that the count may be for", "check both");
  }
  row.since = read_since(cells, scenario, row);
  // What came in a period is the same of a tally, which has it by place too.
  const std::string tally = row.series + "_cumulative";
  if (row.since && scenario.find_topic(tally) != nullptr) row.series = tally;
  row.value = cells.number("value", 0.0, kMostLitres);
  row.value_high = cells.optional_number("value_high", 0.0, kMostLitres);
  row.qualifier = cells.choice("qualifier", qualifier_names());
  check_upper_end(cells, row.qualifier, row.value, row.value_high);
  row.unit = cells.required("unit");
  if (series != nullptr) check_unit_of_count(cells, row, *series);
  if (counts_people(row.unit)) {
    cells.require_whole_count("value");
    cells.require_whole_count("value_high");
  }
  row.published = cells.published(kNever);
  if (row.published < row.time && row.published != kAlways) {
    cells.error(
        "published", "a moment before the count's own", "a publication after `time`",
        mend_of_date(scenario, row.published, mend_of_date(scenario, row.time, "check both")));
  }
  row.source = cells.named_source();
  row.url = cells.text("url");
  row.note = cells.text("note");
  row.weight = cells.number("weight", 0.0, 1.0, 1.0);
  return row;
}

}  // namespace corridor

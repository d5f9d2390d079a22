#include "input/parts_of_totals.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace corridor {
namespace {

/// Of figures that are said to be about right, parts and sum may differ by so much.
constexpr double kAboutTheSame = 1.1;

using CountRows = std::vector<const ObservationRow*>;

/// Counts of one statement: one source's, of one series, moment and period.
auto statement_of(const ObservationRow& row) {
  return std::tie(row.source, row.series, row.time, row.since, row.unit);
}

bool is_of_a_place(const ObservationRow& row, const Scenario& scenario) {
  return scenario.find_place(row.place).valid() && says_at_least(row.qualifier);
}

/// What its places have at least.
double sum_of_places(const CountRows& rows, const Scenario& scenario) {
  std::map<std::string, double> by_place;
  for (const ObservationRow* row : rows) {
    if (!is_of_a_place(*row, scenario)) continue;
    double& least = by_place[row->place];
    least = std::max(least,
                     row->qualifier == Qualifier::about ? row->value / kAboutTheSame : row->value);
  }
  double sum = 0.0;
  for (const auto& [place, least] : by_place) sum += least;
  return sum;
}

double most_that_is_said(const ObservationRow& total) {
  const double high = total.value_high.value_or(total.value);
  return total.qualifier == Qualifier::about ? high * kAboutTheSame : high;
}

}  // namespace

void warn_of_parts_above_totals(const Scenario& scenario, Diagnostics& diagnostics) {
  const std::vector<ObservationRow> counts = all_counts(scenario);
  std::map<decltype(statement_of(counts.front())), CountRows> statements;
  for (const ObservationRow& row : counts) statements[statement_of(row)].push_back(&row);
  for (const auto& [statement, rows] : statements) {
    const double of_places = sum_of_places(rows, scenario);
    for (const ObservationRow* row : rows) {
      const bool is_total = row->place.empty() && says_at_most(row->qualifier);
      if (!is_total || of_places <= most_that_is_said(*row)) continue;
      diagnostics.add({Severity::warning, "observations.csv", row->line, "value",
                       fmt::format("{:.0f} in all, less than the {:.0f} or more that the same "
                                   "source has at places then",
                                   row->value, of_places),
                       "at least as many as at its places together",
                       "check them; a count of some places only is one of a region"});
    }
  }
}

}  // namespace corridor

#include "input/tally_slips.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scenario/series.h"
#include "scenario/units.h"

namespace corridor {
namespace {

/// A digit too many makes ten times as much, less what has come in between.
constexpr double kDigitTooMany = 7.0;
/// Counts of moments no farther apart are of about the same time.
constexpr Duration kAboutTheSameTime = std::chrono::hours{6};
/// In the first hours tallies grow tenfold: of smaller ones the larger tells nothing.
constexpr double kEnoughToTell_people = 1000.0;

using CountRows = std::vector<const ObservationRow*>;

double upper_end(const ObservationRow& row) { return row.value_high.value_or(row.value); }

/// Whether a count is larger than another by a digit and the two are of about the same time, or it
/// is an earlier one of what only grows.
bool is_too_large_beside(const ObservationRow& large, const ObservationRow& small) {
  if (!says_at_least(large.qualifier) || !says_at_most(small.qualifier)) return false;
  if (upper_end(small) <= 0.0 || large.value < kEnoughToTell_people) return false;
  if (large.value < kDigitTooMany * upper_end(small)) return false;
  const Duration apart = std::chrono::abs(large.time - small.time);
  if (apart <= kAboutTheSameTime) return true;
  return is_cumulative(large.series) && large.time < small.earliest.value_or(small.time);
}

bool disagree(const ObservationRow& a, const ObservationRow& b) {
  return is_too_large_beside(a, b) || is_too_large_beside(b, a);
}

/// For each row those of its series that it disagrees with.
std::vector<CountRows> disagreements(const CountRows& rows) {
  std::vector<CountRows> found(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const ObservationRow* other : rows) {
      if (disagree(*rows[i], *other)) found[i].push_back(other);
    }
  }
  return found;
}

/// Of two rows that disagree the one that disagrees with more others, or else stands further down.
bool is_to_blame(const ObservationRow& row, std::size_t with, const ObservationRow& other,
                 std::size_t other_with) {
  return std::pair(with, row.line) > std::pair(other_with, other.line);
}

/// Of those that a row disagrees with, and is to blame before, the one nearest in time; null: none.
const ObservationRow* nearest_blaming(const ObservationRow& row, const CountRows& others,
                                      const std::map<const ObservationRow*, std::size_t>& number) {
  const ObservationRow* nearest = nullptr;
  const auto apart = [&](const ObservationRow* other) {
    return std::chrono::abs(other->time - row.time);
  };
  for (const ObservationRow* other : others) {
    if (!is_to_blame(row, number.at(&row), *other, number.at(other))) continue;
    if (nearest == nullptr || apart(other) < apart(nearest)) nearest = other;
  }
  return nearest;
}

void warn_within(const CountRows& rows, Duration offset, Diagnostics& diagnostics) {
  const std::vector<CountRows> others = disagreements(rows);
  std::map<const ObservationRow*, std::size_t> number;
  for (std::size_t i = 0; i < rows.size(); ++i) number[rows[i]] = others[i].size();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ObservationRow& row = *rows[i];
    const ObservationRow* other = nearest_blaming(row, others[i], number);
    if (other == nullptr) continue;
    diagnostics.add(
        {Severity::warning, "observations.csv", row.line, "value",
         fmt::format("{:.0f} beside {:.0f} at {} (line {})", row.value, other->value,
                     format_time(other->time, offset), other->line),
         row.value > other->value ? "about as many, or fewer" : "about as many, or more",
         "a digit too many or too few? Check both, and their dates; leave the wrong one out"});
  }
}

}  // namespace

void warn_of_tally_slips(const Scenario& scenario, Diagnostics& diagnostics) {
  std::map<std::pair<std::string, std::string>, CountRows> by_series;
  for (const ObservationRow& row : scenario.observations) {
    const SeriesKind kind = kind_of(row.series);
    const bool is_of_steps = kind == SeriesKind::of_step || kind == SeriesKind::within_step;
    if (is_of_steps || !counts_people(row.unit)) continue;
    by_series[{row.series, row.place}].push_back(&row);
  }
  for (const auto& [series, rows] : by_series) warn_within(rows, scenario.utc_offset, diagnostics);
}

}  // namespace corridor

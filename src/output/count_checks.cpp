#include "output/count_checks.h"

#include <fmt/format.h>

#include "scenario/ledger.h"
#include "scenario/names.h"

namespace corridor {
namespace {

/// Below this the counts stray from the model further than its own noise explains.
constexpr double kSuspicious = 0.01;
/// A smaller share of the counts inside the prior's range is not most of them.
constexpr double kMostCounts = 0.5;

/// What two sources say of a series that exclude each other; empty where none do.
std::string dispute_words(const Scenario& known, const SeriesInfo& series) {
  for (const CountDispute& dispute : contradicting_counts(known)) {
    const ObservationRow& a = *dispute.first;
    const ObservationRow& b = *dispute.second;
    if (a.series != series.target || a.place != series.location) continue;
    return fmt::format(
        "; of its counts two exclude each other, {} ({}) and {} ({}): believe one "
        "source with --trust",
        count_words(a), a.source, count_words(b), b.source);
  }
  return "";
}

}  // namespace

std::string name_of_counts(const Scenario& known, const std::vector<SeriesInfo>& series,
                           const CountCheck& check) {
  return names_of(known, series[check.series]) + (check.is_of_periods ? ", by period" : "");
}

std::vector<std::string> count_check_warnings(const Scenario& known,
                                              const std::vector<SeriesInfo>& series,
                                              const std::vector<CountCheck>& checks) {
  std::vector<std::string> warnings;
  for (const CountCheck& check : checks) {
    const std::string name = name_of_counts(known, series, check);
    if (check.p_value < kSuspicious) {
      warnings.push_back(fmt::format(
          "the model cannot explain the counts of \"{}\" (posterior predictive p = {:.2g}): do not "
          "trust its intervals for them{}",
          name, check.p_value,
          check.is_of_periods ? "" : dispute_words(known, series[check.series])));
    }
    if (check.prior_reach < kMostCounts) {
      warnings.push_back(
          fmt::format("most counts of \"{}\" lie outside what was held possible before them: the "
                      "priors are too "
                      "narrow, or the rules lack something",
                      name));
    }
  }
  return warnings;
}

}  // namespace corridor

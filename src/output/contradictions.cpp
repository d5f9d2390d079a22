#include "output/contradictions.h"

#include <fmt/format.h>

#include "output/counts_shown.h"
#include "output/html.h"
#include "output/report_reader.h"
#include "scenario/ledger.h"
#include "scenario/names.h"

namespace corridor {
namespace {

std::string how_to_read(const Scenario& known, const std::string& id) {
  if (id.empty() || known.find_road(id).valid()) return "read all that follows from it with that";
  const bool has_needs = known.find_place(id).valid();
  return "read all that is said of " + names_of_location(known, id) +
         (has_needs ? ", its needs too, with that" : " with that");
}

}  // namespace

std::string contradiction_words(const Scenario& known, const ContradictedCount& contradicted) {
  const ObservationRow& count = contradicted.count;
  const Estimate& forecast = contradicted.forecast;
  return fmt::format(
      "the forecast contradicts the newest count of {}, by a factor of {}: {} {} {}{}, while it "
      "says {} for that {} (90 % range {}); {}",
      names_of(known, {count.series, count.place, count.unit}), rounded(contradicted.factor),
      count_words(count), count.since ? "from" : "on", when_words(count, known.utc_offset),
      count.source.empty() ? "" : " (" + count.source + ")", rounded(forecast.median),
      count.since ? "period" : "moment", range_words(forecast), how_to_read(known, count.place));
}

std::vector<std::string> contradiction_warnings(const Scenario& known,
                                                const std::vector<ContradictedCount>& all) {
  std::vector<std::string> warnings;
  for (const ContradictedCount& contradicted : all)
    warnings.push_back(contradiction_words(known, contradicted));
  return warnings;
}

}  // namespace corridor

#include "output/ending_flow_words.h"

#include <fmt/format.h>

#include "output/counts_shown.h"
#include "output/html.h"
#include "output/report_reader.h"
#include "scenario/names.h"

namespace corridor {

std::vector<std::string> ending_flow_warnings(const Scenario& known,
                                              const std::optional<EndingFlow>& ending) {
  if (!ending) return {};
  const std::string where =
      ending->newest.place.empty() ? "" : " at " + names_of_location(known, ending->newest.place);
  return {fmt::format(
      "some {} people a day arrived{} by the counts up to {}{}, and the forecast has {} (90 % "
      "range "
      "{}) arrive in the day that follows: it holds that nearly all have left who will. Take its "
      "totals for the least unless you know that the flow has ended, and give what may keep it "
      "going: threats that last (lasts_hours, threat.goes_on_times), hypothetical events, slower "
      "decisions (decision.hazard_max_per_hour, decision.variety)",
      rounded(ending->counted_a_day), where, when_words(ending->newest, known.utc_offset),
      ending->newest.source.empty() ? "" : " (" + ending->newest.source + ")",
      rounded(ending->forecast_for_the_day.median), range_words(ending->forecast_for_the_day))};
}

}  // namespace corridor

#include "output/cautions.h"

#include <fmt/format.h>

#include "output/html.h"
#include "results/plausibility.h"

namespace corridor {

std::vector<std::string> plausibility_warnings(const Implausible& found) {
  std::vector<std::string> warnings;
  if (found.nobody_decides) {
    warnings.emplace_back(
        "nobody wants to leave in any run, since nothing that is known by then gives people a "
        "reason to: no attack, no order, no want. That is no forecast of what may come: give it as "
        "hypothetical events with probabilities");
  }
  if (found.hours_on_the_way) {
    warnings.push_back(fmt::format(
        "those still to arrive lose {} hours on the way on average (median of the runs), longer "
        "than people stand in lines anywhere: something lets them through, turns them back or "
        "takes "
        "them on foot that the scenario does not have (rates of checkpoints, other roads, "
        "checkpoint_people_on_foot_per_hour, road.turn_back_hazard_per_hour)",
        rounded(*found.hours_on_the_way)));
  }
  if (found.waiting_for_means) {
    warnings.push_back(fmt::format(
        "{} people have decided to leave and wait for a seat, fuel or help to the end, beside an "
        "open way: either they are stranded, or they go by means that the scenario does not have "
        "(buses, lifts, means.walking_limit_km, means.other_means_hazard_per_hour)",
        rounded(*found.waiting_for_means)));
  }
  if (found.stuck_on_the_way) {
    warnings.push_back(fmt::format(
        "{} people stand on the way and come nowhere for three days and more up to the end: the "
        "road before them is closed, and by these rules hardly anybody turns back or walks on "
        "(road.turn_back_hazard_per_hour, road_opens, checkpoint_rate_on_foot)",
        rounded(*found.stuck_on_the_way)));
  }
  return warnings;
}

std::string cautions_html(const ForecastRun& run) {
  std::vector<std::string> warnings = plausibility_warnings(run.implausible);
  if (run.learned != nullptr)
    warnings.insert(warnings.end(), run.learned->warnings.begin(), run.learned->warnings.end());
  std::string out;
  for (const std::string& warning : warnings)
    out += "<li><b>Careful:</b> " + escape_html(warning) + ".</li>";
  return out.empty() ? "" : "<ul class=\"cautions\">" + out + "</ul>";
}

}  // namespace corridor

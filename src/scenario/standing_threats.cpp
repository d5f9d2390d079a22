#include "scenario/standing_threats.h"

#include <algorithm>

#include "scenario/hypotheses.h"

namespace corridor {
namespace {

/// Hours after the start at which it ends, in the members in which it goes on; sorted.
std::vector<double> ends_where_it_goes_on(const Scenario& known, std::size_t event, double now,
                                          const std::vector<ParameterValues>& members) {
  std::vector<double> ends;
  for (const ParameterValues& values : members) {
    const auto begin = event_hours(known, event, values, MemberStreams{});
    if (!begin || *begin > now) continue;
    const double end = end_hours(known, known.events[event], *begin, values);
    if (end > now) ends.push_back(end);
  }
  std::sort(ends.begin(), ends.end());
  return ends;
}

}  // namespace

std::vector<StandingThreat> standing_threats(const Scenario& known, Time moment,
                                             const std::vector<ParameterValues>& members) {
  std::vector<StandingThreat> standing;
  for (std::size_t e = 0; e < known.events.size(); ++e) {
    if (!is_lasting_threat(known.events[e])) continue;
    const double now = in_hours(moment - known.start);
    const std::vector<double> ends = ends_where_it_goes_on(known, e, now, members);
    if (ends.empty()) continue;
    standing.push_back(
        {&known.events[e], static_cast<double>(ends.size()) / static_cast<double>(members.size()),
         known.start + from_hours(ends[ends.size() / 2]), ends.front() == ends.back()});
  }
  return standing;
}

Duration violence_lasted(const Scenario& known, Time moment) {
  Duration lasted{0};
  for (const Event& event : known.events) {
    if (is_threat(event.kind)) lasted = std::max(lasted, moment - event.time);
  }
  return lasted;
}

}  // namespace corridor

#include "output/standing_words.h"

#include <algorithm>
#include <chrono>

#include "output/report_reader.h"
#include "scenario/names.h"

namespace corridor {
namespace {

constexpr std::size_t kMostNamed = 4;

std::string words_of(const Scenario& known, const StandingThreat& threat) {
  const Event& event = *threat.event;
  const std::string where =
      event.place.valid() ? " at " + names_of(known.place(event.place)) : " everywhere";
  const std::string share =
      threat.share < 1.0 ? " (in " + percent(threat.share) + " of the runs)" : "";
  const Time to_the_hour = std::chrono::round<std::chrono::hours>(threat.end);
  const std::string until = threat.is_sure_of_end
                                ? moment_words(threat.end, known.utc_offset)
                                : "about " + moment_words(to_the_hour, known.utc_offset);
  return event.id + where + " until " + until + share;
}

}  // namespace

std::string standing_words(const Scenario& known, const std::vector<StandingThreat>& standing) {
  std::string out;
  const std::size_t named = std::min(standing.size(), kMostNamed);
  for (std::size_t i = 0; i < named; ++i)
    out += (i == 0 ? "" : "; ") + words_of(known, standing[i]);
  const std::size_t more = standing.size() - named;
  return more == 0 ? out : out + "; and " + std::to_string(more) + " more";
}

}  // namespace corridor

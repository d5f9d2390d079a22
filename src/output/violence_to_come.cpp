#include "output/violence_to_come.h"

#include <optional>
#include <vector>

#include "output/html.h"
#include "output/standing_words.h"
#include "scenario/standing_threats.h"

namespace corridor {
namespace {

/// What each member ran with; the medians where that is not known.
std::vector<ParameterValues> members_of(const ReportReader& reader) {
  const EnsembleResults& results = reader.results();
  if (results.parameters.empty()) return {reader.medians()};
  std::vector<ParameterValues> members;
  for (auto at = results.parameters.begin(); at != results.parameters.end();) {
    const auto next = at + static_cast<std::ptrdiff_t>(results.parameter_count);
    members.emplace_back(at, next);
    at = next;
  }
  return members;
}

/// When threats begin, as far as rows say.
struct KnownBeginnings {
  std::optional<Time> last;
  bool is_sure_of_last = true;
  std::size_t ahead = 0;  ///< still to come
};

KnownBeginnings known_beginnings(const ReportReader& reader) {
  KnownBeginnings known;
  for (const Event& event : reader.known().events) {
    if (!is_threat(event.kind)) continue;
    const Time time = event.time + from_hours(event.delay_hours.of(reader.medians()));
    known.ahead += time > reader.run().as_of ? 1 : 0;
    if (known.last && time <= *known.last) continue;
    known.last = time;
    known.is_sure_of_last = event.delay_hours.is_constant() && event.probability.is_constant();
  }
  return known;
}

/// `Violence that still goes on ... `; nothing where none does.
std::string still_going_on(const ReportReader& reader,
                           const std::vector<ParameterValues>& members) {
  const Scenario& known = reader.known();
  const auto standing = standing_threats(known, reader.run().as_of, members);
  if (standing.empty()) return "";
  return "Violence that still goes on is assumed to go on as it is: " +
         escape_html(standing_words(known, standing)) + ". ";
}

/// For how long threat is assumed not to fade behind the as-of time; nothing where it fades at
/// once.
std::string as_it_is(const ReportReader& reader, const std::vector<ParameterValues>& members) {
  const Scenario& known = reader.known();
  const ParameterId times = known.parameters.find("threat.goes_on_times");
  const Duration lasted = violence_lasted(known, reader.run().as_of);
  if (!times.valid() || lasted <= Duration{0}) return "";
  std::vector<double> days;
  for (const ParameterValues& member : members)
    days.push_back(member[times.index] * in_days(lasted));
  const Estimate ahead = estimate_of(days);
  if (ahead.high <= 0.0) return "";
  return " What threatens them now stays as it is for " + rounded(ahead.median) +
         " days (90 % range " + range_words(ahead) + "), as violence has gone on for " +
         rounded(in_days(lasted)) + ", and fades then (threat.goes_on_times).";
}

}  // namespace

std::string violence_to_come(const ReportReader& reader) {
  const KnownBeginnings known = known_beginnings(reader);
  if (!known.last) return "";
  const std::string of_last = (known.is_sure_of_last ? "" : "about ") +
                              moment_words(*known.last, reader.known().utc_offset);
  const std::vector<ParameterValues> members = members_of(reader);
  const std::string going_on = still_going_on(reader, members);
  const std::string what = going_on.empty() ? "Nothing" : "Nothing else";
  const std::string staying = as_it_is(reader, members);
  const std::string fades = going_on.empty() ? "threat fades" : "all that has ended fades";
  const auto unless_it_stays = [&](const std::string& words) {
    return staying.empty() ? ": " + words : "";
  };
  const std::string to_come =
      known.ahead == 0
          ? what + " that threatens people is assumed to happen after " + of_last +
                ", the last known of it" + unless_it_stays(fades + " from then on")
          : std::to_string(known.ahead) + (known.ahead == 1 ? " threat" : " threats") +
                " still to come or held possible, the last at " + of_last +
                ", and no others are assumed" + unless_it_stays("threat fades behind them");
  return "<p class=\"note\">" + going_on + to_come + "." + staying +
         " If more may come, give it as hypothetical events and see what changes.</p>";
}

}  // namespace corridor

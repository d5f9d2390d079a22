#include "scenario/series.h"

#include <algorithm>
#include <array>

namespace corridor {
namespace {

constexpr std::string_view kTallyEnds = "_cumulative";
constexpr std::string_view kRegisterBegins = "registered";

struct KindOfName {
  std::string_view target;
  SeriesKind kind;
};

/// Series that speak of a step.
constexpr std::array<KindOfName, 5> kOfSteps = {{
    {"arrivals", SeriesKind::of_step},
    {"road_outflow_vehicles", SeriesKind::of_step},
    {"road_outflow_on_foot", SeriesKind::of_step},
    {"waiting_hours_p50", SeriesKind::within_step},
    {"waiting_hours_p90", SeriesKind::within_step},
}};

}  // namespace

SeriesKind kind_of(std::string_view target) {
  if (target.ends_with(kTallyEnds))
    return target.starts_with(kRegisterBegins) ? SeriesKind::register_ : SeriesKind::tally;
  const auto* const found =
      std::find_if(kOfSteps.begin(), kOfSteps.end(),
                   [&](const KindOfName& series) { return series.target == target; });
  return found == kOfSteps.end() ? SeriesKind::state : found->kind;
}

}  // namespace corridor

#include "inference/score_tasks.h"

#include <algorithm>

#include "scenario/known.h"
#include "scenario/reported.h"
#include "scenario/series.h"

namespace corridor {
namespace {

bool is_of_horizon(const Horizon& horizon, Duration lead, Duration every) {
  if (horizon.lead.count() == 0) return true;
  const Duration slack = std::min(every, horizon.lead) / 2;
  return lead > horizon.lead - slack && lead <= horizon.lead + slack;
}

/// Whether a series is about a place, road or region of the scenario that was not known yet.
bool is_of_later_location(const Scenario& full, const Scenario& known, const SeriesInfo& info) {
  return full.has_location(info.location) && !known.has_location(info.location);
}

}  // namespace

std::vector<CountSeries> series_to_score(const Scenario& full, const BacktestSettings& settings,
                                         Time origin) {
  const Scenario then = known_at(full, origin);
  const std::vector<CountSeries> at_hand = counts_at_hand(then);
  std::vector<CountSeries> found;
  for (CountSeries& series : reported_counts(full)) {
    if (!settings.series.empty() && series.info.target != settings.series) continue;
    if (find_series(at_hand, series.info) == nullptr) continue;
    if (!is_of_later_location(full, then, series.info)) found.push_back(std::move(series));
  }
  if (!settings.series_of_model || found.empty()) return found;
  const std::vector<SeriesInfo> of_model = settings.series_of_model(then);
  std::erase_if(found, [&](const CountSeries& series) {
    return std::none_of(of_model.begin(), of_model.end(),
                        [&](const SeriesInfo& one) { return is_same(one, series.info); });
  });
  return found;
}

std::vector<ScoreTask> score_tasks(const Scenario& full, const BacktestSettings& settings) {
  std::vector<ScoreTask> tasks;
  for (const Time origin : settings.origins) {
    for (const CountSeries& series : series_to_score(full, settings, origin)) {
      for (const ReportedCount& count : series.counts) {
        if (count.time < origin || count.time > full.end || count.published < origin) continue;
        for (std::size_t h = 0; h < settings.horizons.size(); ++h) {
          if (!is_of_horizon(settings.horizons[h], count.time - origin, settings.every)) continue;
          tasks.push_back({origin, h, series.info, count.time, count.value});
        }
      }
    }
  }
  return tasks;
}

}  // namespace corridor

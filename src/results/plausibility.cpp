#include "results/plausibility.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "results/ahead.h"
#include "results/quantiles.h"

namespace corridor {
namespace {

/// The longest waits that are reported from borders are of two to three days.
constexpr double kLongestWaitHours = 96.0;
constexpr Duration kInVain = std::chrono::days{3};
constexpr double kShareInVain = 0.2;
constexpr double kFewestInVain = 1000.0;
constexpr double kNearlyAll = 0.95;

/// The values of a series; 0 throughout where there is none.
class Values {
 public:
  Values(const EnsembleResults& results, const char* target)
      : results_(results), series_(results.find(target, "")) {}

  [[nodiscard]] bool exist() const { return series_ < results_.series.size(); }
  [[nodiscard]] double at(std::size_t step, std::size_t member) const {
    return exist() ? static_cast<double>(results_.row(series_, step)[member]) : 0.0;
  }

 private:
  const EnsembleResults& results_;
  std::size_t series_;
};

bool nobody_decides(const EnsembleResults& results) {
  const Values departed(results, "departures_cumulative");
  const Values waiting(results, "waiting_to_leave");
  const Values staying(results, "staying");
  if (!departed.exist() || !staying.exist()) return false;
  const std::size_t last = results.steps - 1;
  std::size_t none = 0;
  for (std::size_t m = 0; m < results.members; ++m) {
    const bool decided = departed.at(last, m) > 0.0 || waiting.at(last, m) > 0.0;
    none += !decided && staying.at(last, m) > 0.0 ? 1 : 0;
  }
  return static_cast<double>(none) >= kNearlyAll * static_cast<double>(results.members);
}

/// By member, over those who arrive after the as-of time.
std::optional<double> hours_on_the_way(const EnsembleResults& results, Time as_of) {
  const Values arrivals(results, "arrivals");
  const Values hours(results, "waiting_hours_p50");
  if (!arrivals.exist() || !hours.exist()) return std::nullopt;
  std::vector<double> means;
  for (std::size_t m = 0; m < results.members; ++m) {
    double people = 0.0;
    double sum = 0.0;
    for (std::size_t step = first_step_ahead(results, as_of); step < results.steps; ++step) {
      people += arrivals.at(step, m);
      sum += arrivals.at(step, m) * hours.at(step, m);
    }
    means.push_back(people > 0.0 ? sum / people : 0.0);
  }
  const double median = estimate_of(means).median;
  if (median <= kLongestWaitHours) return std::nullopt;
  return median;
}

/// The first step of the days at the end in which nothing may happen in vain; nothing where the end
/// is nearer than that.
std::optional<std::size_t> first_of_the_last_days(const EnsembleResults& results, Time as_of) {
  const Time end = results.time(results.steps - 1);
  if (end - as_of < kInVain) return std::nullopt;
  return step_now(results, end - kInVain);
}

/// The fewest that a function of the step tells from `first` to the end.
template <class People>
double fewest(const EnsembleResults& results, std::size_t first, const People& people) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t step = first; step < results.steps; ++step)
    least = std::min(least, people(step));
  return least;
}

/// The median, where it is many people, and many beside that of all.
std::optional<double> if_many(const std::vector<double>& people, const std::vector<double>& all) {
  const double median = estimate_of(people).median;
  if (median < kFewestInVain || median < kShareInVain * estimate_of(all).median)
    return std::nullopt;
  return median;
}

/// Who waits for a seat, fuel or help throughout the last days, though a way out is open.
std::optional<double> waiting_in_vain(const EnsembleResults& results, Time as_of) {
  const Values way_out(results, "way_out_open");
  const Values departed(results, "departures_cumulative");
  const Values waits[] = {Values(results, "waiting_for_seat"), Values(results, "waiting_for_fuel"),
                          Values(results, "waiting_for_help")};
  const auto first = first_of_the_last_days(results, as_of);
  if (!way_out.exist() || !first) return std::nullopt;
  std::vector<double> people;
  std::vector<double> decided;
  for (std::size_t m = 0; m < results.members; ++m) {
    people.push_back(fewest(results, *first, [&](std::size_t step) {
      double waiting = 0.0;
      for (const Values& values : waits) waiting += values.at(step, m);
      return way_out.at(step, m) > 0.0 ? waiting : 0.0;
    }));
    decided.push_back(departed.at(results.steps - 1, m) + people.back());
  }
  return if_many(people, decided);
}

/// Who is on the way throughout the last days, while hardly anybody arrives.
std::optional<double> stuck_on_the_way(const EnsembleResults& results, Time as_of) {
  constexpr double kHardlyAnybody = 0.05;
  const Values on_road(results, "on_road");
  const Values departed(results, "departures_cumulative");
  const Values arrived(results, "arrivals_cumulative");
  const auto first = first_of_the_last_days(results, as_of);
  if (!on_road.exist() || !first) return std::nullopt;
  const std::size_t last = results.steps - 1;
  std::vector<double> stuck;
  std::vector<double> gone;
  for (std::size_t m = 0; m < results.members; ++m) {
    const double there =
        fewest(results, *first, [&](std::size_t step) { return on_road.at(step, m); });
    const double came = arrived.at(last, m) - arrived.at(*first, m);
    stuck.push_back(came > kHardlyAnybody * there ? 0.0 : there);
    gone.push_back(departed.at(last, m));
  }
  return if_many(stuck, gone);
}

}  // namespace

Implausible implausible(const EnsembleResults& results, Time as_of) {
  return {nobody_decides(results), hours_on_the_way(results, as_of),
          waiting_in_vain(results, as_of), stuck_on_the_way(results, as_of)};
}

}  // namespace corridor

#include "results/away.h"

#include <algorithm>
#include <string>

namespace corridor {
namespace {

/// By member, the sum of all series with one of the targets; of `present` at every place.
class Sum {
 public:
  Sum(const EnsembleResults& results, std::size_t step)
      : results_(results), step_(step), people_(results.members, 0.0) {}

  void add(std::size_t series, double sign = 1.0) {
    const float* row = results_.row(series, step_);
    for (std::size_t m = 0; m < people_.size(); ++m)
      people_[m] += sign * static_cast<double>(row[m]);
  }
  void add_total(const std::string& target) {
    const std::size_t series = results_.find(target, "");
    if (series < results_.series.size()) add(series);
  }
  void add_at_places(const std::string& target, double sign = 1.0) {
    for (std::size_t s = 0; s < results_.series.size(); ++s) {
      if (results_.series[s].target == target && is_of_one_place(results_.series[s])) add(s, sign);
    }
  }
  [[nodiscard]] const std::vector<double>& people() const { return people_; }

 private:
  const EnsembleResults& results_;
  std::size_t step_;
  std::vector<double> people_;
};

}  // namespace

std::vector<double> away_from_home(const EnsembleResults& results, std::size_t step) {
  Sum away(results, step);
  away.add_total("on_road");
  away.add_total("on_onward_journey");
  away.add_at_places("present");
  away.add_at_places("present_before", -1.0);  // they came with an earlier flight
  return away.people();
}

std::vector<double> still_at_home(const EnsembleResults& results, std::size_t step) {
  Sum home(results, step);
  home.add_total("staying");
  home.add_total("waiting_to_leave");
  return home.people();
}

bool arrivals_exceed_away(const std::vector<double>& arrivals, const std::vector<double>& away) {
  constexpr double kClearly = 1.01;  // of one in a hundred nothing need be said
  constexpr double kSome = 0.05;     // of the members: fewer move no 90 % range
  std::size_t more = 0;
  for (std::size_t m = 0; m < away.size(); ++m) more += arrivals[m] > kClearly * away[m] ? 1 : 0;
  return static_cast<double>(more) > kSome * static_cast<double>(away.size());
}

bool arrivals_exceed_away(const EnsembleResults& results) {
  const std::size_t last = results.steps - 1;
  const std::size_t series = results.find("arrivals_cumulative", "");
  if (series == results.series.size()) return false;
  const float* arrivals = results.row(series, last);
  return arrivals_exceed_away({arrivals, arrivals + results.members},
                              away_from_home(results, last));
}

}  // namespace corridor

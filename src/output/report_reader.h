#pragma once
// What the sections of the report ask of a finished forecast.
#include <string>
#include <vector>

#include "output/chart.h"
#include "output/forecast_output.h"
#include "results/ahead.h"
#include "results/needs.h"

namespace corridor {

/// What arrivals are, where more arrive than are away from home.
inline constexpr const char* kWhoCountAsArrived =
    "all who ever came, also those who have gone home, come again or died since";

/// Positions of the levels shown in charts and tables among the hub levels.
inline constexpr std::size_t kQ05 = 2, kQ25 = 6, kQ50 = 11, kQ75 = 16, kQ95 = 20;

class ReportReader {
 public:
  explicit ReportReader(const ForecastRun& run);

  [[nodiscard]] const ForecastRun& run() const { return run_; }
  [[nodiscard]] const Scenario& known() const { return *run_.known; }
  [[nodiscard]] const EnsembleResults& results() const { return results_; }
  /// The median of every parameter as the forecast believes it (see `belief_in`).
  [[nodiscard]] const ParameterValues& medians() const { return medians_; }
  [[nodiscard]] std::size_t last() const { return results_.steps - 1; }
  /// The first step after the as-of time, and the one whose state is that of the as-of time.
  [[nodiscard]] std::size_t ahead() const { return first_step_ahead(results_, run_.as_of); }
  [[nodiscard]] std::size_t now() const { return step_now(results_, run_.as_of); }
  /// The step that ends a number of days after the as-of time, or the last.
  [[nodiscard]] std::size_t step_after(int days) const;

  /// Whether the model has such a series (location empty: the total).
  [[nodiscard]] bool has(const std::string& target, const std::string& location = "") const;
  /// The members' values of a series at a step.
  [[nodiscard]] const float* row(const std::string& target, const std::string& location,
                                 std::size_t step) const;
  [[nodiscard]] double quantile(const std::string& target, const std::string& location,
                                std::size_t step, std::size_t level) const;
  /// 0 for a series the model does not have.
  [[nodiscard]] double mean(const std::string& target, const std::string& location,
                            std::size_t step) const;
  /// The quantiles of a series over time (location empty: the total).
  [[nodiscard]] Fan fan(const std::string& target, const std::string& location = "") const;

  /// Where it is in question whether a way out opens, the members in which one is open at or after
  /// the as-of time; else, and where they are too few for a range, none: then everything is told of
  /// all members.
  [[nodiscard]] const std::vector<std::size_t>& open_members() const { return open_members_; }
  [[nodiscard]] bool is_conditional() const { return !open_members_.empty(); }
  /// Whether that is in question, but in too few members.
  [[nodiscard]] bool has_too_few_open() const { return has_too_few_open_; }
  /// ` if a way out opens`, where that is the condition; else nothing.
  [[nodiscard]] std::string condition() const;
  /// `the runs in which a way out opens (26 % of all)`, or `the runs`.
  [[nodiscard]] std::string runs_told() const;
  /// Of those members, or all: one value a member.
  template <class Value>
  [[nodiscard]] std::vector<double> over_members(Value&& value) const {
    std::vector<double> values;
    if (!is_conditional()) {
      for (std::size_t m = 0; m < results_.members; ++m) values.push_back(value(m));
    }
    for (const std::size_t m : open_members_) values.push_back(value(m));
    return values;
  }
  [[nodiscard]] Estimate estimate(const std::string& target, const std::string& location,
                                  std::size_t step) const;
  /// What a cumulative series grows by from the as-of time to the end.
  [[nodiscard]] Estimate still_to_come(const std::string& target,
                                       const std::string& location) const;
  /// Of the largest value at once, from the as-of time on, of the sum of some series.
  [[nodiscard]] Estimate peak(const std::vector<std::string>& targets,
                              const std::string& location) const;
  [[nodiscard]] Fan conditional_fan(const std::string& target) const;
  /// Of a series that describes those who arrive in a step: over the members in which somebody
  /// does; a gap where these are less than a tenth of those told of.
  [[nodiscard]] Fan fan_of_arriving(const std::string& target) const;

  /// Share of the members for which something holds.
  template <class Test>
  [[nodiscard]] double probability(Test&& test) const {
    std::size_t hits = 0;
    for (std::size_t m = 0; m < results_.members; ++m) hits += test(m) ? 1 : 0;
    return static_cast<double>(hits) / static_cast<double>(results_.members);
  }
  /// That a way out is open at the as-of time or opens after it.
  [[nodiscard]] double road_opens() const;
  /// Whether that is so in every member: nothing to speak of then.
  [[nodiscard]] bool is_certain_to_open() const { return road_opens() >= 1.0; }
  /// That more than half of the people are away from home at the end.
  [[nodiscard]] double most_are_away() const;
  /// Whether clearly more arrive than are away from home at the end: then that is said beside them.
  [[nodiscard]] bool arrivals_exceed_away() const { return arrivals_exceed_away_; }
  /// Who is away from home after a step.
  [[nodiscard]] Estimate away(std::size_t step) const;
  /// That more than so many people have arrived by the end.
  [[nodiscard]] double more_than(double people) const;
  /// Families by the median size of a household.
  [[nodiscard]] double people_in(const AskedAmount& asked) const;
  /// That from the as-of time on somebody is without a place because a centre is full.
  [[nodiscard]] double beds_run_out() const;

 private:
  const ForecastRun& run_;
  const EnsembleResults& results_;
  ParameterValues medians_;
  std::vector<std::size_t> open_members_;
  bool has_too_few_open_ = false;
  bool arrivals_exceed_away_ = false;
};

/// `over 99 %`, `26 %`, `under 1 %`.
std::string percent(double probability);
/// `22 September 2023, 18:00`.
std::string moment_words(Time time, Duration offset);
/// The same with `local time`.
std::string long_time(Time time, Duration offset);
/// `22 September`, the local date.
std::string day_words(Time time, Duration offset);
/// `22 September 2023`.
std::string date_words(Time time, Duration offset);
/// Both names; the second soft.
std::string names_html(const Names& names);
/// The same, of a place.
std::string place_html(const Place& place);
/// `12,000 to 30,000`, rounded for prose.
std::string range_words(const Estimate& estimate);

}  // namespace corridor

#pragma once
// What is still to come: results begin at the scenario's start, planners at the as-of time.
#include <cstddef>
#include <vector>

#include "results/ensemble_results.h"

namespace corridor {

/// The first step that ends after the as-of time, or the last one.
std::size_t first_step_ahead(const EnsembleResults& results, Time as_of);
/// The same of `steps` steps that have not been run yet.
std::size_t first_step_ahead(Time start, Duration step, std::size_t steps, Time as_of);

/// A value at the as-of time: that after the last step that has ended by then. Where none has, the
/// state after the first step: everybody is somewhere then.
std::size_t step_now(const EnsembleResults& results, Time as_of);

/// The local day of the moment just before a step's end.
std::chrono::sys_days day_of(const EnsembleResults& results, std::size_t step, Duration utc_offset);

/// Whether a step is the last that ends by a local midnight, at which the day's value is read. What
/// ends within the run's last day, before its midnight, ends no day.
bool ends_a_day(const EnsembleResults& results, std::size_t step, Duration utc_offset);

/// What a cumulative series had reached in a member when step `ahead` began.
double reached_before(const EnsembleResults& results, std::size_t series, std::size_t ahead,
                      std::size_t member);

/// Whether a way out is open at the as-of time or at any step after it, in one member. False for
/// results without the series `way_out_open`.
bool way_out_opens(const EnsembleResults& results, Time as_of, std::size_t member);

/// The share of the members in which one opens.
double way_out_probability(const EnsembleResults& results, Time as_of);

/// The most that a cumulative series grows by in 24 hours.
struct BusiestDay {
  double people = 0.0;
  Time begin;  ///< of these 24 hours
  Time end;
};

/// From the as-of time on, in one member. Where less than a day is left, of what is left.
BusiestDay busiest_day(const EnsembleResults& results, std::size_t series, Time as_of,
                       std::size_t member);

}  // namespace corridor

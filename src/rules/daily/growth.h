#pragma once
// How a count of registered people goes on: what counts and events known at a moment say about the
// days after. Pure functions of what was known; docs/scores.md has the equations and what each part
// is worth.
#include <array>
#include <span>
#include <string>
#include <vector>

#include "scenario/parameter.h"
#include "scenario/reported.h"
#include "scenario/scenario.h"

namespace corridor {

/// Change of a count a day before its last one, in people.
struct Rates {
  double mean_month = 0.0;     ///< over the last 30 days
  double typical_month = 0.0;  ///< the middle third of those days: a single jump does not move it
  double mean_quarter = 0.0;   ///< the same over the last 90 days
  double typical_quarter = 0.0;

  void add(const Rates& other);
};

/// Rates at the end of a series, counted from its first positive count: a first registration is no
/// rate. Where less than half of the window is known, the rest counts as days without change.
Rates recent_rates(const CountSeries& series);

/// What is foreseen to change at a moment behind the last count, and holds from then on.
struct Conditions {
  double days = 0.0;  ///< after the last count
  double threat_ratio = 1.0;
  bool reachable = true;
};

/// All that a forecast of one series is made from.
struct Situation {
  bool is_total = false;      ///< the sum of all registrations, not one place
  bool has_count = false;     ///< else nobody is known to have been there
  double people = 0.0;        ///< the last count
  Time counted;               ///< its time; without a count the present
  double history_days = 0.0;  ///< since the first positive count
  Rates own;
  Rates all_places;                  ///< sum over the places
  double share = 0.0;                ///< of the place in the sum over the places
  double typical_place = 0.0;        ///< mean over the places; of one to come at most its own size
  double threat_ratio = 1.0;         ///< threat now to the threat while the rates were counted
  bool reachable = true;             ///< some open way leads there (the total: to any place)
  std::vector<Conditions> foreseen;  ///< of threat and ways from the present on, in order
};

/// Whether anybody is known to have been there.
bool has_opened(const Situation& now);

/// The parameters of ruleset `daily`, resolved. Order and meaning: daily_parameters().
struct GrowthParameters {
  double trend_days = 0.0;
  double trend_history = 0.0;
  double trend_strength = 0.0;
  double quarter_weight = 0.0;
  double typical_weight = 0.0;
  double all_places_weight = 0.0;
  double threat_exponent = 0.0;
  double lean = 0.0;
  double with_own_trend = 0.0;
  double with_all_trend = 0.0;
  double against_own_trend = 0.0;
  double up_place = 0.0;
  double down_place = 0.0;
  double up_total = 0.0;
  double down_total = 0.0;
  double lead_power = 0.0;
  double young_days = 0.0;
  double tail = 0.0;
  double learn_trend_all = 0.0;
  double learn_trend_own = 0.0;
  bool operator==(const GrowthParameters&) const = default;
};
constexpr std::size_t kGrowthParameters = 20;
static_assert(sizeof(GrowthParameters) == kGrowthParameters * sizeof(double));

/// The parameters of the ruleset with units, meanings, values, bounds and sources.
std::vector<Parameter> daily_parameters();
GrowthParameters resolve_growth(const ParameterRegistry& registry, const ParameterValues& values);
/// From numbers in the order of GrowthParameters.
GrowthParameters growth_from(std::span<const double> numbers);

/// The forecast of one series at one time as a transformed normal: quantile(z) at the normal score
/// z.
struct Growth {
  double middle = 0.0;
  double up = 1.0;
  double down = 1.0;
  double tail = 0.0;

  /// max(0, middle + width * sinh(tail z) / tail), with the width of the side of z.
  [[nodiscard]] double quantile(double z) const;
};

/// The forecast for `days` > 0 after the last count, when trends go on with `strength`.
Growth grow(const Situation& now, double days, const GrowthParameters& parameters, double strength);

/// What a member of the normal score z counts `days` > 0 after the last count. `grow`'s quantile,
/// but for times in which, from the present on, no open way leads there: then nobody is added.
double people_after(const Situation& now, double days, double z, const GrowthParameters& parameters,
                    double strength);

/// An earlier forecast that can be checked: what was known, and the count that came.
struct Lesson {
  std::size_t series = 0;
  Situation then;
  double days = 0.0;  ///< from the last count then to the count that came
  double outcome = 0.0;
};

/// How far trends have gone on in this conflict: the ridge regression of what came on what the
/// trend said, over the lessons of all series and of one, drawn to `trend_strength`.
class Lessons {
 public:
  Lessons(const std::vector<Lesson>& lessons, std::size_t series,
          const GrowthParameters& parameters);
  [[nodiscard]] double strength(std::size_t series) const;

 private:
  struct Sums {
    double trend_trend = 0.0;
    double trend_change = 0.0;
  };
  GrowthParameters parameters_;
  Sums all_;
  std::vector<Sums> own_;
};

}  // namespace corridor

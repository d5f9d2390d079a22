// The numbers of ruleset `daily`, in the order of GrowthParameters. They were learned from four
// conflicts (bench/fit_daily.cpp), drawn towards values set by hand before; what they are worth on
// a conflict that they were not learned from stands in docs/scores.md.
#include "rules/daily/growth.h"

namespace corridor {
namespace {

constexpr const char* kLearned =
    "learned from UNHCR counts of Burundi 2015, CAR 2013, Mali 2012, South Sudan 2013";
constexpr const char* kChosen = "a choice of the authors, for docs/scores.md's reasons";

Parameter number(std::string name, std::string unit, double value, double lower, double upper,
                 std::string meaning, const char* source = kLearned) {
  return fixed_parameter("daily." + std::move(name), std::move(unit), value, lower, upper,
                         std::move(meaning), source);
}

}  // namespace

std::vector<Parameter> daily_parameters() {
  return {
      number("trend_days", "d", 33.8, 3.0, 2000.0, "time in which a trend fades by the factor e"),
      number("trend_history", "1", 1.36, 0.05, 5.0,
             "the same as a multiple of the history that the trend was seen in"),
      number("trend_strength", "1", 0.782, 0.0, 1.5, "how far trends go on, before lessons"),
      number("quarter_weight", "1", 0.338, 0.0, 1.0,
             "weight of the last 90 days against the last 30"),
      number("typical_weight", "1", 0.767, 0.0, 1.0, "weight of typical days against the mean day"),
      number("all_places_weight", "1", 0.213, 0.0, 1.0,
             "weight of a place's share of the change of all places against its own"),
      number("threat_exponent", "1", 0.25, 0.0, 2.0,
             "power of the threat's change with which trends change", kChosen),
      number("lean", "1", 0.15, -0.5, 0.5, "shift of the middle towards the wider side"),
      number("with_own_trend", "1", 0.667, 0.0, 4.0,
             "width on the side that a series' own trend leads to, as a share of its move"),
      number("with_all_trend", "1", 0.34, 0.0, 4.0,
             "the same by a place's share of the trend of all places"),
      number("against_own_trend", "1", 0.103, 0.0, 4.0,
             "width on the other side, as a share of the move of a series' own trend"),
      number("up_place", "1", 0.0527, 0.0, 1.0,
             "width upwards of a place, by the geometric mean of its size and a typical one"),
      number("down_place", "1", 0.0415, 0.0, 1.0, "width downwards of a place, by its size"),
      number("up_total", "1", 0.0601, 0.0, 1.0, "width upwards of the total, by its size"),
      number("down_total", "1", 0.02, 0.0, 1.0, "width downwards of the total, by its size",
             kChosen),
      number("lead_power", "1", 0.71, 0.2, 1.5, "power of the lead with which widths by size grow"),
      number("young_days", "d", 80.1, 1.0, 400.0,
             "widths by size are larger by this over 15 days more than the age of a series"),
      number("tail", "1", 0.95, 0.05, 1.5, "heaviness of the tails: 0 is normal"),
      number("learn_trend_all", "1", 0.085, 0.0, 1.0,
             "weight of a lesson of any series about the strength of trends"),
      number("learn_trend_own", "1", 0.0731, 0.0, 1.0, "weight of a lesson of the series itself"),
  };
}

}  // namespace corridor

// The numbers of ruleset `daily`, in the order of GrowthParameters. They were learned from four
// conflicts (bench/fit_daily.cpp), drawn towards values set by hand before; what they are worth on
// a conflict that they were not learned from stands in docs/scores.md.
#include "rules/daily/growth.h"

namespace corridor {
namespace {

Parameter number(std::string name, std::string unit, double value, double lower, double upper,
                 std::string meaning) {
  Parameter parameter;
  parameter.name = "daily." + std::move(name);
  parameter.unit = std::move(unit);
  parameter.meaning = std::move(meaning);
  parameter.prior = Prior{PriorFamily::fixed, value, 0.0, 0.0};
  parameter.lower = lower;
  parameter.upper = upper;
  parameter.source =
      "learned from UNHCR counts of Burundi 2015, CAR 2013, Mali 2012, South Sudan 2013";
  return parameter;
}

}  // namespace

std::vector<Parameter> daily_parameters() {
  return {
      number("trend_days", "d", 44.6, 3.0, 2000.0, "time in which a trend fades by the factor e"),
      number("trend_history", "1", 1.53, 0.05, 5.0,
             "the same as a multiple of the history that the trend was seen in"),
      number("trend_strength", "1", 0.773, 0.0, 1.5, "how far trends go on, before lessons"),
      number("quarter_weight", "1", 0.343, 0.0, 1.0,
             "weight of the last 90 days against the last 30"),
      number("typical_weight", "1", 0.737, 0.0, 1.0, "weight of typical days against the mean day"),
      number("all_places_weight", "1", 0.206, 0.0, 1.0,
             "weight of a place's share of the change of all places against its own"),
      number("threat_exponent", "1", 0.25, 0.0, 2.0,
             "power of the threat's change with which trends change"),
      number("lean", "1", 0.0743, -0.5, 0.5, "shift of the middle towards the wider side"),
      number("up_own_trend", "1", 0.794, 0.0, 4.0, "width upwards by the trend of a series"),
      number("up_typical_place", "1", 0.0945, 0.0, 1.0,
             "width upwards by the size of a typical place"),
      number("up_all_trend", "1", 0.399, 0.0, 4.0, "width upwards by the trend of all places"),
      number("up_total", "1", 0.0642, 0.0, 1.0, "width upwards of the total, by its size"),
      number("down_own_trend", "1", 0.393, 0.0, 4.0, "width downwards by the trend of a series"),
      number("down_people", "1", 0.0425, 0.0, 1.0, "width downwards by the size of a place"),
      number("down_typical_place", "1", 0.00745, 0.0, 1.0,
             "width downwards by the size of a typical place"),
      number("down_all_trend", "1", 0.0675, 0.0, 4.0, "width downwards by the trend of all places"),
      number("down_total", "1", 0.00171, 0.0, 1.0, "width downwards of the total, by its size"),
      number("lead_power", "1", 0.777, 0.2, 1.5,
             "power of the lead with which widths by size grow"),
      number("tail", "1", 1.2, 0.05, 1.5, "heaviness of the tails: 0 is normal"),
      number("learn_trend_all", "1", 0.0512, 0.0, 1.0,
             "weight of a lesson of any series about the strength of trends"),
      number("learn_trend_own", "1", 0.0455, 0.0, 1.0, "weight of a lesson of the series itself"),
  };
}

}  // namespace corridor

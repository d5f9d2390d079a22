#include <nlohmann/json.hpp>

#include "output/comparison_formats.h"

namespace corridor {
namespace {

nlohmann::ordered_json range_json(const ComparedRange& range) {
  return {{"q05", range.low}, {"q50", range.median}, {"q95", range.high}};
}

}  // namespace

std::string comparison_json(const std::vector<ComparedWhatIf>& what_ifs) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const ComparedWhatIf& compared : what_ifs) {
    nlohmann::ordered_json quantities = nlohmann::ordered_json::array();
    for (const ComparedQuantity& q : compared.quantities) {
      nlohmann::ordered_json difference = range_json(q.difference);
      difference["mean"] = q.mean_difference;
      quantities.push_back({{"quantity", q.name},
                            {"location", q.location},
                            {"unit", q.unit},
                            {"base", range_json(q.base)},
                            {"value", range_json(q.value)},
                            {"difference", difference}});
      if (q.name != kHoursToMostArrivals) continue;
      quantities.back()["not_reached"] = {{"base", q.base_not_reached},
                                          {"value", q.value_not_reached}};
    }
    list.push_back({{"what_if", compared.entry.name},
                    {"changes", compared.entry.description},
                    {"changes_the_past", compared.entry.changes_the_past},
                    {"quantities", quantities}});
  }
  return list.dump(2) + "\n";
}

}  // namespace corridor

#include <fmt/format.h>

#include <cmath>

#include "base/writing.h"
#include "output/comparison_formats.h"

namespace corridor {

std::string comparison_csv(const std::vector<ComparedWhatIf>& what_ifs) {
  std::string out =
      "what_if,quantity,location,unit,base_q05,base_q50,base_q95,value_q05,value_q50,value_q95,"
      "difference_q05,difference_q50,difference_q95,difference_mean\n";
  for (const ComparedWhatIf& compared : what_ifs) {
    for (const ComparedQuantity& q : compared.quantities) {
      out += csv_cell(compared.entry.name) + "," + q.name + "," + q.location + "," + q.unit;
      for (const ComparedRange& range : {q.base, q.value, q.difference})
        out += fmt::format(",{:.10g},{:.10g},{:.10g}", range.low, range.median, range.high);
      out += fmt::format(",{:.10g}\n", q.mean_difference);
    }
  }
  return out;
}

std::string comparison_members_csv(const MemberQuantities& base,
                                   const std::vector<ComparisonEntry>& entries) {
  std::string out = "what_if,quantity,location,unit,member,value\n";
  const auto add = [&](const std::string& what_if, const MemberQuantities& quantities) {
    for (const MemberQuantity& q : quantities) {
      for (std::size_t m = 0; m < q.members.size(); ++m) {
        if (std::isnan(q.members[m])) continue;
        out += csv_cell(what_if) +
               fmt::format(",{},{},{},{},{:.10g}\n", q.name, q.location, q.unit, m, q.members[m]);
      }
    }
  };
  add(kBaseName, base);
  for (const ComparisonEntry& entry : entries) add(entry.name, entry.quantities);
  return out;
}

}  // namespace corridor

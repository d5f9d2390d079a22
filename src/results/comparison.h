#pragma once
// The difference between two runs whose members share their luck.
#include <string>
#include <vector>

#include "results/comparison_measures.h"

namespace corridor {

/// Low, middle and high: the 5, 50 and 95 % quantiles over members.
struct ComparedRange {
  double low = 0.0;
  double median = 0.0;
  double high = 0.0;
};

/// One quantity of a what-if beside the base.
struct ComparedQuantity {
  std::string name;
  std::string location;  ///< id of the place; empty: the whole area
  std::string unit;
  ComparedRange base;
  ComparedRange value;
  ComparedRange difference;          ///< member by member
  double mean_difference = 0.0;      ///< what the change does on average: what is told first
  std::size_t members = 0;           ///< that are compared
  std::size_t base_not_reached = 0;  ///< members in which what is timed never comes
  std::size_t value_not_reached = 0;
  bool is_of_region = false;
};

/// The quantities by which what-ifs are compared, members paired by slot. By place and region where
/// people come to several places, with the change or without it; a place that one of the runs lacks
/// has nobody there.
std::vector<ComparedQuantity> compare_quantities(const MemberQuantities& base,
                                                 const MemberQuantities& changed);

}  // namespace corridor

#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "results/ensemble_results.h"
#include "scenario/scenario.h"

namespace corridor {

struct ComparisonEntry {
  std::string name;
  std::string description;  ///< the changes in words of the command line
  EnsembleResults results;
};

/// Low, middle and high: the 5, 50 and 95 % quantiles over members.
struct ComparedRange {
  double low = 0.0;
  double median = 0.0;
  double high = 0.0;
};

/// One quantity of a what-if beside the base.
struct ComparedQuantity {
  std::string name;
  std::string unit;
  ComparedRange base;
  ComparedRange value;
  ComparedRange difference;  ///< member by member
  double mean_difference = 0.0;
};

/// The quantities by which what-ifs are compared, members paired by slot.
std::vector<ComparedQuantity> compare_quantities(const EnsembleResults& base,
                                                 const EnsembleResults& changed);

/// Compares what-ifs with the base member by member (they share their luck): median and 90 %
/// interval of each quantity and of its difference. Writes comparison.csv and comparison.html;
/// returns a sentence for each what-if.
std::vector<std::string> write_comparison(const Scenario& scenario, const EnsembleResults& base,
                                          const std::vector<ComparisonEntry>& entries,
                                          const std::filesystem::path& directory);

}  // namespace corridor

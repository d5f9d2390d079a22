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

/// Compares what-ifs with the base member by member (they share their luck): median and 90 %
/// interval of each quantity and of its difference. Writes comparison.csv and comparison.html;
/// returns a sentence for each what-if.
std::vector<std::string> write_comparison(const Scenario& scenario, const EnsembleResults& base,
                                          const std::vector<ComparisonEntry>& entries,
                                          const std::filesystem::path& directory);

}  // namespace corridor

#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "results/ensemble_results.h"
#include "scenario/scenario.h"

namespace corridor {

/// A quantity that is compared, for every member.
struct MemberQuantity {
  std::string name;
  std::string unit;
  std::vector<double> members;
};
using MemberQuantities = std::vector<MemberQuantity>;
/// What is compared of a run; the run itself need not be kept.
MemberQuantities comparison_quantities(const EnsembleResults& results);

struct ComparisonEntry {
  std::string name;
  std::string description;  ///< the changes in words of the command line
  MemberQuantities quantities;
};

struct ComparisonText {
  std::vector<std::string> sentences;  ///< one for each what-if
  std::string json;                    ///< the same for machines
};

/// Compares what-ifs with the base member by member (they share their luck): median and 90 %
/// interval of each quantity and of its difference. Writes comparison.csv and comparison.html, and
/// with `keep_members` comparison-members.csv.
ComparisonText write_comparison(const Scenario& scenario, const MemberQuantities& base,
                                const std::vector<ComparisonEntry>& entries,
                                const std::filesystem::path& directory, bool keep_members);

}  // namespace corridor

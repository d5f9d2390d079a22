#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "results/comparison_measures.h"
#include "scenario/scenario.h"

namespace corridor {

/// What the base is called among what-ifs.
inline constexpr const char* kBaseName = "base";

struct ComparisonEntry {
  std::string name;
  std::string description;  ///< the changes in words of the command line
  MemberQuantities quantities;
  bool changes_the_past = false;  ///< what changes holds before the as-of time too
  std::string warning;            ///< empty: none
};

struct ComparisonText {
  std::vector<std::string> sentences;  ///< one for each what-if
  std::vector<std::string> warnings;
  std::string json;  ///< the same for machines
};

/// Compares what-ifs with the base member by member (they share their luck): median and 90 %
/// interval of each quantity, mean and 90 % interval of its difference. Writes comparison.csv and
/// comparison.html, and with `keep_members` comparison-members.csv.
ComparisonText write_comparison(const Scenario& scenario, Time as_of, const MemberQuantities& base,
                                const std::vector<ComparisonEntry>& entries,
                                const std::filesystem::path& directory, bool keep_members);

}  // namespace corridor

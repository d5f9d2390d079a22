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
  std::string location;  ///< id of the place; empty: the whole area
  std::string unit;
  std::vector<double> members;  ///< not a number: there is nothing to compare in that member
  std::size_t not_reached = 0;  ///< members in which what is timed never comes: theirs is the end
  bool is_of_region = false;    ///< the sum over the places of one
};
using MemberQuantities = std::vector<MemberQuantity>;
/// What is compared of a run; the run itself need not be kept. Peaks are those from the as-of
/// time on, hours are counted from it. Arrivals and people before desks are measured by place too.
/// `base`: what was measured of the run that it is compared with, member by member the measure of
/// when most have arrived; none: it is that run.
MemberQuantities comparison_quantities(const EnsembleResults& results, Time as_of,
                                       const MemberQuantities& base = {});

/// What the base is called among what-ifs.
inline constexpr const char* kBaseName = "base";

struct ComparisonEntry {
  std::string name;
  std::string description;  ///< the changes in words of the command line
  MemberQuantities quantities;
  bool changes_the_past = false;  ///< what changes holds before the as-of time too
  std::string warning;            ///< empty: none
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

#pragma once
// The forms in which compared what-ifs are written: tables, a page, text for machines, words.
#include <string>
#include <vector>

#include "output/comparison.h"
#include "results/comparison.h"

namespace corridor {

/// A what-if with what came of it.
struct ComparedWhatIf {
  const ComparisonEntry& entry;
  std::vector<ComparedQuantity> quantities;
};

/// comparison.csv: a row for each what-if and quantity.
std::string comparison_csv(const std::vector<ComparedWhatIf>& what_ifs);
/// comparison-members.csv: a row for each run, quantity and member in which there is a value.
std::string comparison_members_csv(const MemberQuantities& base,
                                   const std::vector<ComparisonEntry>& entries);
/// comparison.html: a section for each what-if.
std::string comparison_html(const Scenario& scenario, Time as_of,
                            const std::vector<ComparedWhatIf>& what_ifs);
/// The same for machines.
std::string comparison_json(const std::vector<ComparedWhatIf>& what_ifs);
/// The same as lines to read, one for each quantity.
std::string comparison_sentence(const Scenario& scenario, const ComparedWhatIf& what_if);

/// `arrivals by the end, Goris`.
std::string compared_name(const Scenario& scenario, const ComparedQuantity& compared);
/// `-20 to +3,000`, and that the mean beside it comes from few members where it lies outside and is
/// not shown as 0.
std::string difference_range(const ComparedQuantity& compared);
/// `not by the end in 12 of 150 runs (base: 3)`; nothing where all reach it.
std::string not_reached_words(const ComparedQuantity& compared);

}  // namespace corridor

#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "results/quantiles.h"

namespace corridor {

struct ExplainedStep {
  std::string title;
  std::string text;  ///< what is done, with the values in use
};

/// Over how many members decisions are told of, and after how many days.
inline constexpr std::size_t kMembersOfDecisions = 200;
inline constexpr int kDaysOfDecisions[] = {1, 3, 7};

/// Shares of those who have not decided to leave by the as-of time.
struct DecidedAfter {
  int days = 0;
  Estimate as_things_stand;  ///< who would have decided were nothing to change
  Estimate if_open;          ///< and were a way out open
};

/// What the law of the decision alone means, by the conditions of the as-of time.
struct ExplainedDecision {
  std::string place;     ///< id; empty: all places together
  std::string name;      ///< both names of the place
  double way_out = 0.0;  ///< share of members in which a way out is open by now
  Estimate never_leave;  ///< share that never leaves, of the same people
  std::vector<DecidedAfter> after;
};

/// What a ruleset says of a scenario as it is known.
struct Explained {
  std::string introduction;  ///< what is known, and how often the steps are taken
  std::vector<ExplainedStep> steps;
  std::vector<ExplainedDecision> decisions;  ///< all places, then each; of rules without: none
  std::string example;  ///< lines: what comes out for one household, person or camp
};

}  // namespace corridor

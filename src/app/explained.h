#pragma once
#include <string>
#include <vector>

namespace corridor {

struct ExplainedStep {
  std::string title;
  std::string text;  ///< what is done, with the values in use
};

/// What a ruleset says of a scenario as it is known.
struct Explained {
  std::string introduction;  ///< what is known, and how often the steps are taken
  std::vector<ExplainedStep> steps;
  std::string example;  ///< lines: what comes out for one household, person or camp
};

}  // namespace corridor

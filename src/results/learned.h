#pragma once
// What a forecast learned from counts, for run.json and the report.
#include <cstddef>
#include <string>
#include <vector>

namespace corridor {

/// One temperature.
struct AssimilationStage {
  double temperature = 0.0;            ///< exponent of the likelihood, 0 to 1
  double effective_sample_size = 0.0;  ///< when it was reached, before resampling
  double acceptance = 0.0;             ///< share of moves accepted
  std::size_t ancestors = 0;           ///< distinct first draws that the particles descend from
};

/// Posterior and prior of one parameter: quantiles at 5, 50 and 95 %.
struct LearnedParameter {
  std::string name;
  double prior[3] = {0, 0, 0};
  double posterior[3] = {0, 0, 0};
};

/// How well the counts of one series are explained.
struct CountCheck {
  std::size_t series = 0;  ///< among those of the results
  std::size_t counts = 0;
  double p_value = 1.0;  ///< posterior predictive: P(replicated counts stray as far as the real)
  double prior_reach = 1.0;    ///< share of the counts inside the prior's central 98 % range
  bool is_of_periods = false;  ///< counts of who came in a period
};

struct AssimilationDiagnostics {
  std::size_t counts = 0;
  std::size_t runs = 0;  ///< trajectories computed up to the last count
  double log_evidence = 0.0;
  std::vector<AssimilationStage> stages;
  std::vector<LearnedParameter> parameters;
  std::vector<CountCheck> checks;
  std::size_t redrawn = 0;  ///< members whose hypotheses would have been heard of
  std::vector<std::string> warnings;
};

}  // namespace corridor

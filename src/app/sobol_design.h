#pragma once
// Total Sobol indices of a ranking, by runs of their own.
#include <cstdint>
#include <functional>
#include <vector>

#include "app/run_plan.h"
#include "inference/counts.h"
#include "inference/sensitivity.h"
#include "inference/trials.h"
#include "results/ranking.h"

namespace corridor {

/// The runs for Sobol indices: as many members as an ensemble has, a second sample, the first with
/// each factor, and last the luck, from the second.
class SobolDesign {
 public:
  /// Sampler and parameters must outlive it.
  SobolDesign(const ParameterSampler& sampler, const std::vector<ParameterId>& ids,
              const ForecastOptions& run);

  [[nodiscard]] const std::vector<Trial>& trials() const { return trials_; }

  /// The outcomes of all trials, sorted for the indices: a factor a parameter, then the luck.
  [[nodiscard]] SobolSample sobol_sample(const std::vector<double>& outcomes) const;

  /// The share of the trials that what was not reported rules out.
  [[nodiscard]] double impossible_share(const LoadedScenario& loaded) const;

 private:
  [[nodiscard]] std::vector<double> uniforms(std::size_t slot) const;
  void add(const std::vector<double>& uniforms, std::size_t luck);

  const ParameterSampler& sampler_;
  const std::vector<ParameterId>& ids_;
  std::size_t rows_;
  std::uint64_t seed_;
  std::vector<Trial> trials_;
};

/// Total indices ask for parameters that are independent, as those of the prior are: throws
/// InputError where there are counts.
void refuse_counts(const CountSet& counts);

/// Adds Sobol indices, by the design's own runs. `progress(done)` counts them.
void add_sobol(const SobolDesign& design, const RunPlan& plan, const Model& model,
               const Outcome& outcome, std::uint64_t seed,
               const std::function<void(std::size_t)>& progress, Ranking& ranking);

}  // namespace corridor

#pragma once
// Single numbers of many runs: what a ranking asks of each member. Knows only the waist.
#include <functional>
#include <vector>

#include "model.h"
#include "results/ensemble_results.h"

namespace corridor {

/// A run: parameters and the luck it is run with.
struct Trial {
  ParameterValues values;
  MemberStreams luck;
};

/// One number of a trajectory: the sum of some series after `steps` steps, the largest such sum
/// after any of the steps `from` to `steps`, or the number of these steps after which it was above
/// 0.
struct Outcome {
  enum class Kind { at_end, largest, steps_above_zero };
  std::vector<std::size_t> series;
  std::size_t steps = 1;
  Kind kind = Kind::at_end;
  std::size_t from = 1;

  /// Whether the state after `step` steps matters.
  [[nodiscard]] bool asks_of(std::size_t step) const {
    return step <= steps && step >= (kind == Kind::at_end ? steps : from);
  }
};

/// The outcomes of every trial, index [outcome][trial]; each is run as far as an outcome
/// needs. The same bits for any number of threads. `progress(done)` is called from any thread.
std::vector<std::vector<double>> run_trials(const Model& model, const std::vector<Trial>& trials,
                                            const std::vector<Outcome>& outcomes, unsigned threads,
                                            const std::function<void(std::size_t)>& progress);

/// The same of members that have been run.
std::vector<std::vector<double>> read_outcomes(const EnsembleResults& results,
                                               const std::vector<Outcome>& outcomes);

}  // namespace corridor

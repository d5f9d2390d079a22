#pragma once
// Single numbers of many runs: what a ranking asks of each member. Knows only the waist.
#include <functional>
#include <vector>

#include "model.h"

namespace corridor {

/// A run: parameters and the luck it is run with.
struct Trial {
  ParameterValues values;
  MemberStreams luck;
};

/// One number of a trajectory: the sum of some series after `steps` steps, the largest such sum
/// after any of the first `steps` steps, or the number of these steps after which it was above 0.
struct Outcome {
  enum class Kind { at_end, largest, steps_above_zero };
  std::vector<std::size_t> series;
  std::size_t steps = 1;
  Kind kind = Kind::at_end;
};

/// The outcomes of every trial, index [outcome][trial]; each is run as far as an outcome
/// needs. The same bits for any number of threads. `progress(done)` is called from any thread.
std::vector<std::vector<double>> run_trials(const Model& model, const std::vector<Trial>& trials,
                                            const std::vector<Outcome>& outcomes, unsigned threads,
                                            const std::function<void(std::size_t)>& progress);

}  // namespace corridor

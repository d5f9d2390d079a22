#pragma once
// Many members of one model. Knows only the waist.
#include <cstdint>
#include <functional>

#include "model.h"
#include "results/ensemble_results.h"

namespace corridor {

struct EnsembleSettings {
  std::size_t members = 1000;
  std::size_t steps = 0;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// Runs members 0 .. members - 1, each from parameters drawn for its slot, and records every series
/// after every step. The same bits for any number of threads; the first members of a larger
/// ensemble are those of a smaller one. `progress(done)` is called from any thread with the number
/// of members done so far.
EnsembleResults run_ensemble(
    const Model& model, const EnsembleSettings& settings,
    const std::function<ParameterValues(const MemberStreams&)>& draw_parameters,
    const std::function<void(std::size_t)>& progress);

}  // namespace corridor

#pragma once
// Many members of one model. Knows only the waist.
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/crew.h"
#include "model.h"
#include "results/ensemble_results.h"

namespace corridor {

struct EnsembleSettings {
  std::size_t steps = 0;
  unsigned threads = 1;
  const Crew* crew = &alone();  ///< only its leader has complete results
};

/// Everything that a member's trajectory depends on.
struct Member {
  ParameterValues values;
  MemberStreams luck;   ///< of its start and its first `later_from` steps
  MemberStreams later;  ///< of the steps behind them
  std::size_t later_from = 0;
};

/// Runs the members and records every series after every step. The same bits for any number of
/// threads. `progress(done)` is called from any thread with the number of members done so far.
EnsembleResults run_members(const Model& model, const EnsembleSettings& settings,
                            const std::vector<Member>& members,
                            const std::function<void(std::size_t)>& progress);

/// Runs one member from its start, for as many steps as `rows` holds, as `run_steps` does.
void run_member(const Model& model, const Member& member, std::span<float> rows);

/// Takes as many steps as `rows` holds and writes every series after each step, index step * series
/// + series.
void run_steps(const Model& model, ModelState& state, std::span<float> rows);

/// Keeps what each member ran with.
void store_parameters(const std::vector<ParameterValues>& values, EnsembleResults& results);

/// Collects the trajectories of so many members into results: `fill_rows(member, rows)` writes
/// every series after each step, as `run_steps` does. Members run together so that results are
/// written in cache lines; such blocks are the units that a crew shares.
EnsembleResults collect(const Model& model, std::size_t members, const EnsembleSettings& settings,
                        const std::function<void(std::size_t, std::span<float>)>& fill_rows,
                        const std::function<void(std::size_t)>& progress);

}  // namespace corridor

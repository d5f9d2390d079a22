#pragma once
// Learning from counts. A particle is a member's parameters and its luck; given both, its
// trajectory is certain, so the likelihood of the counts is that of one trajectory. A sampler
// (sampler.h) leads the particles from the prior to the posterior; from there each goes on to the
// end. docs/methods.md has the equations.
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/crew.h"
#include "base/found_work.h"
#include "inference/counts.h"
#include "inference/ensemble.h"
#include "inference/prior.h"
#include "inference/resampling.h"
#include "model.h"
#include "results/contradicted_counts.h"
#include "results/learned.h"

namespace corridor {

struct AssimilationSettings {
  std::size_t members = 1000;
  std::uint64_t seed = 1;
  unsigned threads = 1;
  const Crew* crew = &alone();  ///< shares the trajectories
  FoundWork found;              ///< units are a member's part of a batch of trajectories
  /// Told what begins, in a few words, for the progress display.
  std::function<void(const std::string& stage)> stage_begins = [](const std::string&) {};
  Resampling resampling = Resampling::systematic;
  std::size_t teaching_draws = 400;  ///< of the prior: trajectories that teach the emulator first
  /// Powers of the likelihood at which the first waves of trajectories teach an emulator. Empty:
  /// the particles go from the prior to the posterior without one, which takes far more runs.
  std::vector<double> wave_temperatures = {0.1, 0.3, 0.6};
  std::size_t fewest_last_waves = 2;  ///< at the posterior
  std::size_t most_last_waves = 3;
  double enough_agreement = 0.2;  ///< of the last wave with the model: share bridged in one step
  double wave_share = 0.25;       ///< runs of a wave for each member, but ...
  std::size_t wave_runs_a_score = 4;         ///< ... at least so many for each score
  std::size_t fewest_emulated_draws = 1000;  ///< of the last emulator, which steps are fitted to
  /// Power of the emulated likelihood that the particles begin with: below 1, so that they reach
  /// where the emulator errs more than it knows.
  double base_temperature = 0.6;
  /// Where the first step of the bridge is shorter the particles teach another emulator and the
  /// bridge begins anew, so many times at most.
  double least_first_step = 0.05;
  std::size_t most_new_starts = 2;
  double ess_share = 0.3;  ///< of the members: the temperature rises until it is reached
  /// The first draws that particles descend from shall count for so many, or for a tenth of the
  /// members: the temperature rises no further, and stays below 1 if need be.
  double enough_ancestors = 40.0;
  std::size_t emulated_moves = 20;  ///< of the chain that makes one proposal
  double enough_moves = 0.7;        ///< accepted moves a particle at the last temperature
  std::size_t most_last_moves = 2;
};

/// What the counts of a group have come to.
struct CountedSoFar {
  std::size_t series = 0;
  double hours = 0.0;  ///< of the last count that says so
  double least = 0.0;  ///< a running tally that goes on says no less; 0: nothing keeps it from that
  bool is_of_periods = false;
};

/// Equally weighted members of the posterior.
struct Assimilation {
  std::vector<Member> members;
  std::vector<std::string> score_names;     ///< of the parameters with a distribution
  std::vector<std::vector<double>> scores;  ///< by member
  std::vector<CountNoise> noise;            ///< by member
  std::vector<std::vector<Drift>> drifts;   ///< by member and group of counts
  std::vector<CountedSoFar> counted;        ///< by group
  EnsembleResults results;                  ///< trajectories from the start to the end
  AssimilationDiagnostics diagnostics;
  /// Known counts that the results contradict: found by the app's `learn`, which knows the
  /// scenario.
  std::vector<ContradictedCount> contradicted;
};

/// Without counts: draws from the prior. The same bits for any number of threads. `steps` of the
/// trajectories in the results; progress(done, of) is called from any thread.
Assimilation assimilate(const Model& model, const ScorePrior& prior, const CountSet& counts,
                        std::size_t steps, const AssimilationSettings& settings,
                        const std::function<void(std::size_t, std::size_t)>& progress);

/// What counts of `series` at `hours` since the start would be reported as where the trajectories
/// say `readings` (by member): with the drift that the counts so far have shown, and errors of
/// their own. Where a running tally has got to is never taken back.
std::vector<double> as_reported(const Assimilation& assimilation, std::size_t series, double hours,
                                const Readings& readings, std::uint64_t seed);

}  // namespace corridor

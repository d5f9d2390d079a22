#include "app/sobol_design.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/refuse.h"
#include "scenario/hypotheses.h"

namespace corridor {

SobolDesign::SobolDesign(const ParameterSampler& sampler, const std::vector<ParameterId>& ids,
                         const ForecastOptions& run)
    : sampler_(sampler), ids_(ids), rows_(run.members), seed_(run.seed) {
  for (std::size_t j = 0; j < 2 * rows_; ++j) add(uniforms(j), j);
  for (const ParameterId id : ids_) {
    for (std::size_t j = 0; j < rows_; ++j) {
      std::vector<double> mixed = uniforms(j);
      mixed[id.index] = uniforms(rows_ + j)[id.index];
      add(mixed, j);
    }
  }
  for (std::size_t j = 0; j < rows_; ++j) add(uniforms(j), rows_ + j);
}

SobolSample SobolDesign::sobol_sample(const std::vector<double>& outcomes) const {
  const auto block = [&](std::size_t k) {
    const auto begin = outcomes.begin() + static_cast<std::ptrdiff_t>(k * rows_);
    return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(rows_));
  };
  SobolSample sample{block(0), block(1), {}};
  for (std::size_t i = 0; i <= ids_.size(); ++i) sample.ab.push_back(block(2 + i));
  return sample;
}

double SobolDesign::impossible_share(const LoadedScenario& loaded) const {
  const auto impossible = std::count_if(trials_.begin(), trials_.end(), [&](const Trial& trial) {
    return broken_by_silence(loaded.known, loaded.as_of, trial.values, trial.luck);
  });
  return static_cast<double>(impossible) / static_cast<double>(trials_.size());
}

std::vector<double> SobolDesign::uniforms(std::size_t slot) const {
  return sampler_.draw_uniforms({seed_, static_cast<std::uint32_t>(slot)});
}

void SobolDesign::add(const std::vector<double>& uniforms, std::size_t luck) {
  trials_.push_back({sampler_.at(uniforms), {seed_, static_cast<std::uint32_t>(luck)}});
}

void refuse_counts(const CountSet& counts) {
  if (counts.empty()) return;
  refuse("--design", "sobol", "ensemble",
         "there are counts to learn from, after which parameters hang together: an --as-of before "
         "the first of them has total indices");
}

void add_sobol(const SobolDesign& design, const RunPlan& plan, const Model& model,
               const Outcome& outcome, std::uint64_t seed,
               const std::function<void(std::size_t)>& progress, Ranking& ranking) {
  const auto outcomes = run_trials(model, design.trials(), {outcome}, plan.threads, progress);
  const std::vector<SobolIndices> indices =
      sobol_indices(design.sobol_sample(outcomes.front()), {WorthSettings{}.bootstraps, seed});
  for (std::size_t i = 0; i < ranking.quantities.size(); ++i) {
    ranking.quantities[i].sobol = indices[i];
  }
  ranking.luck = indices.back();
  const double impossible = design.impossible_share(plan.loaded);
  if (impossible <= 0.0) return;
  ranking.warnings.push_back(fmt::format(
      "the total indices are those of the priors as they stand: {:.2g} % of their runs have "
      "something happen that would have been reported by now. All else is of the members of a "
      "forecast, in which it did not",
      100.0 * impossible));
}

}  // namespace corridor

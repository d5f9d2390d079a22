#pragma once
// Members straight from the priors of a scenario, whatever silence says of them.
#include "inference/ensemble.h"
#include "rules/corridor/corridor_model.h"
#include "scenario/sampling.h"

namespace corridor {

/// The first `members` of seed 1 after each of `steps` steps.
inline EnsembleResults run_prior_members(const Scenario& known, std::size_t members,
                                         std::size_t steps, unsigned threads) {
  const ParameterSampler sampler(known, {});
  std::vector<Member> drawn;
  for (std::uint32_t m = 0; m < members; ++m) {
    const MemberStreams slot{1, m};
    drawn.push_back({sampler.draw(slot), slot, slot});
  }
  return run_members(*make_corridor_model(known), {steps, threads}, drawn, [](std::size_t) {});
}

}  // namespace corridor

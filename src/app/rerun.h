#pragma once
// Members are run again: the same people and the same luck in a plan that may differ.
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "app/run_plan.h"
#include "inference/assimilate.h"
#include "model.h"
#include "results/ensemble_results.h"

namespace corridor {

/// A change of one drawn parameter in a what-if.
struct ParameterChange {
  std::string name;
  std::string operation;  ///< `=`, `+=` or `*=`
  double value = 0.0;
};

/// What a member is apart from the plan that it runs in.
struct MemberOrigin {
  std::vector<double> scores;  ///< of its parameters, then of its shocks; standard normal
  MemberStreams luck;
  std::size_t later_from = 0;  ///< steps behind these have the luck of the member's own slot
  std::uint32_t start = 0;     ///< the draw that it descends from
};

/// What a learned member is apart from its plan.
MemberOrigin origin_of(const Assimilation& learned, std::size_t member);

/// The member of `slot` in a plan of `known` with the parameters of `sampler`: at the levels of the
/// plan's own priors that the scores stand for (`score_names`), with parameters changed. Shocks
/// that the origin has not, of events that only this plan knows, come from its luck.
Member place_member(const MemberOrigin& origin, const std::vector<std::string>& score_names,
                    const MemberStreams& slot, const Model& model, const Scenario& known,
                    const ParameterSampler& sampler, const std::vector<ParameterChange>& changes);

/// Changes one drawn value, within the parameter's bounds. The parameter must exist.
void apply_change(const ParameterChange& change, const ParameterRegistry& registry,
                  ParameterValues& values);

/// Runs learned members again in a plan that may differ, at the same levels of its own priors, and
/// with parameters changed.
EnsembleResults rerun(const RunPlan& plan, const ParameterSampler& sampler,
                      const Assimilation& learned, const std::vector<ParameterChange>& changes,
                      const Crew& crew, const std::function<void(std::size_t)>& progress);

}  // namespace corridor

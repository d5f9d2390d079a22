#include "app/rerun.h"

#include <algorithm>
#include <memory>

#include "inference/ensemble.h"
#include "scenario/hypotheses.h"
#include "scenario/normal.h"
#include "scenario/shocks.h"

namespace corridor {
namespace {

/// The shocks of an origin in a plan that may have open events of its own.
std::vector<double> shocks_of(const MemberOrigin& origin,
                              const std::vector<std::string>& score_names, const Scenario& known,
                              std::size_t count) {
  const std::vector<std::size_t> open = open_events(known);
  std::vector<double> shocks;
  for (const std::string& name : shock_names(known, count)) {
    const auto found = std::find(score_names.begin(), score_names.end(), name);
    const std::size_t k = shocks.size();
    if (found != score_names.end()) {
      shocks.push_back(origin.scores[static_cast<std::size_t>(found - score_names.begin())]);
    } else {
      shocks.push_back(k < open.size() ? draw_chance(known.events[open[k]], origin.luck)
                                       : draw_shock(origin.luck, k - open.size()));
    }
  }
  return shocks;
}

}  // namespace

void apply_change(const ParameterChange& change, const ParameterRegistry& registry,
                  ParameterValues& values) {
  const ParameterId id = registry.require(change.name);
  double& value = values[id.index];
  if (change.operation == "=") value = change.value;
  if (change.operation == "+=") value += change.value;
  if (change.operation == "*=") value *= change.value;
  value = std::clamp(value, registry[id].lower, registry[id].upper);
}

MemberOrigin origin_of(const Assimilation& learned, std::size_t member) {
  const Member& of_plan = learned.members[member];
  return {learned.scores[member], of_plan.luck, of_plan.later_from, learned.results.starts[member]};
}

Member place_member(const MemberOrigin& origin, const std::vector<std::string>& score_names,
                    const MemberStreams& slot, const Model& model, const Scenario& known,
                    const ParameterSampler& sampler, const std::vector<ParameterChange>& changes) {
  const ParameterRegistry& registry = sampler.registry();
  std::vector<double> levels = sampler.draw_uniforms(origin.luck);
  for (std::size_t k = 0; k < score_names.size(); ++k) {
    const ParameterId id = registry.find(score_names[k]);
    if (id.valid()) levels[id.index] = normal_cdf(origin.scores[k]);
  }
  Member member{sampler.at(levels), origin.luck, slot, origin.later_from};
  const std::vector<double> shocks =
      shocks_of(origin, score_names, known, model.shocks(origin.later_from));
  member.values.insert(member.values.end(), shocks.begin(), shocks.end());
  for (const ParameterChange& change : changes) apply_change(change, registry, member.values);
  return member;
}

EnsembleResults rerun(const RunPlan& plan, const ParameterSampler& sampler,
                      const Assimilation& learned, const std::vector<ParameterChange>& changes,
                      const Crew& crew, const std::function<void(std::size_t)>& progress) {
  const std::shared_ptr<const Model> model = model_of(plan);
  std::vector<Member> members;
  for (std::size_t m = 0; m < learned.members.size(); ++m) {
    members.push_back(place_member(origin_of(learned, m), learned.score_names,
                                   learned.members[m].later, *model, plan.loaded.known, sampler,
                                   changes));
  }
  return run_members(*model, {plan.steps, plan.threads, &crew}, members, progress);
}

}  // namespace corridor

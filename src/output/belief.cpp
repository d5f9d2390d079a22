#include "output/belief.h"

#include <algorithm>

namespace corridor {

bool has_learned(const ForecastRun& run) {
  return run.learned != nullptr && run.learned->counts > 0;
}

ParameterSummary belief_in(const ForecastRun& run, ParameterId id) {
  return belief_in(*run.sampler, run.learned, id);
}

ParameterSummary belief_in(const ParameterSampler& sampler, const AssimilationDiagnostics* learned,
                           ParameterId id) {
  ParameterSummary belief = sampler.summary(id);
  if (learned == nullptr || learned->counts == 0) return belief;
  const std::string& name = sampler.registry()[id].name;
  const auto found =
      std::find_if(learned->parameters.begin(), learned->parameters.end(),
                   [&](const LearnedParameter& parameter) { return parameter.name == name; });
  if (found == learned->parameters.end()) return belief;
  belief.low = found->posterior[0];
  belief.median = found->posterior[1];
  belief.high = found->posterior[2];
  return belief;
}

std::string belief_words(const ForecastRun& run) {
  return has_learned(run) ? ", after the counts" : "";
}

}  // namespace corridor

#include "output/belief.h"

#include <algorithm>

namespace corridor {

bool has_learned(const ForecastRun& run) {
  return run.learned != nullptr && run.learned->counts > 0;
}

ParameterSummary belief_in(const ForecastRun& run, ParameterId id) {
  ParameterSummary belief = run.sampler->summary(id);
  if (!has_learned(run)) return belief;
  const std::vector<LearnedParameter>& learned = run.learned->parameters;
  const std::string& name = run.known->parameters[id].name;
  const auto found =
      std::find_if(learned.begin(), learned.end(),
                   [&](const LearnedParameter& parameter) { return parameter.name == name; });
  if (found == learned.end()) return belief;
  belief.low = found->posterior[0];
  belief.median = found->posterior[1];
  belief.high = found->posterior[2];
  return belief;
}

std::string belief_words(const ForecastRun& run) {
  return has_learned(run) ? ", after the counts" : "";
}

}  // namespace corridor

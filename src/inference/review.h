#pragma once
// After the sampling: what was learned, and whether the model can explain the counts at all.
#include <functional>
#include <string>
#include <vector>

#include "inference/assimilate.h"
#include "inference/particle.h"

namespace corridor {

/// Fills parameters, checks and warnings. `prior_scores` and `prior_readings` by member of the
/// prior ensemble; `words_of` as in the settings.
void review(const ParticleContext& context, const std::vector<std::vector<double>>& prior_scores,
            const std::vector<std::vector<double>>& prior_readings,
            const std::vector<Particle>& particles,
            const std::function<std::string(const SeriesInfo&)>& words_of,
            AssimilationDiagnostics& diagnostics);

}  // namespace corridor

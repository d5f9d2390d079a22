#pragma once
// After the sampling: what was learned, and whether the model can explain the counts at all.
#include <vector>

#include "inference/assimilate.h"
#include "inference/particle.h"

namespace corridor {

/// Fills parameters, checks and warnings other than those of the checks, which
/// output/count_checks.h words. `prior_scores` and `prior_readings` by member of the prior
/// ensemble.
void review(const ParticleContext& context, const std::vector<std::vector<double>>& prior_scores,
            const std::vector<std::vector<double>>& prior_readings,
            const std::vector<Particle>& particles, AssimilationDiagnostics& diagnostics);

}  // namespace corridor

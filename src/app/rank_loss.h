#pragma once
// What it costs to prepare too much or too little, by which a ranking measures.
#include <string>

#include "inference/sensitivity.h"
#include "scenario/sampling.h"

namespace corridor {

/// `pinball`, `pinball=RATIO` or `squared`; empty: pinball, with the scenario's own ratio. Throws
/// InputError for anything else.
DecisionLoss read_loss(const std::string& text, const ParameterSampler& sampler);

std::string loss_words(const DecisionLoss& loss);

}  // namespace corridor

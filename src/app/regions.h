#pragma once
// Regions, added to any model at the waist: rules know places and roads only.
#include <memory>
#include <vector>

#include "model.h"
#include "scenario/scenario.h"

namespace corridor {

/// The model with the series of the regions behind its own: of every series of people or vehicles
/// that places of a region have, the sum over these places. Without regions the model itself.
std::unique_ptr<Model> with_regions(std::unique_ptr<Model> model,
                                    const std::vector<Region>& regions);

}  // namespace corridor

#pragma once
// The rules of Flee as a Model, so that ensembles and outputs work with them as with any other.
#include <memory>

#include "model.h"
#include "rules/flee/world.h"
#include "scenario/scenario.h"

namespace corridor {

/// What the series of the rules are called, so that claims can be about them.
std::vector<Topic> flee_series();

/// Series: `in_camps` and `displaced` (totals), `in_camp` of every camp, located by the ids of
/// `flee_place_ids`; one step a day. A member's settings are those of the instance with the values
/// of the parameters `flee.*` in `registry` (which may lack them).
std::unique_ptr<Model> make_flee_model(
    std::shared_ptr<const FleeSetting> setting, const ParameterRegistry& registry,
    FleeRepresentation representation = FleeRepresentation::automatic);

}  // namespace corridor

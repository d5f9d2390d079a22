#pragma once
// The rules of Flee as a Model, so that ensembles and outputs work with them as with any other.
#include <memory>

#include "model.h"
#include "rules/flee/world.h"

namespace corridor {

/// Series: `in_camps` and `displaced` (totals), `in_camp` of every camp; one step a day. The rules
/// have no uncertain parameters: the values given to `start` are not read.
std::unique_ptr<Model> make_flee_model(std::shared_ptr<const FleeSetting> setting,
                                       FleeCapacityRule capacity_rule);

}  // namespace corridor

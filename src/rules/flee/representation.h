#pragma once
// Which representation of people an instance gets.
#include <string>

#include "rules/flee/world.h"

namespace corridor {

/// Why people of the instance can only be taken one by one; empty where they can be counted.
std::string flee_reason_for_agents(const FleeInstance& instance);

/// The representation in use: what is wanted, agents where people cannot be counted, and
/// for `automatic` the cheaper one where both are equal in law: cohorts for many people under
/// frozen capacities, or where no camp has a capacity.
FleeRepresentation flee_representation(const FleeSetting& setting, FleeCapacityRule rule,
                                       FleeRepresentation wanted);

}  // namespace corridor

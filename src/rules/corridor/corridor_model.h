#pragma once
// The corridor rules as a Model: docs/model.md describes the ten steps, rules.h says where they
// are.
#include <memory>
#include <vector>

#include "model.h"
#include "scenario/scenario.h"

namespace corridor {

/// The parameters of the corridor rules with their units, meanings, priors, bounds and sources.
std::vector<Parameter> corridor_parameters();

/// The series of the corridor rules by name, with their units: what counts and claims can be about.
std::vector<Topic> corridor_series();

/// The model of a scenario as it is known (`known_at`). The scenario is copied.
std::unique_ptr<Model> make_corridor_model(const Scenario& known);

}  // namespace corridor

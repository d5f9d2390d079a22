#pragma once
// The one place that knows which rulesets there are: from a folder to a scenario, and from a
// scenario to its model. Everything behind it works with any ruleset.
#include <memory>
#include <optional>
#include <vector>

#include "app/explained.h"
#include "app/load.h"
#include "base/diagnostics.h"
#include "input/scenario_folder.h"
#include "model.h"
#include "scenario/scenario.h"

namespace corridor {

/// The parameters of the corridor ruleset with the standards of needs, and its series.
RulesetTerms corridor_terms();

/// Reads a folder of whichever ruleset it names, with that ruleset's terms. All problems go to
/// `diagnostics`; nothing when there is an error.
std::optional<Scenario> read_scenario(const ScenarioSource& source, Diagnostics& diagnostics);

/// A folder of Flee's as a scenario of ruleset `flee` with its tables given, without a folder of
/// its own.
Scenario flee_as_scenario(std::shared_ptr<const FleeInstance> instance);

/// The model of a scenario as it is known, by its ruleset, with the series of its regions. Ruleset
/// `flee` has steps of one day.
std::unique_ptr<Model> make_model(const Scenario& known);

/// What the scenario's ruleset does with it.
Explained explain_rules(const LoadedScenario& loaded);

}  // namespace corridor

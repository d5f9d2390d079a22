#pragma once
// The tables of Flee inside a scenario folder: `flee/input_csv`, `flee/source_data`,
// `flee/simsetting.yml` and, where there is one, `flee/location_changes.csv`.
#include <memory>

#include "base/diagnostics.h"
#include "input/scenario_folder.h"
#include "scenario/flee_instance.h"

namespace corridor {

/// Reads the subfolder `flee` for the days between `start` and `end` of scenario.yaml. Nothing when
/// there is an error.
std::shared_ptr<const FleeInstance> read_flee_subfolder(const ScenarioSource& source,
                                                        Diagnostics& diagnostics);

}  // namespace corridor

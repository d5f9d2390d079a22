#pragma once
#include <string>

#include "app/load.h"

namespace corridor {

/// What `explain` says of a scenario of ruleset `flee`: the day in its order with the settings in
/// use, and one person's first choice of route in numbers.
std::string explain_flee(const LoadedScenario& loaded);

}  // namespace corridor

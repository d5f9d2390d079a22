#pragma once
#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Warns of what is written and not read by the rules `daily`, each matter once.
/// docs/scenario-format.md says what they read.
void warn_of_what_daily_rules_do_not_read(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

#pragma once
// What must hold of kin.csv beyond its cells.
#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// Kin are those of people who live in a place of groups.csv, at a place where their journeys can
/// end, and of two figures for the same people one replaces the other.
void check_kin(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

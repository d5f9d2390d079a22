#pragma once
#include <string>

#include "scenario/scenario.h"

namespace corridor {

/// A strip for every subject on which at least two sources gave different numbers, one mark a
/// claim, then the list of all claims known, each under the name of who said it.
std::string draw_claims(const Scenario& known);

}  // namespace corridor

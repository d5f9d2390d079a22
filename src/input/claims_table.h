#pragma once
// A row of claims.csv: who said which number about what, when. docs/evidence.md,
// docs/scenario-format.md.
#include "input/cells.h"
#include "scenario/scenario.h"

namespace corridor {

/// Reads a row whose subject is a parameter, a series or a topic of `scenario`, with a unit that
/// converts to the subject's.
Claim read_claim(Cells& cells, const Scenario& scenario);

/// What only the whole ledger shows: successors that are about something else, come earlier than
/// what they replace, or go round in a circle.
void check_claims(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

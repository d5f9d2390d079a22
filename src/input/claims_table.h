#pragma once
// A row of claims.csv: who said which number about what, when. docs/evidence.md,
// docs/scenario-format.md.
#include <optional>

#include "input/cells.h"
#include "scenario/scenario.h"

namespace corridor {

/// Reads a row whose subject is a parameter, a series or a topic of `scenario`, with a unit that
/// converts to the subject's.
Claim read_claim(Cells& cells, const Scenario& scenario);

/// A range has an upper end, no less than its lower, and nothing else has one.
void check_upper_end(Cells& cells, Qualifier qualifier, const std::optional<double>& value,
                     const std::optional<double>& value_high);

/// What only the whole ledger shows: successors that are about something else or come earlier than
/// what they replace.
void check_claims(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace corridor

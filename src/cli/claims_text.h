#pragma once
// The claims and their ranking as text for a terminal of 80 columns.
#include <string>

#include "app/claims.h"
#include "results/ranking.h"

namespace corridor::cli {

/// Every quantity with a small plot, one line a source; `in_colour`: source types in colour.
std::string claims_text(const ClaimsView& view, bool in_colour);
std::string ranking_text(const Ranking& ranking);

}  // namespace corridor::cli

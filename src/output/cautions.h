#pragma once
// What must be read beside the answer.
#include <string>
#include <vector>

#include "output/forecast_output.h"
#include "results/plausibility.h"

namespace corridor {

/// A sentence for each thing that is implausible about a forecast, with what may be missing.
std::vector<std::string> plausibility_warnings(const Implausible& found);

/// That, and what counts and learning from them say against the answer; nothing where nothing does.
std::string cautions_html(const ForecastRun& run);

}  // namespace corridor

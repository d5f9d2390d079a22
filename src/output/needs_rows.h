#pragma once
#include "output/forecast_output.h"

namespace corridor {

/// Rows of series.csv about what those present at each place, and in all, need on each day (at its
/// end): beds in centres, water, food, toilets and covered space by the standards in use; children,
/// older people and people with disabilities among them; and the probability that beds do not
/// reach.
void needs_rows(const ForecastRun& run, const TextSink& sink);

}  // namespace corridor

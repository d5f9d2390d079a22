#pragma once
#include <functional>
#include <vector>

#include "app/run_plan.h"
#include "app/what_if.h"
#include "output/comparison.h"

namespace corridor {

/// Runs the base and every what-if with the same members and shared random streams, writes
/// comparison.csv and comparison.html, and returns what they say. Throws InputError for bad input.
ComparisonText compare(const ForecastOptions& options, const std::vector<WhatIf>& what_ifs,
                       const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace corridor

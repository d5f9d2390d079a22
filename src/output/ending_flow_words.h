#pragma once
#include <string>
#include <vector>

#include "results/ending_flow.h"

namespace corridor {

/// What is said of a flow that the forecast ends from one day to the next; empty where it does not.
std::vector<std::string> ending_flow_warnings(const Scenario& known,
                                              const std::optional<EndingFlow>& ending);

}  // namespace corridor

#pragma once
// What the counts taught, on its way between the workers of a page.
#include <nlohmann/json.hpp>

#include "results/learned.h"

namespace corridor {

nlohmann::ordered_json learned_as_json(const AssimilationDiagnostics& learned);

/// The inverse.
AssimilationDiagnostics learned_from_json(const nlohmann::ordered_json& json);

}  // namespace corridor

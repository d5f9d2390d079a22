#pragma once
// How wide claims are by their qualifiers: numbers of the registry, so that a scenario may have its
// own.
#include <functional>
#include <vector>

#include "scenario/parameter.h"

namespace corridor {

/// Relative standard deviations (of ln x; of x itself for shares); unless something else is said
/// those of the registry.
struct ClaimWidths {
  double exactly = 0.03;
  double about = 0.10;
  double bound = 0.10;  ///< softness of `at least`, `at most` and of the ends of `between`
};

/// The registry of these widths, `claims.*`.
std::vector<Parameter> claim_parameters();

/// The widths with these values of their parameters; a parameter that is not in the registry is as
/// above.
ClaimWidths claim_widths(const ParameterRegistry& registry,
                         const std::function<double(ParameterId)>& value);

/// The widths at the medians of the registry.
ClaimWidths claim_widths(const ParameterRegistry& registry);

}  // namespace corridor

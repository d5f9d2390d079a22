#pragma once
// The numbers among Flee's settings as registered parameters `flee.*`, so that `--set`, priors and
// what-ifs work with them.
#include <vector>

#include "scenario/flee_instance.h"
#include "scenario/parameter.h"

namespace corridor {

/// One parameter a number or switch (0 or 1) of the settings; its prior is fixed at the value in
/// `base`.
std::vector<Parameter> flee_parameters(const FleeSettings& base);

/// Where the registry of a scenario keeps Flee's parameters.
class FleeParameterMap {
 public:
  /// Names that the registry lacks stay as the settings have them (an empty registry: all).
  explicit FleeParameterMap(const ParameterRegistry& registry);
  /// The settings with a member's values in. Speeds that differ from the settings' own are rounded
  /// to whole km a day: the running average of daily travel is kept in whole units.
  [[nodiscard]] FleeSettings apply(const FleeSettings& base, const ParameterValues& values) const;

 private:
  std::vector<ParameterId> ids_;  ///< in the order of the list of settings
};

}  // namespace corridor

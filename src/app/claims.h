#pragma once
// Who says what about what: `corridor claims`.
#include <filesystem>
#include <string>
#include <vector>

#include "app/load.h"
#include "scenario/ledger.h"

namespace corridor {

struct ClaimsOptions {
  std::filesystem::path folder;
  std::string as_of;               ///< empty: the scenario's own
  std::vector<std::string> trust;  ///< SOURCE=NUMBER or SOURCE=only
  bool only_contested = false;
};

struct ClaimsView {
  LoadedScenario loaded;
  std::vector<Quantity> quantities;  ///< the contested first; they point into `loaded`
  std::size_t claims_in_all = 0;     ///< also those that are not shown
  std::size_t subjects_in_all = 0;
  bool only_contested = false;
  std::vector<CountDispute> disputed_counts;  ///< they point into `loaded`
  /// What the forecast believes, of quantities that are uncertain parameters; otherwise nothing.
  std::vector<std::optional<ParameterSummary>> beliefs;
};

/// Throws InputError for bad input.
ClaimsView view_claims(const ClaimsOptions& options);

/// The view for machines.
std::string claims_json(const ClaimsView& view);

}  // namespace corridor

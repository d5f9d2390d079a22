#pragma once
// The door for Flee's own folders: `input_csv`, validation data and a settings file.
#include <filesystem>
#include <optional>

#include "base/diagnostics.h"
#include "scenario/flee_instance.h"

namespace corridor {

struct FleeSource {
  std::filesystem::path input_folder;
  std::filesystem::path data_folder;
  int days = 0;                                 ///< 0: as `sim_period.csv` says
  std::filesystem::path settings_file;          ///< empty: Flee's defaults
  std::filesystem::path location_changes_file;  ///< empty: none
  bool strict = false;                          ///< reproduce what is corrected by default
  bool whole_sums = false;                      ///< corrects quirk Q18
};

/// The name of an instance: its folder's own, or that of the folder around it where every instance
/// has the same.
std::string flee_instance_name(const std::filesystem::path& input_folder);

/// Reads and checks everything; all faults go to `diagnostics`. Empty when there is an error.
std::optional<FleeInstance> read_flee_folder(const FleeSource& source, Diagnostics& diagnostics);

}  // namespace corridor

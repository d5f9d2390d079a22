#pragma once
// `corridor import flee`: a folder of Flee's becomes a scenario folder.
#include <filesystem>
#include <iosfwd>
#include <string>

namespace corridor {

struct ImportFleeOptions {
  std::filesystem::path input_folder;
  std::filesystem::path data_folder;
  int days = 0;                         ///< 0: as the folder says
  std::filesystem::path settings_file;  ///< empty: `simsetting.yml` here, if there is one
  std::filesystem::path to;             ///< the scenario folder; must not exist yet
  std::string rules = "flee";           ///< ruleset `flee` or `daily`
};

/// Writes a scenario folder of ruleset `flee` that forecasts what `corridor flee` does for the same
/// seed: Flee's tables unchanged in `flee/`, scenario.yaml, observations.csv with the counts of the
/// camps, README.md with the source. The folder appears whole or not at all. With `rules` `daily`:
/// native tables for the forecast of a long conflict (app/import_daily.h). Warnings go to `log`;
/// throws InputError.
void import_flee(const ImportFleeOptions& options, std::ostream& out, std::ostream& log);

}  // namespace corridor

#pragma once
// `corridor flee`: Flee's own folders, run as Flee runs them.
#include <filesystem>
#include <iosfwd>

#include "rules/flee/travellers.h"

namespace corridor {

struct FleeOptions {
  std::filesystem::path input_folder;
  std::filesystem::path data_folder;
  int days = 0;                         ///< 0: as the folder says
  std::filesystem::path settings_file;  ///< empty: `simsetting.yml` here, if there is one
  std::uint64_t seed = 1;
  std::size_t members = 1;
  unsigned threads = 0;  ///< 0: all cores
  FleeCapacityRule capacity_rule = FleeCapacityRule::running;
  FleeRepresentation representation = FleeRepresentation::automatic;
  bool strict = false;
  bool follow_intensity = false;  ///< corrects quirk Q7
  bool keep_capacity = false;     ///< corrects quirk Q13
  bool whole_sums = false;        ///< corrects quirk Q18
  bool score = false;
  std::filesystem::path out;  ///< several members: where tables and report go; empty: out/<name>
};

/// One member: Flee's `out.csv` on `out`, or with `score` the errors. Several: tables in a
/// directory, and the mean errors with `score`. Warnings go to `log`. Throws InputError.
void run_flee(const FleeOptions& options, std::ostream& out, std::ostream& log);

}  // namespace corridor

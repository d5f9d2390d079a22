#pragma once
// The door for native scenario folders: bytes become a Scenario or a list of faults. Nothing is
// checked again behind it.
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "scenario/scenario.h"

namespace corridor {

/// A change of one cell before reading: table `roads`, row id `hakari`, column
/// `checkpoint_vehicles_per_h`, operation
/// `=`, `+=` or `*=`. (`*=` multiplies expressions such as `@rate`; `+=` needs a plain number.)
struct CellEdit {
  std::string table;
  std::string row;
  std::string column;
  std::string operation;
  std::string value;
};

/// A row that stands in no file: table, and its cells by column.
struct AddedRow {
  std::string table;
  std::vector<std::pair<std::string, std::string>> cells;
};

struct ScenarioSource {
  std::filesystem::path folder;
  std::vector<std::filesystem::path>
      overlays;  ///< folders whose rows replace (same id) or add to the folder's
  std::vector<CellEdit> edits;
  std::vector<AddedRow> added = {};
};

/// The names that a ruleset lends to its scenarios: its parameters and its series.
struct RulesetTerms {
  std::vector<Parameter> parameters;
  std::vector<Topic> series;
};

/// The ruleset that the folder and its overlays name: it decides which parameters there are.
std::string ruleset_of(const ScenarioSource& source);

/// Reads and validates. All problems are added to `diagnostics`, not the first only; the scenario
/// is returned when there is no error (warnings may remain). Ruleset `flee`: `flee` holds the
/// tables of its subfolder, from which places and roads come; the tables left are claims and
/// observations.
std::optional<Scenario> read_scenario_folder(const ScenarioSource& source,
                                             const RulesetTerms& ruleset, Diagnostics& diagnostics,
                                             std::shared_ptr<const FleeInstance> flee = nullptr);

/// The files of a folder that a scenario consists of, those that are there, by their names inside
/// it: scenario.yaml, the tables, and what lies in flee/ (hidden files apart).
std::vector<std::string> scenario_files(const std::filesystem::path& folder);

/// A digest (hex) of all bytes that were read: names and contents of the files of folder and
/// overlays, the edits and the rows added.
std::string scenario_digest(const ScenarioSource& source);

}  // namespace corridor

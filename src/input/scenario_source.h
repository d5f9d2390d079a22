#pragma once
// What a scenario is read from: a folder, folders laid over it, and changes that stand in no file.
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

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

/// The folder, then its overlays.
std::vector<std::filesystem::path> all_folders(const ScenarioSource& source);

/// A file's bytes; nothing where it cannot be read.
std::optional<std::string> read_file(const std::filesystem::path& path);

/// The files of a folder that a scenario consists of, those that are there, by their names inside
/// it: scenario.yaml, the tables, and what lies in flee/ (hidden files apart).
std::vector<std::string> scenario_files(const std::filesystem::path& folder);

/// A digest (hex) of all bytes that were read: names and contents of the files of folder and
/// overlays, the edits and the rows added.
std::string scenario_digest(const ScenarioSource& source);

}  // namespace corridor

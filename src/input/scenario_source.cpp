#include "input/scenario_source.h"

#include <algorithm>
#include <boost/uuid/detail/sha1.hpp>
#include <fstream>
#include <sstream>

#include "input/tables.h"

namespace corridor {

namespace {

bool is_hidden(const std::filesystem::path& path) {
  return std::any_of(path.begin(), path.end(), [](const std::filesystem::path& part) {
    return part.string().rfind('.', 0) == 0;
  });
}

/// The files of Flee in a folder by their names inside it, in the order of their names.
std::vector<std::filesystem::path> flee_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::is_directory(folder / "flee")) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "flee")) {
    const std::filesystem::path name = entry.path().lexically_relative(folder);
    if (entry.is_regular_file() && !is_hidden(name)) files.push_back(name);
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> native_files(const std::filesystem::path& folder) {
  std::vector<std::string> files;
  const auto add = [&](const std::string& name) {
    if (std::filesystem::is_regular_file(folder / name)) files.push_back(name);
  };
  add("scenario.yaml");
  for (const TableFormat& format : table_formats()) add(format.name + ".csv");
  return files;
}

}  // namespace

std::vector<std::filesystem::path> all_folders(const ScenarioSource& source) {
  std::vector<std::filesystem::path> folders = {source.folder};
  folders.insert(folders.end(), source.overlays.begin(), source.overlays.end());
  return folders;
}

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::vector<std::string> scenario_files(const std::filesystem::path& folder) {
  std::vector<std::string> files = native_files(folder);
  for (const std::filesystem::path& file : flee_files(folder)) {
    files.push_back(file.generic_string());
  }
  return files;
}

std::string scenario_digest(const ScenarioSource& source) {
  boost::uuids::detail::sha1 hash;
  const auto add = [&](const std::string& text) {
    const std::string length = std::to_string(text.size()) + ":";
    hash.process_bytes(length.data(), length.size());
    hash.process_bytes(text.data(), text.size());
  };
  for (const std::filesystem::path& folder : all_folders(source)) {
    for (const std::string& file : native_files(folder)) {
      add(file);
      add(read_file(folder / file).value_or(""));
    }
  }
  for (const std::filesystem::path& file : flee_files(source.folder)) {
    add(file.generic_string());
    add(read_file(source.folder / file).value_or(""));
  }
  for (const CellEdit& edit : source.edits)
    add(edit.table + "." + edit.row + "." + edit.column + edit.operation + edit.value);
  for (const AddedRow& row : source.added) {
    add(row.table);
    for (const auto& [column, cell] : row.cells) {
      add(column);
      add(cell);
    }
  }
  boost::uuids::detail::sha1::digest_type digest;
  hash.get_digest(digest);
  std::ostringstream hex;
  for (const unsigned word : digest) {
    hex.width(8);
    hex.fill('0');
    hex << std::hex << word;
  }
  return hex.str();
}

}  // namespace corridor

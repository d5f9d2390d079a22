#include "output/unfinished_work.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "base/ids.h"
#include "output/files.h"

namespace corridor {
namespace {

/// Tells one build of this program from another, as far as its file can.
std::string this_program() {
  std::error_code unknown;
  const std::filesystem::path file = "/proc/self/exe";
  const auto size = std::filesystem::file_size(file, unknown);
  const auto written = std::filesystem::last_write_time(file, unknown).time_since_epoch().count();
  return unknown ? "" : fmt::format("{} {}", size, written);
}

}  // namespace

UnfinishedWork::UnfinishedWork(const std::filesystem::path& outputs, const std::string& identity) {
  const std::string all = identity + '\n' + this_program();
  folder_ = outputs / fmt::format("unfinished-{:016x}", name_key(all.data(), all.size()));
}

std::optional<std::string> UnfinishedWork::find(std::size_t unit) const {
  std::ifstream stream(file_of(unit), std::ios::binary);
  if (!stream) return std::nullopt;
  std::stringstream bytes;
  bytes << stream.rdbuf();
  return bytes.str();
}

void UnfinishedWork::keep(std::size_t unit, const std::string& bytes) const {
  std::filesystem::create_directories(folder_);
  write_file(file_of(unit), bytes);
}

FoundWork UnfinishedWork::found() const {
  return {[this](std::size_t unit) { return find(unit); },
          [this](std::size_t unit, const std::string& bytes) { keep(unit, bytes); }};
}

void UnfinishedWork::finish() const { std::filesystem::remove_all(folder_); }

std::filesystem::path UnfinishedWork::file_of(std::size_t unit) const {
  return folder_ / fmt::format("{}.bin", unit);
}

}  // namespace corridor

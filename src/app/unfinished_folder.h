#pragma once
// A folder that appears whole or not at all.
#include <filesystem>
#include <string>

namespace corridor {

/// A folder to write into, `NAME.unfinished` beside its final place. It goes with everything in it
/// unless it is finished.
class UnfinishedFolder {
 public:
  /// `option` is what names the folder on the command line, for messages. Throws InputError.
  UnfinishedFolder(std::filesystem::path final_place, const std::string& option);
  ~UnfinishedFolder();
  UnfinishedFolder(const UnfinishedFolder&) = delete;
  UnfinishedFolder& operator=(const UnfinishedFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Gives it its final name.
  void finish();

 private:
  std::filesystem::path final_place_;
  std::filesystem::path path_;
};

}  // namespace corridor

#include "app/unfinished_folder.h"

#include <system_error>
#include <utility>

#include "app/output_folder.h"

namespace corridor {

UnfinishedFolder::UnfinishedFolder(std::filesystem::path final_place, const std::string& option)
    : final_place_(std::move(final_place)), path_(final_place_) {
  path_ += ".unfinished";
  make_output_folder(path_, option);
  std::filesystem::remove_all(path_);
  std::filesystem::create_directories(path_);
}

UnfinishedFolder::~UnfinishedFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void UnfinishedFolder::finish() { std::filesystem::rename(path_, final_place_); }

}  // namespace corridor

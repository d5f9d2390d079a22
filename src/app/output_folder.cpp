#include "app/output_folder.h"

#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "app/refuse.h"

namespace corridor {

void make_output_folder(const std::filesystem::path& folder, const std::string& option) {
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (!problem && ::access(folder.c_str(), W_OK) != 0) {
    problem = std::error_code(errno, std::generic_category());
  }
  if (!problem) return;
  refuse(option, folder.string(),
         "a folder that can be made and written to (" + problem.message() + ")",
         "name another with " + option + ", or ask for the right to write there");
}

std::filesystem::path results_folder(const std::filesystem::path& out,
                                     const std::filesystem::path& usual) {
  const std::filesystem::path folder = out.empty() ? "out" / usual : out;
  make_output_folder(folder, "--out");
  return folder;
}

}  // namespace corridor

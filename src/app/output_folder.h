#pragma once
#include <filesystem>
#include <string>

namespace corridor {

/// Makes the folder that results go to, before they are computed. Throws InputError, naming the
/// option, where it cannot be made or not be written to.
void make_output_folder(const std::filesystem::path& folder, const std::string& option);

/// The folder that `--out` names (empty: `usual` inside `out`), made in the same way.
std::filesystem::path results_folder(const std::filesystem::path& out,
                                     const std::filesystem::path& usual);

}  // namespace corridor

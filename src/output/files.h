#pragma once
#include <filesystem>
#include <string>

namespace corridor {

/// Writes a file under a temporary name beside it and renames it: nobody ever sees half a file.
/// Throws on failure.
void write_file(const std::filesystem::path& path, const std::string& content);

}  // namespace corridor

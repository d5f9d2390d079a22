#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace corridor {

/// Writes a file under a temporary name beside it and renames it: nobody ever sees half a file.
/// Throws on failure.
void write_file(const std::filesystem::path& path, const std::string& content);

/// Takes pieces of text in order.
using TextSink = std::function<void(const std::string&)>;

/// The same for a text that is made piece by piece: `produce` hands its pieces to the sink.
void write_file_in_pieces(const std::filesystem::path& path,
                          const std::function<void(const TextSink&)>& produce);

struct FileToWrite {
  std::string name;  ///< below the folder
  std::function<void(const TextSink&)> produce;
};

/// Writes files that belong together, on `threads` threads, the first ones first: all under
/// temporary names before any is renamed. Throws on failure, the old ones then left as they are.
void write_files(const std::filesystem::path& folder, const std::vector<FileToWrite>& files,
                 unsigned threads = 1);

}  // namespace corridor

#pragma once
#include <filesystem>
#include <functional>
#include <string>

namespace corridor {

/// Writes a file under a temporary name beside it and renames it: nobody ever sees half a file.
/// Throws on failure.
void write_file(const std::filesystem::path& path, const std::string& content);

/// Takes pieces of text in order.
using TextSink = std::function<void(const std::string&)>;

/// The same for a text that is made piece by piece: `produce` hands its pieces to the sink.
void write_file_in_pieces(const std::filesystem::path& path,
                          const std::function<void(const TextSink&)>& produce);

}  // namespace corridor
